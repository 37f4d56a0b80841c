"""What every client must find, asked without any client: the answers read with urllib alone."""

import json
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

BURGLARIES = {
    "ward": ["st-edwards", "upminster"],
    "crime_type": "burglary",
    "date_from": "2023-01",
    "date_to": "2023-12",
}
GRID = {
    "group_by": ["ward", "month"],
    "crime_type": "burglary",
    "date_from": "2023-11",
    "date_to": "2024-02",
}
ROMFORD = {"lat": 51.5768, "lon": 0.1801}
MISSPELT = {"ward": "st-edwrds"}


def read(base, path, **query):
    """Return the text of an answer, also of a refusal."""
    address = f"{base}/api/v1/{path}" + (f"?{urlencode(query, doseq=True)}" if query else "")
    try:
        with urlopen(address, timeout=60) as answer:
            return answer.read().decode()
    except HTTPError as refused:
        return refused.read().decode()


def ask(base, path, **query):
    return json.loads(read(base, path, **query))


def tell(base):
    """Return what each step of the story finds, by the name of the step."""
    first, rows = ask(base, "incidents", **BURGLARIES), []
    page = first
    while page:
        rows += page["results"]
        page = page["next"] and json.loads(urlopen(page["next"], timeout=60).read())
    detail = ask(base, f"incidents/{rows[0]['id']}")
    cells = ask(base, "stats/incidents", **GRID)["results"]
    problem = ask(base, "incidents", **MISSPELT)
    return {
        "repeated": first["count"],
        "commas": first["count"],
        "paged": len(rows),
        "last": rows[-1]["id"],
        "versions": len(detail["versions"]),
        "cells": len(cells),
        "nulls": sum(cell["count"] is None for cell in cells),
        "sum": sum(cell["count"] or 0 for cell in cells),
        "ward": ask(base, "wards/lookup", **ROMFORD)["ward"]["slug"],
        "status": problem["status"],
        "suggestion": problem["errors"][0]["did_you_mean"][0],
        "lines": len(read(base, "incidents.csv", **BURGLARIES).splitlines()),
    }
