"""Which answers a diagnosis may hold: a code of a code list or scale, or yes or no to a characteristic of the approach."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.approach.coding import Worded
from reisgenoot.kernel.errors import InvalidInput

CHARACTERISTICS = "characteristic"
YES_NO = "yes_no"


def possible_answers(approach: Approach, key: str) -> Mapping[str, Worded] | None:
    """The codes that can answer to this key, of a code list or a scale; None when the approach does not ask it."""
    if key in approach.code_lists:
        return approach.code_lists[key].codes
    if key in approach.scales:
        return approach.scales[key].levels
    asked = approach.code_lists.get(CHARACTERISTICS)
    is_asked = asked is not None and key in asked.codes and YES_NO in approach.code_lists
    return approach.code_lists[YES_NO].codes if is_asked else None


def check_answer(approach: Approach, key: str, code: str) -> None:
    """Raise `InvalidInput` unless this code can be the answer to this key."""
    known = possible_answers(approach, key)
    if known is None:
        raise InvalidInput(_("Deze aanpak vraagt niet naar %(key)s.") % {"key": key}, field=key)
    if code not in known:
        raise InvalidInput(_("Code %(code)s staat niet in lijst %(list)s.") % {"code": code, "list": key}, field=key)
