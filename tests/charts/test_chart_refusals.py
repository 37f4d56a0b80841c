"""What no chart can show is refused before anything is counted, with the way out."""

import pytest

from incidents.charts import forms
from tests.problems import faults_of, read_problem

STATS = "/api/v1/stats"
TYPES = "burglary,robbery,drugs,shoplifting,other-theft,other-crime,vehicle-crime,public-order"
REFUSED = {
    "three groups": (
        "group_by=ward,month,crime_type",
        {("group_by", "ward,month,crime_type", "combination")},
    ),
    "a line of wards": ("group_by=ward&chart=line", {("chart", "line", "combination")}),
    "bars of nothing": ("chart=bars", {("chart", "bars", "combination")}),
    "a map of months": ("group_by=month&chart=map", {("chart", "map", "combination")}),
    "a map of wards and months": (
        "group_by=ward,month&chart=map", {("chart", "map", "combination")},
    ),
    "a line over a gap": (
        "group_by=month&month=2023-01,2023-03&chart=line", {("chart", "line", "combination")},
    ),
    "too many points": (
        "group_by=month&date_from=1900&date_to=2100", {("group_by", "month", "combination")},
    ),
    "too many bars": (
        "group_by=month&date_from=2010&date_to=2024&chart=bars",
        {("group_by", "month", "combination")},
    ),
    "too many marks": (
        f"group_by=crime_type,month&crime_type={TYPES}&date_from=2000&date_to=2024",
        {("group_by", "crime_type,month", "combination")},
    ),
    "unknown form": ("chart=pie", {("chart", "pie", "unknown")}),
    "too narrow": ("width=100", {("width", "100", "out_of_range")}),
    "pages": ("page=1", {("page", None, "unknown_parameter")}),
    "all at once": (
        "group_by=ward&chart=line&crime_type=robery&colour=red",
        {("chart", "line", "combination"), ("crime_type", "robery", "unknown"),
         ("colour", None, "unknown_parameter")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("suffix", [".svg", ".png", ".vl.json"])
@pytest.mark.parametrize(("query", "faults"), REFUSED.values(), ids=REFUSED)
def test_what_no_chart_can_show_is_refused(client, query, faults, suffix):
    response = client.get(f"{STATS}/incidents{suffix}?{query}")

    assert set(faults_of(response)) == faults


def test_refusal_says_how_to_narrow(client):
    body = read_problem(
        client.get(f"{STATS}/incidents.svg?group_by=ward,month,crime_type"), "invalid-query"
    )

    assert body["detail"] == (
        "A chart shows at most 2 groups. Take one away, and ask for a chart of each of its values "
        "with a filter, such as ward=upminster."
    )


@pytest.mark.parametrize("query", ["group_by=ward,month", "group_by=month,ward"])
def test_more_panels_than_can_be_seen_are_refused(client, monkeypatch, query):
    address = f"{STATS}/incidents.vl.json?{query}&date_from=2023&date_to=2023"

    # There are three wards.
    monkeypatch.setattr(forms, "MOST_PANELS", 3)
    assert client.get(address).status_code == 200

    monkeypatch.setattr(forms, "MOST_PANELS", 2)
    body = read_problem(client.get(address), "invalid-query")
    assert body["detail"] == (
        "3 panels (one for each ward) are more than 2: name fewer with ward=, or put another group "
        "first."
    )


def test_parameters_of_charts_are_unknown_to_tables(client):
    faults = faults_of(client.get(f"{STATS}/incidents?chart=map&width=400"))

    assert {name for name, _, _ in faults} == {"chart", "width"}


def test_query_is_checked_before_a_precondition(client):
    response = client.get(f"{STATS}/incidents.svg?chart=line", headers={"if-none-match": "*"})

    assert response.status_code == 400
