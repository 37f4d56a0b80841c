"""Absolute addresses from PUBLIC_URL, never from the request, and the Link header."""

from django.conf import settings


def absolute(path, query=""):
    """Return the public address of a path, with a query string where there is one."""
    return f"{settings.PUBLIC_URL}{path}?{query}" if query else f"{settings.PUBLIC_URL}{path}"


def link_header(links):
    """Return the value of a Link header (RFC 8288) from {relation: address}; None is left out."""
    return ", ".join(
        f'<{address}>; rel="{relation}"' for relation, address in links.items() if address
    )
