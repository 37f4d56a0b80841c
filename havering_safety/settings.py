"""Settings: the environment is read here, once, and a bad value stops the start.

With nothing set, everything works on one machine with SQLite.
`ENVIRONMENT=production` is the only switch: it demands what a public service
needs and refuses an unsafe value.
"""

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from havering_safety.api.code_version import digest_of_sources
from havering_safety.operations.logs import logging_of

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

ENVIRONMENT = env.str("ENVIRONMENT", default="local")
if ENVIRONMENT not in {"local", "production"}:
    raise ImproperlyConfigured(f"ENVIRONMENT is 'local' or 'production', not {ENVIRONMENT!r}.")
PRODUCTION = ENVIRONMENT == "production"


def demanded(name, local):
    """Return a setting that production must be given and that has a local default."""
    value = env.str(name, default="" if PRODUCTION else local)
    if not value:
        raise ImproperlyConfigured(f"{name} must be set when ENVIRONMENT=production.")
    return value


def read_choice(name, words, default):
    """Return what a word in the environment stands for; any other word stops the start."""
    text = env.str(name, default=default).lower()
    if text not in words:
        raise ImproperlyConfigured(f"{name} is one of {', '.join(words)}, not {text!r}.")
    return words[text]


def read_port():
    text = env.str("PORT", default="8000")
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise ImproperlyConfigured(f"PORT is a number from 1 to 65535, not {text!r}.")
    return int(text)


BOOLEANS = {"true": True, "1": True, "false": False, "0": False}

DEBUG = read_choice("DEBUG", BOOLEANS, "false")
SECRET_KEY = demanded("SECRET_KEY", local="local-only-no-secret-is-kept-on-this-machine-0123456789")
ALLOWED_HOSTS = demanded("ALLOWED_HOSTS", local="localhost,127.0.0.1,[::1],testserver").split(",")
PORT = read_port()
PUBLIC_URL = demanded("PUBLIC_URL", local=f"http://localhost:{PORT}").rstrip("/")
if urlsplit(PUBLIC_URL).scheme not in {"http", "https"} or not urlsplit(PUBLIC_URL).netloc:
    raise ImproperlyConfigured(f"PUBLIC_URL is an absolute address, not {PUBLIC_URL!r}.")

# The forces whose files make a month covered; the area itself is the boundaries loaded.
AREA_FORCES = env.list("AREA_FORCES", default=["metropolitan"])
# Forces that police the area beside its own; their absence is a warning, never a null.
OTHER_FORCES = env.list("OTHER_FORCES", default=["btp"])
# Who publishes this service, and whom to ask: a page, or mailto: and an address.
PUBLISHER = env.str("PUBLISHER", default="Havering Safety")
CONTACT = env.str("CONTACT", default="")
if CONTACT and not CONTACT.startswith(("https://", "http://", "mailto:")):
    raise ImproperlyConfigured(f"CONTACT is an address or begins with mailto:, not {CONTACT!r}.")
AREA_NAME = env.str("AREA_NAME", default="Havering")
# The boroughs of the area, by GSS code: files of borough figures name nothing else.
AREA_BOROUGHS = env.dict("AREA_BOROUGHS", default={"E09000016": "Havering"})

# What a client may ask: bytes of a query string, seconds of the database, charts at once (fewer than
# the server's threads), requests in a window (0: any). Proxies: which of X-Forwarded-For is true.
MAX_QUERY_BYTES = env.int("MAX_QUERY_BYTES", default=60_000)
STATEMENT_SECONDS = env.float("STATEMENT_SECONDS", default=20)
CHARTS_AT_ONCE = env.int("CHARTS_AT_ONCE", default=2)
THROTTLE_REQUESTS = env.int("THROTTLE_REQUESTS", default=600 if PRODUCTION else 0)
THROTTLE_SECONDS = env.int("THROTTLE_SECONDS", default=60)
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1 if PRODUCTION else 0)

# What operators see: a line a request, and /metrics for Prometheus.
LOG_REQUESTS = read_choice("LOG_REQUESTS", BOOLEANS, str(PRODUCTION))
METRICS = read_choice("METRICS", BOOLEANS, "false")
ADMIN_PATH = env.str("ADMIN_PATH", default="admin").strip("/")
if not re.fullmatch(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*", ADMIN_PATH):
    raise ImproperlyConfigured(f"ADMIN_PATH is a path such as 'admin', not {ADMIN_PATH!r}.")
# Where build_bulk_files leaves what /bulk serves.
BULK_DIR = Path(env.str("BULK_DIR", default="") or BASE_DIR / "var" / "bulk")

# Bounds on what an import accepts.
IMPORT_MAX_UNPACKED_BYTES = env.int("IMPORT_MAX_UNPACKED_BYTES", default=4 * 1024**3)
IMPORT_MAX_REJECTED_SHARE = env.float("IMPORT_MAX_REJECTED_SHARE", default=0.01)
IMPORT_MAX_REMOVED_SHARE = env.float("IMPORT_MAX_REMOVED_SHARE", default=0.05)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "corsheaders",
    "csp",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "havering_safety.releases",
    "havering_safety.pages",
    "wards",
    "incidents",
]

MIDDLEWARE = [
    "havering_safety.operations.request_log.log_requests",
    # Before hosts are checked and https is demanded: a load balancer asks by address.
    "havering_safety.operations.health.answer_health",
    "havering_safety.operations.metrics.measure_requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "havering_safety.pages.security_policy.StandingPolicyMiddleware",
    "havering_safety.pages.staff_middleware.SessionMiddleware",
    "havering_safety.operations.limits.limit_addresses",
    "havering_safety.operations.throttling.throttle",
    "havering_safety.operations.deadlines.keep_deadlines",
    # Refuses hosts that are not ALLOWED_HOSTS.
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "havering_safety.pages.staff_middleware.AuthenticationMiddleware",
    "havering_safety.pages.staff_middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

# Guessing the password of a member of staff: five wrong ones, then a quarter of an hour.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "havering_safety.operations.clients.client_of"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False

ROOT_URLCONF = "havering_safety.urls"
WSGI_APPLICATION = "havering_safety.wsgi.application"
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
            ],
        },
    },
]

SQLITE = {
    "timeout": 5,
    "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
    "PRAGMA mmap_size = 2147418112; PRAGMA temp_store = MEMORY;",
}
# Seconds and milliseconds: a machine that is gone says nothing.
POSTGRESQL = {"connect_timeout": 2, "tcp_user_timeout": 5_000}


def database_at(url):
    database = env.db_url_config(url) | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    options = SQLITE if database["ENGINE"] == "django.db.backends.sqlite3" else POSTGRESQL
    return database | {"OPTIONS": options | database.get("OPTIONS", {})}


DATABASES = {
    "default": database_at(env.str("DATABASE_URL", "") or f"sqlite:///{BASE_DIR}/havering.sqlite3")
}
if replica_url := env.str("DATABASE_REPLICA_URL", default=""):
    DATABASES["replica"] = database_at(replica_url)
    if DATABASES["replica"]["ENGINE"] != DATABASES["default"]["ENGINE"]:
        raise ImproperlyConfigured("DATABASE_REPLICA_URL is a database of DATABASE_URL's kind.")
    DATABASE_ROUTERS = ["havering_safety.releases.replica.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    # A cache is there to save time: where it takes longer than an answer, it is as good as dead.
    waits = {"socket_connect_timeout": 0.25, "socket_timeout": 0.25}
    CACHES["default"]["OPTIONS"] = waits | CACHES["default"].get("OPTIONS", {})
# Rendered answers kept in each process, and the largest of them; 0 keeps none.
ANSWER_CACHE_BYTES = env.int("ANSWER_CACHE_BYTES", default=64 * 1024**2)
ANSWER_CACHE_LARGEST = env.int("ANSWER_CACHE_LARGEST", default=1024**2)

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
# No folder of collected files: they are served from the packages they come in.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

CODE_VERSION = digest_of_sources(
    BASE_DIR / "havering_safety", BASE_DIR / "incidents", BASE_DIR / "wards"
)

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["havering_safety.api.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "havering_safety.api.negotiation.OneMediaType",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_SCHEMA_CLASS": "havering_safety.api.schema.Schema",
    "EXCEPTION_HANDLER": "havering_safety.api.problems.answer_exception",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Havering Safety",
    "DESCRIPTION": (
        "Crime and policing in the London Borough of Havering as open data. Every query can be "
        "asked as of an earlier release; a misspelt parameter or value is refused with a "
        "suggestion, never ignored; what is not held is null, never zero."
    ),
    "VERSION": "1.0.0",
    "LICENSE": {
        "name": "Open Government Licence v3.0",
        "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    },
    "EXTERNAL_DOCS": {"url": f"{PUBLIC_URL}/docs", "description": "The documentation, for people"},
    "SERVERS": [{"url": PUBLIC_URL, "description": "This service"}],
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": True,
    "SORT_OPERATIONS": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "POSTPROCESSING_HOOKS": ["havering_safety.api.schema_document.tidy"],
}

CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/(api|bulk|catalog|oembed|embed/v1/|\.well-known)"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
# Beyond what a browser may always send: its own caching by hand, and parts of bulk files.
CORS_ALLOW_HEADERS = ["accept", "if-modified-since", "if-none-match", "if-range", "range"]
CORS_EXPOSE_HEADERS = [
    "Accept-Ranges", "Content-Disposition", "Content-Range", "Deprecation", "ETag", "Last-Modified", "Link",
    "RateLimit", "RateLimit-Policy", "Repr-Digest", "Retry-After", "Sunset", "X-Total-Count",
]  # fmt: skip

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG must be off when ENVIRONMENT=production.")
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("SECRET_KEY needs at least 50 characters in production.")
    if "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS names the hosts; '*' is not safe in production.")
    if not PUBLIC_URL.startswith("https://"):
        raise ImproperlyConfigured("PUBLIC_URL is an https address in production.")
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOGGING = logging_of(ENVIRONMENT)
