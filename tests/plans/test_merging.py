"""Two people in one plan: nothing of either is lost without a question."""

from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from reisgenoot.plans.content import Doc, completed, new_part
from reisgenoot.plans.merging import GONE, ORDER, merge

WORDS = st.sampled_from(["", "taal", "werk", "zorg"])
REFS = ["one", "two", "three", "four"]


@st.composite
def goals(draw: st.DrawFn, refs: list[str]) -> list[Doc]:
    chosen = draw(st.lists(st.sampled_from(refs), unique=True, max_size=len(refs)))
    return [
        new_part("goals", text=draw(WORDS), domain=draw(WORDS), agreements=draw(agreements())) | {"ref": ref}
        for ref in chosen
    ]


@st.composite
def agreements(draw: st.DrawFn) -> list[Doc]:
    chosen = draw(st.lists(st.sampled_from(["a", "b"]), unique=True, max_size=2))
    return [new_part("agreements", what=draw(WORDS)) | {"ref": ref} for ref in chosen]


@st.composite
def plans(draw: st.DrawFn, new: str = "") -> Doc:
    refs = [*REFS, *([new] if new else [])]
    pip = {"leerroute": draw(WORDS), "support": draw(WORDS)}
    return completed({"summary": draw(WORDS), "dream_job": draw(WORDS), "goals": draw(goals(refs)), "pip": pip})


def a_plan(**values: object) -> Doc:
    return completed(values)


def goal(ref: str, **values: object) -> Doc:
    return new_part("goals", **values) | {"ref": ref}


@settings(max_examples=150, deadline=None)
@given(plans(), plans("mine"))
def test_merge_when_only_one_wrote_then_as_that_one_wrote(base: Doc, changed: Doc) -> None:
    assert merge(base, changed, base).content == changed
    assert merge(base, base, changed).content == changed
    assert merge(base, changed, changed).content == changed
    for merged in (merge(base, changed, base), merge(base, base, changed), merge(base, changed, changed)):
        assert merged.clashes == ()


@settings(max_examples=150, deadline=None)
@given(plans(), plans("mine"), plans("theirs"))
def test_merge_when_both_wrote_then_every_change_is_there_or_asked_about(base: Doc, mine: Doc, theirs: Doc) -> None:
    merged = merge(base, mine, theirs)
    asked = {clash.path for clash in merged.clashes}
    for name in ("summary", "dream_job"):
        for version in (mine, theirs):
            changed = version[name] != base[name]
            assert not changed or merged.content[name] == version[name] or (name,) in asked
    kept = {one["ref"] for one in merged.content["goals"]}
    assert {"mine"} & {one["ref"] for one in mine["goals"]} <= kept
    assert {"theirs"} & {one["ref"] for one in theirs["goals"]} <= kept


@settings(max_examples=150, deadline=None)
@given(plans(), plans("mine"), plans("theirs"))
def test_merge_when_the_two_change_places_then_the_same_questions(base: Doc, mine: Doc, theirs: Doc) -> None:
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert {clash.name for clash in one.clashes} == {clash.name for clash in other.clashes}


@settings(max_examples=150, deadline=None)
@given(plans(), plans("mine"), plans("theirs"), st.sampled_from(["mine", "theirs"]))
def test_merge_when_every_question_is_answered_then_none_is_left(base: Doc, mine: Doc, theirs: Doc, pick: str) -> None:
    chosen = {clash.name: pick for clash in merge(base, mine, theirs).clashes}
    merged = merge(base, mine, theirs, chosen=chosen)
    assert merged.clashes == ()


@settings(max_examples=50, deadline=None)
@given(plans(), plans("mine"), plans("theirs"))
def test_merge_when_done_then_what_went_in_is_unchanged(base: Doc, mine: Doc, theirs: Doc) -> None:
    before = deepcopy((base, mine, theirs))
    merge(base, mine, theirs)
    assert (base, mine, theirs) == before


def test_merge_when_other_fields_of_one_goal_changed_then_both_hold() -> None:
    base = a_plan(goals=[goal("g", text="Werk", domain="work")])
    mine = a_plan(goals=[goal("g", text="Werk als kok", domain="work")])
    theirs = a_plan(goals=[goal("g", text="Werk", domain="work", target_on="2027-01-01")])
    merged = merge(base, mine, theirs)
    assert merged.clashes == ()
    assert (merged.content["goals"][0]["text"], merged.content["goals"][0]["target_on"]) == (
        "Werk als kok",
        "2027-01-01",
    )
    assert merged.taken == (("goals", "g", "target_on"),)


def test_merge_when_the_same_field_changed_then_a_clash_with_both_values() -> None:
    merged = merge(a_plan(summary="a"), a_plan(summary="b"), a_plan(summary="c"))
    (clash,) = merged.clashes
    assert (clash.name, clash.mine, clash.theirs) == ("summary", "b", "c")
    assert (
        merge(a_plan(summary="a"), a_plan(summary="b"), a_plan(summary="c"), chosen={"summary": "theirs"}).content[
            "summary"
        ]
        == "c"
    )


def test_merge_when_one_takes_out_what_the_other_changes_then_a_clash_about_the_goal() -> None:
    base = a_plan(goals=[goal("g", text="Werk")])
    theirs = a_plan(goals=[goal("g", text="Ander werk")])
    (clash,) = merge(base, a_plan(), theirs).clashes
    assert (clash.name, clash.mine) == ("goals.g", GONE)
    kept = merge(base, a_plan(), theirs, chosen={"goals.g": "theirs"})
    assert kept.content["goals"][0]["text"] == "Ander werk"
    assert merge(base, a_plan(), theirs, chosen={"goals.g": "mine"}).content["goals"] == []


def test_merge_when_both_take_out_then_gone_without_a_question() -> None:
    base = a_plan(goals=[goal("g", text="Werk")])
    merged = merge(base, a_plan(), a_plan())
    assert (merged.content["goals"], merged.clashes) == ([], ())


def test_merge_when_both_add_then_both_stand_behind_what_they_were_put_behind() -> None:
    base = a_plan(goals=[goal("a"), goal("b")])
    mine = a_plan(goals=[goal("a"), goal("new", text="mijn"), goal("b")])
    theirs = a_plan(goals=[goal("a"), goal("b"), goal("last", text="hun")])
    merged = merge(base, mine, theirs)
    assert [one["ref"] for one in merged.content["goals"]] == ["a", "new", "b", "last"]


def test_merge_when_both_move_goals_otherwise_then_the_order_is_asked() -> None:
    base = a_plan(goals=[goal("a"), goal("b"), goal("c")])
    mine = a_plan(goals=[goal("b"), goal("a"), goal("c")])
    theirs = a_plan(goals=[goal("a"), goal("c"), goal("b")])
    (clash,) = merge(base, mine, theirs).clashes
    assert clash.path == ("goals", ORDER)
    chosen = merge(base, mine, theirs, chosen={clash.name: "theirs"})
    assert [one["ref"] for one in chosen.content["goals"]] == ["a", "c", "b"]
    only_theirs = merge(base, base, theirs)
    assert [one["ref"] for one in only_theirs.content["goals"]] == ["a", "c", "b"]


def test_merge_when_agreements_of_one_goal_are_added_by_both_then_both_hold() -> None:
    base = a_plan(goals=[goal("g")])
    mine = a_plan(goals=[goal("g", agreements=[new_part("agreements", what="oefenen") | {"ref": "m"}])])
    theirs = a_plan(goals=[goal("g", agreements=[new_part("agreements", what="aanmelden") | {"ref": "t"}])])
    merged = merge(base, mine, theirs)
    assert {one["what"] for one in merged.content["goals"][0]["agreements"]} == {"oefenen", "aanmelden"}
