"""Absolute addresses from PUBLIC_URL, never from the request, and the Link header."""

from django.conf import settings

from havering_safety.api.renderers import CsvMetadataRenderer

# What follows the address of a CSV document in that of its metadata, as the W3C would have it.
METADATA = "-metadata.json"


def absolute(path, query=""):
    """Return the public address of a path, with a query string where there is one."""
    return f"{settings.PUBLIC_URL}{path}?{query}" if query else f"{settings.PUBLIC_URL}{path}"


def link_header(links):
    """Return the value of a Link header (RFC 8288) from {relation: address}; None is left out.

    In the place of an address can stand a pair of it and its media type.
    """
    return ", ".join(_link(relation, target) for relation, target in links.items() if target)


def _link(relation, target):
    if isinstance(target, tuple):
        address, media_type = target
        return f'<{address}>; rel="{relation}"; type="{media_type}"'
    return f'<{target}>; rel="{relation}"'


def described_by(path, query):
    """Return {relation: target} of the metadata of the CSV document at a path, for a query."""
    metadata = absolute(f"{path}{METADATA}", query.canonical())
    return {"describedby": (metadata, CsvMetadataRenderer.media_type)}
