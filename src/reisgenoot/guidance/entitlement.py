"""Whether the municipality has to pay fixed costs for somebody, with reasons. Pure: no database.

The group of the unburdening duty is not the asylum group of the Civic Integration Act: that one also holds family
members with a regular permit, this one asks for a fixed-term asylum permit and a benefit. Both flags are told apart.

Source
------
Participatiewet, art. 56a: six months from the day the right to benefit arises.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from reisgenoot.approach import Approach, terms
from reisgenoot.approach.journey import Term
from reisgenoot.journeys.clocks import Reached, in_group

TERM = "unburdening"
INTEGRATION_GROUP = "asylum"
DUTY_BEGINS, DUTY_ENDS = ("duo_notice", "pip_established"), ("integration_exempted",)
GROUP_CODES = "duo_group"


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition in words, and whether it is met; ``met`` is missing while that is not known."""

    text: str
    met: bool | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entitlement:
    """``holds`` is missing while a condition is not known. ``first_day`` and ``last_day`` both belong to the period.

    ``in_integration_group`` is the other flag: whether DUO counts somebody as an asylum permit holder.
    """

    holds: bool | None
    reasons: list[Reason]
    first_day: date | None
    last_day: date | None
    in_integration_group: bool | None

    @property
    def flags_differ(self) -> bool:
        """Whether the two groups give different answers, so that a reader has to look twice."""
        return self.in_integration_group is True and self.holds is False

    def is_over(self, today: date) -> bool:
        """Whether the period has passed."""
        return self.last_day is not None and today > self.last_day


def entitlement(approach: Approach, *, codes: Mapping[str, str], reached: Reached) -> Entitlement | None:
    """Who must be unburdened and until when; None for an approach that knows no unburdening."""
    term = approach.terms.get(TERM)
    if term is None:
        return None
    began = _began(term, reached)
    reasons = [_permit(approach, term, codes), _benefit(term, began, reached), _duty(codes, reached)]
    met = [reason.met for reason in reasons]
    holds = False if False in met else None if None in met else True
    return Entitlement(
        holds=holds,
        reasons=reasons,
        first_day=terms.first_day(term, began) if began else None,
        last_day=terms.last_day(term, began) if began else None,
        in_integration_group=codes[GROUP_CODES] == INTEGRATION_GROUP if codes.get(GROUP_CODES) else None,
    )


def _began(term: Term, reached: Reached) -> date | None:
    days = [reached[key][0] for key in term.from_milestones if reached.get(key)]
    return min(days) if days else None


def _permit(approach: Approach, term: Term, codes: Mapping[str, str]) -> Reason:
    groups = [approach.target_groups[key] for key in term.applies_to]
    known = all(codes.get(group.code_list or "") for group in groups)
    met = any(in_group(approach, key, codes) for key in term.applies_to) if known else None
    said = {
        True: _("Heeft een asielvergunning voor bepaalde tijd."),
        False: _("Heeft een andere verblijfstitel dan een asielvergunning voor bepaalde tijd."),
        None: _("De verblijfstitel is nog niet bekend."),
    }
    return Reason(said[met], met, groups[0].source if groups else term.source)


def _benefit(term: Term, began: date | None, reached: Reached) -> Reason:
    if began is None:
        return Reason(_("Heeft nog geen recht op bijstand."), False, term.source)
    ended = reached.get("benefit_ended", ())
    if ended and ended[-1] >= began:
        return Reason(_("Het recht op bijstand is gestopt."), False, term.source)
    return Reason(_("Heeft recht op bijstand."), True, term.source)


def _duty(codes: Mapping[str, str], reached: Reached) -> Reason:
    source = "Wet inburgering 2021, art. 3"
    if any(reached.get(key) for key in DUTY_ENDS):
        return Reason(_("Hoeft niet in te burgeren."), False, source)
    if codes.get(GROUP_CODES) or any(reached.get(key) for key in DUTY_BEGINS):
        return Reason(_("Moet inburgeren."), True, source)
    return Reason(_("Of iemand moet inburgeren is nog niet bekend."), None, source)
