"""What statistics cannot be asked: refused with every fault at once, and the way out."""

import pytest

from tests.problems import faults_of, read_problem

INCIDENTS = "/api/v1/stats/incidents"

REFUSED = {
    "unknown group": ("incidents", "group_by=wards", {("group_by", "wards", "unknown")}),
    "unknown measure": ("incidents", "measures=median", {("measures", "median", "unknown")}),
    "unknown comparison": ("incidents", "compare=london", {("compare", "london", "unknown")}),
    "group of another data set": (
        "incidents", "group_by=object_of_search", {("group_by", "object_of_search", "unknown")},
    ),
    "basis of what is no recovery": ("arrests", "group_by=basis", {("group_by", "basis", "unknown")}),
    "four groups": (
        "stop-searches", "group_by=ward,month,outcome,gender",
        {("group_by", "ward,month,outcome,gender", "combination")},
    ),
    "two groups over time": (
        "incidents", "group_by=month,ward,quarter", {("group_by", "month,quarter", "combination")},
    ),
    "twelve months without months": (
        "incidents", "measures=rolling_12_months", {("measures", "rolling_12_months", "combination")},
    ),
    "twelve months by the quarter": (
        "incidents", "measures=rolling_12_months&group_by=quarter",
        {("measures", "rolling_12_months", "combination")},
    ),
    "twelve months from a day": (
        "stop-searches", "measures=rolling_12_months&group_by=month&date_from=2023-01-05",
        {("measures", "rolling_12_months", "combination")},
    ),
    "previous year without dates": (
        "incidents", "compare=previous_year", {("compare", "previous_year", "combination")},
    ),
    "previous year without an end": (
        "incidents", "compare=previous_year&date_from=2024",
        {("compare", "previous_year", "combination")},
    ),
    "borough without wards": ("incidents", "compare=borough", {("compare", "borough", "combination")}),
    "borough of a box": (
        "incidents", "compare=borough&group_by=ward&bbox=0,51,1,52",
        {("compare", "borough", "combination")},
    ),
    "residents of a circle": (
        "incidents", "measures=rate_per_1000&lat=51.5&lon=0.1&radius_m=100",
        {("measures", "rate_per_1000", "combination")},
    ),
    "share of overlapping subgroups": (
        "recorded-crime", "product=monthly-dashboard&measures=percent&group_by=offence_subgroup",
        {("measures", "percent", "combination")},
    ),
    "wards of a borough's figures": (
        "recorded-crime", "level=borough&group_by=ward", {("group_by", "ward", "combination")},
    ),
    "pages": (
        "incidents", "page=1&page_size=10&fields=count&ordering=count",
        {(name, None, "unknown_parameter") for name in ("page", "page_size", "fields", "ordering")},
    ),
    "a repeated comparison": (
        "incidents", "compare=borough&compare=borough", {("compare", "borough", "repeated")},
    ),
    "nothing to group by": ("incidents", "group_by=", {("group_by", "", "empty")}),
}  # fmt: skip


@pytest.mark.parametrize("suffix", ["", ".csv"])
@pytest.mark.parametrize(("dataset", "query", "faults"), REFUSED.values(), ids=REFUSED)
def test_question_without_a_meaning_is_refused(client, dataset, query, faults, suffix):
    response = client.get(f"/api/v1/stats/{dataset}{suffix}?{query}")

    assert set(faults_of(response)) == faults


def test_all_faults_come_at_once(client):
    query = (
        "crime_typ=burglary&ward=nowhere&group_by=month,quarter&measures=count,mode"
        "&compare=previous_year&page=2"
    )

    assert {(name, code) for name, _, code in faults_of(client.get(f"{INCIDENTS}?{query}"))} == {
        ("crime_typ", "unknown_parameter"),
        ("ward", "unknown"),
        ("group_by", "combination"),
        ("measures", "unknown"),
        ("compare", "combination"),
        ("page", "unknown_parameter"),
    }


@pytest.mark.parametrize(
    "query",
    [
        "group_by=mont&measures=rolling_12_months",
        "group_by=wards&compare=borough",
        "compare=previous_year&date_from=2024-13&date_to=2024-12",
    ],
)
def test_misspelt_value_is_not_also_called_missing(client, query):
    assert len(faults_of(client.get(f"{INCIDENTS}?{query}"))) == 1


def test_bounds_in_the_wrong_order_are_one_fault(client):
    response = client.get(
        "/api/v1/stats/arrests?date_from=2024-02-05&date_to=2024-01-05&group_by=month"
    )

    assert [name for name, _, _ in faults_of(response)] == ["date_from"]


def test_pages_are_answered_by_what_statistics_are(client):
    (fault,) = read_problem(client.get(f"{INCIDENTS}?page=2"), "invalid-query")["errors"]

    assert fault["detail"].startswith("Statistics are one whole grid")


@pytest.mark.parametrize("suffix", ["", ".csv"])
def test_grid_that_is_too_large_says_how_to_narrow_it(client, suffix):
    types = "burglary,robbery,drugs,shoplifting,other-theft,other-crime,vehicle-crime"
    query = f"group_by=ward,month,crime_type&crime_type={types}&date_from=1900&date_to=2100"

    body = read_problem(
        client.get(f"{INCIDENTS}{suffix}?{query}&compare=previous_year"), "invalid-query"
    )

    (fault,) = body["errors"]
    assert (fault["parameter"], fault["code"]) == ("group_by", "combination")
    assert fault["detail"] == (
        "The grid has 50,652 cells (3 of ward, 2,412 of month, 7 of crime_type), more than 50,000. "
        "Narrow it with date_from and date_to, fewer wards or codes, or a coarser group."
    )


def test_grid_that_is_just_small_enough_is_answered(client):
    types = "burglary,robbery,drugs,shoplifting,other-theft,other-crime"
    query = f"group_by=ward,month,crime_type&crime_type={types}&date_from=1900&date_to=2100"

    assert len(client.get(f"{INCIDENTS}?{query}").json()["results"]) == 43_416


def test_size_of_a_grid_is_told_with_other_faults(client):
    types = "burglary,robbery,drugs,shoplifting,other-theft,other-crime,vehicle-crime"
    query = f"group_by=ward,month,crime_type&crime_type={types}&date_from=1900&date_to=2100"

    faults = faults_of(
        client.get(f"{INCIDENTS}?{query}&measures=rolling_12_months&colour=red&group_by=quarter")
    )

    assert [name for name, _, _ in faults] == ["colour", "group_by", "group_by", "group_by"]
