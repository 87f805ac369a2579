"""Which connection migrates: only the owner's."""

from typing import Any


class OwnerMigrates:
    """Tables are made and changed through the ``owner`` connection; the application's role may not."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"
