"""The home: the folder where one installation keeps its database, files and keys (``REISGENOOT_HOME``, default ``var``)."""

import base64
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Keys:
    """Secret keys of one home. Losing them means losing every stored BSN; keep a copy apart from the database."""

    secret_key: str
    bsn_encryption_key: str
    bsn_hash_key: str
    database_password: str


def home() -> Path:
    """The home folder, made when missing."""
    folder = Path(os.environ.get("REISGENOOT_HOME", "var")).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def keys(folder: Path) -> Keys:
    """The keys of a home: from the environment where set, else from ``keys.json``, made at first use."""
    path = folder / "keys.json"
    if not path.exists():
        _write_new(path)
    stored = json.loads(path.read_text())
    return Keys(**{name: os.environ.get(f"REISGENOOT_{name.upper()}", value) for name, value in stored.items()})


def _write_new(path: Path) -> None:
    fresh = Keys(
        secret_key=secrets.token_urlsafe(50),
        bsn_encryption_key=base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        bsn_hash_key=secrets.token_urlsafe(32),
        database_password=secrets.token_urlsafe(24),
    )
    draft = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(fresh), file, indent=1)
    try:
        os.link(draft, path)  # another process may have been first: then its keys count
    except FileExistsError:
        pass
    finally:
        draft.unlink()
