"""Settings of an installation people work in. Host names come from ``REISGENOOT_HOSTS`` (comma-separated)."""

import os

from reisgenoot.config.settings.base import *  # noqa: F403  settings are layered by design of the framework
from reisgenoot.config.settings.connected import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("REISGENOOT_HOSTS", "localhost,127.0.0.1").split(",") if host]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
PUBLIC_ADDRESS = os.environ.get("REISGENOOT_ADDRESS", f"https://{ALLOWED_HOSTS[0]}" if ALLOWED_HOSTS else "")
# Mail leaves through the mail server of the municipality; the password is asked for only when a user is named.
EMAIL_HOST = os.environ.get("REISGENOOT_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("REISGENOOT_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("REISGENOOT_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("REISGENOOT_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("REISGENOOT_MAIL_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("REISGENOOT_MAIL_FROM", "reisgenoot@localhost")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Log-in attempts are counted per visitor, not per proxy: else one guesser locks everybody out.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("REISGENOOT_PROXIES", "1"))
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]  # monitoring asks on the machine itself; the answer holds no data
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
