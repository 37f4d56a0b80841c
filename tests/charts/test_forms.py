"""What is drawn: the form that fits the question, zero apart from unknown, north up."""

import re

import pytest
import shapely
import vl_convert
from shapely.geometry import shape

from havering_safety.releases.models import Release
from incidents.charts import maps
from incidents.charts.labels import figure
from incidents.charts.look import ORANGE
from incidents.charts.spec import DEMO
from tests.charts.drawings import BURGLARIES, SVG, spec_of, svg_of, texts_of, views_in

UNHELD = "/api/v1/stats/recorded-crime{}?counted=positive-outcomes&group_by="


def test_bars_of_which_no_value_is_held_say_so(client):
    address = UNHELD + "offence_group"

    assert client.get(address.format("")).json()["results"] == []
    assert "Nothing is held of what was asked." in texts_of(svg_of(client, address))


@pytest.mark.parametrize("group", ["offence_group,ward", "ward,offence_group"])
def test_panels_of_which_no_value_is_held_are_drawn(client, group):
    assert "Positive outcomes" in " ".join(texts_of(svg_of(client, UNHELD + group)))


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


@pytest.mark.parametrize("size", [11, 90], ids=["room for it", "wider than its ward"])
def test_every_ward_on_a_map_has_its_figure(client, monkeypatch, size):
    monkeypatch.setattr(maps, "FIGURE", size)
    address = "/api/v1/stats/incidents{}?group_by=ward&measures=rate_per_1000&chart=map&width=280"
    cells = spec_of(client, address)["datasets"]["cells"]

    shown = texts_of(svg_of(client, address))

    assert len(cells) == 3
    for cell in cells:
        assert figure(cell["rate_per_1000"]) in shown


def test_maps_of_two_measures_have_each_their_shades(client):
    address = "/api/v1/stats/incidents{}?group_by=ward&measures=count,rate_per_1000&chart=map"

    shown = texts_of(svg_of(client, address))

    assert {"Count", "Per 1,000 residents"} <= {*shown}


def test_map_without_a_figure_has_no_shades_to_explain(client):
    address = "/api/v1/stats/incidents{}?group_by=ward&chart=map&month=2010-01"

    shown = texts_of(svg_of(client, address))

    assert shown.count("×") == 3
    assert "Count" not in shown


def test_figure_stands_clear_of_the_tick_beside_its_bar(client):
    address = "/api/v1/stats/incidents{}?group_by=ward&measures=rate_per_1000&compare=borough"
    cells = spec_of(client, address)["datasets"]["cells"]
    root = svg_of(client, address)

    ends = {
        float(line): float(start) + float(width)
        for start, line, width in (
            re.match(r"M([\d.]+),([\d.]+)h([\d.]+)v", mark.get("d")).groups()
            for mark in root.iter()
            if mark.get("fill") == ORANGE
        )
    }
    figures = {figure(cell["rate_per_1000"]) for cell in cells}
    starts = {}
    for text in root.iter(f"{SVG}text"):
        if text.text in figures:
            across, down = map(float, re.findall(r"[\d.]+", text.get("transform")))
            starts[round(down)] = across

    assert len(ends) == 3
    for line, end in ends.items():
        # A tick begins 14 pixels above the line its figure stands on.
        assert end < starts[round(line) + 14]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("group_by=ward&compare=borough", "Rest of the borough: in the figures, not drawn here."),
        (
            "group_by=ward&compare=borough&measures=rate_per_1000",
            "Orange tick: rest of the borough.",
        ),
        (
            "group_by=ward&compare=borough&measures=rate_per_1000&chart=map",
            "Rest of the borough: in the figures, not drawn here.",
        ),
        (
            "group_by=month&date_from=2023-11&date_to=2024-02&compare=previous_year&measures=per_day",
            "Twelve months earlier: in the figures, not drawn here.",
        ),
    ],
)
def test_comparison_is_drawn_or_said_not_to_be(client, query, said):
    spec = spec_of(client, f"/api/v1/stats/incidents{{}}?{query}")

    assert said in " ".join(spec["vconcat"][0]["title"]["subtitle"])


def test_demo_data_say_so_in_every_form_of_every_format(client):
    Release.objects.update(synthetic=True)
    try:
        for query in (
            "group_by=month",
            "group_by=ward",
            "group_by=ward&chart=map",
            "month=2023-01",
        ):
            address = f"/api/v1/stats/incidents{{}}?{query}&width=900"
            drawing = svg_of(client, address)
            picture = client.get(address.format(".png")).content

            assert DEMO in " ".join(texts_of(drawing))
            # The PNG is this very drawing, in pixels.
            svg = client.get(address.format(".svg")).content.decode()
            assert picture == vl_convert.svg_to_png(svg)
    finally:
        Release.objects.update(synthetic=False)


def test_real_data_do_not_say_that_they_are_made_up(client):
    assert DEMO not in " ".join(texts_of(svg_of(client, BURGLARIES + "&group_by=ward")))


def test_words_tell_the_range_and_what_is_unknown(client):
    address = BURGLARIES + "&group_by=month&date_from=2023-05&date_to=2023-07"
    cells = client.get(address.format("")).json()["results"]

    words = spec_of(client, address)["description"]

    count = cells[0]["count"]
    assert words.startswith("Line chart. Burglaries in Havering, May to July 2023, by month.")
    assert f"Count: from {count} (2023-05) to {count} (2023-05). 2 of 3 are not known." in words
    assert "Not held, and therefore unknown, not zero: 2023-06 and 2023-07." in words
