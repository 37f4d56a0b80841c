"""Refuse an address that no honest question needs, before any of it is read."""

from django.conf import settings

from havering_safety.pages.errors import error_response


def limit_addresses(get_response):
    """Middleware: a query string of too many bytes or parameters is a 400."""

    def middleware(request):
        detail = find_excess(request.META.get("QUERY_STRING", ""))
        return error_response(request, "bad-request", detail) if detail else get_response(request)

    return middleware


def find_excess(query):
    """Return what is too much about a query string, in words, or None."""
    for found, most, kind in (
        (len(query), settings.MAX_QUERY_BYTES, "bytes"),
        # Django would refuse these too, but only where somebody first reads the parameters.
        (query.count("&") + 1, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, "parameters"),
    ):
        if found > most:
            return (
                f"The query string has {found:,} {kind}; at most {most:,} are read. "
                "Ask in parts, or take the bulk files."
            )
    return None
