"""Texts on the screens: which there are, which have no English yet, and compiling them. Needs no gettext installation."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "locale"
LANGUAGES = ("en",)
HEADER = """\
# Translations of Reisgenoot.
msgid ""
msgstr ""
"Project-Id-Version: Reisgenoot\\n"
"Language: {language}\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""Without dates or names of translators: those are in the history, and here they would change the file every time."""
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


@click.group()
def messages() -> None:
    """Texts on the screens and their translation."""


@messages.command("update")
def update() -> None:
    """Bring the files with translations up to date with the texts in code and templates."""
    template = found_texts()
    for language in LANGUAGES:
        catalog = stored(language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        _write(catalog, language)
        click.echo(f"{language}: {len(catalog)} teksten, {len(missing(catalog))} zonder vertaling")


@messages.command("compile")
def compile_all() -> None:
    """Write the compiled form that the framework reads."""
    for language in LANGUAGES:
        with (_folder(language) / "django.mo").open("wb") as file:
            write_mo(file, stored(language))


@messages.command("missing")
def show_missing() -> None:
    """List the texts without a translation; exit 1 when there are any."""
    if problems := untranslated():
        click.echo("\n".join(problems))
        raise click.exceptions.Exit(1)


def untranslated() -> list[str]:
    """One line per text without a translation: language, text, where it stands."""
    template = found_texts()
    lines = []
    for language in LANGUAGES:
        catalog = stored(language)
        for message in template:
            translation = catalog.get(message.id, message.context) if message.id else None
            if message.id and (translation is None or not _is_translated(translation.string)):
                lines.append(f"{language}: {message.id!r} ({message.locations[0][0]}:{message.locations[0][1]})")
    return lines


def missing(catalog: Catalog) -> list[str]:
    """The texts of a catalogue without a translation."""
    return [str(message.id) for message in catalog if message.id and not _is_translated(message.string)]


def found_texts() -> Catalog:
    """Every text marked for translation in our Python and templates."""
    catalog = Catalog(charset="utf-8")
    for path, line, text, comments, context in sorted(_texts(), key=lambda found: (found[0], found[1])):
        catalog.add(text, None, [(path, line)], auto_comments=comments, context=context)
    return catalog


def stored(language: str) -> Catalog:
    """The translations as they stand in the repository."""
    path = _folder(language) / "django.po"
    if not path.exists():
        return Catalog(locale=language, domain="django", charset="utf-8", project="Reisgenoot", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django")


def _texts() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from _extract(path, path.read_bytes())
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        source = templatize(path.read_text(), origin=str(path))
        yield from _extract(path, "\n".join(line.lstrip() for line in source.splitlines()).encode())


def _extract(path: Path, source: bytes) -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    name = str(path.relative_to(PACKAGE))
    for line, text, comments, context in extract("python", BytesIO(source), keywords=KEYWORDS):
        yield name, line, text, comments, context


def _write(catalog: Catalog, language: str) -> None:
    folder = _folder(language)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "django.po").open("wb") as file:
        file.write(HEADER.format(language=language, plural_forms=catalog.plural_forms).encode())
        write_po(file, catalog, width=110, omit_header=True, sort_output=False, include_lineno=False)


def _folder(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES"


def _is_translated(string: str | Sequence[str] | None) -> bool:
    return all(string) if string else False
