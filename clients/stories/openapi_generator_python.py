"""The story, told by the Python client of the Java generator."""

import json
import os
import sys

from havering_safety_client import (
    ApiClient,
    Configuration,
    CrimeTypes,
    IncidentList,
    IncidentsApi,
    IncidentsGroup,
    Problem,
    StatisticsApi,
    WardsApi,
)
from havering_safety_client.exceptions import BadRequestException

client = ApiClient(Configuration(host=os.environ["BASE"]))
incidents = IncidentsApi(client)


def page_of(wards: list[str], page: int = 1) -> IncidentList:
    return incidents.list_incidents(
        ward=wards, crime_type=[CrimeTypes.BURGLARY],
        date_from="2023-01", date_to="2023-12", page=page,
    )  # fmt: skip


def refusal() -> Problem:
    try:
        incidents.list_incidents(ward=["st-edwrds"])
    except BadRequestException as refused:
        if isinstance(refused.data, Problem):
            return refused.data
    raise SystemExit("a misspelt ward was not refused")


wards = ["st-edwards", "upminster"]
first = answer = page_of(wards)
rows = list(first.results)
while answer.next is not None:
    answer = page_of(wards, int(answer.next.partition("page=")[2].partition("&")[0]))
    rows += answer.results
detail = incidents.get_incident(rows[0].id)
grid = StatisticsApi(client).incident_stats(
    group_by=[IncidentsGroup.WARD, IncidentsGroup.MONTH], crime_type=[CrimeTypes.BURGLARY],
    date_from="2023-11", date_to="2024-02",
)  # fmt: skip
problem = refusal()
text = incidents.incidents_csv(
    ward=wards, crime_type=[CrimeTypes.BURGLARY], date_from="2023-01", date_to="2023-12"
)

told = {
    "repeated": first.count,
    "commas": page_of(["st-edwards,upminster"]).count,
    "paged": len(rows),
    "last": rows[-1].id,
    "versions": len(detail.versions),
    "cells": len(grid.results),
    "nulls": sum(cell.count is None for cell in grid.results),
    "sum": sum(cell.count or 0 for cell in grid.results),
    "ward": WardsApi(client).lookup_ward(lat=51.5768, lon=0.1801).ward.slug,
    "status": problem.status,
    "suggestion": problem.errors[0].did_you_mean[0],
    "lines": len(text.splitlines()),
}
json.dump(told, sys.stdout)
