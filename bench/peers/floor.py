"""The least that any answer costs in Python: three statements on sqlite3, dictionaries, orjson.

It checks nothing and can do nothing but this one list. It reads the release,
the exact count and the page, looks the same labels up, and writes an envelope
of the same size as ours.
"""

import os
import sqlite3
from itertools import repeat
from urllib.parse import parse_qsl

import orjson

from incidents.codelists import CRIME_TYPES, OUTCOMES

NEWEST = (
    "SELECT number, created_at, summary, synthetic FROM releases_release "
    "ORDER BY number DESC LIMIT 1"
)
NAMES = (
    "id", "crime_id", "month", "crime_type", "crime_type_name", "last_outcome_category",
    "last_outcome_category_name", "ward", "ward_code", "ward_name", "location", "latitude",
    "longitude", "lsoa_code", "lsoa_name", "force", "reported_by", "falls_within", "source",
    "first_release",
)  # fmt: skip
COLUMNS = (
    "public_id", "crime_id", "month", "crime_type", "last_outcome_category", "ward_code",
    "location", "latitude", "longitude", "lsoa_code", "lsoa_name", "force", "reported_by",
    "falls_within", "source", "first_release",
)  # fmt: skip
# Where each name finds its column.
PLACES = (0, 1, 2, 3, 3, 4, 4, 5, 5, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
WHERE = (
    "FROM incidents_incident WHERE first_release <= :release AND last_release >= :release "
    "AND ward_code = :ward AND crime_type = :crime_type "
    "AND month >= :date_from AND month <= :date_to"
)
COUNT = f"SELECT COUNT(*) {WHERE}"
PAGE = f"SELECT {', '.join(COLUMNS)} {WHERE} ORDER BY month DESC, public_id DESC LIMIT 100"
ADDRESS = "http://localhost:8000/api/v1/incidents"
LICENCE = {
    "id": "OGL-UK-3.0",
    "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "attribution": "Contains public sector information licensed under the Open Government Licence. "
    * 3,
}
WARNING = {
    "code": "other-forces-not-held",
    "detail": "Incidents recorded by others are missing. " * 4,
}

database = sqlite3.connect(os.environ["BENCH_DATABASE"], check_same_thread=False)
database.execute("PRAGMA mmap_size = 2147418112")
TABLES = {
    "crime_type_name": CRIME_TYPES.labels,
    "last_outcome_category_name": OUTCOMES.labels,
    "ward": dict(database.execute("SELECT gss_code, slug FROM wards_ward")),
    "ward_name": dict(database.execute("SELECT gss_code, name FROM wards_ward")),
}


def application(environ, start_response):
    query = environ["QUERY_STRING"]
    asked = dict(parse_qsl(query))
    number, created_at, _, synthetic = database.execute(NEWEST).fetchone()
    asked["release"] = number
    count = database.execute(COUNT, asked).fetchone()[0]
    permalink = f"{ADDRESS}?{query}&release={number}"
    body = orjson.dumps(
        {
            "count": count,
            "next": f"{permalink}&page=2" if count > 100 else None,
            "previous": None,
            "results": _shown(database.execute(PAGE, asked).fetchall()),
            "meta": _meta(asked, number, created_at, bool(synthetic), permalink),
        }
    )
    start_response(
        "200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    )
    return [body]


def _shown(rows):
    """Return rows as dictionaries, a column at a time: twice as fast as a row at a time."""
    columns = list(zip(*rows, strict=True))
    shown = [
        map(TABLES[name].get, columns[place]) if name in TABLES else columns[place]
        for name, place in zip(NAMES, PLACES, strict=True)
    ]
    return list(map(dict, map(zip, repeat(NAMES), zip(*shown, strict=True))))


def _meta(asked, number, created_at, synthetic, permalink):
    first, last = asked["date_from"], asked["date_to"]
    label = CRIME_TYPES.labels[asked["crime_type"]]
    description = f"{label} in {TABLES['ward_name'][asked['ward']]}, {first} to {last}"
    citation = f"Havering Safety, release {number} ({created_at[:10]}): {description}. {permalink}"
    return {
        "release": number,
        "permalink": permalink,
        "citation": citation,
        "query": asked | {"ordering": ["-month"], "page": 1, "page_size": 100},
        "description": description,
        "coverage": {"from": first, "to": last, "missing": [], "forces": ["metropolitan"]},
        "licence": LICENCE,
        "warnings": [WARNING],
        "synthetic": synthetic,
    }
