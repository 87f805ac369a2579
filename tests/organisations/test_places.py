"""From village to municipality."""

import pytest

from reisgenoot.approach import load_approach
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Municipality, Place
from reisgenoot.organisations.places import keep_places, place_index, place_key
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "municipality"),
    [
        ("Alkmaar", "Alkmaar"),
        ("HEERHUGOWAARD ", "Heerhugowaard"),
        ("De Noord", "Heerhugowaard"),
        ("Broek op Langedijk", "Langedijk"),
        ("Koedijk", "Alkmaar"),
        ("Limmen", "Castricum"),
        ("Schoorl", "Bergen"),
        ("Bergen (NH)", "Bergen"),
    ],
)
def test_place_when_looked_up_then_its_municipality(written: str, municipality: str) -> None:
    keep_places(load_approach("alkmaar"))
    assert place_index()[place_key(written)].name.startswith(municipality)


def test_place_when_unknown_then_absent() -> None:
    keep_places(load_approach("alkmaar"))
    assert place_key("Timboektoe") not in place_index()


def test_places_when_kept_twice_then_once() -> None:
    keep_places(load_approach("alkmaar"))
    number = Place.objects.count()
    keep_places(load_approach("alkmaar"))
    assert Place.objects.count() == number


def test_place_when_two_municipalities_have_it_then_only_the_one_served_or_none() -> None:
    organisation = an_organisation("alkmaar")
    elsewhere = Municipality.objects.create(code="X001", name="Elders")
    Place.objects.create(name="Schoorl", name_key="schoorl", municipality=elsewhere)
    assert "schoorl" not in place_index()
    with acting_as(job("test", organisation.pk)):
        assert place_index()["schoorl"].name.startswith("Bergen")
