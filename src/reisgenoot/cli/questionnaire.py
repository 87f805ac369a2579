"""`reisgenoot questionnaire`: check, read and convert questionnaires in XLSForm. Needs no database."""

from pathlib import Path

import click

from reisgenoot.questionnaires.definition import Form, Group, Item, Question, Repeat
from reisgenoot.questionnaires.reading import FormError, FormRead, read_workbook, to_xform

WORKBOOK = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group()
def questionnaire() -> None:
    """Check, read and convert questionnaires (XLSForm workbooks)."""


@questionnaire.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check workbooks: every problem with sheet, row and column, and words that are missing in a language.

    Exits 1 when there is a problem.
    """
    is_wrong = False
    for file in files:
        try:
            found = read_workbook(file.read_bytes())
        except FormError as error:
            is_wrong = True
            for problem in error.problems:
                click.echo(f"{file.name}: {problem}")
            continue
        asked = sum(question.is_answered for question in found.form.questions)
        click.echo(f"{file.name}: in orde, {asked} vragen op {len(found.form.pages)} pagina's")
        for warning in found.warnings:
            click.echo(f"{file.name}: let op: {warning}")
    if is_wrong:
        raise click.exceptions.Exit(1)


@questionnaire.command("show")
@WORKBOOK
@click.option("--language", default="", help="Code of the language, such as ar; the form's own when missing.")
def show(file: Path, language: str) -> None:
    """A workbook as it is asked: pages, questions, choices, and when each is asked."""
    form = _read(file).form
    code = language or form.default_language
    if code not in {one.code for one in form.languages}:
        known = ", ".join(one.code for one in form.languages)
        raise click.ClickException(f"Dit werkboek heeft geen taal '{code}'. Bekend: {known}.")
    click.echo(f"{form.say(form.title, code)} ({form.key} {form.version})")
    for number, page in enumerate(form.pages, 1):
        click.echo(f"\n{number}. {form.say(page.title, code) or page.key}")
        for item in page.items:
            _show(form, item, code, depth=1)


@questionnaire.command("xform")
@WORKBOOK
def xform(file: Path) -> None:
    """A workbook as ODK XForm XML, on standard output."""
    _read(file)
    click.echo(to_xform(file.read_bytes()))


def _read(file: Path) -> FormRead:
    try:
        return read_workbook(file.read_bytes())
    except FormError as error:
        raise click.ClickException(str(error)) from error


def _show(form: Form, item: Item, code: str, *, depth: int) -> None:
    indent = "   " * depth
    label = form.say(item.label, code)
    mark = " *" if isinstance(item, Question) and item.required else ""
    click.echo(f"{indent}{label}{mark}  [{item.key}: {item.kind}]")
    details = {"als": item.relevant, "beschermd": item.protection if item.protection != "normal" else ""}
    if isinstance(item, Question):
        details |= {"goed als": item.constraint, "is": item.calculation, "keuzes waar": item.choice_filter}
        details |= {"hulp": form.say(item.hint, code), "waarom": form.say(item.purpose, code)}
    for name, said in details.items():
        if said:
            click.echo(f"{indent}   {name}: {said}")
    if isinstance(item, Question):
        for choice in form.choices.get(item.choices, ()):
            click.echo(f"{indent}   o {form.say(choice.label, code)}  [{choice.name}]")
    if isinstance(item, Group | Repeat):
        for inner in item.items:
            _show(form, inner, code, depth=depth + 1)
