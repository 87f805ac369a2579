"""Objects that the routes of management are about."""

from datetime import timedelta

from reisgenoot.approach import load_approach
from reisgenoot.journeys.models import HandoverNotice
from reisgenoot.journeys.services import NewHandedFile, NewJourney, hand_over_caseload, start_journey
from reisgenoot.journeys.versions import keep_version
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.organisations.models import Provider, StaffMember
from reisgenoot.organisations.services import hire
from reisgenoot.people.services import NewPerson, register_person


def make(by: Actor, objects: dict[str, int]) -> dict[str, int]:
    """Ids by name; ``objects`` are those made before, such as ``journey`` and ``staff``."""
    leaving = StaffMember.objects.get(code="client_manager")
    staying = hire(by=by, code="stays", name="Blijver", roles=["client_manager"], from_on=today() - timedelta(days=30))
    person = register_person(by=by, person=NewPerson(family_name="Kidane", given_name="Yonas"))
    journey = start_journey(
        by=by,
        journey=NewJourney(
            person_id=person.pk,
            approach_version_id=keep_version(load_approach("meerinzicht")).pk,
            started_on=today() - timedelta(days=60),
            director_id=leaving.pk,
        ),
    )
    provider = Provider.objects.order_by("pk")[0]
    handover = hand_over_caseload(
        by=by,
        staff_id=leaving.pk,
        cause="lighter",
        from_on=today() + timedelta(days=14),
        files=[NewHandedFile(journey_id=journey.pk, staff_id=staying.pk, note="Graag snel bellen")],
        providers={journey.pk: [provider.pk]},
    )
    notices = HandoverNotice.objects.filter(handover=handover)
    return {
        "leaving": leaving.pk,
        "handed": handover.pk,
        "handover_letter": notices.get(journey=journey).pk,
        "handover_mail": notices.get(provider=provider).pk,
    }
