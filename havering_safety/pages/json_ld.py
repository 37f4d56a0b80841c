"""What pages say to search engines, as schema.org JSON-LD: statements are claims beside observations.

Never a ClaimReview: nobody is rated.
"""

from django.conf import settings

from havering_safety.api.links import absolute
from incidents.metadata.schema_org import data_set_of, script_text

VOCABULARY = {"@vocab": "https://schema.org/"}


def of_home(release):
    """Return the JSON-LD of the start page: the data set of incidents."""
    return script_text(data_set_of(release, "incidents"))


def of_ward(ward):
    """Return the JSON-LD of a ward page."""
    return script_text(
        {
            "@context": VOCABULARY,
            "@type": "AdministrativeArea",
            "@id": absolute(f"/wards/{ward.slug}"),
            "name": ward.name,
            "identifier": ward.gss_code,
            "containedInPlace": {"@type": "AdministrativeArea", "name": settings.AREA_NAME},
        }
    )


def of_statements(statements):
    """Return the JSON-LD of statements as a page shows them, each with the figures of its checks."""
    return script_text({"@context": VOCABULARY, "@graph": [*map(_claim, statements)]})


def _claim(shown):
    row = shown.row
    author = ("Person", shown.speaker) if shown.speaker else ("Organization", row["organisation"])
    source = {"name": row["source_title"], "url": row["source_url"]}
    claim = {
        "@type": "Claim",
        "@id": absolute(f"/statements#{row['slug']}"),
        "text": row["text"],
        "author": dict(zip(("@type", "name"), author, strict=True)),
        "appearance": {"@type": "CreativeWork", **source},
    }
    if row["said_on"]:
        claim["datePublished"] = row["said_on"]
    if shown.checks:
        claim["subjectOf"] = [_observation(check) for check in shown.checks]
    return claim


def _observation(check):
    figure = check.body["figure"]
    period = {name: check.body["claim"]["query"][name] for name in ("date_from", "date_to")}
    return {
        "@type": "Observation",
        "variableMeasured": f"{check.body['claim']['dataset']}, {check.body['claim']['measure']}",
        "observationPeriod": "/".join(period.values()),
        "value": figure["value"],
        "minValue": figure["lower"],
        "maxValue": figure["upper"],
    }
