"""A data set as schema.org knows it, for search engines: JSON-LD to embed in a page."""

import json

from django.conf import settings
from django.utils.safestring import mark_safe

from havering_safety.api.links import absolute
from havering_safety.releases.views import LICENCE
from incidents.metadata.datasets import ABOUT
from incidents.metadata.dcat import FORMATS, identifier, last_day
from incidents.metadata.place import boroughs, box_of

# Characters that could end a script element, or a line of a script, written as JSON may write them.
UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def data_set_of(release, name):
    """Return the schema.org Dataset of a data set (`incidents`, `wards`) as a dictionary."""
    about = next(about for about in ABOUT if about.name == name)
    return {
        # The vocabulary inline: a reader has nothing to fetch.
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "Dataset",
        "@id": identifier(name),
        **_told_of(about, release),
        **_offered_by(),
        "spatialCoverage": _places(release),
        "distribution": [_download_of(about, ending) for ending in about.formats],
        **_period_of(about, release),
    }


def _told_of(about, release):
    """Return what tells this data set from others, and this state of it."""
    invented = " Every row is invented demo data." if release.synthetic else ""
    return {
        "name": f"{about.title}, {settings.AREA_NAME}",
        "description": about.description + invented,
        "url": absolute("/"),
        "identifier": identifier(about.name),
        "license": LICENCE["url"],
        "creditText": LICENCE["attribution"],
        "isAccessibleForFree": True,
        "keywords": list(about.keywords),
        "version": str(release.number),
        "dateModified": release.created_at.date().isoformat(),
        "inLanguage": "en-GB",
    }


def _offered_by():
    catalogue = absolute("/catalog.jsonld")
    return {
        "creator": {"@type": "Organization", "name": settings.PUBLISHER, "url": absolute("/")},
        "includedInDataCatalog": {
            "@type": "DataCatalog", "name": "Havering Safety", "url": catalogue
        },
    }  # fmt: skip


def _download_of(about, ending):
    return {
        "@type": "DataDownload",
        "encodingFormat": FORMATS[ending][0],
        "contentUrl": absolute(f"{about.address}{ending}"),
    }


def _period_of(about, release):
    first, last = about.months(release)
    return {"temporalCoverage": f"{first}-01/{last_day(last)}"} if first else {}


def _places(release):
    found = [
        {"@type": "Place", "name": name, "sameAs": address} for address, name in boroughs().items()
    ]
    box = box_of(release)
    if box:
        west, south, east, north = box
        shape = {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
        found.append({"@type": "Place", "name": settings.AREA_NAME, "geo": shape})
    return found


def script_text(data):
    """Return JSON-LD that is safe inside `<script type="application/ld+json">`, whatever texts it holds."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(UNSAFE))
