"""The catalogue that portals harvest: DCAT-AP in JSON-LD, its context inline so that nothing is fetched."""

from calendar import monthrange

from django.conf import settings

from havering_safety.api.links import absolute
from havering_safety.bulk.manifest import read_manifest
from havering_safety.bulk.shelf import Shelf
from havering_safety.bulk.views import current_folder
from havering_safety.releases.models import Release
from havering_safety.releases.views import LICENCE
from incidents.metadata.datasets import ABOUT, SAFETY
from incidents.metadata.place import boroughs, box_of

AUTHORITY = "http://publications.europa.eu/resource/authority"
MEDIA_TYPE = "https://www.iana.org/assignments/media-types"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FORMATS = {
    ".csv": ("text/csv", "CSV", "CSV"),
    ".ndjson": ("application/x-ndjson", "JSON", "Newline-delimited JSON"),
    ".geojson": ("application/geo+json", "GEOJSON", "GeoJSON"),
    "": ("application/json", "JSON", "JSON, in pages"),
}
BULK_FORMATS = {".zip": "ZIP", ".parquet": "PARQUET"}
OPENAPI = "https://spec.openapis.org/oas/v3.1.0"
RFC_4180 = "https://www.rfc-editor.org/info/rfc4180"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


def catalogue_of(release):
    """Return the catalogue of a release, as a dictionary to be written as JSON-LD."""
    described = _described(release)
    bulk = _bulk(release)
    datasets = [_dataset(about, release, described) for about in ABOUT]
    if bulk:
        datasets.append(_whole(release, described, bulk))
    return {
        "@context": CONTEXT,
        "@id": absolute("/catalog.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": english(_named("Havering Safety", release)),
        "dct:description": english(
            f"Open data about crime and policing in {settings.AREA_NAME}: "
            "every figure can be asked for as it was, and what is not held is unknown, not zero."
        ),
        "foaf:homepage": node(absolute("/")),
        "dct:conformsTo": node("http://data.europa.eu/r5r/"),
        **described,
        "dcat:themeTaxonomy": node(f"{AUTHORITY}/data-theme"),
        "dcat:service": _service(),
        "dcat:dataset": datasets,
    }


def node(address):
    return {"@id": address}


def english(text):
    return {"@value": text, "@language": "en"}


def typed(value, kind):
    return {"@value": value, "@type": f"xsd:{kind}"}


def _named(title, release):
    return f"{title} (invented demo data)" if release.synthetic else title


def _described(release):
    """Return what catalogue and data sets share."""
    first = Release.objects.filter(number=1).values_list("created_at", flat=True).first()
    return {
        "dct:publisher": publisher(),
        "dct:license": node(LICENCE["url"]),
        "dct:rights": {
            "@type": "dct:RightsStatement",
            "rdfs:label": english(LICENCE["attribution"]),
        },
        "dct:language": node(f"{AUTHORITY}/language/ENG"),
        "dct:issued": typed((first or release.created_at).date().isoformat(), "date"),
        "dct:modified": typed(release.created_at.date().isoformat(), "date"),
        "dct:spatial": _places(release),
        "dcat:version": str(release.number),
    }


def publisher():
    return {
        "@id": absolute("/#publisher"),
        "@type": "foaf:Agent",
        "foaf:name": settings.PUBLISHER,
        "foaf:homepage": node(absolute("/")),
    }


def contact():
    """Return whom to ask: the address in CONTACT, or the publisher's page."""
    known = {"@id": absolute("/#contact"), "@type": "vcard:Kind", "vcard:fn": settings.PUBLISHER}
    if settings.CONTACT.startswith("mailto:"):
        return known | {"vcard:hasEmail": node(settings.CONTACT)}
    return known | {"vcard:hasURL": node(settings.CONTACT or absolute("/"))}


def _places(release):
    found = [
        {"@id": address, "@type": "dct:Location", "rdfs:label": english(name)}
        for address, name in boroughs().items()
    ]
    box = box_of(release)
    if box:
        west, south, east, north = box
        ring = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
        literal = {"@value": f"POLYGON(({ring}))", "@type": "geo:wktLiteral"}
        found.append({"@type": "dct:Location", "dcat:bbox": literal})
    return found


def _service():
    return {
        "@id": absolute("/api/v1"),
        "@type": "dcat:DataService",
        "dct:title": english("Havering Safety API"),
        "dcat:endpointURL": node(absolute("/api/v1")),
        "dcat:endpointDescription": node(absolute("/api/v1/openapi.json")),
        "dct:conformsTo": node(OPENAPI),
        "dct:license": node(LICENCE["url"]),
        "dct:accessRights": node(f"{AUTHORITY}/access-right/PUBLIC"),
        "dcat:contactPoint": contact(),
        "dcat:servesDataset": [node(identifier(about.name)) for about in ABOUT],
    }


def identifier(name):
    """Return the identifier of a data set."""
    return absolute(f"/catalog.jsonld#{name}")


def _dataset(about, release, described):
    files = [_export(about, ending) for ending in ("", *about.formats)]
    files += [_file(file, identifier(about.name)) for file in _bulk(release, about.name)]
    found = _common(about.name, about.title, about.description, release, described) | {
        "dcat:keyword": [english(word) for word in about.keywords],
        "dcat:theme": node(f"{AUTHORITY}/data-theme/{about.theme}"),
        "dct:accrualPeriodicity": node(f"{AUTHORITY}/frequency/{about.frequency}"),
        "dcat:landingPage": node(absolute("/")),
        "dcat:distribution": files,
    }
    if about.has_points:
        found["dct:conformsTo"] = node(CRS84)
    first, last = about.months(release)
    if first:
        found["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": typed(f"{first}-01", "date"),
            "dcat:endDate": typed(last_day(last), "date"),
        }
    return found


def last_day(month):
    """Return the last day of a `YYYY-MM` month."""
    return f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}"


def _common(name, title, description, release, described):
    return {
        "@id": identifier(name),
        "@type": "dcat:Dataset",
        "dct:identifier": identifier(name),
        "dct:title": english(_named(f"{title}, {settings.AREA_NAME}", release)),
        "dct:description": english(description),
        "dct:accessRights": node(f"{AUTHORITY}/access-right/PUBLIC"),
        "dcat:contactPoint": contact(),
        **described,
    }


def _export(about, ending):
    media_type, kind, words = FORMATS[ending]
    address = absolute(f"{about.address}{ending}")
    found = _distribution(f"{identifier(about.name)}{ending or '.json'}", words, address) | {
        "dcat:mediaType": node(f"{MEDIA_TYPE}/{media_type}"),
        "dct:format": node(f"{AUTHORITY}/file-type/{kind}"),
        "dcat:accessService": node(absolute("/api/v1")),
    }
    if ending == ".csv":
        found["dct:conformsTo"] = node(RFC_4180)
    # A page of JSON is not the data set: only exports are all of it.
    return found | ({"dcat:downloadURL": node(address)} if ending else {})


def _distribution(address, title, access):
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": english(title),
        "dcat:accessURL": node(access),
        "dct:license": node(LICENCE["url"]),
        "dcatap:availability": node(f"{AUTHORITY}/planned-availability/STABLE"),
    }


def _bulk(release, name=None):
    """Return the bulk files of a release that are served: those of one data set, or of all."""
    folder = current_folder(Shelf(), release) if release.number else None
    if folder is None:
        return []
    files = read_manifest(folder)["files"]
    ending = f"-{name.replace('-', '_')}.parquet" if name else (".sqlite", ".zip")
    return [file for file in files if file["name"].endswith(ending)]


def _file(file, base):
    media_type = file["media_type"]
    found = _distribution(f"{base}/{file['name']}", file["name"], file["address"]) | {
        "dcat:downloadURL": node(file["address"]),
        "dcat:mediaType": node(f"{MEDIA_TYPE}/{media_type}"),
        "dcat:byteSize": typed(file["size"], "nonNegativeInteger"),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": node("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            "spdx:checksumValue": typed(file["sha256"], "hexBinary"),
        },
    }
    kind = BULK_FORMATS.get(f".{file['name'].rpartition('.')[2]}")
    return found | ({"dct:format": node(f"{AUTHORITY}/file-type/{kind}")} if kind else {})


def _whole(release, described, files):
    base = identifier("whole-release")
    text = "All tables of the newest release in one file, as SQLite or as zipped CSV."
    return _common("whole-release", "A whole release", text, release, described) | {
        "dcat:keyword": [english("crime"), english("police")],
        "dcat:theme": node(f"{AUTHORITY}/data-theme/{SAFETY}"),
        "dct:accrualPeriodicity": node(f"{AUTHORITY}/frequency/MONTHLY"),
        "dcat:distribution": [_file(file, base) for file in files],
    }
