"""What is drawn: the form that fits the question, zero apart from unknown, north up."""

import shapely
from shapely.geometry import shape

from tests.charts.drawings import BURGLARIES, spec_of, svg_of, texts_of, views_in


def kinds(spec):
    return [
        view["mark"]["type"] if isinstance(view["mark"], dict) else view["mark"]
        for view in views_in(spec)
    ]


def test_time_is_a_line_with_a_band(client):
    spec = spec_of(client, BURGLARIES + "&group_by=month")

    assert {"line", "area", "rect"} <= {*kinds(spec)}
    assert "bar" not in kinds(spec)


def test_wards_are_bars_and_a_map_where_asked(client):
    assert "bar" in kinds(spec_of(client, BURGLARIES + "&group_by=ward"))
    assert "geoshape" in kinds(spec_of(client, BURGLARIES + "&group_by=ward&chart=map"))


def test_months_that_do_not_follow_each_other_are_bars(client):
    spec = spec_of(client, BURGLARIES + "&group_by=month&month=2023-01,2023-03")

    assert "bar" in kinds(spec)


def test_first_group_gives_the_panels_and_time_runs_within(client):
    for groups in ("ward,month", "month,ward"):
        (view,) = spec_of(client, f"{BURGLARIES}&group_by={groups}")["vconcat"][0]["vconcat"]
        assert view["facet"]["sort"] == ["Rainham & Wennington", "St Edward's", "Upminster"]
        assert view["spec"]["encoding"]["x"]["field"] == "month"


def test_each_measure_has_a_chart(client):
    spec = spec_of(client, "/api/v1/stats/incidents{}?group_by=ward&measures=count,percent")

    assert [view["title"]["text"] for view in spec["vconcat"][0]["vconcat"]] == ["Count", "Percent"]


def test_scales_begin_at_zero(client):
    lines = spec_of(client, BURGLARIES + "&group_by=month")
    bars = spec_of(client, BURGLARIES + "&group_by=ward")

    (line,) = [view for view in views_in(lines) if view["mark"].get("strokeWidth") == 2.5]
    assert line["encoding"]["y"]["scale"] == {"zero": True, "nice": True}
    (bar,) = [view for view in views_in(bars) if view["mark"]["type"] == "bar"]
    assert bar["encoding"]["x"]["scale"]["domain"][0] == 0


def test_zero_is_a_figure_and_unknown_is_words(client):
    address = "/api/v1/stats/incidents{}?group_by=month&month=2023-05,2023-07&chart=bars"
    quiet = address + "&lat=51.51&lon=0.01&radius_m=10"

    shown = texts_of(svg_of(client, quiet))

    assert "0" in [text for text in shown if text != "0.0"]
    assert shown.count("× not held") == 1


def test_line_stops_where_nothing_is_held(client):
    root = svg_of(
        client, "/api/v1/stats/incidents{}?group_by=month&date_from=2023-04&date_to=2023-09"
    )
    cells = client.get(
        "/api/v1/stats/incidents?group_by=month&date_from=2023-04&date_to=2023-09"
    ).json()["results"]

    (line,) = [e.get("d") for e in root.iter() if e.get("stroke-width") == "2.5" and e.get("d")]
    crosses = [e for e in root.iter() if (e.get("d") or "").count("M") == 2]

    # April and May are joined, August stands alone.
    assert [cell["count"] is None for cell in cells] == [False, False, True, True, False, True]
    assert line.count("M") == 2
    assert len([e for e in crosses if e.get("stroke") == "#595959"]) == 3


def test_key_names_only_the_marks_that_occur(client):
    held = spec_of(client, BURGLARIES + "&group_by=month&date_from=2023-01&date_to=2023-05")
    gaps = spec_of(client, BURGLARIES + "&group_by=quarter&date_from=2023-04&date_to=2023-12")

    def key(spec):
        return " ".join(spec["vconcat"][0]["title"]["subtitle"])

    assert key(held) == "Shaded band: 95 % interval."
    assert "×" not in key(gaps)
    assert key(gaps).endswith("Hollow: held in part.")


def test_rings_run_clockwise_and_north_is_up(client):
    spec = spec_of(client, BURGLARIES + "&group_by=ward&chart=map")

    shapes = [shape(ward["geometry"]) for ward in spec["datasets"]["wards"]]
    assert not [ring for ring in shapes if shapely.is_ccw(ring.exterior)]
    (view,) = spec["vconcat"][0]["vconcat"]
    assert view["projection"] == {"type": "mercator"}


def test_wards_not_asked_are_neither_zero_nor_unknown(client):
    spec = spec_of(client, BURGLARIES + "&group_by=ward&ward=upminster&chart=map")

    asked = {ward["ward"]: ward["asked"] for ward in spec["datasets"]["wards"]}
    assert asked == {"rainham-wennington": False, "st-edwards": False, "upminster": True}


def test_words_tell_the_range_and_what_is_unknown(client):
    address = BURGLARIES + "&group_by=month&date_from=2023-05&date_to=2023-07"
    cells = client.get(address.format("")).json()["results"]

    words = spec_of(client, address)["description"]

    count = cells[0]["count"]
    assert words.startswith("Line chart. Burglaries in Havering, May to July 2023, by month.")
    assert f"Count: from {count} (2023-05) to {count} (2023-05). 2 of 3 are not known." in words
    assert "Not held, and therefore unknown, not zero: 2023-06 and 2023-07." in words
