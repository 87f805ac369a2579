"""The facts of the intake and the plan: diagnoses, measurements on scales, plans with goals and instruments."""

import json
from dataclasses import dataclass, field
from random import Random

from reisgenoot.approach import Approach
from reisgenoot.approach.coding import Scale
from reisgenoot.intake.enums import Moment
from reisgenoot.plans.enums import GoalState
from reisgenoot.plans.models import Goal, Plan
from reisgenoot.simulation import shares, texts
from reisgenoot.simulation.chance import Draw, days, one_of
from reisgenoot.simulation.ground import Ground
from reisgenoot.simulation.lives import Day, Life
from reisgenoot.simulation.shares import draw_by_group, draw_of
from reisgenoot.simulation.targets import DIAGNOSIS, GOAL, INSTRUMENT, MEASUREMENT, PLAN, Sheet
from reisgenoot.simulation.writing import Ids

_NUMBER_OF_GOALS = Draw({1: 10.0, 2: 32.0, 3: 34.0, 4: 16.0, 5: 6.0, 6: 2.0})
_REPEATED = frozenset({"participation_ladder", "cefr"})
SHARE_MEASURED = {"self_sufficiency": 0.15, "participation_ladder": 0.97}
"""Share of journeys in which a scale is used at all; 0.8 for the others."""
_SAME_INTAKE = 30
"""Days after a diagnosis in which a measurement still belongs to the same intake."""


class Choices:
    """The code lists of an approach, ready to be drawn from."""

    def __init__(self, approach: Approach) -> None:
        lists = approach.code_lists
        single = ("residence_permit", "integration_status", "work_status", "motivation", "availability")
        self.answers = {name: draw_of(name, lists[name].codes) for name in single if name in lists}
        if "dutch_at_diagnosis" in approach.scales:
            self.answers["dutch_at_diagnosis"] = draw_of(
                "dutch_at_diagnosis", approach.scales["dutch_at_diagnosis"].levels
            )
        flags = lists["characteristic"].codes if "characteristic" in lists else {}
        self.flags = {code: shares.YES.get(code, 0.3) for code in flags}
        self.has_household = "household" in lists
        self.profile = draw_of("profiles", approach.profiles)
        self.primary_goal = draw_of("primary_goal", lists["primary_goal"].codes if "primary_goal" in lists else ())
        self.advice = draw_of("advice", lists["advice"].codes if "advice" in lists else ())
        self.main_goal = draw_of("main_goals", approach.main_goals)
        goals = approach.goals
        self.first_goal = draw_by_group({key: goal.group_first for key, goal in goals.items()}, shares.FIRST_GOALS)
        self.later_goal = draw_by_group({key: goal.group_second for key, goal in goals.items()}, shares.LATER_GOALS)
        instruments = {key: instrument.group for key, instrument in approach.instruments.items()}
        self.instruments = {group: draw_by_group(instruments, weights) for group, weights in shares.INSTRUMENTS.items()}


@dataclass
class Facts:
    """Makes the facts of intake and plan for journeys of one chunk."""

    ground: Ground
    chance: Random
    sheet: Sheet
    ids: Ids
    choices: Choices = field(init=False)

    def __post_init__(self) -> None:
        self.choices = Choices(self.ground.approach)

    def write(self, life: Life) -> None:
        """Diagnosis, measurements and plans of one journey, where its milestones say they were made."""
        for day in life.reached.get("diagnosed", ()):
            self._diagnosis(life, day)
        changed = list(life.reached.get("track_ended", ()))
        for key, scale in self.ground.approach.scales.items():
            if self.chance.random() < SHARE_MEASURED.get(key, 0.8):
                measured = self._measure(life, key, scale)
                changed += measured if key == "cefr" else []
        self._look_again(life, changed)
        for day in life.reached.get("plan_made", ()):
            self._plan(life, day)

    def _diagnosis(self, life: Life, day: Day) -> None:
        chance, choices = self.chance, self.choices
        answers = {name: draw(chance) for name, draw in choices.answers.items() if chance.random() < 0.98}
        answers |= {code: "yes" if chance.random() < share else "no" for code, share in choices.flags.items()}
        if "residence_permit" in answers:
            answers["residence_permit"] = life.permit
        if choices.has_household:
            answers["household"] = life.traveller.household
        self.sheet.add(
            DIAGNOSIS,
            *(life.journey_id, self.ground.calendar.on(day), choices.profile(chance)),
            *(choices.primary_goal(chance), choices.advice(chance), one_of(chance, texts.ADVICES)),
            *(json.dumps(answers), life.traveller.language if chance.random() < 0.6 else "nl"),
            *(self.ground.calendar.recorded(day, chance), life.director_on(day)),
        )

    def _look_again(self, life: Life, changed: list[Day]) -> None:
        """Most profiles are looked at again after the last thing that changed what they rest on."""
        diagnosed = life.reached.get("diagnosed", ())
        if not diagnosed or not self.ground.approach.profiles:
            return
        later = [day for day in changed if day > max(diagnosed) + _SAME_INTAKE]
        if later and self.chance.random() < 0.92:
            day = max(later) + int(self.chance.random() * 25)
            if day <= life.last:
                self._diagnosis(life, day)

    def _measure(self, life: Life, key: str, scale: Scale) -> list[Day]:
        """One scale at its moments and, for scales that grow, half-yearly in between; the days it was measured."""
        chance = self.chance
        moments = sorted({day for name in scale.measure_at for day in life.reached.get(name, ())})
        if not moments:
            return []
        if scale.kind == "ordinal" and key in _REPEATED and chance.random() < 0.5:
            moments += list(range(moments[-1] + 150, life.last, 185))
        levels = tuple(scale.levels)
        floor = min(3, len(levels) // 3)
        start = {item: min(int(chance.random() * (floor + 1)), len(levels) - 1) for item in (scale.items or ("",))}
        for number, day in enumerate(moments[:6]):
            moment = Moment.INTERIM if number else Moment.BASELINE
            if day == life.ended:
                moment = Moment.CLOSING
            for item, level in start.items():
                start[item] = self._grown(scale, level, len(levels)) if number or scale.kind == "pass_fail" else level
                self.sheet.add(
                    MEASUREMENT,
                    *(life.journey_id, key, item, levels[start[item]], moment, self.ground.calendar.on(day)),
                    self.ground.calendar.recorded(day, chance),
                )
        return moments[:6]

    def _grown(self, scale: Scale, level: int, steps: int) -> int:
        """A later value: mostly one step further, seldom one back; a pass for half of a pass-or-fail."""
        if scale.kind == "pass_fail":
            return int(self.chance.random() < 0.5)
        drawn = self.chance.random()
        change = 1 if drawn < 0.55 else (-1 if drawn > 0.96 else 0)
        return max(0, min(level + change, steps - 1))

    def _plan(self, life: Life, day: Day) -> None:
        chance, calendar, approach = self.chance, self.ground.calendar, self.ground.approach
        plan_id, main_goal = self.ids.take(Plan), self.choices.main_goal(chance)
        signed = life.first("plan_signed")
        signed_on = calendar.on(signed) if signed is not None and signed >= day else None
        recorded = calendar.recorded(day, chance)
        label = approach.main_goals[main_goal].label.nl if main_goal else ""
        self.sheet.add(
            PLAN,
            *(plan_id, life.journey_id, calendar.on(day), one_of(chance, texts.SUMMARIES), signed_on, signed_on),
            *(main_goal, label, recorded, life.director_on(day)),
        )
        if not approach.goals:
            return
        chosen: set[str] = set()
        for position in range(1, _NUMBER_OF_GOALS(chance) + 1):
            key = (self.choices.first_goal if position == 1 else self.choices.later_goal)(chance)
            if key not in chosen:
                chosen.add(key)
                self._goal(plan_id, len(chosen), key, day, life.last, recorded)

    def _goal(self, plan_id: int, position: int, key: str, day: Day, last: Day, recorded: object) -> None:
        chance, approach = self.chance, self.ground.approach
        goal_id, state, state_on = self.ids.take(Goal), GoalState.OPEN, None
        settled = day + days(chance, 120, 400, 1100)
        if settled <= last:
            state = GoalState.REACHED if chance.random() < 0.75 else GoalState.STOPPED
            state_on = self.ground.calendar.on(settled)
        text = approach.goals[key].label.nl
        domain = approach.goals[key].domain
        self.sheet.add(GOAL, goal_id, plan_id, position, key, text, domain, state, state_on, recorded)
        if approach.instruments and chance.random() < 0.95:
            draw = self.choices.instruments.get(approach.goals[key].group_second, self.choices.instruments["other"])
            instrument = approach.instruments[draw(chance)]
            self.sheet.add(INSTRUMENT, goal_id, instrument.key, instrument.label.nl, instrument.own_effort, recorded)
