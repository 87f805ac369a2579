"""The demo story: told once, with a day on which something needs doing."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from reisgenoot.approach import load_approach
from reisgenoot.journeys.models import Journey, Signal, Standing
from reisgenoot.kernel.clock import standing_on, today
from reisgenoot.kernel.permissions import ROLES
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation, StaffMember
from reisgenoot.simulation import demo
from reisgenoot.simulation.story.reading import Story, stories
from tests.simulation.population import DAY

pytestmark = pytest.mark.django_db
STORIES = stories()


@pytest.fixture(autouse=True)
def small_and_without_owner(monkeypatch: pytest.MonkeyPatch):
    """Few journeys, no sample deliveries (they have tests of their own), and no rights of the owner."""
    monkeypatch.setattr(demo, "CASELOAD", 5)
    monkeypatch.setattr(demo, "sample_folder", lambda _name: None)
    monkeypatch.setattr(demo, "tidy", lambda: None)
    with standing_on(DAY):
        yield


def _account(email: str, name: str) -> User:
    return User.objects.create_user(username=email, email=email, first_name=name)


def _set_up() -> list[str]:
    said: list[str] = []
    demo.set_up(account=_account, progress=said.append)
    return said


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.organisation)
def test_story_when_read_then_every_role_with_screens_is_there(story: Story) -> None:
    wanted = {key for key, role in ROLES.items() if role.permissions}
    assert {role for each in story.staff.values() for role in each.roles} == wanted


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.organisation)
def test_story_when_read_then_its_keys_are_those_of_the_approach(story: Story) -> None:
    approach = load_approach(story.approach)
    for person in story.people.values():
        assert set(person.milestones) <= set(approach.milestones)
        assert {plan.main_goal for plan in person.plans} <= set(approach.main_goals)
        assert {enrolment.offer for enrolment in person.enrolments} <= set(approach.offers)
        assert {person.director, *person.earlier_directors} <= set(story.staff)


def test_demo_when_set_up_twice_then_second_changes_nothing() -> None:
    assert len(_set_up()) == len(STORIES)
    before = _counts()
    assert _set_up() == []
    assert _counts() == before


def test_demo_when_set_up_then_today_shows_what_the_story_says() -> None:
    _set_up()
    organisation = Organisation.objects.get(key="meerinzicht")
    with acting_as(demo.actor_of(organisation.pk)):
        anja = StaffMember.objects.get(code="anja")
        shown = {
            (signal.person.given_name, signal.rule): signal.due_on - today()
            for signal in Signal.objects.filter(staff=anja, state="open", visible_from__lte=today()).select_related(
                "person"
            )
        }
        assert shown["Omar", "cadence:contact"] < timedelta(days=-7)
        assert timedelta() < shown["Selam", "term:pip"] < timedelta(days=7)
        assert shown["Rana", "promise"] >= timedelta()
        noor = Standing.objects.get(person__given_name="Noor", person__family_name="Barakat", director=anja)
        assert noor.last_contact_on is None


def test_demo_when_set_up_then_only_demo_people_can_log_in() -> None:
    _set_up()
    accounts = User.objects.filter(email__endswith="@demo.invalid")
    assert accounts.count() == sum(len(story.staff) for story in STORIES)
    for organisation in Organisation.objects.all():
        with acting_as(demo.actor_of(organisation.pk)):
            staff = next(story.staff for story in STORIES if story.organisation == organisation.key)
            assert StaffMember.objects.exclude(user=None).count() == len(staff)


def _counts() -> list[int]:
    found = []
    for organisation in Organisation.objects.order_by("key"):
        with acting_as(demo.actor_of(organisation.pk)):
            found += [Journey.objects.count(), Signal.objects.count(), StaffMember.objects.count()]
    return found
