"""Words about questionnaires for staff, and small things its screens share."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reisgenoot.questionnaires.enums import CheckState, GivenBy, SittingState, Way
from reisgenoot.questionnaires.models import QuestionnaireVersion
from reisgenoot.questionnaires.versions import in_language
from reisgenoot.web.caseworker.wording import language_name as name_for
from reisgenoot.web.components.actions import Badge

_STATE_LOOKS = {
    SittingState.OPEN: ("info", "waiting"),
    SittingState.HANDED_IN: ("warning", "soon"),
    SittingState.CHECKED: ("ok", "done"),
    SittingState.WITHDRAWN: ("neutral", ""),
    SittingState.SKIPPED: ("neutral", ""),
}
_CHECK_LOOKS = {
    CheckState.UNCHECKED: ("neutral", ""),
    CheckState.CONFIRMED: ("ok", "done"),
    CheckState.CORRECTED: ("info", "edit"),
    CheckState.ADDED: ("info", "add"),
}


def screen_language() -> str:
    """The language of the screen."""
    return get_language() or "nl"


def title_of(version: QuestionnaireVersion) -> str:
    """The title in the language of the screen."""
    return in_language(version.title, screen_language())


def language_name(code: str) -> str:
    """A language by its name in the language of the screen."""
    return name_for(code, screen_language())


def state_badge(state: str) -> Badge:
    """How far a filling-in is."""
    kind, icon = _STATE_LOOKS[SittingState(state)]
    words = _("ingeleverd, nog na te kijken") if state == SittingState.HANDED_IN else str(SittingState(state).label)
    return Badge(words, kind, icon)


def check_badge(state: str) -> Badge:
    """What became of an answer."""
    kind, icon = _CHECK_LOOKS[CheckState(state)]
    return Badge(str(CheckState(state).label), kind, icon)


def ways_in_words(ways: tuple[str, ...]) -> str:
    """How it was filled in, for instance "alleen, op eigen toestel; samen, met een tolk"."""
    return "; ".join(str(Way(way).label) for way in ways)


def given_in_words(given_by: str) -> str:
    """From whom an answer comes."""
    return str(GivenBy(given_by).label)
