"""A view that always returns the same bytes, behind all our middleware: what no answer can be quicker than.

`BENCH_BYTES` says how many.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

BODY = b"x" * int(os.environ.get("BENCH_BYTES", "60000"))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "havering_safety.settings")
settings.ROOT_URLCONF = __name__


def bare(request):
    return HttpResponse(BODY, content_type="application/json")


urlpatterns = [path("api/v1/incidents", bare)]
application = get_wsgi_application()
