"""One settings file, read from the environment. A fresh clone runs with nothing set.

Every variable is listed, with its default and meaning, in docs/operations.md.
A misspelt value stops the start with a hint (environment.py beside this file), and so does an
unsafe one (directory/checks.py).
"""

from assets_api.environment import (
    BASE_DIR,
    database,
    days,
    env,
    flag,
    log_level,
    mail_server,
    months,
    site_of,
    time_zone,
    variable,
    web_address,
    whole_number,
)

# --- Safety --------------------------------------------------------------------------------------

DEBUG = variable("DEBUG", True, read=flag, example="false")
# Good for a local copy only: a deployment (DEBUG=false) does not start with it.
LOCAL_SECRET_KEY = "for-a-local-copy-only"
SECRET_KEY = env.str("SECRET_KEY", default="") or LOCAL_SECRET_KEY
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

BEHIND_TLS = variable("BEHIND_TLS", not DEBUG, read=flag, example="true")
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = variable(
        "HSTS_SECONDS", 31_536_000, read=whole_number, example="31536000"
    )
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "UserAttributeSimilarityValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        # Swagger UI and ReDoc write their own style elements; their scripts come from us alone.
        "style-src": ["'self'", "'unsafe-inline'"],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# The API is read from any web page, as Open Referral UK asks; the admin from none but its own.
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
# A page may keep what it read and ask, by its ETag, whether it still holds.
CORS_ALLOW_HEADERS = ["Content-Type", "If-None-Match"]
CORS_EXPOSE_HEADERS = ["ETag", "Last-Modified", "Link", "Content-Disposition", "Retry-After"]

# --- What it is made of --------------------------------------------------------------------------

INSTALLED_APPS = [
    # Before Django's own, whose templates it changes.
    "directory.admin.apps.DirectoryAdminConfig",
    "directory.admin.apps.StockAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "corsheaders",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "directory",
    # Before allauth, whose pages it words anew.
    "directory.people",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "directory.places",
    "directory.publication",
    "directory.search",
    "directory.review",
    "directory.upkeep",
    "directory.duplicates",
    "directory.exchange",
]

MIDDLEWARE = [
    "assets_api.policy.PolicyOfPages",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "assets_api.straight.straight_to_the_api",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "directory.people.sessions.rolling_sessions",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

SILENCED_SYSTEM_CHECKS = [
    "models.W040",  # Covering indexes help PostgreSQL; SQLite's do not need the extra column.
    # The proxy that speaks TLS redirects to it, and decides for its whole domain.
    "security.W005",
    "security.W008",
    "security.W021",
]

ROOT_URLCONF = "assets_api.urls"
WSGI_APPLICATION = "assets_api.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "directory.people.context.names",
            ],
        },
    },
]

# --- Its name -------------------------------------------------------------------------------------

# A place that runs the directory names itself here; `PUBLISHER_NAME` below answers for the data.
DIRECTORY_NAME = env.str("DIRECTORY_NAME", default="Community assets directory")

# --- People and e-mail ---------------------------------------------------------------------------

# Where links in e-mails lead; never taken from a request, whose sender chooses its Host.
SITE_URL = variable(
    "SITE_URL",
    site_of(ALLOWED_HOSTS, local=DEBUG),
    read=web_address,
    example="https://directory.example.org",
    blank_is_default=True,
)
vars().update(
    variable(
        "EMAIL_URL",
        mail_server("consolemail://"),
        read=mail_server,
        example="smtp+tls://user:password@smtp.example.org:587",
        secret=True,
        blank_is_default=True,
    )
)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="") or "directory@localhost"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = ["directory.people.backend.AccountBackend"]
# Twelve hours after it was last used (directory/people/sessions.py), a session ends.
SESSION_COOKIE_AGE = 12 * 60 * 60
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

ACCOUNT_ADAPTER = "directory.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
# Failures: so many for an address on the internet, so many for an account. Whoever is locked out
# of their password by somebody else's guesses can still sign in by an e-mailed code.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key,20/h/key",
    "reset_password": "10/m/ip,5/h/key",
    "request_login_code": "10/m/ip,5/15m/key",
}
ACCOUNT_FORMS = {
    "login": "directory.people.forms.SignInForm",
    "request_login_code": "directory.people.forms.AskForCodeForm",
    "confirm_login_code": "directory.people.forms.CodeForm",
    "reset_password": "directory.people.forms.ForgottenForm",
    "reset_password_from_key": "directory.people.forms.NewPasswordForm",
    "set_password": "directory.people.forms.FirstPasswordForm",
    "change_password": "directory.people.forms.ChangePasswordForm",
    "add_email": "directory.people.forms.ChangeEmailForm",
    "reauthenticate": "directory.people.forms.PasswordAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = DIRECTORY_NAME
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# An account's address was shown to be its owner's when they were invited.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "directory.people.forms.SecondStepForm",
    "reauthenticate": "directory.people.forms.SecondStepAgainForm",
    "activate_totp": "directory.people.forms.TurnOnCodesForm",
}
# How many proxies stand in front, each adding to X-Forwarded-For the address it was called from.
ALLAUTH_TRUSTED_PROXY_COUNT = variable(
    "TRUSTED_PROXIES", int(BEHIND_TLS), read=whole_number, example="1"
)

# --- Freshness -----------------------------------------------------------------------------------

# After how many months without a word an editor is asked whether a service is still right. At
# twelve it is overdue whatever this says (directory/publication/freshness.py).
REMIND_AFTER_MONTHS = variable(
    "REMIND_AFTER_MONTHS", months("6,9,12"), read=months, example="6,9,12"
)
REMINDER_LINK_DAYS = variable("REMINDER_LINK_DAYS", 30, read=days, example="30")
# Whether `check_links` may call the sites that entries name.
CHECK_LINKS = variable("CHECK_LINKS", False, read=flag, example="true")

# --- Storage -------------------------------------------------------------------------------------

DATABASES = {
    "default": variable(
        "DATABASE_URL",
        database(f"sqlite:///{BASE_DIR}/var/directory.sqlite3"),
        read=database,
        example="postgres://user:password@host:5432/name",
        secret=True,
    )
}
DATABASES["default"]["CONN_MAX_AGE"] = variable(
    "CONN_MAX_AGE", 600, read=whole_number, example="600"
)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Readers never wait for a writer, and a writer takes its lock at once instead of failing
        # half-way (DESIGN.md, "In order").
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # 64 MiB of the file are read in place, and 32 MiB of the rest are kept: a worker that has
        # streamed everything still stays below 200 MiB.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32768; "
            "PRAGMA mmap_size=67108864; PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    # As for a disk without moving parts and a database in memory: PostgreSQL expects neither, and
    # would rather read a whole table than its index. Compiling a question, or sharing it among
    # processes, takes longer than answering it (docs/performance.md).
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        "options", "-c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0"
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Shared by all processes, since it counts failures to sign in (allauth uses the default cache).
    # A migration of directory/people makes the table.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Counts and anchors of lists (directory/publication/reading.py), in each worker's own memory.
    # The version of the public record is part of their key, so they never go stale: what is asked
    # for least makes room. Anchors take some 80 bytes for each 250 records of a list.
    "counts": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}

# The largest form of the admin, in bytes, its files apart. The API has a smaller limit of its own
# (LARGEST_BODY in directory/api/errors.py), which a query meets first.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576

# --- Language and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = ["assets_api.formats"]
TIME_ZONE = variable("TIME_ZONE", "Europe/London", read=time_zone, example="Europe/Dublin")
USE_TZ = True

# --- Files ---------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- The API -------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "directory.api.rendering.OwnFormats",
    "DEFAULT_RENDERER_CLASSES": ["directory.api.rendering.ProblemRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    # `format` is HSDS's own parameter; DRF would answer 404 to a value it does not know.
    "URL_FORMAT_OVERRIDE": None,
    "EXCEPTION_HANDLER": "directory.api.errors.as_problem",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}

# What `/api/v3/` says of itself, besides DIRECTORY_NAME.
PUBLISHER_NAME = env.str("PUBLISHER_NAME", default="")
PUBLISHER_URL = env.str("PUBLISHER_URL", default="")

SPECTACULAR_SETTINGS = {
    "TITLE": "Community assets directory",
    "DESCRIPTION": (
        "Voluntary and community organizations, their services and the places they happen in, in "
        "the Open Referral standard: HSDS 3.0, HSDS-UK 3.0 and the additions of HSDS 3.1.\n\n"
        "Open to read without a key, from any web page. Every list answers with an HSDS page, "
        "streams as NDJSON or CSV, and says by its ETag whether anything has changed. Errors are "
        "RFC 9457 problem details that name the parameter and show what works."
    ),
    "VERSION": "3.0.0",
    "LICENSE": {"name": "MIT", "identifier": "MIT"},
    "OAS_VERSION": "3.1.1",
    "TAGS": [
        {"name": "services", "description": "Help that organizations offer to people."},
        {"name": "service_at_locations", "description": "Services at each of their places."},
        {"name": "organizations", "description": "Groups and bodies that run services."},
        {"name": "locations", "description": "Places where services happen."},
        {"name": "taxonomies", "description": "Lists of terms that records are filed under."},
        {"name": "taxonomy_terms", "description": "The terms, broader and narrower."},
        {"name": "about", "description": "What this API is."},
    ],
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVERS": [{"url": "/api/v3", "description": "This directory"}],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "tryItOutEnabled": True, "filter": True},
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": r"/api/v3(?=/)",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_NAME_OVERRIDES": {
        "ServiceStatus": "directory.models.ServiceStatus",
        "PlaceType": "directory.models.PlaceType",
        "Frequency": "directory.models.Frequency",
        "Weekday": "directory.models.Weekday",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "directory.api.schema.finish",
    ],
}

# --- Logs ----------------------------------------------------------------------------------------

LOG_LEVEL = variable("LOG_LEVEL", "INFO", read=log_level, example="WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{levelname} {name}: {message}", "style": "{"},
        "json": {"()": "assets_api.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain" if DEBUG else "json",
        }
    },
    # The access log tells of every 404; only faults of our own are worth a line here.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
