"""Django's settings. What differs from one place to another comes from `CONCORD_…` variables (see `environment`)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from concord.config import environment

VAR = environment.working_folder()

# ── What kind of server this is ─────────────────────────────────────────────────────────────────────────────────────
DEBUG = environment.flag("DEBUG")
DEMONSTRATION = environment.flag("DEMONSTRATION")
BASE_URL = environment.address(environment.text("BASE_URL", "http://127.0.0.1:8000"))
SECURE = urlsplit(BASE_URL).scheme == "https"
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = environment.items("ALLOWED_HOSTS") or (LOOPBACK if DEBUG or DEMONSTRATION else [])
SECRET_KEY = environment.kept("SECRET_KEY", VAR)
ENCRYPTION_KEYS = [key.strip() for key in environment.kept("ENCRYPTION_KEYS", VAR).split(",") if key.strip()]

# ── The house ───────────────────────────────────────────────────────────────────────────────────────────────────────
# The API is not imported here: it is mounted by the URLs, and a command that never looks at them starts without it.
INSTALLED_APPS = [
    "concord.web",
    "concord.partner",
    "concord.public",
    "concord.api",
    "concord.requests",
    "concord.agreements",
    "concord.contacts",
    "concord.files",
    "concord.search",
    "concord.delivery",
    "concord.access",
    "concord.people",
    "concord.registry",
    "concord.audit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "concord.pages.errors.not_allowed_in_words",
]
ROOT_URLCONF = "concord.config.urls"
WSGI_APPLICATION = "concord.config.wsgi.application"
APPEND_SLASH = False

# ── Data ────────────────────────────────────────────────────────────────────────────────────────────────────────────
DATABASES = {"default": environment.database(environment.text("DATABASE_URL", f"sqlite:///{VAR}/concord.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── Files that people attach ────────────────────────────────────────────────────────────────────────────────────────
FILES = Path(environment.text("FILES", str(VAR / "files")))
FILES_S3 = environment.s3(
    endpoint=environment.text("FILES_S3_ENDPOINT"),
    bucket=environment.text("FILES_S3_BUCKET"),
    region=environment.text("FILES_S3_REGION", "eu-west-2"),
    key=environment.text("FILES_S3_KEY"),
    secret=environment.text("FILES_S3_SECRET"),
)
FILE_LIMIT = environment.megabytes(environment.text("FILE_LIMIT_MB", "250"))
CLAMD = environment.scanner(environment.text("CLAMD"))
FILE_UPLOAD_HANDLERS = ["concord.pages.filesfield.Bounded"]

# ── Words, days and hours ───────────────────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "en-gb"
USE_I18N = False
TIME_ZONE = "Europe/London"
USE_TZ = True

# ── Pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [environment.PACKAGE / door / "templates" for door in ("pages", "web", "partner", "public", "api")],
        "OPTIONS": {
            "environment": "concord.pages.jinja.environment",
            "context_processors": [
                "csp.context_processors.nonce",
                "django.contrib.messages.context_processors.messages",
                "concord.pages.navigation.navigation",
            ],
        },
    },
]
CSRF_FAILURE_VIEW = "concord.pages.errors.csrf_failure"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [environment.PACKAGE / "pages" / "static"]
# Hashed names and a year in the browser's cache once `collectstatic` has run; until then the files as they lie.
COLLECTED = not DEBUG and (STATIC_ROOT / "staticfiles.json").is_file()
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not COLLECTED
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# ── Who is there ────────────────────────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["concord.people.sessions.Sessions"]
LOGIN_URL = "/desk/sign-in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# A working day, and no longer than the browser is open.
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "concord_session"
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_NAME = "concord_csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# ── What a browser is told ──────────────────────────────────────────────────────────────────────────────────────────
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
# Concord speaks HTTP to a proxy beside it, which says whether the browser came by HTTPS.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
X_FRAME_OPTIONS = "DENY"

# ── E-mail ──────────────────────────────────────────────────────────────────────────────────────────────────────────
EMAIL_URL = environment.text("EMAIL_URL", f"file://{VAR}/outbox")
MAIL_FROM = environment.text("MAIL_FROM", "Concord <concord@localhost>")
DEFAULT_FROM_EMAIL = MAIL_FROM
_EMAIL = environment.email(EMAIL_URL)
EMAIL_BACKEND = _EMAIL.backend
EMAIL_FILE_PATH = _EMAIL.file_path
EMAIL_HOST = _EMAIL.host
EMAIL_PORT = _EMAIL.port
EMAIL_HOST_USER = _EMAIL.user
EMAIL_HOST_PASSWORD = _EMAIL.password
EMAIL_USE_SSL = _EMAIL.use_ssl
EMAIL_USE_TLS = _EMAIL.use_tls
EMAIL_TIMEOUT = 20
WEBHOOK_PRIVATE = environment.flag("WEBHOOK_PRIVATE")
MAIL_REPLIES = environment.mailbox(environment.text("MAIL_REPLIES"))
MAIL_IN = environment.maildir(environment.text("MAIL_IN"))
MAIL_KEPT_DAYS = environment.mail_kept(environment.text("MAIL_KEPT_DAYS", "90"))

# ── What is written down about the running of the server ────────────────────────────────────────────────────────────
# Never personal data: no query string, no key of a secure link, no message of an exception (see `logs`).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "concord.config.logs.Discreet"}},
    "formatters": {
        "line": {"()": "concord.config.logs.Line", "format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["discreet"], "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "concord": {"level": "INFO"},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
