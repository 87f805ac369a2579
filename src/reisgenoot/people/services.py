"""Writing people: registering many or one, changing what is known, and showing a BSN."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.bulk import Row, check_texts, insert
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.kernel.reading import log_read
from reisgenoot.people.bsn import bsn_hash, parse_bsn, seal, unseal
from reisgenoot.people.enums import NameKind, Sex
from reisgenoot.people.models import NameVariant, Person, PersonIdentifier
from reisgenoot.people.names import name_key, name_words, normalise_name, sound_of
from reisgenoot.people.perms import require_bulk_write


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody who is not known yet. Anything but the family name may stay empty: empty means not known.

    ``bsn`` is nine checked digits (`bsn.parse_bsn`). ``spellings`` are other ways the name was written; each finds the
    person too. ``identifiers`` are pairs of scheme and value of other systems.
    """

    family_name: str
    given_name: str = ""
    called: str = ""
    birth_date: date | None = None
    sex: str = ""
    bsn: str | None = None
    country: str = ""
    arrived_on: date | None = None
    language: str = ""
    needs_interpreter: bool | None = None
    phone: str = ""
    municipality_id: int | None = None
    place: str = ""
    spellings: Sequence[str] = ()
    identifiers: Sequence[tuple[str, str]] = ()


@transaction.atomic
def register_people(*, by: Actor, people: Sequence[NewPerson]) -> list[int]:
    """Register people, with the words their names are found by and their numbers elsewhere.

    Looks for nobody: ask `matching.find_people` first. A constant number of queries per batch.

    Returns
    -------
    The ids, in the order given.

    Raises
    ------
    InvalidInput   a name is missing, a birth date lies in the future, a BSN is wrong, or a BSN or another number is
                   already somebody's.
    """
    require_bulk_write(by)
    rows = [_row(person) for person in people]
    _refuse_taken_bsns([row["bsn_hash"] for row in rows if row["bsn_hash"]])
    same = {"organisation_id": by.organisation_id}
    ids = insert(Person, rows, same=same | {"created_at": now()})
    numbered = list(zip(ids, people, strict=True))
    insert(NameVariant, [word for one in numbered for word in _words(*one)], same=same)
    numbers = [(person_id, *number) for person_id, person in numbered for number in person.identifiers]
    _identify(numbers, by.organisation_id)
    return ids


@transaction.atomic
def register_person(*, by: Actor, person: NewPerson) -> Person:
    """Register one person. Raises as `register_people` does."""
    (person_id,) = register_people(by=by, people=[person])
    return Person.objects.get(pk=person_id)


CHANGEABLE = frozenset(
    {"family_name", "given_name", "called", "birth_date", "sex", "country", "arrived_on", "language", "phone", "place"}
    | {"needs_interpreter", "municipality_id", "bsn"}
)


@transaction.atomic
def update_person(*, by: Actor, person_id: int, **changes: Any) -> Person:
    """Change what is known of a person; every earlier value stays in the history.

    The words of the earlier name keep finding the person. Whoever shows journeys refreshes their standing after this
    (`journeys.services.update_traveller` does both).

    Raises
    ------
    NotKnown       no such person in the actor's organisation.
    InvalidInput   as `register_people`, or a field that cannot be changed.
    """
    require(by, Permission.JOURNEY_WRITE)
    if unknown := sorted(set(changes) - CHANGEABLE):
        raise InvalidInput(_("Dit gegeven kun je hier niet wijzigen."), field=unknown[0])
    person = Person.objects.select_for_update(no_key=True).filter(pk=person_id).first()
    if person is None:
        raise NotKnown
    if "bsn" in changes:
        _change_bsn(person, changes.pop("bsn"))
    if changes:
        check_texts(Person, [changes])
    for field, value in changes.items():
        setattr(person, field, value.strip() if isinstance(value, str) else value)
    _check(person)
    person.name_key = name_key(family_name=person.family_name, given_name=person.given_name)
    person.save()
    registered = [(person.pk, person.family_name), (person.pk, person.given_name)]
    add_spellings(by=by, spellings=registered, kind=NameKind.REGISTERED)
    add_spellings(by=by, spellings=[(person.pk, person.called)], kind=NameKind.CALLED)
    return person


@transaction.atomic
def add_spellings(*, by: Actor, spellings: Iterable[tuple[int, str]], kind: NameKind = NameKind.DELIVERED) -> None:
    """Let people be found by another spelling of their name as well: pairs of person id and name. Idempotent."""
    require_bulk_write(by)
    given = list(spellings)
    require_own(Person, (person_id for person_id, _name in given))
    words = [_variant(person_id, word, kind) for person_id, name in given for word in name_words(name)]
    insert(NameVariant, words, same={"organisation_id": by.organisation_id}, skip_known=True)


@transaction.atomic
def add_identifiers(*, by: Actor, identifiers: Iterable[tuple[int, str, str]]) -> None:
    """Remember by which number another system knows people: person id, scheme, value. Idempotent.

    Raises
    ------
    InvalidInput   one of the numbers is already somebody else's.
    """
    require_bulk_write(by)
    given = list(identifiers)
    require_own(Person, (person_id for person_id, _scheme, _value in given))
    _identify(given, by.organisation_id)


@transaction.atomic
def show_bsn(*, by: Actor, person_id: int) -> str | None:
    """The BSN of a person, or None when it is not known; the log remembers that it was shown."""
    require(by, Permission.BSN_READ)
    person = Person.objects.filter(pk=person_id).only("bsn_sealed").first()
    if person is None:
        raise NotKnown
    log_read(by=by, person_id=person_id, part="bsn")
    return unseal(bytes(person.bsn_sealed)) if person.bsn_sealed else None


def _row(person: NewPerson) -> dict[str, Any]:
    row = {one.name: getattr(person, one.name) for one in fields(person) if one.name not in _APART}
    row |= {name: row[name].strip() for name in ("family_name", "given_name", "called")}
    row["name_key"] = name_key(family_name=person.family_name, given_name=person.given_name)
    bsn = parse_bsn(person.bsn) if person.bsn else None
    row |= {"bsn_sealed": bsn and seal(bsn), "bsn_hash": bsn and bsn_hash(bsn)}
    _check(person)
    return row


_APART = frozenset({"bsn", "spellings", "identifiers"})


def _check(person: Person | NewPerson) -> None:
    """The rules that hold for every person, in words the one who typed it can act on."""
    if not normalise_name(person.family_name):
        raise InvalidInput(_("Vul de achternaam in."), field="family_name")
    if person.birth_date and person.birth_date > today():
        raise InvalidInput(_("De geboortedatum ligt in de toekomst. Controleer het jaar."), field="birth_date")
    if person.sex and person.sex not in Sex.values:
        raise InvalidInput(_("Kies een geslacht uit de lijst."), field="sex")
    if person.arrived_on and person.birth_date and person.arrived_on < person.birth_date:
        raise InvalidInput(_("Iemand komt niet aan voor de geboorte. Controleer beide datums."), field="arrived_on")


def _refuse_taken_bsns(hashes: Sequence[str], *, except_person: int | None = None) -> None:
    owners = set(Person.objects.filter(bsn_hash__in=hashes).values_list("pk", flat=True)) if hashes else set()
    if owners - {except_person} or len(set(hashes)) < len(hashes):
        raise InvalidInput(_("Dit BSN hoort al bij iemand anders in deze organisatie."), field="bsn")


def _change_bsn(person: Person, value: str | None) -> None:
    if not value:
        person.bsn_sealed = person.bsn_hash = None
        return
    bsn = parse_bsn(value)
    _refuse_taken_bsns([bsn_hash(bsn)], except_person=person.pk)
    person.bsn_sealed, person.bsn_hash = seal(bsn), bsn_hash(bsn)


def _words(person_id: int, person: NewPerson) -> list[Row]:
    """The words of all spellings; a word belongs to the first kind it occurs in."""
    by_kind = (
        (NameKind.REGISTERED, (person.family_name, person.given_name)),
        (NameKind.CALLED, (person.called,)),
        (NameKind.DELIVERED, person.spellings),
    )
    kinds: dict[str, NameKind] = {}
    for kind, names in by_kind:
        for word in name_words(*names):
            kinds.setdefault(word, kind)
    return [_variant(person_id, word, kind) for word, kind in kinds.items()]


def _variant(person_id: int, word: str, kind: NameKind) -> Row:
    return {"person_id": person_id, "word": word, "sound": sound_of(word), "kind": kind}


def _identify(numbers: Sequence[tuple[int, str, str]], organisation_id: int) -> None:
    """Keep the numbers that are new; refuse one that is somebody else's, also within these."""
    if not numbers:
        return
    owners: dict[tuple[str, str], set[int]] = defaultdict(set)
    for person_id, scheme, value in numbers:
        owners[scheme, value].add(person_id)
    known = PersonIdentifier.objects.filter(
        scheme__in={scheme for scheme, _value in owners}, value__in={value for _scheme, value in owners}
    ).values_list("scheme", "value", "person_id")
    for scheme, value, person_id in known:
        if (scheme, value) in owners:
            owners[scheme, value].add(person_id)
    if shared := next((scheme for (scheme, _value), persons in owners.items() if len(persons) > 1), None):
        raise InvalidInput(_("Dit nummer hoort al bij iemand anders. Kijk wie het is."), field=shared)
    rows = [
        {"person_id": person_id, "scheme": scheme, "value": value}
        for (scheme, value), persons in owners.items()
        for person_id in persons
    ]
    insert(PersonIdentifier, rows, same={"organisation_id": organisation_id}, skip_known=True)
