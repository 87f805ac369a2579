"""What was measured on one scale, as a picture and in words: development, agreed moments, raters side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from reisgenoot.approach.coding import Scale
from reisgenoot.intake.conflicts import conflicts_in
from reisgenoot.intake.enums import Moment, Rater
from reisgenoot.intake.facts import MeasurementFact
from reisgenoot.web.caseworker.intake.scales import (
    MomentState,
    item_word,
    level_word,
    levels_of,
    moment_states,
    target_of,
)
from reisgenoot.web.caseworker.wording import Wording
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action
from reisgenoot.web.components.changes import Change, Changes, Reading
from reisgenoot.web.components.measurements import Measurement, Score
from reisgenoot.web.components.tables import Cell, Column, Row, Table

_NEAR_DAYS = 31
"""A second judgement is compared with a first one at most this many days away."""


@dataclass(frozen=True, slots=True)
class ScaleView:
    """One scale in somebody's file. ``chart`` or ``changes`` is the picture; ``sets`` are all measurements in a table."""

    key: str
    title: str
    moments: list[str]
    chart: Measurement | None = None
    changes: Changes | None = None
    sets: Table | None = None
    raters: Table | None = None
    raters_words: str = ""
    actions: list[Action] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ScaleWriter:
    """Writes scales of one journey. ``reached`` are its milestones, ``codes`` its known codes."""

    wording: Wording
    reached: Mapping[str, Sequence[date]]
    codes: dict[str, str]
    today: date

    def write(
        self, scale: Scale, measured: Sequence[MeasurementFact], urls: dict[int, str], actions: list[Action]
    ) -> ScaleView:
        """One scale. ``measured`` is of this scale, oldest first; ``urls`` lead to the facts."""
        place = {key: number for number, key in enumerate(scale.items)}
        known = [one for one in measured if one.value in scale.levels]
        known.sort(key=lambda one: place.get(one.item, 0))
        pairs = pairs_of(known)
        return ScaleView(
            key=scale.key,
            title=scale.title.in_language(self.wording.language),
            moments=[self._moment(state) for state in moment_states(scale, known, self.reached)],
            chart=self._chart(scale, known, urls) if known and not scale.items else None,
            changes=self._changes(scale, known, urls) if known and scale.items else None,
            sets=self._sets(scale, known) if known else None,
            raters=self._raters(scale, pairs) if pairs else None,
            raters_words=self._agreed(scale, pairs) if pairs else "",
            actions=actions,
        )

    def _moment(self, state: MomentState) -> str:
        name = str(state.moment.label).capitalize()
        if state.done_on:
            done = words.day_in_words(state.done_on)
            if state.moment == Moment.INTERIM and state.due_on:
                known = {"moment": name, "done": done, "day": words.day_in_words(state.due_on)}
                return _("%(moment)s: %(done)s, de volgende rond %(day)s") % known
            return _("%(moment)s: %(done)s") % {"moment": name, "done": done}
        if state.due_on and state.due_on < self.today:
            day = words.day_in_words(state.due_on)
            return _("%(moment)s: niet gemeten, gevraagd voor %(day)s") % {"moment": name, "day": day}
        if state.due_on:
            due = words.due_in_words(state.due_on, self.today)
            return _("%(moment)s: nog niet, %(due)s") % {"moment": name, "due": due}
        return _("%(moment)s: nog niet aan de orde") % {"moment": name}

    def _chart(self, scale: Scale, measured: Sequence[MeasurementFact], urls: dict[int, str]) -> Measurement:
        levels, language = levels_of(scale), self.wording.language
        target = target_of(self.wording.approach, scale, self.codes)
        return Measurement(
            title=scale.title.in_language(language),
            low=levels[0].value,
            high=levels[-1].value,
            low_word=levels[0].label.in_language(language),
            high_word=levels[-1].label.in_language(language),
            source=scale.source,
            steps=[level.value for level in levels],
            target=scale.levels[target.level].value if target else None,
            target_word=level_word(scale, target.level, language) if target else "",
            scores=[
                Score(
                    on=one.on,
                    value=scale.levels[one.value].value,
                    label=scale.levels[one.value].label.in_language(language),
                    by=_rated_by(one),
                    url=urls.get(one.id, ""),
                    moment=str(Moment(one.moment).label) if one.moment != Moment.INTERIM else "",
                    aside=one.rater in (Rater.PERSON, Rater.SECOND),
                )
                for one in sorted(measured, key=lambda one: one.on)
            ],
        )

    def _changes(self, scale: Scale, measured: Sequence[MeasurementFact], urls: dict[int, str]) -> Changes:
        levels, language = levels_of(scale), self.wording.language
        target = target_of(self.wording.approach, scale, self.codes)
        signs = {
            one.test.item: _("%(who)s: %(value)s")
            % {"who": _rated_by(one.judged), "value": level_word(scale, one.judged.value, language)}
            for one in conflicts_in(measured)
        }
        return Changes(
            title=scale.title.in_language(language),
            steps=[level.value for level in levels],
            rows=[self._change(scale, key, measured, urls, signs.get(key, "")) for key in scale.items],
            low_word=levels[0].label.in_language(language).lower() if levels[0].short else "",
            high_word=levels[-1].label.in_language(language).lower() if levels[0].short else "",
            target=scale.levels[target.level].value if target else None,
            target_word=level_word(scale, target.level, language) if target else "",
            source=scale.source,
        )

    def _change(
        self, scale: Scale, key: str, measured: Sequence[MeasurementFact], urls: dict[int, str], sign: str
    ) -> Change:
        of_item = [one for one in measured if one.item == key and one.rater in (Rater.PROFESSIONAL, Rater.TEST)]
        of_item = of_item or [one for one in measured if one.item == key]
        readings = [
            Reading(
                value=scale.levels[one.value].value,
                word=level_word(scale, one.value, self.wording.language),
                on=one.on,
                url=urls.get(one.id, ""),
            )
            for one in of_item
        ]
        item = scale.items[key]
        return Change(
            label=item.label.in_language(self.wording.language),
            first=readings[0] if readings else None,
            last=readings[-1] if len(readings) > 1 else None,
            hint=item.criteria.in_language(self.wording.language) if item.criteria else "",
            sign=sign,
        )

    def _sets(self, scale: Scale, measured: Sequence[MeasurementFact]) -> Table:
        groups: dict[tuple[object, ...], list[MeasurementFact]] = {}
        for one in measured:
            groups.setdefault((one.on, one.moment, one.rater, one.by), []).append(one)
        rows = [
            Row(
                [
                    Cell(words.day_in_words(taken[0].on)),
                    Cell(str(Moment(taken[0].moment).label)),
                    Cell(_rated_by(taken[0]), sub=taken[0].by if taken[0].rater != Rater.PROFESSIONAL else ""),
                    Cell(self._summary(scale, taken)),
                ]
            )
            for taken in sorted(groups.values(), key=lambda taken: taken[0].on, reverse=True)
        ]
        columns = [
            Column("on", _("Dag")),
            Column("moment", _("Moment")),
            Column("rater", _("Volgens")),
            Column("values", _("Uitkomst")),
        ]
        return Table(
            _("Alle metingen: %(scale)s") % {"scale": scale.title.in_language(self.wording.language)}, columns, rows
        )

    def _summary(self, scale: Scale, taken: Sequence[MeasurementFact]) -> str:
        language = self.wording.language
        if not scale.items:
            return level_word(scale, taken[-1].value, language)
        return ", ".join(
            f"{item_word(scale, one.item, language)}: {level_word(scale, one.value, language)}" for one in taken
        )

    def _raters(self, scale: Scale, pairs: Iterable[tuple[MeasurementFact, MeasurementFact]]) -> Table:
        language = self.wording.language
        rows = []
        for first, second in pairs:
            gap = abs(scale.levels[first.value].value - scale.levels[second.value].value)
            rows.append(
                Row(
                    [
                        Cell(item_word(scale, first.item, language) or scale.title.in_language(language)),
                        Cell(level_word(scale, first.value, language), sub=first.by),
                        Cell(level_word(scale, second.value, language), sub=second.by),
                        Cell(_apart(gap)),
                    ],
                    muted=not gap,
                )
            )
        columns = [
            Column("item", _("Onderdeel")),
            Column("first", _("Eerste beoordelaar")),
            Column("second", _("Tweede beoordelaar")),
            Column("gap", _("Verschil")),
        ]
        return Table(_("Twee beoordelaars naast elkaar"), columns, rows)

    def _agreed(self, scale: Scale, pairs: Sequence[tuple[MeasurementFact, MeasurementFact]]) -> str:
        gaps = [abs(scale.levels[first.value].value - scale.levels[second.value].value) for first, second in pairs]
        told = {"n": len(gaps), "exact": gaps.count(0), "near": sum(gap <= 1 for gap in gaps)}
        return _("Twee beoordelaars: %(exact)d van de %(n)d hetzelfde, %(near)d binnen één stap.") % told


def pairs_of(measured: Sequence[MeasurementFact]) -> list[tuple[MeasurementFact, MeasurementFact]]:
    """Per item the newest second judgement beside the first judgement nearest to it in time. Pure."""
    seconds = {one.item: one for one in measured if one.rater == Rater.SECOND}
    found = []
    for item, second in seconds.items():
        firsts = [
            one
            for one in measured
            if one.item == item
            and one.rater == Rater.PROFESSIONAL
            and one.by_id != second.by_id
            and abs((one.on - second.on).days) <= _NEAR_DAYS
        ]
        if firsts:
            found.append((_nearest(firsts, second.on), second))
    return found


def _nearest(measured: Sequence[MeasurementFact], day: date) -> MeasurementFact:
    return min(measured, key=lambda one: abs((one.on - day).days))


def _rated_by(one: MeasurementFact) -> str:
    if one.rater == Rater.PROFESSIONAL:
        return one.by or str(Rater.PROFESSIONAL.label)
    return str(Rater(one.rater).label)


def _apart(gap: int) -> str:
    if not gap:
        return _("gelijk")
    return _("één stap") if gap == 1 else _("%(n)d stappen") % {"n": gap}
