"""Setting up the demo: for each story an organisation with staff, a sample delivery, a present-day caseload and people.

One transaction per organisation: it is there completely or not at all. The marker that it is there is a number "in
another system" of the last person of the story, so that a second start finds it in the database.
"""

from collections.abc import Callable
from pathlib import Path

from django.contrib.auth.models import User

from reisgenoot.approach import load_approach
from reisgenoot.deliveries.engine import deliver
from reisgenoot.intake.standing import refresh_profiles
from reisgenoot.journeys.models import DirectorAssignment, Journey
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation, StaffMember
from reisgenoot.organisations.services import ensure_organisation, hire
from reisgenoot.people.models import PersonIdentifier
from reisgenoot.people.services import add_identifiers
from reisgenoot.simulation.population import chunks, write_chunk
from reisgenoot.simulation.run import tidy
from reisgenoot.simulation.setting_up import CASELOAD, ground_of
from reisgenoot.simulation.story.parts import TELLERS
from reisgenoot.simulation.story.parts.told import Told
from reisgenoot.simulation.story.reading import Story, stories
from reisgenoot.simulation.story.telling import Telling

SEED = 2026
SCHEME = "reisgenoot.demo"
VERSION = "1"
Account = Callable[[str, str], User]
Progress = Callable[[str], None]


def set_up(*, account: Account, progress: Progress) -> list[Story]:
    """Tell every story that has not been told here yet, and bring signals up to date with today.

    ``account`` makes an account for an e-mail address and a name.
    """
    found, told_now = stories(), False
    for story in found:
        organisation = Organisation.objects.filter(key=story.organisation).first()
        if organisation is None or not _is_told(organisation):
            progress(f"{story.organisation}: mensen, dossiers en leveringen klaarzetten")
            organisation, told_now = _tell(story, account=account), True
    if told_now:
        tidy()
    for story in found:
        organisation = Organisation.objects.get(key=story.organisation)
        with acting_as(actor_of(organisation.pk)):
            refresh(organisation_id=organisation.pk)
    return found


def actor_of(organisation_id: int) -> Actor:
    """Who sets up the demo: may do everything at one organisation."""
    return Actor(
        organisation_id=organisation_id,
        roles=frozenset({"administrator", "team_manager", "client_manager", "housing_officer"}),
        label="demo",
    )


def _is_told(organisation: Organisation) -> bool:
    with acting_as(actor_of(organisation.pk)):
        return PersonIdentifier.objects.filter(scheme=SCHEME, value=VERSION).exists()


def _tell(story: Story, *, account: Account) -> Organisation:
    approach = load_approach(story.approach)
    organisation = ensure_organisation(approach=approach, key=story.organisation)
    by = actor_of(organisation.pk)
    with acting_as(by):
        _deliver_sample(story.recipe, by)
        _close_delivered()
        staff = _hire(story, by, account)
        guiding = tuple(staff[key].pk for key, each in story.staff.items() if "client_manager" in each.roles)
        ground = ground_of(organisation, approach, by=by, seed=SEED, staff_ids=guiding)
        for numbers in chunks(CASELOAD * len(guiding)):
            write_chunk(ground, numbers, by=by, bsn_from=0)
        telling = Telling(ground, by, {key: each.pk for key, each in staff.items()})
        told = {key: telling.tell(person, number) for number, (key, person) in enumerate(story.people.items())}
        for tell in TELLERS:
            tell(Told(story.organisation, approach, by, told, telling.staff))
        refresh(organisation_id=organisation.pk)
        refresh_profiles(organisation_id=organisation.pk)
        last = Journey.objects.get(pk=list(told.values())[-1]).person_id
        add_identifiers(by=by, identifiers=[(last, SCHEME, VERSION)])
    return organisation


def _hire(story: Story, by: Actor, account: Account) -> dict[str, StaffMember]:
    return {
        key: hire(
            by=by,
            code=key,
            name=each.name,
            roles=each.roles,
            user=account(f"{key}@demo.invalid", each.name),
            languages=each.languages,
            from_on=today().replace(month=1, day=1, year=today().year - 1),
        )
        for key, each in story.staff.items()
    }


def _deliver_sample(recipe: str, by: Actor) -> None:
    folder = sample_folder(recipe)
    if folder is not None:
        deliver(by=by, recipe=recipe, folder=folder)


def _close_delivered() -> None:
    """End the delivered journeys of years ago the day before the present approach began, so that nothing waits in them."""
    ended_on = today().replace(month=1, day=1, year=today().year - 4)
    delivered = Journey.objects.filter(ended_on__isnull=True, started_on__lt=ended_on)
    DirectorAssignment.objects.filter(journey__in=delivered, valid_until__isnull=True).update(valid_until=ended_on)
    delivered.update(ended_on=ended_on, end_reason="finished")


def sample_folder(name: str) -> Path | None:
    """The folder with the sample delivery of a recipe; None where the software came without examples."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_examples" / name, package.parent.parent / "examples" / name):
        if folder.is_dir():
            return folder
    return None
