"""Turn a template into a page: the same for everybody, so no cookie, user or session is looked at."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string


def render_page(template, words, status=200):
    """Return a page as a response.

    `words` may hold `release` (the Release answered from), `synthetic` (shows the banner of demo
    data) and `section` (the entry of the main navigation that the page stands under).
    """
    words = {"code_version": settings.CODE_VERSION, "area": settings.AREA_NAME, **words}
    return HttpResponse(render_to_string(template, words), status=status)
