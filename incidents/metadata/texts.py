"""What machines look for at fixed addresses: a catalogue of APIs, a text for language models, robots."""

from django.conf import settings
from django.urls import Resolver404, resolve

from havering_safety.api.links import absolute
from incidents.metadata.datasets import ABOUT
from wards.gazetteer import gazetteer_of

RFC_9727 = "https://www.rfc-editor.org/info/rfc9727"
LINKSET = f'application/linkset+json; profile="{RFC_9727}"'
OPENAPI = "application/vnd.oai.openapi+json;version=3.1"

CLAIM = "dataset=incidents&crime_type=robbery&date_from=2024&date_to=2024&measure=per_day&value=1.4"
LLMS = """# Havering Safety

> Open data about crime and policing in {area}: incidents, stop searches, recorded crime, wards and what officials
> said. A read-only HTTP API without keys. {kind}

Ask with a URL; the answer says what it means.

- A misspelt parameter or value gets status 400 and a suggestion in `did_you_mean`: correct it, never drop it.
- `count` is the figure. `meta.description` is the question in plain English; check that it is the question you meant.
- `meta.coverage.missing` names months that are not held. They are unknown, not zero: say so beside any figure.
- Repeat what `meta.warnings` says. Quote `meta.citation`; `meta.permalink` gives the same answer for ever.
- Street-level incidents are dated to the month and placed on anonymised points. Arrests are only those after a stop and
  search. Recorded crime is counted under other categories: the two never tie.
- Use `/api/v1/stats/…` for counts, rates and intervals instead of adding up pages.

## Data sets

{data_sets}

## Questions

- [Count by ward and quarter]({base}/api/v1/stats/incidents?group_by=ward,quarter&date_from=2024&date_to=2024): complete
  grids, 95 % intervals, rates per 1,000 residents
- [Hold a claim against the data]({base}/api/v1/check?{claim})
- [Every value a filter takes]({base}/api/v1/codelists)

## Documents

- [Documentation]({base}/docs), [method notes]({base}/docs/method)
- [OpenAPI document]({base}/api/v1/openapi.json)
- [Catalogue, DCAT-AP]({base}/catalog.jsonld)
- [Whole releases as files]({base}/bulk)
- [Releases: what was imported when]({base}/api/v1/releases), [as a feed]({base}/api/v1/releases.atom); what one
  changed, row by row, is at its address with `/changes`
"""


def api_catalogue():
    """Return the linkset of RFC 9727: the one API here, and what describes it."""
    api = absolute("/api/v1")
    return {
        "linkset": [
            {
                "anchor": absolute("/.well-known/api-catalog"),
                "item": [{"href": api, "type": "application/json", "title": "Havering Safety API"}],
            },
            {
                "anchor": api,
                "service-desc": [{"href": absolute("/api/v1/openapi.json"), "type": OPENAPI}],
                "service-doc": [{"href": absolute("/docs"), "type": "text/html"}],
                "service-meta": [
                    {"href": absolute("/catalog.jsonld"), "type": "application/ld+json"}
                ],
            },
        ]
    }


def llms_text(release):
    """Return the text for language models (llmstxt.org)."""
    kind = "Every row here is invented demo data: quote nothing." if release.synthetic else ""
    data_sets = "\n".join(
        f"- [{about.title}]({absolute(about.address)}): {about.description}" for about in ABOUT
    )
    text = LLMS.format(
        area=settings.AREA_NAME,
        kind=kind,
        data_sets=data_sets,
        base=settings.PUBLIC_URL,
        claim=CLAIM,
    )
    return text.replace(" \n", "\n")


def robots_text():
    """Return what robots may read: everything but queries, of which there is no end."""
    lines = ("User-agent: *", "Disallow: /api/v1/*?", f"Sitemap: {absolute('/sitemap.xml')}")
    return "\n".join(lines) + "\n"


def sitemap(release):
    """Return the pages for people as a sitemap."""
    wards = [f"/wards/{ward.slug}" for ward in gazetteer_of(release).current]
    pages = ["/", "/explore", "/statements", "/docs", *wards]
    listed = "".join(
        f"<url><loc>{absolute(page)}</loc></url>\n" for page in pages if _is_served(page)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{listed}</urlset>\n'
    )


def _is_served(page):
    try:
        resolve(page)
    except Resolver404:
        return False
    return True
