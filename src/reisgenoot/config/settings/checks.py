"""Settings for checks that read code and need no database: types, messages, static files."""

from pathlib import Path

from reisgenoot.config.settings.base import *  # noqa: F403  settings are layered by design of the framework

SECRET_KEY = "only for checks of the code"  # noqa: S105  protects nothing
HOME = Path("var")
BSN_ENCRYPTION_KEY = ""
BSN_HASH_KEY = ""
DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql"},
    "owner": {"ENGINE": "django.db.backends.postgresql"},
}
