"""The collections that have exports, and questions to ask of each."""

COLLECTIONS = [
    "incidents", "stop-searches", "arrests", "weapon-recoveries", "recorded-crime", "statements",
    "wards", "releases",
]  # fmt: skip
# Filters, orders and fields of all kinds of value, beside the whole collection.
QUESTIONS = [
    *((name, "") for name in COLLECTIONS),
    ("incidents", "ward=upminster&crime_type=robbery,drugs&ordering=-ward_code&release=5"),
    ("incidents", "fields=crime_id"),
    ("incidents", "month=1999-01"),
    ("stop-searches", "outcome=none&fields=date,local_date,is_arrest,latitude"),
    ("recorded-crime", "level=borough&fields=ward,count"),
    ("wards", "fields=population_date,population_derived,gss_code&ordering=population"),
    ("releases", "release=3"),
]


def address_of(name, ending="", query=""):
    """Return the address of a collection in a format."""
    return f"/api/v1/{name}{ending}?{query}"


def rows_of(client, name, query):
    """Return the rows of the JSON list: the first page, which holds all of the made history."""
    body = client.get(address_of(name, "", f"{query}&page_size=1000")).json()
    assert len(body["results"]) == body["count"]
    return body["results"]
