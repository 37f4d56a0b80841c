"""Claims at their edges: what a value implies, and which result holds first."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.statistics.claims import (
    Comparison,
    Figure,
    Implied,
    NothingToCompareError,
    compare,
    figure_from_count,
    implied_by,
)
from incidents.statistics.stated_values import StatedValue, read_stated_value

FIGURES = st.decimals(0, 10**6, places=8)
STATED = st.builds(
    lambda units, decimals: StatedValue(Decimal(units).scaleb(-decimals), decimals),
    st.integers(0, 10**9),
    st.integers(0, 6),
)


@pytest.mark.parametrize(
    ("text", "measure", "qualifier", "from_", "below"),
    [
        ("1.4", "per_day", None, "1.35", "1.45"),
        ("1.40", "per_day", None, "1.395", "1.405"),
        ("25.77", "percent", None, "25.765", "25.775"),
        ("2", "per_day", None, "1.5", "2.5"),
        ("555", "count", None, "555", None),
        ("555.0", "count", None, "554.95", "555.05"),
        ("555", "rolling_12_months", None, "554.5", "555.5"),
        ("0", "count", None, "0", None),
        ("0", "per_day", None, "0", "0.5"),
        ("1.4", "per_day", "exactly", "1.35", "1.45"),
        ("2", "per_day", "exactly", "1.5", "2.5"),
        ("555", "count", "exactly", "555", None),
        ("1.4", "per_day", "about", "1.33", "1.47"),
        ("1.40", "per_day", "about", "1.33", "1.47"),
        ("0.4", "per_day", "about", "0.35", "0.45"),
        ("1.0", "per_day", "about", "0.95", "1.05"),
        ("2", "per_day", "about", "1.5", "2.5"),
        ("555", "count", "about", "527.25", "582.75"),
        ("0", "count", "about", "0", None),
    ],
)
def test_a_value_implies_the_interval_of_its_decimals(text, measure, qualifier, from_, below):
    implied = implied_by(read_stated_value(text), measure, qualifier)

    assert implied == Implied(Decimal(from_), None if below is None else Decimal(below))


@pytest.mark.parametrize(
    ("text", "figure", "result"),
    [
        ("1.4", "1.4", "equal"),
        ("1.4", "1.35", "rounds_to"),
        ("1.4", "1.4499", "rounds_to"),
        ("1.4", "1.45", "differs"),
        ("1.4", "1.3499", "differs"),
        ("1.40", "1.4000", "equal"),
        ("1.40", "1.395", "rounds_to"),
        ("1.40", "1.405", "differs"),
        ("1.40", "1.44", "differs"),
    ],
)
def test_a_figure_at_the_edge_of_a_stated_rate_falls_on_its_side(text, figure, result):
    comparison = compare(read_stated_value(text), Figure(Decimal(figure)), measure="per_day")

    assert comparison.result == result


@pytest.mark.parametrize(
    ("count", "qualifier", "result"),
    [
        (555, None, "equal"),
        (555, "about", "equal"),
        (556, None, "within_interval"),
        (556, "exactly", "within_interval"),
        (528, None, "within_interval"),
        (528, "about", "rounds_to"),
        (527, "about", "within_interval"),
        (582, "about", "rounds_to"),
        (583, "about", "within_interval"),
        (700, "about", "differs"),
    ],
)
def test_a_whole_count_is_held_exactly_unless_about(count, qualifier, result):
    stated = read_stated_value("555")

    comparison = compare(stated, figure_from_count(count), measure="count", qualifier=qualifier)

    assert comparison.result == result


def test_the_stated_rate_of_robberies_lies_within_the_interval_of_2023():
    comparison = compare(
        read_stated_value("1.4"), figure_from_count(476, 365), measure="per_day", qualifier="about"
    )

    assert comparison.implied == Implied(Decimal("1.33"), Decimal("1.47"))
    assert comparison.result == "within_interval"
    assert round(comparison.difference, 3) == Decimal("-0.096")


def test_the_stated_value_on_a_limit_lies_within_the_interval():
    figure = Figure(Decimal(3), Decimal("1.4"), Decimal(5))

    assert compare(read_stated_value("1.4"), figure, measure="per_day").result == "within_interval"
    assert compare(read_stated_value("5"), figure, measure="per_day").result == "within_interval"
    assert compare(read_stated_value("5.1"), figure, measure="per_day").result == "differs"


@pytest.mark.parametrize("comparability", ["narrower", "wider", "different"])
def test_unlike_things_get_no_result(comparability):
    comparison = compare(
        read_stated_value("555"),
        figure_from_count(555),
        measure="count",
        comparability=comparability,
    )

    assert comparison == Comparison(Implied(Decimal(555), None), None, None)


@pytest.mark.parametrize("text", ["555", None])
def test_numerous_has_nothing_to_compare(text):
    stated = None if text is None else read_stated_value(text)

    with pytest.raises(NothingToCompareError, match="gives no figure"):
        compare(stated, figure_from_count(10), measure="count", qualifier="numerous")


def test_a_statement_without_a_value_has_nothing_to_compare():
    with pytest.raises(NothingToCompareError, match="gives no figure"):
        compare(None, figure_from_count(10), measure="count", comparability="different")


def test_an_unknown_qualifier_is_refused():
    with pytest.raises(ValueError, match="No qualifier is called 'roughly'"):
        implied_by(read_stated_value("1"), "count", "roughly")


def test_an_unknown_comparability_is_refused():
    with pytest.raises(ValueError, match="No comparability is called 'alike'"):
        compare(read_stated_value("1"), Figure(Decimal(1)), measure="count", comparability="alike")


@pytest.mark.parametrize("exposure", [0, -1, Decimal(0)])
def test_a_figure_over_nothing_is_refused(exposure):
    with pytest.raises(ValueError, match="An exposure is a positive number"):
        figure_from_count(5, exposure)


def test_a_figure_that_ends_in_five_is_exact():
    assert figure_from_count(29, 20).value == Decimal("1.45")
    assert figure_from_count(29, Decimal("20.000")).value == Decimal("1.45")


@given(STATED, FIGURES)
def test_a_figure_is_implied_just_when_it_rounds_to_the_value(stated, figure):
    unit = Decimal(1).scaleb(-stated.decimals)
    rounded = figure.quantize(unit, ROUND_HALF_UP)

    assert (figure in implied_by(stated, "per_day")) == (rounded == stated.value)


@given(STATED, st.integers(-3, 3))
def test_the_same_holds_within_a_few_steps_of_the_edges(stated, steps):
    unit = Decimal(1).scaleb(-stated.decimals)
    figure = max(Decimal(0), stated.value + unit / 2 + steps * Decimal("1E-8"))

    assert (figure in implied_by(stated, "per_day")) == (steps < 0)


@given(STATED, FIGURES)
def test_about_never_narrows(stated, figure):
    if figure in implied_by(stated, "count"):
        assert figure in implied_by(stated, "count", "about")


@given(STATED, st.sampled_from(["count", "per_day"]), st.sampled_from([None, "about", "exactly"]))
def test_a_figure_equal_to_the_value_is_equal_and_implied(stated, measure, qualifier):
    comparison = compare(stated, Figure(stated.value), measure=measure, qualifier=qualifier)

    assert stated.value in comparison.implied
    assert (comparison.result, comparison.difference) == ("equal", 0)
