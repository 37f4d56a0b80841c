"""Chart, table, CSV and JSON of one query agree to the last digit."""

import csv

import pytest

from tests.charts.drawings import spec_of, svg_of, texts_of

EVERY = "count,per_day,rate_per_1000,percent"
QUERIES = {
    "one figure": "date_from=2023-01&date_to=2023-03",
    "a line": f"group_by=month&measures={EVERY},rolling_12_months",
    "bars": f"group_by=ward&measures={EVERY}&compare=borough",
    "lines in panels": "group_by=ward,quarter",
    "bars in panels": "group_by=ward,calendar_year&chart=bars",
    "a map": "group_by=ward&measures=rate_per_1000&chart=map",
    "the year before": "group_by=month&date_from=2023-11&date_to=2024-02&compare=previous_year",
}
DATASETS = ["incidents", "stop-searches", "arrests", "weapon-recoveries", "recorded-crime"]


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("dataset", DATASETS)
def test_chart_holds_the_cells_of_the_json_and_the_csv(client, dataset, query):
    plain = query.replace("&chart=bars", "").replace("&chart=map", "")
    answer = client.get(f"/api/v1/stats/{dataset}?{plain}").json()
    table = client.get(f"/api/v1/stats/{dataset}.csv?{plain}").getvalue().decode()

    spec = spec_of(client, f"/api/v1/stats/{dataset}{{}}?{query}")

    cells = spec["datasets"]["cells"]
    assert cells == answer["results"]
    assert spec["usermeta"] == {key: answer[key] for key in ("total", "rows_not_covered", "meta")}
    header, *rows = csv.reader(table.splitlines())
    assert header == list(cells[0])
    assert rows == [["" if v is None else str(v) for v in cell.values()] for cell in cells]


def test_figures_on_bars_are_those_of_the_json(client):
    address = "/api/v1/stats/incidents{}?group_by=ward&measures=rate_per_1000"
    cells = client.get(address.format("")).json()["results"]

    shown = texts_of(svg_of(client, address))

    assert len(cells) == 3
    for cell in cells:
        assert f"{cell['rate_per_1000']:,.3f}".rstrip("0").rstrip(".") in shown


def test_one_figure_is_that_of_the_json(client):
    address = "/api/v1/stats/recorded-crime{}?month=2023-11&measures=per_day"
    (cell,) = client.get(address.format("")).json()["results"]

    shown = texts_of(svg_of(client, address))

    assert f"{cell['per_day']:,}" in shown
    assert f"95 % interval {cell['per_day_lower']:,} to {cell['per_day_upper']:,}" in shown


@pytest.mark.parametrize("suffix", [".svg", ".png", ".vl.json"])
def test_permalink_draws_the_same_bytes(client, suffix):
    address = f"/api/v1/stats/arrests{suffix}?group_by=ward,month&width=400"
    first = client.get(address)
    link = first["Link"].partition(">")[0].removeprefix("<")

    assert "release=10" in link
    assert "width=400" in link
    assert client.get(link).content == first.content


def test_older_release_is_drawn_as_it_was(client):
    address = "/api/v1/stats/incidents.vl.json?month=2023-01&release={}"
    drawn = [client.get(address.format(n)).json()["datasets"]["cells"] for n in (3, 5, 10)]

    assert drawn[0] == drawn[2] != drawn[1]


def test_figures_behind_a_chart_are_named(client):
    response = client.get("/api/v1/stats/incidents.svg?group_by=ward&chart=map&width=400")

    link = 'stats/incidents?group_by=ward&release=10>; rel="describedby"'
    assert link in response["Link"]
