"""The handover package as an accessible PDF."""

from typing import Any

from django.utils.translation import override

from reisgenoot.handover.enums import Part
from reisgenoot.handover.package import Package
from reisgenoot.reporting.documents.engine import render
from reisgenoot.web.caseworker.handing.showing import package_sections
from reisgenoot.web.components import words

TITLE, LANGUAGE = "Overdracht", "nl"


def package_pdf(package: Package) -> bytes:
    """The story once, as a document for who takes over. Always in Dutch: it is for the receiver, not for who prints it."""
    with override(LANGUAGE):
        return render("handover", _data(package), title=TITLE, language=LANGUAGE)


def _data(package: Package) -> dict[str, Any]:
    ground = {
        "agreement": "afspraak over delen",
        "consent": "toestemming van de inwoner",
        "internal": "eigen organisatie",
    }
    return {
        "sender": " · ".join(filter(None, [package.sender.organisation, package.sender.staff, package.sender.phone])),
        "receiver": package.receiver,
        "called": package.called,
        "made": words.moment_in_words(package.made_at),
        "ground": " · ".join(
            filter(None, [ground[package.ground.kind], package.ground.purpose, package.ground.legal_basis])
        ),
        "health_basis": package.ground.health_basis,
        "talk": f"{words.day_in_words(package.talk.on)} · {package.talk.who}".strip(" ·") if package.talk else "",
        "note": package.note,
        "sections": [
            {
                "title": title,
                "protected": key == Part.HEALTH,
                "facts": [[fact.label, fact.value, fact.note] for fact in facts],
            }
            for key, title, facts in package_sections(package)
        ],
        "format": package.format,
        "thread": str(package.thread),
    }
