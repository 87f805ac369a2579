"""Who the rows are about: people who are known, people who are new, and people somebody has to look at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_noop as _  # kept with the question; the screen translates

from reisgenoot.deliveries.mapping.session import Draft, Session
from reisgenoot.deliveries.rows import Row
from reisgenoot.deliveries.values import Suggestion
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.services import NewJourney, start_journeys
from reisgenoot.kernel.crypto import keyed_hash
from reisgenoot.organisations.services import ensure_staff
from reisgenoot.people.bsn import bsn_hash
from reisgenoot.people.matching import Candidate, Match, Probe, Reason, find_people
from reisgenoot.people.models import Person
from reisgenoot.people.names import normalise_name
from reisgenoot.people.services import NewPerson, add_identifiers, register_people, update_person


@dataclass(slots=True)
class Client:
    """One person as a supplier knows them, with all rows about them in this file."""

    number: str
    rows: list[Row]
    with_bsn: bool = True
    aliases: list["Client"] = field(default_factory=list)

    @property
    def row(self) -> Row:
        """The row that tells who it is."""
        return self.rows[0]

    @property
    def bsn(self) -> str:
        return self.row.text("bsn") if self.with_bsn else ""

    @property
    def identifier(self) -> tuple[str, str]:
        return self.row.kind.scheme, self.number


def people_of(session: Session, rows: Sequence[Row]) -> dict[str, int]:
    """The person of each row, by the key of the row; rows about whom nobody is sure are put in the review queue.

    Who has neither BSN nor birth date is known by the supplier's number only: a surname proves nothing.
    """
    clients = _clients(rows)
    matches = find_people(by=session.by, probes=[_probe(client) for client in clients])
    known: dict[str, int] = {}
    fresh: list[Client] = []
    joined: list[tuple[int, str, str]] = []
    for client in clients:
        person_id = _settle(session, client, matches[client.number])
        if person_id == NEW:
            fresh.append(client)
        elif person_id is not None:
            known[client.number] = person_id
            joined.append((person_id, *client.identifier))
    add_identifiers(by=session.by, identifiers=joined)
    known |= _register(session, fresh)
    return {row.key: known[client.number] for client in clients if client.number in known for row in client.rows}


NEW = 0


def _clients(rows: Sequence[Row]) -> list[Client]:
    found: dict[str, Client] = {}
    for row in rows:
        number = row.text("client_number")
        if number:
            found.setdefault(number, Client(number, [])).rows.append(row)
    return list(found.values())


def _probe(client: Client) -> Probe:
    row = client.row
    says_who = row.has_given("bsn") or row.get("birth_date") is not None
    return Probe(
        key=client.number,
        bsn_hash=bsn_hash(row.text("bsn")) if row.get("bsn") else None,
        bsn_given=row.has_given("bsn"),
        identifiers=[client.identifier],
        family_name=row.text("family_name") if says_who else "",
        given_name=row.text("given_name") if says_who else "",
        birth_date=row.get("birth_date"),
    )


def _settle(session: Session, client: Client, match: Match) -> int | None:
    """The person's id, `NEW`, or None when somebody has to look at it."""
    if match.kind == "same":
        return match.person_id
    candidates = [one for one in match.candidates if not _is_somebody_else(one)]
    if not candidates:
        return NEW
    key = keyed_hash(f"{client.row.kind.scheme}|{client.number}|{candidates[0].person_id}")
    decision = session.decided("duplicate_person", key)
    if decision and decision.get("person_id"):
        return int(decision["person_id"])
    if decision and decision.get("new_person"):
        client.with_bsn = not any(Reason.SAME_BSN_OTHER_PERSON in one.reasons for one in candidates)
        return NEW
    for row in client.rows:
        session.drafts.append(
            Draft(
                row, "duplicate_person", _("dit lijkt iemand die we al kennen"), key, suggestions=suggested(candidates)
            )
        )
    return None


_TOLD = frozenset(
    {Reason.IDENTIFIER, Reason.SAME_NUMBER_OTHER_PERSON, Reason.BSN, Reason.SAME_BSN_OTHER_PERSON, Reason.OTHER_BSN}
)
"""What a number says about somebody stands first among the reasons."""


def _is_somebody_else(candidate: Candidate) -> bool:
    """Whether a likeness is only that: another BSN that passes the eleven test, or another birth date, is another person."""
    if candidate.reasons and candidate.reasons[0] in _TOLD:
        return False
    return bool({Reason.OTHER_BSN, Reason.OTHER_BIRTH_DATE} & set(candidate.reasons))


def suggested(candidates: Iterable[Candidate]) -> list[Suggestion]:
    """Candidates as suggestions of a review item: ids, likeness and reasons, no names."""
    return [
        {"person_id": one.person_id, "score": one.score, "reasons": [reason.value for reason in one.reasons]}
        for one in candidates
    ]


def _register(session: Session, fresh: Sequence[Client]) -> dict[str, int]:
    """Register who is new; by the supplier's number."""
    distinct = _without_shared_bsn(session, fresh)
    ids = register_people(by=session.by, people=[_new_person(client) for client in distinct])
    session.counts["new_people"] += len(ids)
    return {
        one.number: person_id
        for client, person_id in zip(distinct, ids, strict=True)
        for one in (client, *client.aliases)
    }


def _without_shared_bsn(session: Session, fresh: Sequence[Client]) -> list[Client]:
    """People who share a BSN: the same person when name or birth date agree, else nobody gets the BSN until somebody looks."""
    by_bsn: dict[str, list[Client]] = defaultdict(list)
    for client in fresh:
        if client.bsn:
            by_bsn[client.bsn].append(client)
    aliases: set[str] = set()
    for sharing in by_bsn.values():
        first, *others = sharing
        if not others:
            continue
        if all(_agree(first.row, other.row) for other in others):
            first.aliases = others
            aliases |= {other.number for other in others}
        else:
            for client in sharing:
                _doubt_bsn(session, client)
    return [client for client in fresh if client.number not in aliases]


def _agree(one: Row, other: Row) -> bool:
    """Whether two rows can be about one person: the names or the birth dates are the same."""
    same_name = normalise_name(one.text("family_name")) == normalise_name(other.text("family_name"))
    return same_name or (one.get("birth_date") is not None and one.get("birth_date") == other.get("birth_date"))


def _doubt_bsn(session: Session, client: Client) -> None:
    key = keyed_hash(f"{client.row.kind.scheme}|{client.number}|{client.bsn}")
    decision = session.decided("same_bsn", key)
    client.with_bsn = bool(decision and decision.get("value") == "this")
    if decision is None:
        options = [
            {"value": "this", "label": _("dit BSN is van deze persoon")},
            {"value": "other", "label": _("van de ander")},
        ]
        reason = _("twee mensen hebben hetzelfde BSN; tot iemand kiest krijgt geen van beiden het")
        session.drafts.append(
            Draft(client.row, "same_bsn", reason, key, column=client.row.titles["bsn"], suggestions=options)
        )


def tidy_name(text: str) -> str:
    """A name as people write it: a name in capitals gets its lower case back."""
    return text.title() if len(text) > 1 and text.isupper() else text


def _new_person(client: Client) -> NewPerson:
    row = client.row
    name = tidy_name(row.text("family_name"))
    return NewPerson(
        family_name=name if normalise_name(name) else client.number,
        given_name=tidy_name(row.text("given_name")),
        birth_date=row.get("birth_date"),
        sex=row.text("sex"),
        bsn=client.bsn or None,
        country=row.text("country"),
        arrived_on=row.get("arrived_on"),
        municipality_id=row.get("place"),
        place=row.given_text("place")[:100],
        identifiers=[one.identifier for one in (client, *client.aliases)],
    )


def fill_homes(session: Session, rows: Sequence[Row], people: Mapping[str, int]) -> None:
    """Note where people live of whom that was not known: somebody found out which municipality a place lies in."""
    homes = {people[row.key]: row.get("place") for row in rows if row.key in people and row.get("place")}
    for person_id in Person.objects.filter(pk__in=homes, municipality__isnull=True).values_list("pk", flat=True):
        update_person(by=session.by, person_id=person_id, municipality_id=homes[person_id])
        Journey.objects.filter(person_id=person_id, municipality__isnull=True).update(municipality_id=homes[person_id])
        session.counts["people_changed"] += 1


@dataclass(frozen=True, slots=True)
class Start:
    """With what a journey begins that is not there yet."""

    on: date
    ended_on: date | None = None
    end_reason: str = ""
    municipality_id: int | None = None
    staff_code: str = ""


def journeys_of(session: Session, people: Mapping[str, int], starts: Mapping[str, Start]) -> dict[str, int]:
    """The journey of each row, by its key: the one that runs, else the latest, else a new one.

    Rows without a start (their first day is in doubt) get no journey.
    """
    held: dict[int, int] = {}
    for journey_id, person_id in (
        Journey.objects.filter(person_id__in=set(people.values()))
        .order_by("ended_on", "started_on", "pk")
        .values_list("pk", "person_id")
    ):
        held[person_id] = journey_id  # empty end dates sort last, so a running journey wins
    wanted: dict[int, Start] = {}
    for key, person_id in people.items():
        if person_id not in held and key in starts:
            earlier = wanted.get(person_id)
            wanted[person_id] = starts[key] if earlier is None or starts[key].on < earlier.on else earlier
    staff = ensure_staff(by=session.by, codes={one.staff_code for one in wanted.values() if one.staff_code})
    new = [
        NewJourney(
            person_id=person_id,
            approach_version_id=session.version_id,
            started_on=one.on,
            ended_on=one.ended_on,
            end_reason=one.end_reason,
            municipality_id=one.municipality_id,
            director_id=staff[one.staff_code].pk if one.staff_code else None,
        )
        for person_id, one in wanted.items()
    ]
    ids = start_journeys(by=session.by, journeys=new)
    session.counts["new_journeys"] += len(ids)
    held |= {one.person_id: journey_id for one, journey_id in zip(new, ids, strict=True)}
    found = {key: held[person_id] for key, person_id in people.items() if person_id in held}
    session.touched.update(found.values())
    return found
