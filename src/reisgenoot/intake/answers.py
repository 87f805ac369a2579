"""Which answers a diagnosis may hold: a code of a code list, or yes or no to a characteristic of the approach."""

from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.approach.coding import CodeList
from reisgenoot.kernel.errors import InvalidInput

CHARACTERISTICS = "characteristic"
YES_NO = "yes_no"


def answer_list(approach: Approach, key: str) -> CodeList | None:
    """The code list that answers to this key come from; None when the approach does not ask it."""
    own = approach.code_lists.get(key)
    if own is not None:
        return own
    asked = approach.code_lists.get(CHARACTERISTICS)
    return approach.code_lists.get(YES_NO) if asked is not None and key in asked.codes else None


def check_answer(approach: Approach, key: str, code: str) -> None:
    """Raise `InvalidInput` unless this code can be the answer to this key."""
    known = answer_list(approach, key)
    if known is None:
        raise InvalidInput(_("Deze aanpak vraagt niet naar %(key)s.") % {"key": key}, field=key)
    if code not in known.codes:
        raise InvalidInput(
            _("Code %(code)s staat niet in lijst %(list)s.") % {"code": code, "list": known.key}, field=key
        )
