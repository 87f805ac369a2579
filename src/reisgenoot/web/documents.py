"""Sending a document to the browser: shown in a tab of its own, kept in no cache."""

from django.http import HttpResponse
from django.utils.text import slugify


def pdf_response(name: str, content: bytes, *, download: bool = False) -> HttpResponse:
    """A PDF, shown or downloaded as ``name.pdf``. The name is for the file only: it holds no name of a person."""
    disposition = "attachment" if download else "inline"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'{disposition}; filename="{slugify(name) or "document"}.pdf"',
            "Cache-Control": "no-store",
        },
    )
