"""When what one role left undone shows for another role as well."""

from reisgenoot.approach.base import Sourced, Titled
from reisgenoot.approach.periods import Period


class Escalation(Titled, Sourced):
    """From how long past its due date a deadline shows for somebody else too; the first one keeps it.

    ``late_at`` and ``shown_to`` are keys of roles.
    """

    late_at: str
    shown_to: str
    after: Period
