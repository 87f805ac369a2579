"""Finding the same person again, for many at once with a constant number of queries.

"Same" needs proof: a BSN that fits, a number of another system, or the exact name with the birth date when no BSN was
given and one person fits. Everything that only looks alike is "near": a person decides. Nothing is merged here.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from reisgenoot.kernel.actor import Actor
from reisgenoot.people.likeness import COMPATIBLE, SURELY_COMPATIBLE, SpelledName, compatible, likeness
from reisgenoot.people.perms import require_finding
from reisgenoot.people.probes import NOBODY, Candidate, Match, Probe, Reason
from reisgenoot.people.register import Known, Register, birth_dates, read_born, read_owners, read_sounding, swapped

__all__ = ["Candidate", "Match", "Probe", "Reason", "find_people"]

MOST_CANDIDATES = 5
_ALIKE_WITH_DATE = 0.6
_ALIKE_WITHOUT_DATE = 0.8


def find_people(*, by: Actor, probes: Sequence[Probe]) -> dict[str, Match]:
    """Who each probe is, by its key. At most five queries, however many probes.

    A given BSN that fails the eleven test or is nobody's never makes "same" by name. A BSN of somebody with another
    name and another birth date is "near" with the reason `SAME_BSN_OTHER_PERSON`.

    Raises
    ------
    NotAllowed   the actor may neither read files nor bring in deliveries nor decide in the review queue.
    """
    require_finding(by)
    register = read_owners(probes)
    asked = [_Asked(probe, SpelledName(probe.family_name, probe.given_name), register) for probe in probes]
    read_born(register, [one.probe for one in asked if one.proof is None])
    for one in asked:
        one.ask_by_name(register)
    read_sounding(register, [one.probe for one in asked if one.proof is None])
    return {one.probe.key: one.proof or _near(one, register) for one in asked}


class _Asked:
    """A probe with what is known of it: who is proved to be meant, or whom its numbers point at without proof."""

    def __init__(self, probe: Probe, name: SpelledName, register: Register) -> None:
        self.probe = probe
        self.name = name
        self.proof: Match | None = None
        self.told: dict[int, Reason] = {}
        self._ask_by_numbers(register)

    def ask_by_name(self, register: Register) -> None:
        """Prove by exact name and birth date: when no number says anything and one person fits."""
        day = self.probe.birth_date
        if self.proof or self.told or self.probe.bsn_given or self.name.is_empty or day is None:
            return
        born = register.by_birth_date.get(day, ())
        exact = [person_id for person_id in born if self.name.is_same_as(register.people[person_id].name)]
        if len(exact) == 1:
            self.proof = Match("same", exact[0], Reason.NAME_AND_BIRTH_DATE)

    def _ask_by_numbers(self, register: Register) -> None:
        by_bsn = register.by_bsn.get(self.probe.bsn_hash or "")
        numbers = [(scheme, value) for scheme, value in self.probe.identifiers]
        owners = {register.by_identifier[one] for one in numbers if one in register.by_identifier}
        meant = owners | ({by_bsn} if by_bsn is not None else set())
        if len(meant) > 1:
            self.told = {one: Reason.BSN if one == by_bsn else Reason.IDENTIFIER for one in meant}
        for owner in meant if len(meant) == 1 else ():
            self._weigh_owner(register.people[owner], is_by_bsn=owner == by_bsn)

    def _weigh_owner(self, known: Known, *, is_by_bsn: bool) -> None:
        if not is_by_bsn and self.probe.bsn_hash and known.bsn_hash:
            self.told = {known.person_id: Reason.OTHER_BSN}
        elif _fits(self.probe, self.name, known):
            self.proof = Match("same", known.person_id, Reason.BSN if is_by_bsn else Reason.IDENTIFIER)
        else:
            against = Reason.SAME_BSN_OTHER_PERSON if is_by_bsn else Reason.SAME_NUMBER_OTHER_PERSON
            self.told = {known.person_id: against}


def _fits(probe: Probe, name: SpelledName, known: Known) -> bool:
    """Whether what is told beside the number fits the person: nothing speaks against, or something speaks for."""
    date_known = probe.birth_date is not None and known.birth_date is not None
    if date_known and probe.birth_date == known.birth_date:
        return True
    if name.is_empty or known.name.is_empty:
        return not date_known
    return compatible(name, known.name, at_least=SURELY_COMPATIBLE if date_known else COMPATIBLE)


def _near(asked: _Asked, register: Register) -> Match:
    """Everybody who may be meant, those whom a number points at first."""
    found = {*asked.told, *_dated(asked.probe, register), *register.sounding.get(asked.probe.key, ())}
    candidates = [one for person_id in found if (one := _weigh(asked, register.people[person_id]))]
    candidates.sort(key=lambda one: (one.person_id not in asked.told, -one.score, one.person_id))
    return Match("near", candidates=tuple(candidates[:MOST_CANDIDATES])) if candidates else NOBODY


def _dated(probe: Probe, register: Register) -> Iterable[int]:
    for day in birth_dates(probe):
        yield from register.by_birth_date.get(day, ())


def _weigh(asked: _Asked, known: Known) -> Candidate | None:
    """How alike, and why; None when it is not worth a person's attention."""
    probe, name, told = asked.probe, asked.name, asked.told.get(known.person_id)
    alike = likeness(name, known.name)
    dated, date_reason = _compare_dates(probe.birth_date, known.birth_date)
    other_bsn = bool(probe.bsn_hash and known.bsn_hash and probe.bsn_hash != known.bsn_hash)
    if told is None:
        if alike < (_ALIKE_WITH_DATE if dated > 0 else _ALIKE_WITHOUT_DATE):
            return None
        if other_bsn and dated < 0:
            return None
    reasons = [told] if told else []
    if not name.is_empty and alike >= _ALIKE_WITH_DATE:
        reasons.append(Reason.SAME_NAME if name.is_same_as(known.name) else Reason.ALIKE_NAME)
    if date_reason:
        reasons.append(date_reason)
    if other_bsn and told not in {Reason.OTHER_BSN}:
        reasons.append(Reason.OTHER_BSN)
    score = 0.7 * alike + 0.3 * (0.5 + dated / 2) - (0.1 if other_bsn else 0)
    return Candidate(known.person_id, round(max(0.0, score), 3), tuple(reasons))


def _compare_dates(given: date | None, known: date | None) -> tuple[float, Reason | None]:
    """From -1 (another date) by 0 (one is not known) to 1 (the same)."""
    if given is None or known is None:
        return 0.0, None
    if given == known:
        return 1.0, Reason.SAME_BIRTH_DATE
    if swapped(given) == known:
        return 0.6, Reason.SWAPPED_BIRTH_DATE
    return -1.0, Reason.OTHER_BIRTH_DATE
