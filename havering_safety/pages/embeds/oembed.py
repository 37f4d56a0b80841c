"""oEmbed 1.0 (oembed.com): the frame that stands for a page, for sites that make embeds of links."""

from urllib.parse import quote
from xml.etree import ElementTree as Xml

import orjson
from django.conf import settings
from django.http import HttpResponse

from havering_safety.api.conditional import CURRENT_SECONDS
from havering_safety.api.documents import answering_problems
from havering_safety.api.links import absolute
from havering_safety.api.parameters import ValueFault
from havering_safety.api.problems import Fault, Problem
from havering_safety.api.values import read_whole_number
from havering_safety.pages.embeds.addresses import embed_at
from havering_safety.pages.embeds.snippets import HEIGHTS, WIDTH, frame_of
from havering_safety.releases.answering import release_answering


@answering_problems
def oembed(request):
    """The frame for the address `url`, as JSON or XML.

    Parameters that are not known are ignored, as oEmbed has it: consumers send their own.
    """
    form = request.GET.get("format", "json")
    if form not in FORMATS:
        raise Problem("not-implemented", "The formats are json and xml.")
    room = {name: _read_room(request.GET, name) for name in ("maxwidth", "maxheight")}
    if not request.GET.get("url"):
        told = "Give the address of a page as url."
        raise Problem("invalid-query", told, [Fault("url", None, "empty", told)])
    embed = embed_at(request.GET["url"], release_answering(None))
    write, media_type = FORMATS[form]
    response = HttpResponse(write(_members(embed, **room)), content_type=media_type)
    response["Cache-Control"] = f"public, max-age={CURRENT_SECONDS}"
    return response


def _members(embed, *, maxwidth, maxheight):
    width, height = min(WIDTH, maxwidth or WIDTH), HEIGHTS[embed.kind]
    height = min(height, maxheight or height)
    return {
        "version": "1.0",
        "type": "rich",
        "title": embed.title,
        "provider_name": "Havering Safety",
        "provider_url": settings.PUBLIC_URL,
        "cache_age": CURRENT_SECONDS,
        "width": width,
        "height": height,
        "html": str(frame_of(embed.kind, embed.query, embed.title, width, height)),
    }


def _read_room(texts, name):
    """Return the pixels that the consumer has at most, None where it does not say."""
    if name not in texts:
        return None
    try:
        room = read_whole_number(texts[name][:20])
    except ValueFault:
        room = 0
    if not room:
        told = f"{name} is a whole number of pixels, above 0."
        raise Problem("invalid-query", told, [Fault(name, texts[name][:200], "invalid", told)])
    return room


def _as_xml(members):
    root = Xml.Element("oembed")
    for name, value in members.items():
        Xml.SubElement(root, name).text = str(value)
    return Xml.tostring(root, encoding="utf-8", xml_declaration=True)


FORMATS = {
    "json": (orjson.dumps, "application/json"),
    "xml": (_as_xml, "text/xml; charset=utf-8"),
}


def discovery_of(path, query=""):
    """Return [(media type, address of oEmbed)] for the page at an address."""
    page = quote(absolute(path, query), safe="")
    return [
        (f"{kind}+oembed", absolute("/oembed", f"format={form}&url={page}"))
        for form, kind in (("json", "application/json"), ("xml", "text/xml"))
    ]
