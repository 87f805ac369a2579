"""The whole of a plan as one form: from a document to fields, and from what was sent to a document."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from reisgenoot.plans.content import AGREEMENT, GOAL, INSTRUMENT, PIP, STEP, Doc, completed, new_part, new_ref
from reisgenoot.plans.enums import Horizon
from reisgenoot.web.caseworker.planning.forms import (
    AgreementForm,
    DreamForm,
    GoalForm,
    InstrumentForm,
    PartForm,
    PipForm,
    SituationForm,
    StepForm,
)
from reisgenoot.web.caseworker.wording import Wording

NEW = "new"
"""The ref of the empty row at the end of each list: what is typed there becomes a part."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the form: one part with its fields."""

    ref: str
    form: PartForm

    @property
    def is_new(self) -> bool:
        """Whether it is the empty row at the end."""
        return self.ref == NEW


@dataclass(frozen=True, slots=True)
class GoalBlock:
    """A goal with its rows. ``list_name`` names the hidden fields that keep the order of the goals."""

    ref: str
    number: int
    form: GoalForm
    title: str
    instruments: Sequence[Line]
    agreements: Sequence[Line]

    @property
    def is_far(self) -> bool:
        """Whether it is a goal for later."""
        return bool(self.form["horizon"].value() == Horizon.FAR)


@dataclass
class PlanForm:
    """A plan as fields. Bound when something was sent; then `content` is what it says."""

    wording: Wording
    content_before: Doc
    data: QueryDict | None = None
    errors: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        before = self.content_before
        self.situation = SituationForm(
            self.data, prefix="plan", initial=before, approach=self.wording.approach, wording=self.wording
        )
        self.dream = DreamForm(self.data, prefix="plan", initial=before)
        self.pip = PipForm(self.data, prefix="pip", initial=before["pip"])
        self.steps = list(self._lines("steps", before["steps"], self._step))
        self.agreements = list(self._lines("agreements", before["agreements"], self._agreement))
        goals = self._parts("goals", before["goals"], GOAL)
        self.goals = [self._goal(goal, number) for number, goal in enumerate(goals, start=1)]

    @property
    def is_bound(self) -> bool:
        """Whether something was sent."""
        return self.data is not None

    @property
    def first_goals(self) -> list[GoalBlock]:
        """The goals to begin with."""
        return [goal for goal in self.goals if not goal.is_far]

    @property
    def far_goals(self) -> list[GoalBlock]:
        """The goals for later."""
        return [goal for goal in self.goals if goal.is_far]

    def is_valid(self) -> bool:
        """Whether everything that was sent can be read; else `errors` says what and where."""
        self.errors = [
            (one[name].id_for_label, str(one.fields[name].label or ""), str(message))
            for one in self._forms()
            for name, messages in one.errors.items()
            for message in messages
        ]
        return not self.errors

    @property
    def content(self) -> Doc:
        """What the form says, as a document. Only after `is_valid`."""
        before = {
            name: value for name, value in self.content_before.items() if name not in {"goals", "steps", "agreements"}
        }
        return completed(
            before
            | self.situation.as_part()
            | self.dream.as_part()
            | {
                "steps": self._sent(self.steps, STEP, "text"),
                "goals": [*(self._sent_goal(goal) for goal in self.goals), *self._new_goals()],
                "agreements": self._sent(self.agreements, AGREEMENT, "what"),
                "pip": completed(self.pip.as_part(), PIP),
            }
        )

    def _forms(self) -> Iterator[PartForm]:
        yield from (self.situation, self.dream)
        yield from (line.form for line in self.steps)
        for goal in self.goals:
            yield goal.form
            yield from (line.form for line in (*goal.instruments, *goal.agreements))
        yield from (line.form for line in self.agreements)
        yield self.pip

    def _parts(self, name: str, before: Sequence[Doc], shape: Doc) -> list[Doc]:
        """The parts to show: as sent, in the order sent; else those of the document."""
        if self.data is None:
            return list(before)
        known = {part["ref"]: part for part in before}
        return [known.get(ref, {**shape, "ref": ref}) for ref in self.data.getlist(name) if ref]

    def _lines(self, name: str, before: Sequence[Doc], make: Callable[[str, Doc], PartForm]) -> Iterator[Line]:
        shape = {"steps": STEP, "agreements": AGREEMENT, "instruments": INSTRUMENT}[name.split("-", maxsplit=1)[0]]
        for part in self._parts(name, before, shape):
            yield Line(part["ref"], make(f"{name}-{part['ref']}", part))
        yield Line(NEW, make(f"{name}-{NEW}", {**shape, "ref": NEW}))

    def _step(self, prefix: str, part: Doc) -> PartForm:
        return StepForm(self.data, prefix=prefix, initial=part)

    def _agreement(self, prefix: str, part: Doc) -> PartForm:
        return AgreementForm(self.data, prefix=prefix, initial=part)

    def _instrument(self, prefix: str, part: Doc) -> PartForm:
        words = part["text"] or (self.wording.instrument(part["key"]) if part["key"] else "")
        initial = part | {"words": words, "said": words}
        return InstrumentForm(
            self.data, prefix=prefix, initial=initial, approach=self.wording.approach, wording=self.wording
        )

    def _goal(self, part: Doc, number: int) -> GoalBlock:
        ref = part["ref"]
        words = part["text"] or (self.wording.goal(part["key"]) if part["key"] else "")
        initial = part | {"words": words, "said": words}
        form = GoalForm(
            self.data, prefix=f"goal-{ref}", initial=initial, approach=self.wording.approach, wording=self.wording
        )
        return GoalBlock(
            ref=ref,
            number=number,
            form=form,
            title=str(form["words"].value() or ""),
            instruments=list(self._lines(f"instruments-{ref}", part["instruments"], self._instrument)),
            agreements=list(self._lines(f"agreements-{ref}", part["agreements"], self._agreement)),
        )

    def _sent_goal(self, goal: GoalBlock) -> Doc:
        return {
            **goal.form.as_part(),
            "ref": goal.ref,
            "instruments": self._sent(goal.instruments, INSTRUMENT, "key", "text"),
            "agreements": self._sent(goal.agreements, AGREEMENT, "what"),
        }

    def _new_goals(self) -> list[Doc]:
        """The goals typed in the fields for new ones."""
        from_fields: list[Doc] = []
        for horizon in Horizon.values:
            words = self.data.get(f"new-goal-{horizon}", "").strip()[:300] if self.data else ""
            if words:
                form = GoalForm(approach=self.wording.approach, wording=self.wording)
                coded = code_goal(words, form)
                from_fields.append(new_part("goals", horizon=horizon, **coded))
        return from_fields

    def _sent(self, lines: Sequence[Line], shape: Doc, *needed: str) -> list[Doc]:
        """The rows in which something stands; an emptied row is gone."""
        parts = []
        for line in lines:
            part = line.form.as_part()
            if any(part[name] for name in needed):
                parts.append(completed({**part, "ref": new_ref() if line.is_new else line.ref}, shape))
        return parts


def code_goal(words: str, form: GoalForm) -> Doc:
    """A new goal: key and own words."""
    found = form.approach.catalogue("goals").find(words)
    if found is None:
        return {"text": words}
    return {"key": found.key, "text": "" if form.wording.goal(found.key) == words else words}


def without(data: QueryDict, asked: str) -> QueryDict:
    """What was sent, less the part that somebody takes out (``goals:ref`` names its list and its ref)."""
    name, _, ref = asked.partition(":")
    changed = data.copy()
    changed.setlist(name, [one for one in data.getlist(name) if one != ref])
    return changed


def moved_up(data: QueryDict, ref: str) -> QueryDict:
    """What was sent, with one goal a place higher."""
    refs = data.getlist("goals")
    changed = data.copy()
    place = refs.index(ref) if ref in refs else 0
    if place > 0:
        refs[place - 1], refs[place] = refs[place], refs[place - 1]
        changed.setlist("goals", refs)
    return changed


def catalogue(wording: Wording) -> Mapping[str, list[str]]:
    """The words to choose from while typing: goals and instruments of the approach."""
    approach = wording.approach
    return {
        "catalogue_goals": [wording.goal(key) for key in approach.goals],
        "catalogue_instruments": [wording.instrument(key) for key in approach.instruments],
    }
