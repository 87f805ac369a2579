"""Objects that the routes of direction are about."""

from datetime import timedelta
from decimal import Decimal

from reisgenoot.guidance.services import (
    NewStep,
    ask_question,
    assign_helper,
    plan_action,
    record_cost,
    record_obstacle,
    refuse_unburdening,
    set_basic,
    take_step,
)
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today


def make(by: Actor, objects: dict[str, int]) -> dict[str, int]:
    """Ids by name; ``objects`` are those made before, such as ``journey`` and ``staff``."""
    journey_id, earlier = objects["journey"], today() - timedelta(days=10)
    obstacle = record_obstacle(by=by, journey_id=journey_id, kind="health", since_on=earlier, degree="clear")
    action = plan_action(by=by, obstacle_id=obstacle.pk, what="Bellen", doer="newcomer", due_on=today())
    unburdening = refuse_unburdening(by=by, journey_id=journey_id, on=today(), reason="Betaalt zelf")
    step = NewStep(step="talk", occurred_on=today(), about="Les gemist", about_on=earlier, said="Ik was ziek")
    return {
        "obstacle": obstacle.pk,
        "obstacle_action": action.pk,
        "basic": set_basic(by=by, journey_id=journey_id, key="bank", state="busy").pk,
        "unburdening": unburdening.pk,
        "cost": record_cost(by=by, journey_id=journey_id, kind="rent", amount=Decimal(600), from_on=earlier).pk,
        "helper": assign_helper(by=by, journey_id=journey_id, area="letters", party="volunteer").pk,
        "question": ask_question(
            by=by, journey_id=journey_id, question="Wanneer?", owner_id=objects["staff"], answer_by=today()
        ).pk,
        "ladder_step": take_step(by=by, journey_id=journey_id, new=step).pk,
    }
