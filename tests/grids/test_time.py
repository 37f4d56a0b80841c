"""Time as grids group it: London's months, cut by days, under the labels of their groups."""

import pytest


def cells(client, dataset="stop-searches", **query):
    response = client.get(f"/api/v1/stats/{dataset}", query)
    assert response.status_code == 200, response.content
    return response.json()["results"]


def test_search_half_an_hour_before_june_in_utc_is_in_june(client):
    late = client.get("/api/v1/stop-searches", {"date_from": "2023-06-01", "date_to": "2023-06-01"})
    (row,) = [row for row in late.json()["results"] if row["date"] == "2023-05-31T23:30:00Z"]

    first_of_june = cells(
        client, date_from="2023-06-01", date_to="2023-06-01", group_by="month", ward=row["ward"]
    )
    last_of_may = cells(client, date_from="2023-05-31", date_to="2023-05-31", group_by="month")

    assert row["local_date"] == "2023-06-01"
    assert [(cell["month"], cell["count"] >= 1) for cell in first_of_june] == [("2023-06", True)]
    assert [cell["month"] for cell in last_of_may] == ["2023-05"]
    assert sum(cell["count"] for cell in last_of_may) == 0


def test_days_cut_the_first_and_last_month(client):
    whole = cells(client, date_from="2023-01", date_to="2023-03", group_by="month")
    begun = cells(client, date_from="2023-01-10", date_to="2023-03", group_by="month")
    early = cells(client, date_from="2023-01", date_to="2023-01-09", group_by="month")

    assert begun[1:] == whole[1:]
    assert begun[0]["count"] + early[0]["count"] == whole[0]["count"]
    assert 0 < early[0]["count"] < whole[0]["count"]


@pytest.mark.parametrize(
    ("group", "labels"),
    [
        ("month", ["2022-12", "2023-01", "2023-02", "2023-03", "2023-04"]),
        ("quarter", ["2022-Q4", "2023-Q1", "2023-Q2"]),
        ("calendar_year", ["2022", "2023"]),
        ("financial_year", ["2022-23", "2023-24"]),
    ],
)
def test_groups_over_time_bear_their_labels(client, group, labels):
    found = cells(client, "incidents", date_from="2022-12", date_to="2023-04", group_by=group)

    assert [cell[group] for cell in found] == labels


def test_period_held_in_part_is_counted_and_called_partial(client):
    (quarter,) = cells(
        client, "incidents", date_from="2023-04", date_to="2023-06", group_by="quarter"
    )
    months = cells(client, "incidents", date_from="2023-04", date_to="2023-06", group_by="month")

    assert [cell["coverage"] for cell in months] == ["full", "full", "none"]
    assert quarter["coverage"] == "partial"
    assert quarter["count"] == sum(cell["count"] or 0 for cell in months)


def test_rows_of_a_month_that_is_not_covered_are_told_beside_the_grid(client):
    query = {"month": "2023-06"}
    answer = client.get("/api/v1/stats/incidents", query).json()
    rows = client.get("/api/v1/incidents", query).json()["count"]

    assert answer["results"][0] == {
        "count": None, "count_lower": None, "count_upper": None,
        "coverage": "none", "null_reason": "not-held",
    }  # fmt: skip
    assert (answer["total"], answer["rows_not_covered"]) == (None, rows)
    assert rows > 0
