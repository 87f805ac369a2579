"""The guides: one per role, written in Markdown under ``docs/guides``, shown in the product and printed by `make guides`.

A guide begins with a line of comment that says for which role it is and in a few words what for::

    <!-- rol: client_manager; volgorde: 1; Voor wie mensen begeleidt -->
    # Klantmanager

Pictures stand in ``docs/guides/images`` and are written as ``![what one sees](images/vandaag.png)``.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

_HEAD = re.compile(r"^<!--\s*rol:\s*(?P<role>\w+);\s*volgorde:\s*(?P<order>\d+);\s*(?P<about>.+?)\s*-->")
_SLUG = re.compile(r"^[a-z][a-z-]*$")
_IMAGE = re.compile(r"^[a-z0-9-]+\.png$")


class BadGuide(ValueError):
    """A guide does not begin as it should; the message names the file and what to write."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A second-level heading of a guide: where to jump to."""

    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide. ``html`` is the text without its title, made from our own Markdown; ``headings`` lead into it."""

    slug: str
    role: str
    order: int
    title: str
    about: str
    html: str
    headings: tuple[Heading, ...]


def guides_folder() -> Path:
    """Where the guides are: in the package, else in the checkout."""
    package = Path(__file__).resolve().parents[2]
    packaged = package / "_guides"
    return packaged if packaged.is_dir() else package.parents[1] / "docs" / "guides"


@lru_cache(maxsize=4)
def all_guides(image_address: str) -> tuple[Guide, ...]:
    """Every guide in the order of the roles; pictures get ``image_address`` in front of their name."""
    return tuple(
        sorted((read_guide(file, image_address) for file in guides_folder().glob("*.md")), key=lambda one: one.order)
    )


def read_guide(file: Path, image_address: str) -> Guide:
    """One guide from its file. Raises `BadGuide`."""
    text = file.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None or not _SLUG.match(file.stem):
        raise BadGuide(
            f"{file.name}: begin met <!-- rol: …; volgorde: …; waarvoor --> en geef het bestand een naam in kleine letters"
        )
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text[head.end() :])
    title, headings = _prepare(tokens, image_address, file.name)
    html = reader.renderer.render(tokens, reader.options, {})
    return Guide(file.stem, head["role"], int(head["order"]), title, head["about"], html, headings)


def find_image(name: str) -> Path | None:
    """The file of a picture; None when there is no such picture."""
    file = guides_folder() / "images" / name
    return file if _IMAGE.match(name) and file.is_file() else None


def _prepare(tokens: list[Token], image_address: str, name: str) -> tuple[str, tuple[Heading, ...]]:
    """Take the title out, give headings an anchor and pictures their address and frame."""
    if len(tokens) < 3 or tokens[0].tag != "h1":
        raise BadGuide(f"{name}: zet na de eerste regel een titel (# Klantmanager)")
    title = tokens[1].content
    del tokens[:3]
    headings: list[Heading] = []
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            words = tokens[number + 1].content
            anchor = f"h{len(headings) + 1}"
            token.attrSet("id", anchor)
            headings.append(Heading(anchor, words))
        for child in token.children or ():
            if child.type == "image":
                child.attrSet("src", image_address + str(child.attrGet("src")).removeprefix("images/"))
                child.attrSet("loading", "lazy")
    return title, tuple(headings)
