"""Whether what a draft says can be kept: known codes, days that exist, texts that fit."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.plans.content import PARTS, Doc, all_agreements, all_instruments, day
from reisgenoot.plans.enums import Horizon, Importance, Party, Proposer, StepKind, Variant
from reisgenoot.plans.services.recording import check_key

LONG, LONGEST = 300, 5000
_LONG_TEXTS = {"summary", "job_talk", "support"}
_SHORT_TEXTS = {"prior_occupation": 200, "sector": 200, "diploma": 200, "diploma_value": 200, "dream_job": 200}
_SHORT_TEXTS |= {"who_name": 120, "ref": 70}
_DAYS = {"target_on", "due_on", "talk_on", "dagtekening", "pvt_planned_on", "map_planned_on", "knm_planned_on"}
_DOMAINS = "life_domain"


def check_content(content: Doc, approach: Approach) -> None:
    """Raise `InvalidInput` for what cannot be kept. What is not filled in is no mistake."""
    for name, value in _everything(content):
        _check_value(name, value)
    check_key(content["main_goal"], approach.main_goals, field="main_goal")
    for goal in content["goals"]:
        _check_goal(goal, approach)
    for instrument in all_instruments(content):
        check_key(instrument["key"], approach.instruments, field="instrument")
    for agreement in all_agreements(content):
        _check_choice(agreement["who"], Party.values, "who")
    for step in content["steps"]:
        _check_choice(step["kind"], StepKind.values, "kind")


def _check_goal(goal: Doc, approach: Approach) -> None:
    check_key(goal["key"], approach.goals, field="goal")
    domains = approach.code_lists.get(_DOMAINS)
    if goal["domain"] and (domains is None or goal["domain"] not in domains.codes):
        raise InvalidInput(_("Kies een leefgebied uit de lijst."), field="domain")
    _check_choice(goal["horizon"], Horizon.values, "horizon")
    _check_choice(goal["variant"], Variant.values, "variant")
    _check_choice(goal["proposed_by"], ("", *Proposer.values), "proposed_by")
    _check_choice(goal["importance"], ("", *(str(value) for value in Importance.values)), "importance")


def _check_choice(value: str, known: Collection[str], field: str) -> None:
    if value not in known:
        raise InvalidInput(_("Kies een waarde uit de lijst."), field=field)


def _everything(part: Doc) -> Iterator[tuple[str, object]]:
    """Each field of the document and of all its parts."""
    for name, value in part.items():
        if name in PARTS:
            for one in value:
                yield from _everything(one)
        elif isinstance(value, dict):
            yield from _everything(value)
        else:
            yield name, value


def _check_value(name: str, value: object) -> None:
    if not isinstance(value, str):
        return
    most = LONGEST if name in _LONG_TEXTS else _SHORT_TEXTS.get(name, LONG)
    if len(value) > most:
        raise InvalidInput(_("Deze tekst is te lang: hooguit %(most)d tekens.") % {"most": most}, field=name)
    if name in _DAYS:
        try:
            day(value)
        except ValueError as error:
            raise InvalidInput(_("Dit is geen datum."), field=name) from error
