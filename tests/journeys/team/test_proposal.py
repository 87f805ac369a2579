"""The proposal for a handover: level, languages kept, households together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reisgenoot.journeys.team.proposal import Colleague, File, NobodyToTakeOver, Proposed, Why, propose

ARABIC, TIGRINYA = "ar", "ti"


def loads(proposed: list[Proposed], colleagues: list[Colleague]) -> dict[int, float]:
    """Files per fte of each colleague after the handover; every file weighs 1."""
    taken = {one.id: one.load for one in colleagues}
    for each in proposed:
        taken[each.colleague_id] += 1
    return {one.id: taken[one.id] / one.fte for one in colleagues}


@settings(max_examples=40, deadline=None)
@given(present=st.lists(st.integers(0, 12), min_size=1, max_size=5), files=st.integers(1, 25))
def test_files_without_wishes_when_proposed_then_level_within_one(present: list[int], files: int) -> None:
    colleagues = [Colleague(number, 1.0, float(load)) for number, load in enumerate(present)]
    after = loads(propose([File(number) for number in range(files)], colleagues), colleagues)
    receivers = [number for number, load in enumerate(present) if after[number] > load]
    assert max(after[number] for number in receivers) - min(after.values()) <= 1


@settings(max_examples=40, deadline=None)
@given(
    languages=st.lists(st.sampled_from([ARABIC, TIGRINYA, ""]), min_size=1, max_size=18),
    ease=st.integers(0, 4),
)
def test_files_with_languages_when_proposed_then_level_within_the_ease(languages: list[str], ease: int) -> None:
    colleagues = [
        Colleague(1, 1, 5, frozenset({ARABIC})),
        Colleague(2, 1, 5, frozenset({TIGRINYA})),
        Colleague(3, 1, 5),
    ]
    proposed = propose([File(n, language=one) for n, one in enumerate(languages)], colleagues, ease=ease)
    after = loads(proposed, colleagues)
    receivers = [number for number, load in after.items() if load > 5]
    assert max(after[number] for number in receivers) - min(after.values()) <= 1 + ease + 0.02


@settings(max_examples=30, deadline=None)
@given(
    homes=st.lists(st.integers(1, 4) | st.none(), min_size=1, max_size=14),
    ftes=st.lists(st.sampled_from([0.5, 0.8, 1.0]), min_size=2, max_size=4),
)
def test_files_of_one_household_when_proposed_then_one_director(homes: list[int | None], ftes: list[float]) -> None:
    colleagues = [Colleague(number, fte, 10) for number, fte in enumerate(ftes)]
    proposed = propose([File(number, household=home) for number, home in enumerate(homes)], colleagues)
    assert [one.file_id for one in proposed] == list(range(len(homes)))
    for home in {home for home in homes if home}:
        assert len({one.colleague_id for one, where in zip(proposed, homes, strict=True) if where == home}) == 1


def test_language_when_there_is_room_then_kept_and_said() -> None:
    colleagues = [Colleague(1, 1, 20, frozenset({"nl"})), Colleague(2, 1, 21, frozenset({"nl", ARABIC}))]
    (one,) = propose([File(7, language=ARABIC)], colleagues)
    assert (one.colleague_id, one.why) == (2, (Why.LANGUAGE,))


def test_language_when_it_would_cost_too_much_then_not_kept_and_said() -> None:
    colleagues = [Colleague(1, 1, 20), Colleague(2, 1, 40, frozenset({ARABIC}))]
    (one,) = propose([File(7, language=ARABIC)], colleagues, ease=2)
    assert (one.colleague_id, one.why) == (1, (Why.NO_LANGUAGE, Why.ROOM))


@pytest.mark.parametrize("why", [Why.EARLIER, Why.CONTACTS, Why.SUBSTITUTE])
def test_somebody_known_when_equally_full_then_preferred(why: Why) -> None:
    colleagues = [Colleague(1, 1, 20), Colleague(2, 1, 20), Colleague(3, 1, 20)]
    (one,) = propose([File(7, known_by={2: why})], colleagues, ease=0)
    assert (one.colleague_id, one.why) == (2, (why,))


def test_director_of_the_household_when_fuller_then_still_preferred() -> None:
    colleagues = [Colleague(1, 1, 20), Colleague(2, 1, 23)]
    (one,) = propose([File(7, known_by={2: Why.HOUSEHOLD})], colleagues, ease=2)
    assert one.colleague_id == 2


def test_part_time_when_proposed_then_a_share_of_the_files() -> None:
    colleagues = [Colleague(1, 1.0, 0), Colleague(2, 0.5, 0)]
    proposed = propose([File(number) for number in range(30)], colleagues)
    assert [sum(one.colleague_id == who for one in proposed) for who in (1, 2)] == [20, 10]


def test_heavy_files_when_proposed_then_counted_by_weight() -> None:
    colleagues = [Colleague(1, 1, 0), Colleague(2, 1, 0)]
    files = [File(1, weight=3), *(File(number, weight=1) for number in (2, 3, 4))]
    by_colleague = {one.file_id: one.colleague_id for one in propose(files, colleagues)}
    assert len({by_colleague[number] for number in (2, 3, 4)}) == 1
    assert by_colleague[1] != by_colleague[2]


def test_colleagues_without_hours_when_proposed_then_refused() -> None:
    with pytest.raises(NobodyToTakeOver):
        propose([File(1)], [Colleague(1, 0, 0)])
    assert propose([], []) == []
