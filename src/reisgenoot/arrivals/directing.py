"""Who is to guide somebody new: speaks the language first, then has the lightest caseload."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission, require


@dataclass(frozen=True, slots=True)
class Proposal:
    """A client manager for somebody new. ``open_journeys`` are those directed now."""

    staff_id: int
    name: str
    open_journeys: int
    speaks_language: bool

    @property
    def reason(self) -> str:
        """Why this one, to be kept with the assignment."""
        if self.speaks_language:
            return _("voorstel: spreekt de taal en heeft de meeste ruimte")
        return _("voorstel: heeft de meeste ruimte")


_CANDIDATES = """
select s.id, s.name, count(j.id), %(language)s <> '' and %(language)s <> 'nl' and %(language)s = any(s.languages)
  from organisations_staffmember s
  join organisations_roleassignment r on r.staff_id = s.id and r.role = 'client_manager'
       and r.valid_from <= %(today)s and (r.valid_until is null or r.valid_until > %(today)s)
  left join journeys_directorassignment d on d.staff_id = s.id and d.valid_until is null
  left join journeys_journey j on j.id = d.journey_id and j.ended_on is null
 where s.organisation_id = %(organisation)s and (s.left_on is null or s.left_on > %(today)s)
 group by s.id
 order by 4 desc, count(j.id) / greatest(s.fte, 0.1), s.name, s.id
"""


def proposals(*, by: Actor, language: str = "", limit: int = 5) -> list[Proposal]:
    """Client managers for somebody who speaks this language, the best first: language, then load per fte. One query."""
    require(by, Permission.JOURNEY_WRITE)
    parameters: dict[str, Any] = {
        "language": language,
        "today": today(),
        "organisation": by.organisation_id,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"{_CANDIDATES} limit %(limit)s", parameters)
        return [Proposal(*row) for row in cursor.fetchall()]
