"""Opening a file without trusting it: what it really is, how large it is, and whether it can be read at all."""

import zipfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from reisgenoot.deliveries.reading.csv_files import read_csv
from reisgenoot.deliveries.reading.sheets import GivenFile, Grid, refuse
from reisgenoot.deliveries.reading.workbooks import read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
UNPACKED_TIMES = 3
MOST_ENTRIES = 2_000
CHUNK = 1_000_000


def open_file(given: GivenFile) -> list[Grid]:
    """The sheets of a file that hold anything.

    Raises
    ------
    DeliveryRefused   the file is too large, protected, not a workbook or csv, holds formulas, or cannot be read.
    """
    if not given.path.is_file():
        raise refuse("no-file", _("dit bestand is er niet."), _("Kijk of de naam klopt."), file=given.name)
    _check_size(given)
    with given.path.open("rb") as stream:
        start = stream.read(8)
    if not start:
        raise refuse("empty-file", _("dit bestand is leeg."), _("Vraag het bestand opnieuw op."), file=given.name)
    if start == OLE:
        raise _old_or_protected(given)
    if start.startswith(ZIP):
        _check_unpacked(given)
        return read_workbook(given)
    if Path(given.name).suffix.lower() in {".xlsx", ".xlsm"}:
        raise _unreadable(given)
    return read_csv(given)


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)


def _check_size(given: GivenFile) -> None:
    size, most = given.path.stat().st_size, settings.DELIVERY_MAX_BYTES
    if size > most:
        raise refuse(
            "too-large",
            _("dit bestand is %(size)s MB; meer dan %(most)s MB lezen we niet.")
            % {"size": _megabytes(size), "most": _megabytes(most)},
            _("Haal plaatjes en bladen weg die er niet bij horen, of splits het bestand."),
            file=given.name,
        )


def _check_unpacked(given: GivenFile) -> None:
    """Refuse a small file that unpacks to a huge one, from the table of contents alone."""
    try:
        with zipfile.ZipFile(given.path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _unreadable(given) from error
    most = settings.DELIVERY_MAX_BYTES * UNPACKED_TIMES
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > most or len(entries) > MOST_ENTRIES:
        raise refuse(
            "too-large-unpacked",
            _("uitgepakt is dit bestand %(size)s MB; meer dan %(most)s MB lezen we niet.")
            % {"size": _megabytes(unpacked), "most": _megabytes(most)},
            _("Sla alleen de rijen met gegevens op in een nieuw bestand."),
            file=given.name,
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise _protected(given)
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise refuse(
            "not-a-workbook",
            _("dit is geen Excel-bestand (xlsx)."),
            _("Sla het op als Excel-werkmap (.xlsx) of csv."),
            file=given.name,
        )


def _old_or_protected(given: GivenFile) -> Exception:
    """An OLE file is a workbook with a password, or a workbook in the form of before 2007."""
    if _contains(given.path, ENCRYPTED):
        return _protected(given)
    return refuse(
        "old-workbook",
        _("dit is een Excel-bestand in een oude vorm (xls)."),
        _("Sla het op als Excel-werkmap (.xlsx)."),
        file=given.name,
    )


def _protected(given: GivenFile) -> Exception:
    return refuse(
        "password",
        _("dit bestand is beveiligd met een wachtwoord."),
        _("Haal het wachtwoord eraf en lever het bestand opnieuw aan."),
        file=given.name,
    )


def _unreadable(given: GivenFile) -> Exception:
    return refuse(
        "unreadable",
        _("dit bestand is niet te lezen; het is beschadigd of geen Excel-bestand."),
        _("Open het in Excel, sla het op als .xlsx en lever het opnieuw aan."),
        file=given.name,
    )


def _contains(path: Path, needle: bytes) -> bool:
    """Whether a file holds these bytes; reads in pieces."""
    kept = b""
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK):
            if needle in kept + piece:
                return True
            kept = piece[-len(needle) :]
    return False
