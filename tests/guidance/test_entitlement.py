"""Who has to be unburdened, until when, and why."""

from datetime import date

import pytest

from reisgenoot.approach import load_approach
from reisgenoot.guidance.entitlement import entitlement
from tests.guidance.conftest import ASYLUM, FAMILY

BEGAN = date(2025, 8, 31)
BENEFIT = {"benefit_started": [BEGAN]}


def of(codes: dict[str, str], reached: dict[str, list[date]]):  # type: ignore[no-untyped-def]
    found = entitlement(load_approach("wi2021"), codes=codes, reached=reached)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("codes", "reached", "holds", "in_group"),
    [
        (ASYLUM, BENEFIT, True, True),
        (ASYLUM | {"residence_permit": "asylum_permanent"}, BENEFIT, False, True),
        (FAMILY | {"residence_permit": "regular"}, BENEFIT, False, False),
        (ASYLUM, {}, False, True),
        ({"duo_group": "asylum"}, BENEFIT, None, True),
        ({"residence_permit": "asylum_fixed_term"}, BENEFIT, None, None),
        ({"residence_permit": "asylum_fixed_term"}, BENEFIT | {"duo_notice": [BEGAN]}, True, None),
        (ASYLUM, BENEFIT | {"benefit_ended": [date(2025, 10, 1)]}, False, True),
        (ASYLUM, BENEFIT | {"integration_exempted": [date(2025, 10, 1)]}, False, True),
    ],
)
def test_entitlement_when_asked_then_yes_no_or_not_known(codes, reached, holds, in_group) -> None:  # type: ignore[no-untyped-def]
    found = of(codes, reached)
    assert (found.holds, found.in_integration_group) == (holds, in_group)
    assert len(found.reasons) == 3
    assert all(reason.text and reason.source for reason in found.reasons)


def test_flags_when_family_member_with_another_permit_then_differ() -> None:
    assert of(ASYLUM | {"residence_permit": "asylum_permanent"}, BENEFIT).flags_differ
    assert not of(ASYLUM, BENEFIT).flags_differ
    assert not of(FAMILY, BENEFIT).flags_differ


def test_period_when_benefit_began_at_the_end_of_a_month_then_six_months_from_that_day() -> None:
    found = of(ASYLUM, BENEFIT)
    assert (found.first_day, found.last_day) == (BEGAN, date(2026, 2, 27))
    assert found.is_over(date(2026, 2, 28))
    assert not found.is_over(date(2026, 2, 27))
