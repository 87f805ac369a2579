"""What an approach is: the typed, frozen whole of a definition."""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

from pydantic import Field

from reisgenoot.approach.base import Entry, Keyed, LocalisedText, Sourced, Titled
from reisgenoot.approach.caseload import CaseloadNorm
from reisgenoot.approach.catalogue import Catalogue, words_of
from reisgenoot.approach.coding import CodeList, Goal, Instrument, MainGoal, OutcomeRung, Profile, Scale, Worded
from reisgenoot.approach.escalation import Escalation
from reisgenoot.approach.guidance import (
    Basic,
    FixedCost,
    GuidanceLogic,
    HelpArea,
    LadderGround,
    LadderMeasure,
    LadderStep,
    ObstacleKind,
)
from reisgenoot.approach.journey import (
    Cadence,
    Check,
    DecisionRule,
    Milestone,
    Norm,
    Phase,
    Role,
    Target,
    TargetGroup,
    Term,
)
from reisgenoot.approach.planning import SigningRule
from reisgenoot.approach.questionnaires import Questionnaire
from reisgenoot.approach.scoring import Scoring
from reisgenoot.approach.supply import Municipality, Offer, Organisation, Provider

ANY_CONTACT = "contact"
"""The activity that stands for any contact with the person."""


class Document(Titled):
    """A law, a report or another paper that values come from; a ``source`` begins with its ``name``."""

    name: str = Field(min_length=1)
    url: str | None = None


class Approach(Entry, Sourced):
    """One version of one approach, complete: what it extends is already in it."""

    version: str = Field(pattern=r"^\d{4}\.\d+$")
    title: LocalisedText
    description: LocalisedText
    extends: str | None = None
    organisation: Organisation | None = None
    documents: Keyed[Document] = Keyed()
    roles: Keyed[Role] = Keyed()
    target_groups: Keyed[TargetGroup] = Keyed()
    phases: Keyed[Phase] = Keyed()
    milestones: Keyed[Milestone] = Keyed()
    terms: Keyed[Term] = Keyed()
    cadences: Keyed[Cadence] = Keyed()
    checks: Keyed[Check] = Keyed()
    escalations: Keyed[Escalation] = Keyed()
    norms: Keyed[Norm] = Keyed()
    caseload_norms: Keyed[CaseloadNorm] = Keyed()
    rules: Keyed[DecisionRule] = Keyed()
    profiles: Keyed[Profile] = Keyed()
    scales: Keyed[Scale] = Keyed()
    code_lists: Keyed[CodeList] = Keyed()
    main_goals: Keyed[MainGoal] = Keyed()
    goals: Keyed[Goal] = Keyed()
    instruments: Keyed[Instrument] = Keyed()
    providers: Keyed[Provider] = Keyed()
    offers: Keyed[Offer] = Keyed()
    outcomes: Keyed[OutcomeRung] = Keyed()
    signing: Keyed[SigningRule] = Keyed()
    targets: Keyed[Target] = Keyed()
    questionnaires: Keyed[Questionnaire] = Keyed()
    obstacles: Keyed[ObstacleKind] = Keyed()
    basics: Keyed[Basic] = Keyed()
    fixed_costs: Keyed[FixedCost] = Keyed()
    ladder: Keyed[LadderStep] = Keyed()
    ladder_grounds: Keyed[LadderGround] = Keyed()
    ladder_measures: Keyed[LadderMeasure] = Keyed()
    help_areas: Keyed[HelpArea] = Keyed()
    logics: Keyed[GuidanceLogic] = Keyed()
    scoring: Keyed[Scoring] = Keyed()

    def as_json(self) -> dict[str, Any]:
        """The resolved definition as JSON-ready data, to be stored with the journeys that follow it."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | str) -> Self:
        """The definition back from what ``as_json`` gave."""
        if isinstance(stored, str):
            return cls.model_validate_json(stored)
        return cls.model_validate(stored)

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hexadecimal) of the resolved definition: the same exactly when the content is the same."""
        canonical = json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def __hash__(self) -> int:
        return hash(self.digest)

    def catalogue(self, name: str) -> Catalogue[Any]:
        """The words of a section (``goals``), a code list or a scale's levels, ready to be found.

        Raises
        ------
        KeyError   there is no section, code list or scale with this name.
        """
        return self._catalogues[name]

    @cached_property
    def _catalogues(self) -> dict[str, Catalogue[Any]]:
        sections: dict[str, Mapping[str, Worded]] = {
            "main_goals": self.main_goals,
            "goals": self.goals,
            "instruments": self.instruments,
            "profiles": self.profiles,
            "providers": self.providers,
            "outcomes": self.outcomes,
        }
        found: dict[str, Catalogue[Any]] = {name: _worded(entries) for name, entries in sections.items()}
        found.update({key: _worded(scale.levels) for key, scale in self.scales.items()})
        found.update({key: _worded(entry.codes, entry.blank) for key, entry in self.code_lists.items()})
        municipalities = self.organisation.municipalities.values() if self.organisation else ()
        found["municipalities"] = Catalogue((municipality, municipality.all_words) for municipality in municipalities)
        return found

    def find_municipality(self, place: str) -> Municipality | None:
        """The municipality that a town, village or municipality name lies in; None when it is not one of ours."""
        municipality: Municipality | None = self._catalogues["municipalities"].find(place)
        return municipality

    @cached_property
    def phases_in_order(self) -> tuple[Phase, ...]:
        """The phases from first to last."""
        return tuple(sorted(self.phases.values(), key=lambda phase: phase.order))

    @cached_property
    def outcome_ladder(self) -> tuple[OutcomeRung, ...]:
        """The outcomes from highest to lowest."""
        return tuple(sorted(self.outcomes.values(), key=lambda rung: rung.rank))

    def highest_outcome(self, keys: frozenset[str] | set[str] | tuple[str, ...] | list[str]) -> OutcomeRung | None:
        """The highest of the outcomes somebody has at once; None when there are none in the ladder."""
        return next((rung for rung in self.outcome_ladder if rung.key in keys), None)

    @cached_property
    def to_verify(self) -> tuple[tuple[str, str], ...]:
        """Section and key of every value that nobody has checked at its source yet."""
        return tuple(
            (section, key)
            for section in type(self).model_fields
            if isinstance(entries := getattr(self, section), Keyed)
            for key, entry in entries.items()
            if isinstance(entry, Sourced) and entry.verify
        )

    def activities_that_meet(self, cadence: Cadence) -> frozenset[str]:
        """The kinds of activity after which a cadence counts anew.

        A cadence that asks for ``contact`` is met by any activity with the person; others only by their own.
        """
        if cadence.activity != ANY_CONTACT or "activity" not in self.code_lists:
            return frozenset({cadence.activity})
        kinds = self.code_lists["activity"].codes
        return frozenset(key for key, kind in kinds.items() if kind.group == kinds[ANY_CONTACT].group)


def _worded(entries: Mapping[str, Worded], blank: str | None = None) -> Catalogue[Worded]:
    found = ((entry, words_of(entry)) for entry in entries.values())
    return Catalogue(found, blank=entries[blank] if blank else None)
