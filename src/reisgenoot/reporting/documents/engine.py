"""From a template and data to a PDF that a screen reader can read (PDF/UA-1), in every language of the newcomers.

A template is a Typst file in ``templates``. It gets its data as ``sys.inputs.data`` (JSON text), its title and language as
``sys.inputs.title`` and ``sys.inputs.language``; ``base.typ`` holds what all documents share. Nothing of the data is
ever written to disk: files and data travel in memory.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import ReisgenootError

TEMPLATES = Path(__file__).resolve().parent / "templates"
FONTS = Path(__file__).resolve().parent / "fonts"
STANDARD: Literal["ua-1"] = "ua-1"
RIGHT_TO_LEFT = frozenset({"ar", "fa"})


class DocumentFailed(ReisgenootError):
    """A document could not be made; the message names the template, never the data."""

    code = "document-failed"


def render(template: str, data: Mapping[str, Any], *, title: str, language: str = "nl") -> bytes:
    """A PDF made of a template and data.

    Parameters
    ----------
    template   name of a file in ``templates`` without ``.typ``.
    data       anything JSON can hold; dates are for the caller to write in words.
    title      stands in the properties of the document, as a screen reader announces it.
    language   ISO 639 code of the main language; parts in another language say so in the template.

    Raises
    ------
    DocumentFailed   the template does not exist or does not fit the data.
    """
    file = TEMPLATES / f"{template}.typ"
    if not file.is_file():
        raise DocumentFailed(f"there is no document template {template}")
    inputs = {
        "data": json.dumps(data, ensure_ascii=False),
        "title": title,
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
    }
    try:
        made = typst.Compiler(str(file), root=str(TEMPLATES), font_paths=_fonts()).compile(
            format="pdf", sys_inputs=inputs, pdf_standards=STANDARD, timestamp=int(now().timestamp())
        )
    except typst.TypstError:
        # What the compiler says can quote the data; who mends a template sees it by rendering made-up data.
        raise DocumentFailed(f"the document template {template} does not fit the data") from None
    if not isinstance(made, bytes):
        raise DocumentFailed(f"the document template {template} gave no PDF")
    return made


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Our own fonts, read once per process: reading them takes longer than making a document.

    Raises
    ------
    DocumentFailed   the fonts were not gathered (``make setup``).
    """
    if not any(FONTS.glob("*.ttf")):
        raise DocumentFailed("the fonts of the documents are missing: run make setup")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
