"""Objects that the routes of asking are about."""

from dataclasses import replace
from datetime import timedelta

from reisgenoot.approach import load_approach
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import standing_on, today
from reisgenoot.questionnaires.models import Answer
from reisgenoot.questionnaires.services import (
    ask,
    confirm_answers,
    ensure_questionnaires,
    finish_check,
    hand_in,
    save_answers,
    start_turn,
    withdraw,
)

TALK = "health_conversation"


def make(by: Actor, objects: dict[str, int]) -> dict[str, int]:
    """Ids by name; ``objects`` are those made before, such as ``journey`` and ``staff``."""
    by = replace(by, roles=by.roles | {"client_manager"})
    versions = ensure_questionnaires(by=by, approach=load_approach("meerinzicht"))
    journey_id = objects["journey"]
    handed_in = []
    for days in (60, 1):
        with standing_on(today() - timedelta(days=days)):
            sitting = ask(by=by, journey_id=journey_id, version_id=versions[TALK].pk)
            start_turn(by=by, sitting_id=sitting.pk, way="together", language="nl")
            save_answers(by=by, sitting_id=sitting.pk, answers={"body/body_score": "6"})
            hand_in(by=by, sitting_id=sitting.pk)
            if not handed_in:
                _checked(by, sitting.pk)
            handed_in.append(sitting.pk)
    opened = ask(by=by, journey_id=journey_id, version_id=versions["broad_intake"].pk)
    withdrawn = ask(by=by, journey_id=journey_id, version_id=versions["coa_profile"].pk)
    withdraw(by=by, sitting_id=withdrawn.pk)
    return {
        "questionnaire": versions["broad_intake"].pk,
        "open_sitting": opened.pk,
        "handed_in_sitting": handed_in[-1],
        "withdrawn_sitting": withdrawn.pk,
        "answer": Answer.objects.filter(sitting_id=handed_in[-1]).values_list("pk", flat=True)[0],
    }


def _checked(by: Actor, sitting_id: int) -> None:
    confirm_answers(by=by, sitting_id=sitting_id, answer_ids=Answer.objects.values_list("pk", flat=True))
    finish_check(by=by, sitting_id=sitting_id)
