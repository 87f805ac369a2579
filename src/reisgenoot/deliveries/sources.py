"""Keeping where facts came from: files and rows that were read, and which rows say something new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reisgenoot.deliveries.mapping.readers import READERS, Reader
from reisgenoot.deliveries.opening import Opened, kind_by_name
from reisgenoot.deliveries.recipe import FileKind, Recipe
from reisgenoot.deliveries.rows import Row
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.crypto import keyed_hash
from reisgenoot.kernel.models import SourceFile, SourceRow

BATCH = 5_000
ROW_KINDS = tuple(sorted({reader.row_kind for reader in READERS.values()}))


@dataclass(frozen=True, slots=True)
class LastSeen:
    """What a row said when it was last read, and of which period that file was."""

    digest: str
    period: date | None


def keep_file(*, by: Actor, recipe: Recipe, opened: Opened, delivery_id: int) -> tuple[SourceFile, bool]:
    """The file as it is remembered, and whether it was read before (the same content)."""
    known = SourceFile.objects.filter(recipe=recipe.key, sha256=opened.sha256).order_by("pk")
    same = next((file for file in known if _is_same_file(opened, file.name)), None)
    if same is not None:
        return same, True
    return (
        SourceFile.objects.create(
            organisation_id=by.organisation_id,
            recipe=recipe.key,
            name=opened.name[:255],
            sha256=opened.sha256,
            delivery_id=delivery_id,
        ),
        False,
    )


def all_known(*, recipe: Recipe, files: Sequence[Opened]) -> bool:
    """Whether every file was read before: byte for byte, and about the same period."""
    known = SourceFile.objects.filter(recipe=recipe.key, sha256__in={one.sha256 for one in files})
    names = set(known.values_list("sha256", "name"))
    return all(any(sha256 == one.sha256 and _is_same_file(one, name) for sha256, name in names) for one in files)


def _is_same_file(opened: Opened, name: str) -> bool:
    """A list without changes has the same bytes in the next quarter; it is another file all the same."""
    return opened.kind.period_of(opened.name) == opened.kind.period_of(name)


def batches(recipe: Recipe, kind: FileKind, files: Iterable[Opened]) -> dict[str, int]:
    """The how-manieth export each file of a kind is, by file name, counted over everything ever delivered."""
    known = SourceFile.objects.filter(recipe=recipe.key).order_by("received_at", "pk").values_list("name", flat=True)
    names = [name for name in known if kind_by_name(recipe, name) is kind]
    names += [one.name for one in files if one.kind is kind and one.name not in names]
    moments = sorted({_moment(kind, name) for name in names})
    return {name: moments.index(_moment(kind, name)) + 1 for name in names}


def _moment(kind: FileKind, name: str) -> str:
    return str(kind.period_of(name) or name)


def fresh_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows that say something that was not read before; a row that stands in the file twice counts once.

    A row of an export that is older than the last one read is marked late: it only adds, never corrects.
    """
    if not rows:
        return []
    reader = READERS[rows[0].kind.reader]
    last = _last_seen(rows, reader.row_kind)
    fresh: dict[tuple[str, str], Row] = {}
    for row in rows:
        row.digest = stamped(row, reader)
        before = last.get(row.key)
        if before is not None and before.digest == row.digest:
            continue
        row.is_late = bool(before and before.period and row.period and row.period < before.period)
        fresh.setdefault((row.key, row.digest), row)
    return list(fresh.values())


def stamped(row: Row, reader: Reader) -> str:
    """The digest of a row, with what makes it new although it says the same as before."""
    stamp = reader.stamp(row)
    return keyed_hash(f"{row.digest}|{stamp}") if stamp else row.digest


def _last_seen(rows: Sequence[Row], row_kind: str) -> dict[str, LastSeen]:
    kind = rows[0].kind
    found: dict[str, LastSeen] = {}
    known = SourceRow.objects.filter(kind=row_kind, natural_key__in={row.key for row in rows}).order_by("pk")
    seen = list(known.values_list("natural_key", "digest", "file_id"))
    names = dict(
        SourceFile.objects.filter(pk__in={file_id for _key, _digest, file_id in seen}).values_list("pk", "name")
    )
    for key, digest, file_id in seen:
        period = kind.period_of(names[file_id])
        before = found.get(key)
        if before is None or before.period is None or period is None or period >= before.period:
            found[key] = LastSeen(digest, period)
    return found


def row_ids(keys: Iterable[str]) -> dict[int, str]:
    """The remembered rows of these keys: natural key by id."""
    known = SourceRow.objects.filter(kind__in=ROW_KINDS, natural_key__in=set(keys))
    return dict(known.values_list("pk", "natural_key"))


def keep_rows(rows: Sequence[Row], *, by: Actor, file_id: int) -> None:
    """Remember these rows and give each its id."""
    kept = [
        SourceRow(
            organisation_id=by.organisation_id,
            file_id=file_id,
            sheet=row.sheet[:100],
            number=row.number,
            kind=READERS[row.kind.reader].row_kind,
            natural_key=row.key,
            digest=row.digest,
        )
        for row in rows
    ]
    SourceRow.objects.bulk_create(kept, batch_size=BATCH)
    for row, source_row in zip(rows, kept, strict=True):
        row.source_row_id = source_row.pk
