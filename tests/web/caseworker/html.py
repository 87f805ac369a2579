"""What every page of ours keeps to, read from its HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse

_NAMED_BY_LABEL = {"input", "select", "textarea"}
_NEED_NO_LABEL = {"hidden", "submit", "radio", "checkbox"}


@dataclass
class Page:
    """The parts of a page that tests ask for."""

    headings: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    controls: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    language: str = ""
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        page = self.page
        page.handlers += [name for name in given if name.startswith("on") or name == "style"]
        if "id" in given:
            page.ids.append(given["id"])
        if tag == "html":
            page.language = given.get("lang", "")
        if tag in {"h1", "h2", "h3", "h4"}:
            page.headings.append(int(tag[1]))
        if tag == "label" and "for" in given:
            page.labelled.add(given["for"])
        if tag in _NAMED_BY_LABEL and given.get("type") not in _NEED_NO_LABEL:
            page.controls.append(given.get("id", ""))
        if tag == "a" and "href" in given:
            page.links.append(given["href"])
        if tag == "form":
            page.forms.append(given.get("action", ""))

    def handle_data(self, data: str) -> None:
        self.page.text += data


def read(response: HttpResponse) -> Page:
    """The page in a response."""
    reader = _Reader()
    reader.feed(response.content.decode())
    reader.page.text = " ".join(reader.page.text.split())
    return reader.page


def assert_well_made(response: HttpResponse) -> Page:
    """One h1 that comes first, no heading skipped, ids once, every control labelled, no inline script or style."""
    page = read(response)
    assert page.headings.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    assert set(page.controls) <= page.labelled
    assert page.handlers == []
    assert page.language in {"nl", "en"}
    return page
