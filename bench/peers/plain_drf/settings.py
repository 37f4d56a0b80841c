"""The smallest settings a REST framework project runs with: no middleware, JSON only.

The database file and the way it is opened are those of Havering Safety, so that
only the views differ.
"""

import os

SECRET_KEY = "a benchmark keeps no secret"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["rest_framework", "django_filters", "bench.peers.plain_drf"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.peers.plain_drf.urls"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ["BENCH_DATABASE"],
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
            "PRAGMA mmap_size = 2147418112; PRAGMA temp_store = MEMORY;",
        },
    }
}
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
}
