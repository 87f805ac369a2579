"""Approach versions: kept once per content, read back typed."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from reisgenoot.approach import Approach
from reisgenoot.journeys.models import ApproachVersion, Journey
from reisgenoot.kernel.errors import NotKnown

_BY_DIGEST: dict[tuple[str, str], Approach] = {}


@transaction.atomic
def keep_version(approach: Approach) -> ApproachVersion:
    """The kept version with exactly this content; idempotent by digest."""
    kept, _made = ApproachVersion.objects.get_or_create(
        key=approach.key,
        digest=approach.digest,
        defaults={"version": approach.version, "definition": approach.as_json()},
    )
    _BY_DIGEST.setdefault((approach.key, approach.digest), approach)
    return kept


def versions_of(key: str) -> Sequence[ApproachVersion]:
    """The stored versions of an approach, newest first, without their definitions."""
    return list(ApproachVersion.objects.filter(key=key).defer("definition").order_by("-loaded_at", "-pk"))


def approach_of(version: ApproachVersion) -> Approach:
    """The typed definition of a kept version. Read once per process and content."""
    known = (version.key, version.digest)
    if known not in _BY_DIGEST:
        _BY_DIGEST[known] = Approach.from_json(version.definition)
    return _BY_DIGEST[known]


def approaches_of(journey_ids: Iterable[int]) -> dict[int, Approach]:
    """The approach that each journey follows, by journey id.

    Raises
    ------
    NotKnown   one of them is no journey of the organisation that is acted for.
    """
    wanted = set(journey_ids)
    rows = Journey.objects.filter(pk__in=wanted).values_list(
        "pk", "approach_version_id", "approach_version__key", "approach_version__digest"
    )
    followed = {journey_id: (version_id, (key, digest)) for journey_id, version_id, key, digest in rows}
    if len(followed) != len(wanted):
        raise NotKnown
    missing = {version_id for version_id, known in followed.values() if known not in _BY_DIGEST}
    for version in ApproachVersion.objects.filter(pk__in=missing) if missing else ():
        approach_of(version)
    return {journey_id: _BY_DIGEST[known] for journey_id, (_version_id, known) in followed.items()}
