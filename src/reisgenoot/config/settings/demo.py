"""Settings of the demo on one's own machine: the same as production, without https, with demo persons to log in as."""

import os

from reisgenoot.config.settings.production import *  # noqa: F403  settings are layered by design of the framework

DEMO = True
ALLAUTH_TRUSTED_PROXY_COUNT = 0
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
PUBLIC_ADDRESS = os.environ.get("REISGENOOT_ADDRESS", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS: list[str] = []
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
LANGUAGE_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_NAME = "csrf"
# Mail of the demo goes nowhere: it lies as files in the home, to be looked at.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"  # noqa: F405  the home comes with the connections
