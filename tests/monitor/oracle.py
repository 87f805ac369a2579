"""Every indicator once more, slow and obvious, over plain rows. Shares no code with the indicators.

Groups carry codes, as an empty code book shows them; fixed words are in Dutch.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

Row = dict[str, Any]
Counted = Counter[tuple[tuple[tuple[str, str], ...], int, int]]

TRUE_ON = {
    "journeys": "started_on",
    "milestones": "reached_on",
    "diagnoses": "diagnosed_on",
    "plans": "agreed_on",
    "goals": "agreed_on",
    "trajectories": "started_on",
    "outcomes": "observed_on",
    "measurements": "measured_on",
    "call_ups": "called_on",
    "receipts": "dated_on",
}
CHARACTERISTICS = {
    "Geslacht": "sex",
    "Land van herkomst": "country",
    "Type verblijfsvergunning": "residence_permit",
    "Huishoudsituatie": "household",
    "Lichamelijke beperking": "physical_limitation",
    "Psychische beperking": "psychological_limitation",
    "Verstandelijke beperking": "intellectual_limitation",
    "Schuldenproblematiek": "debts",
    "Verslavingsproblematiek": "addiction",
    "Gezinsproblematiek belemmering": "family_barrier",
    "Kinderopvang belemmering": "childcare_barrier",
    "Ontvangt zorg of ondersteuning": "receives_care",
    "Maatschappelijk zelfredzaam": "self_reliant",
    "Beheersing Nederlands": "dutch",
    "Status inburgering": "integration_status",
    "Basisonderwijs gevolgd": "primary_education",
    "Voortgezet onderwijs gevolgd": "secondary_education",
    "Werk in Nederland": "work_status",
    "Gewerkt in land van herkomst": "worked_in_origin",
    "Vrijwilligerswerk in Nederland": "volunteer_work",
    "Arbeidsmotivatie": "motivation",
    "Actie ondernomen naar werk": "work_action",
    "Beschikbaarheid": "availability",
}
PASSES = {
    "Kennis en inzicht": "kennis_en_inzicht",
    "Participatie": "participatie",
    "Taalontwikkeling": "taalontwikkeling",
    "Zelfredzaamheid": "zelfredzaamheid",
}


def _entry(group: Row, numerator: int, denominator: int) -> tuple[tuple[tuple[str, str], ...], int, int]:
    return (tuple(sorted(group.items())), numerator, denominator)


def _newest(rows: Iterable[Row], day: str, tie: str) -> Row | None:
    ordered = sorted(rows, key=lambda row: (row[day] is not None, row[day] or date.min, row[tie]))
    return ordered[-1] if ordered else None


def _text(value: Any) -> str:
    if value is None:
        return "Onbekend"
    if isinstance(value, bool):
        return "Ja" if value else "Nee"
    return str(value)


def _age_band(age: int | None) -> str:
    if age is None:
        return "Onbekend"
    return "<=25" if age <= 25 else "26-55" if age <= 55 else ">=56"


def _years_band(days: int | None) -> str:
    if days is None:
        return "Onbekend"
    years = days / 365.25
    return "<2" if years < 2 else "2-5" if years < 5 else ">=5"


class Oracle:
    """The facts of a world that were true on a day and known at a moment."""

    def __init__(self, world: Any, *, as_of: date, known_at: datetime | None = None) -> None:
        self.as_of = as_of
        self.facts = {
            name: [row for row in rows if self._holds(row, TRUE_ON[name], known_at)] for name, rows in world.items()
        }

    def _holds(self, row: Row, day: str, known_at: datetime | None) -> bool:
        if row[day] is not None and row[day] > self.as_of:
            return False
        if known_at is None:
            return row["superseded_at"] is None
        return row["recorded_at"] <= known_at and (row["superseded_at"] is None or row["superseded_at"] > known_at)

    def rows(self, key: str) -> Counted:
        """The rows of a table as group, numerator, denominator."""
        return Counter(_entry(*entry) for entry in getattr(self, key.replace("-", "_"))())

    # populations

    def diagnosed(self) -> list[Row]:
        """The latest diagnosis of everybody."""
        found = []
        for journey in {row["journey"] for row in self.facts["diagnoses"]}:
            mine = [row for row in self.facts["diagnoses"] if row["journey"] == journey]
            found.append(_newest(mine, "diagnosed_on", "diagnosis"))
        result = []
        for row in found:
            assert row is not None
            exports = [r["first_export"] for r in found if r and r["organisation"] == row["organisation"]]
            last = max((e for e in exports if e is not None), default=None)
            is_new = last is not None and last > 1 and row["first_export"] == last
            has_plan = any(plan["journey"] == row["journey"] for plan in self.facts["plans"])
            result.append({**row, "is_new": is_new, "has_plan": has_plan})
        return result

    def _goals(self, position: int) -> list[Row]:
        plans = {row["plan"] for row in self.facts["plans"]}
        return [row for row in self.facts["goals"] if row["position"] == position and row["plan"] in plans]

    def _follow_up(self, *, closed: bool) -> list[Row]:
        result = []
        for row in self.facts["trajectories"]:
            ended = row["ended_on"] is not None and row["ended_on"] <= self.as_of
            if row["programme"] == "follow_up_programme" and ended == closed:
                highest = self._highest_outcome(row["trajectory"])
                result.append({**row, "outcome": highest["outcome"], "takes_part": highest["participating"]})
        return result

    def _highest_outcome(self, trajectory: int) -> Row:
        mine = [row for row in self.facts["outcomes"] if row["trajectory"] == trajectory]
        dated = [row["observed_on"] for row in mine if row["observed_on"] is not None]
        last = max(dated) if dated else None
        seen = sorted((row for row in mine if row["observed_on"] == last), key=lambda row: row["rank"])
        return seen[0] if seen else {"outcome": "none", "participating": False}

    # tables

    def data_funnel(self) -> list[tuple[Row, int, int]]:
        people, plans = self.diagnosed(), self.facts["plans"]
        received = [row for row in self.facts["receipts"] if row["kind"] == "plan"]
        kept = [row for row in received if row["plan"] is not None]
        linked = [row for row in plans if row["journey"] is not None]
        new = [row for row in people if row["is_new"]]
        with_plan = [row for row in people if row["has_plan"]]
        return [
            ({"stage": "Diagnoses"}, len(people), len(people)),
            ({"stage": "Diagnoses in eerdere levering"}, len(people) - len(new), len(people)),
            ({"stage": "Nieuw in laatste levering"}, len(new), len(people)),
            ({"stage": "Diagnoses met gekoppeld plan"}, len(with_plan), len(people)),
            ({"stage": "Plannen ontvangen"}, len(received), len(received)),
            ({"stage": "Plannen bruikbaar"}, len(kept), len(received)),
            ({"stage": "Plannen niet bruikbaar"}, len(received) - len(kept), len(received)),
            ({"stage": "Plannen gekoppeld"}, len(linked), len(plans)),
            ({"stage": "Plannen niet gekoppeld"}, len(plans) - len(linked), len(plans)),
        ]

    def background(self) -> list[tuple[Row, int, int]]:
        people = self.diagnosed()
        readings: dict[str, Callable[[Row], str]] = {
            title: lambda row, column=column: _text(row[column]) for title, column in CHARACTERISTICS.items()
        }
        readings["Leeftijd"] = lambda row: _age_band(row["age_years"])
        readings["Tijd in Nederland (jaren)"] = lambda row: _years_band(row["days_in_nl"])
        return [
            ({"characteristic": title, "value": value}, n, len(people))
            for title, reading in readings.items()
            for value, n in Counter(reading(row) for row in people).items()
        ]

    def _spread(self, rows: list[Row], key: str, column: str, fixed: Row | None = None) -> list[tuple[Row, int, int]]:
        values = Counter(_text(row[column]) for row in rows)
        return [({**(fixed or {}), key: value}, n, len(rows)) for value, n in values.items()]

    def profiles(self) -> list[tuple[Row, int, int]]:
        return self._spread(self.diagnosed(), "profile", "profile")

    def profiles_new(self) -> list[tuple[Row, int, int]]:
        return self._spread([row for row in self.diagnosed() if row["is_new"]], "profile", "profile")

    def primary_goals(self) -> list[tuple[Row, int, int]]:
        return self._spread(self.diagnosed(), "primary_goal", "primary_goal")

    def advice(self) -> list[tuple[Row, int, int]]:
        return self._spread(self.diagnosed(), "advice", "advice")

    def main_goals(self) -> list[tuple[Row, int, int]]:
        rows = []
        for plan in self.facts["plans"]:
            mine = [goal for goal in self._goals(0) if goal["plan"] == plan["plan"]]
            rows.append({"goal": (mine[0]["goal_group"] or "nog te coderen") if mine else None})
        return self._spread(rows, "goal", "goal")

    def _subgoals(self, position: int) -> list[tuple[Row, int, int]]:
        rows = [{"goal": goal["goal_group"] or "nog te coderen"} for goal in self._goals(position)]
        return self._spread(rows, "goal", "goal")

    def subgoals_1(self) -> list[tuple[Row, int, int]]:
        return self._subgoals(1)

    def subgoals_2(self) -> list[tuple[Row, int, int]]:
        return self._subgoals(2)

    def _instruments(self, position: int) -> list[tuple[Row, int, int]]:
        rows = []
        for goal in self._goals(position):
            missing = "nog te coderen" if goal["has_instrument"] else "niet genoemd"
            rows.append({"instrument": goal["instrument_group"] or missing})
        return self._spread(rows, "instrument", "instrument")

    def instruments_1(self) -> list[tuple[Row, int, int]]:
        return self._instruments(1)

    def instruments_2(self) -> list[tuple[Row, int, int]]:
        return self._instruments(2)

    def goal_in_both(self) -> list[tuple[Row, int, int]]:
        primary = {row["journey"]: row["primary_goal"] for row in self.diagnosed()}
        work = {goal["plan"] for goal in self._goals(0) if goal["goal_group"] == "work"}
        rows = [
            {"goal": primary[plan["journey"]]}
            for plan in self.facts["plans"]
            if plan["plan"] in work and plan["journey"] in primary
        ]
        other = [row for row in rows if row["goal"] not in (None, "work")]
        return [({}, len(other), len(rows)), *self._spread(rows, "primary_goal", "goal")]

    def plan_coverage(self) -> list[tuple[Row, int, int]]:
        people = self.diagnosed()
        readings: dict[str, Callable[[Row], str]] = {
            "profile": lambda row: _text(row["profile"]),
            "sex": lambda row: _text(row["sex"]),
            "age": lambda row: _age_band(row["age_years"]),
            "household": lambda row: _text(row["household"]),
            "years_in_nl": lambda row: _years_band(row["days_in_nl"]),
        }
        result = self._shares(people, {}, lambda row: row["has_plan"])
        for key, reading in readings.items():
            result += self._shares(people, {key: reading}, lambda row: row["has_plan"], whole=False)
        return result

    def met_before_arrival(self) -> list[tuple[Row, int, int]]:
        def first(journey: int, *keys: str) -> date | None:
            days = [
                row["reached_on"]
                for row in self.facts["milestones"]
                if row["journey"] == journey and row["milestone"] in keys and row["reached_on"] is not None
            ]
            return min(days, default=None)

        arrived = []
        for row in self.facts["journeys"]:
            settled = first(row["journey"], "settled")
            announced = first(row["journey"], "linked", "housing_signal")
            if settled is None or announced is None or announced > settled:
                continue
            met, reported = first(row["journey"], "azc_contact"), first(row["journey"], "housing_signal")
            arrived.append(
                {
                    "municipality": row["municipality"],
                    "quarter": f"{settled.year} K{(settled.month + 2) // 3}",
                    "met": met is not None and met < settled,
                    "reported": reported is not None and reported < settled,
                }
            )
        quarter: dict[str, Callable[[Row], str]] = {"quarter": lambda row: row["quarter"]}
        town: dict[str, Callable[[Row], str]] = {"municipality": lambda row: _text(row["municipality"])}
        result = []
        for stage, column in (("Kennisgemaakt voor de komst", "met"), ("Gemeld voor de komst", "reported")):
            fixed = {"stage": stage}
            result += self._shares(arrived, {}, lambda row, c=column: row[c], fixed)  # type: ignore[misc]
            for by in (quarter, town, quarter | town):
                result += self._shares(arrived, by, lambda row, c=column: row[c], fixed, whole=False)  # type: ignore[misc]
        return result

    def _shares(
        self,
        rows: list[Row],
        by: dict[str, Callable[[Row], str]],
        condition: Callable[[Row], Any],
        fixed: Row | None = None,
        *,
        whole: bool = True,
    ) -> list[tuple[Row, int, int]]:
        groups: dict[tuple[tuple[str, str], ...], list[Row]] = {(): []} if whole else {}
        for row in rows:
            groups.setdefault(tuple((key, reading(row)) for key, reading in by.items()), []).append(row)
        return [
            ({**(fixed or {}), **dict(group)}, sum(1 for row in mine if condition(row)), len(mine))
            for group, mine in groups.items()
        ]

    def _participation(self, rows: list[Row]) -> list[tuple[Row, int, int]]:
        read: dict[str, Callable[[Row], str]] = {
            "supplier": lambda row: _text(row["provider"]),
            "cluster": lambda row: _text(row["cluster"]),
            "municipality": lambda row: _text(row["municipality"]),
        }
        result = self._shares(rows, {}, lambda row: row["takes_part"])
        for keys in (["supplier"], ["cluster"], ["municipality"], ["supplier", "cluster"]):
            by = {key: read[key] for key in keys}
            result += self._shares(rows, by, lambda row: row["takes_part"], whole=False)
        return result

    def participation_closed(self) -> list[tuple[Row, int, int]]:
        return self._participation(self._follow_up(closed=True))

    def participation_ongoing(self) -> list[tuple[Row, int, int]]:
        return self._participation(self._follow_up(closed=False))

    def highest_outcome(self) -> list[tuple[Row, int, int]]:
        closed = self._spread(self._follow_up(closed=True), "outcome", "outcome", {"state": "Afgesloten"})
        return closed + self._spread(self._follow_up(closed=False), "outcome", "outcome", {"state": "Lopend"})

    def base_indicators(self) -> list[tuple[Row, int, int]]:
        people = [row for row in self.facts["trajectories"] if row["programme"] == "base_programme"]
        people = [{**row, "passes": self._passes(row["journey"])} for row in people]
        sex: dict[str, Callable[[Row], str]] = {"sex": lambda row: _text(row["sex"])}
        municipality: dict[str, Callable[[Row], str]] = {"municipality": lambda row: _text(row["municipality"])}
        result = []
        for title, wanted in {**{t: {i} for t, i in PASSES.items()}, "Alle vier": set(PASSES.values())}.items():
            for by in ({}, sex, municipality, municipality | sex):
                result += self._shares(
                    people,
                    by,
                    lambda row, wanted=wanted: wanted <= row["passes"],
                    {"indicator": title},
                    whole=not by,
                )
        return result

    def _passes(self, journey: int) -> set[str]:
        passed = set()
        for item in PASSES.values():
            mine = [
                row
                for row in self.facts["measurements"]
                if (row["journey"], row["scale"], row["item"]) == (journey, "base_indicators", item)
            ]
            last = _newest(mine, "measured_on", "value")
            if last is not None and last["value"] == "pass":
                passed.add(item)
        return passed

    def pvt_first_call(self) -> list[tuple[Row, int, int]]:
        rows = [row for row in self.facts["call_ups"] if row["activity"] == "pvt" and row["number"] == 1]
        by: dict[str, Callable[[Row], str]] = {"municipality": lambda row: _text(row["municipality"])}
        came = self._shares(rows, {}, lambda row: row["response"] == "success")
        return came + self._shares(rows, by, lambda row: row["response"] == "success", whole=False)
