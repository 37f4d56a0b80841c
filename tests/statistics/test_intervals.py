"""Intervals against published figures, and against the distribution they come from."""

from decimal import Decimal, localcontext
from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.statistics.intervals import LARGEST, SMALL, count_interval, rate, ratio

COUNTS = st.integers(0, 10**18)
SMALL_COUNTS = range(SMALL)
TAIL = pytest.approx(Decimal("0.025"), rel=Decimal("1e-13"))


@pytest.mark.parametrize(
    ("count", "limits"),
    [
        (0, (0.0, 3.689)),
        (5, (1.623, 11.668)),
        (7, (2.814, 14.423)),
        (9, (4.115, 17.085)),
        (10, (4.787, 18.391)),
        (100, (81.362, 121.628)),
    ],
)
def test_interval_of_a_count_is_the_published_one(count, limits):
    interval = count_interval(count)

    assert (round(interval.lower, 3), round(interval.upper, 3)) == limits


@pytest.mark.parametrize("count", SMALL_COUNTS)
def test_upper_exact_limit_makes_this_many_or_fewer_2_5_percent_likely(count):
    upper = count_interval(count).upper

    assert probability_of_at_most(count, upper) == TAIL


@pytest.mark.parametrize("count", SMALL_COUNTS[1:])
def test_lower_exact_limit_makes_this_many_or_more_2_5_percent_likely(count):
    lower = count_interval(count).lower

    assert probability_of_at_least(count, lower) == TAIL


@pytest.mark.parametrize("count", range(SMALL, 41))
def test_byar_limits_leave_about_2_5_percent_in_each_tail(count):
    lower, upper = count_interval(count)

    assert Decimal("0.0247") < probability_of_at_least(count, lower) < Decimal("0.0251")
    assert Decimal("0.0247") < probability_of_at_most(count, upper) < Decimal("0.0251")


@given(COUNTS)
def test_a_count_lies_in_its_interval(count):
    lower, upper = count_interval(count)

    assert lower <= float(count) <= upper


@given(st.integers(0, 10**6))
def test_limits_rise_with_the_count(count):
    here, next_ = count_interval(count), count_interval(count + 1)

    assert here.lower < next_.lower
    assert here.upper < next_.upper


def test_limits_rise_where_the_method_changes():
    limits = [count_interval(count) for count in range(30)]

    assert limits == sorted(limits)
    assert sorted(upper for _, upper in limits) == [upper for _, upper in limits]


@pytest.mark.parametrize("count", [2**63, 10**30, LARGEST])
def test_huge_counts_do_not_overflow(count):
    lower, upper = count_interval(count)

    assert lower == pytest.approx(count)
    assert upper == pytest.approx(count)
    assert ratio(count, SMALL).value == pytest.approx(count // SMALL)


@pytest.mark.parametrize("count", [-1, LARGEST + 1, 10**400])
def test_a_count_out_of_bounds_is_refused(count):
    with pytest.raises(ValueError, match="A count is at least 0"):
        count_interval(count)


@pytest.mark.parametrize("count", [1.0, "1", None, True, Decimal(1)])
def test_a_count_that_is_no_int_is_refused(count):
    with pytest.raises(TypeError, match="A count is an int"):
        count_interval(count)


def test_robberies_a_day_in_2023_have_the_published_interval():
    per_day = rate(476, 365)

    assert [round(number, 3) for number in per_day] == [1.304, 1.190, 1.427]


@given(COUNTS, st.floats(0.001, 10**7))
def test_a_rate_scales_the_count_and_both_limits_alike(count, exposure):
    scaled, limits = rate(count, exposure), count_interval(count)

    assert scaled == (count / exposure, limits.lower / exposure, limits.upper / exposure)


@pytest.mark.parametrize("exposure", [0, -1, float("nan"), float("inf")])
def test_a_rate_over_nothing_is_refused(exposure):
    with pytest.raises(ValueError, match="An exposure is a positive number"):
        rate(5, exposure)


def test_ratio_of_two_counts_has_the_stated_interval():
    change = ratio(100, 50)

    # ln 2 ± 1.96 x sqrt(0.03), worked by hand
    assert [round(number, 3) for number in change] == [2.0, 1.424, 2.808]


@pytest.mark.parametrize(("count", "reference"), [(9, 500), (500, 9), (0, 0), (9, 9)])
def test_ratio_of_a_small_count_is_not_given(count, reference):
    assert ratio(count, reference) is None


def test_ratio_of_two_tens_is_given():
    assert ratio(SMALL, SMALL).value == 1


@given(st.integers(SMALL, 10**12), st.integers(SMALL, 10**12))
def test_limits_of_a_ratio_turned_over_are_its_limits_turned_over(count, reference):
    over, under = ratio(count, reference), ratio(reference, count)

    assert over.lower <= over.value <= over.upper
    assert under.lower == pytest.approx(1 / over.upper)
    assert under.upper == pytest.approx(1 / over.lower)


@pytest.mark.parametrize("arguments", [(-1, 10), (10, -1)])
def test_ratio_of_a_negative_count_is_refused(arguments):
    with pytest.raises(ValueError, match="A count is at least 0"):
        ratio(*arguments)


def probability_of_at_most(count, mean):
    """Sum the Poisson terms in decimals of 60 digits, far beyond any float's rounding."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(mean)
        return sum((exact**k / factorial(k) for k in range(count + 1)), Decimal(0)) * (-exact).exp()


def probability_of_at_least(count, mean):
    """Sum the other tail directly, up to terms that no longer matter."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(mean)
        terms = (exact**k / factorial(k) for k in range(count, count + 200))
        return sum(terms, Decimal(0)) * (-exact).exp()
