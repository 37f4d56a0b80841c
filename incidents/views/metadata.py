"""Documents for machines that look for them: catalogues, a text for language models, robots."""

import json

from havering_safety.api.documents import document_response, reading
from havering_safety.api.links import absolute
from havering_safety.releases.answering import release_answering
from incidents.metadata.dcat import catalogue_of
from incidents.metadata.texts import LINKSET, api_catalogue, llms_text, robots_text, sitemap


def _written(body):
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


@reading
def catalogue(request):
    """The catalogue of data sets, DCAT-AP in JSON-LD."""
    body = _written(catalogue_of(release_answering(None)))
    return document_response(request, body, "application/ld+json", absolute("/catalog.jsonld"))


@reading
def well_known(request):
    """The catalogue of APIs (RFC 9727)."""
    address = absolute("/.well-known/api-catalog")
    links = {"api-catalog": address}
    return document_response(request, _written(api_catalogue()), LINKSET, address, links)


@reading
def llms(request):
    """What a language model should know before it asks."""
    body = llms_text(release_answering(None)).encode()
    return document_response(request, body, "text/plain; charset=utf-8", absolute("/llms.txt"))


@reading
def robots(request):
    """What robots may read."""
    body = robots_text().encode()
    return document_response(request, body, "text/plain; charset=utf-8", absolute("/robots.txt"))


@reading
def site_map(request):
    """The pages for people."""
    body = sitemap(release_answering(None)).encode()
    return document_response(request, body, "application/xml", absolute("/sitemap.xml"))
