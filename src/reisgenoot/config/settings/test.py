"""Settings of the tests: a home of their own (``var/test``) and a database that is made anew, on a real PostgreSQL."""

import os

os.environ.setdefault("REISGENOOT_HOME", "var/test")

from reisgenoot.config.settings.demo import *  # noqa: F403  the home must be known first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  the static server warns when it is not there
