"""The story, told by the client of openapi-python-client."""

import json
import os
import sys

from havering_safety_client import Client
from havering_safety_client.api.incidents import get_incident, incidents_csv, list_incidents
from havering_safety_client.api.statistics import incident_stats
from havering_safety_client.api.wards import lookup_ward
from havering_safety_client.models import (
    CrimeTypes,
    IncidentDetail,
    IncidentList,
    IncidentsGroup,
    IncidentsStats,
    Problem,
    WardLookup,
)

client = Client(base_url=os.environ["BASE"])


def page_of(wards: list[str], page: int = 1) -> IncidentList:
    answer = list_incidents.sync(
        client=client, ward=wards, crime_type=[CrimeTypes.BURGLARY],
        date_from="2023-01", date_to="2023-12", page=page,
    )  # fmt: skip
    assert isinstance(answer, IncidentList), answer
    return answer


wards = ["st-edwards", "upminster"]
first = answer = page_of(wards)
rows = list(first.results)
while answer.next_ is not None:
    answer = page_of(wards, int(answer.next_.partition("page=")[2].partition("&")[0]))
    rows += answer.results
detail = get_incident.sync(rows[0].id, client=client)
assert isinstance(detail, IncidentDetail), detail
grid = incident_stats.sync(
    client=client, group_by=[IncidentsGroup.WARD, IncidentsGroup.MONTH], crime_type=[CrimeTypes.BURGLARY],
    date_from="2023-11", date_to="2024-02",
)  # fmt: skip
assert isinstance(grid, IncidentsStats), grid
lookup = lookup_ward.sync(client=client, lat=51.5768, lon=0.1801)
assert isinstance(lookup, WardLookup), lookup
problem = list_incidents.sync(client=client, ward=["st-edwrds"])
assert isinstance(problem, Problem), problem
text = incidents_csv.sync(
    client=client,
    ward=wards,
    crime_type=[CrimeTypes.BURGLARY],
    date_from="2023-01",
    date_to="2023-12",
)
assert isinstance(text, str), text

told = {
    "repeated": first.count,
    "commas": page_of(["st-edwards,upminster"]).count,
    "paged": len(rows),
    "last": rows[-1].id,
    "versions": len(detail.versions),
    "cells": len(grid.results),
    "nulls": sum(cell.count is None for cell in grid.results),
    "sum": sum(cell.count or 0 for cell in grid.results),
    "ward": lookup.ward.slug,
    "status": problem.status,
    "suggestion": problem.errors[0].did_you_mean[0],
    "lines": len(text.splitlines()),
}
json.dump(told, sys.stdout)
