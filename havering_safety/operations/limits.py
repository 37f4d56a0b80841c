"""Refuse an address that no honest question needs, before any of it is read."""

from django.conf import settings

from havering_safety.pages.errors import error_response


def limit_addresses(get_response):
    """Middleware: a query string above MAX_QUERY_BYTES is a 400."""

    def middleware(request):
        length = len(request.META.get("QUERY_STRING", ""))
        if length > settings.MAX_QUERY_BYTES:
            return error_response(
                request,
                "bad-request",
                f"The query string has {length:,} bytes; at most {settings.MAX_QUERY_BYTES:,} are "
                "read. Ask in parts, or take the bulk files.",
            )
        return get_response(request)

    return middleware
