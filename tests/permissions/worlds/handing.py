"""Objects that the routes of handing are about."""

from reisgenoot.arrivals.models import HousingSignal, ReportedPerson
from reisgenoot.handover.enums import LetterKind
from reisgenoot.handover.models import Letter
from reisgenoot.handover.post import send_package
from reisgenoot.handover.services import give_consent, import_package
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation
from reisgenoot.organisations.selectors import served_municipalities
from tests.factories.handover import a_package, a_party, an_agreement, sent


def make(by: Actor, objects: dict[str, int]) -> dict[str, int]:
    """Ids by name; ``objects`` are those made before, such as ``journey`` and ``staff``."""
    signal = HousingSignal.objects.create(
        reported_on=today(),
        linked_on=today(),
        municipality_id=served_municipalities(by=by)[0][0],
        whereabouts="elsewhere",
    )
    reported = ReportedPerson.objects.create(signal=signal, position=0, family_name="Tesfai", given_name="Salam")
    party = a_party(by)
    consent = give_consent(
        by=by,
        journey_id=objects["journey"],
        party_id=party.pk,
        parts=["profile"],
        purpose="verhuizing",
        given_on=today(),
        how="spoken",
    )
    return {
        "reported": reported.pk,
        "consent": consent.pk,
        "agreement": an_agreement(by, party).pk,
        "handover": sent(by, objects["journey"], party=party).pk,
        "received": import_package(by=by, content=a_package().model_dump_json().encode()).pk,
        "letter": _letter_to(by),
    }


def _letter_to(by: Actor) -> int:
    """A package that the other organisation wrote to this one."""
    other = Organisation.objects.exclude(pk=by.organisation_id).get(key__in=("ours", "theirs"))
    with acting_as(job("test", other.pk)) as writer:
        send_package(by=writer, partner_id=by.organisation_id, package=a_package())
        return Letter.objects.get(kind=LetterKind.PACKAGE).pk
