"""Content negotiation where each address has one media type: it is acceptable, or 406."""

from functools import lru_cache

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.utils.mediatypes import media_type_matches

from havering_safety.api.problems import MEDIA_TYPE as PROBLEM


class OneMediaType(BaseContentNegotiation):
    """Takes the view's only renderer."""

    def select_renderer(self, request, renderers, format_suffix=None):
        (renderer,) = renderers
        if not accepts(renderer.media_type, request.META.get("HTTP_ACCEPT")):
            raise NotAcceptable(available_renderers=renderers)
        return renderer, renderer.media_type


# Clients write few Accept headers, and reading one takes as long as finding the release.
@lru_cache(256)
def accepts(media_type, accept):
    """Tell whether an Accept header takes a media type; no header (None) takes all.

    Some generated clients ask an address of CSV for nothing but its errors' type, the only JSON
    that the document names there: that too is a client of this operation.
    """
    if accept is None:
        return True
    taken = [one.strip() for one in accept.split(",")]
    return any(
        media_type_matches(one_of_ours, one)
        for one in taken
        for one_of_ours in (media_type, PROBLEM)
    )
