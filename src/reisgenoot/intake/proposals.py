"""The profile that the approach proposes for given answers, and which answers it asks for."""

from collections.abc import Mapping
from typing import Any

from reisgenoot.approach import Approach
from reisgenoot.approach.scoring import Proposal, Scoring, propose


def scoring_of(approach: Approach) -> Scoring | None:
    """How the approach proposes a profile; None when it proposes none."""
    return next(iter(approach.scoring.values()), None)


def propose_profile(approach: Approach, answers: Mapping[str, Any]) -> Proposal | None:
    """The proposal for these answers; None when the approach proposes none. An answer that is no code does not count."""
    scoring = scoring_of(approach)
    if scoring is None:
        return None
    return propose(scoring, {key: code for key, code in answers.items() if isinstance(code, str)})
