"""What every installation with a database adds: connections, keys and folders of the home."""

from typing import Any

from reisgenoot.config.database import django_parameters, prepare
from reisgenoot.config.home import home, keys

HOME = home()
_keys = keys(HOME)
_connections = prepare(HOME)

SECRET_KEY = _keys.secret_key
BSN_ENCRYPTION_KEY = _keys.bsn_encryption_key
BSN_HASH_KEY = _keys.bsn_hash_key

DATABASES: dict[str, dict[str, Any]] = {
    "default": {**django_parameters(_connections.app), "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True},
}
if _connections.owner:  # the web server runs without the owner's rights
    DATABASES["owner"] = django_parameters(_connections.owner)

STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
