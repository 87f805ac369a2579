"""The questionnaires of an approach: what is asked of people, when, and who may fill it in."""

from typing import Literal

from pydantic import Field

from reisgenoot.approach.base import LocalisedText, Names, Sourced, Titled

FilledInBy = Literal["alone", "together", "interpreter", "received"]
"""How it comes to answers: by the newcomer alone, together in a talk, with an interpreter, or received as a file."""


class Questionnaire(Titled, Sourced):
    """A questionnaire that comes with the approach, as ``questionnaires/<key>.xlsx`` (XLSForm) beside its definition.

    Attributes
    ----------
    purpose     what the answers are for, as the newcomer may read it.
    moments     milestones around which it is asked.
    reaches     milestones that are reached when the answers were checked in a talk.
    repeatable  whether it is asked again later and compared.
    protection  ``health``: the answers are readable only for who may read health.
    """

    purpose: LocalisedText
    moments: Names = ()
    reaches: Names = ()
    repeatable: bool = False
    protection: Literal["normal", "health"] = "normal"
    filled_in_by: tuple[FilledInBy, ...] = Field(default=("alone", "together", "interpreter"), min_length=1)
