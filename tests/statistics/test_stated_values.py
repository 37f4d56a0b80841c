"""Reading a stated value: what counts as a value, and what a refusal says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.statistics.stated_values import StatedValue, StatedValueError, read_stated_value


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("1.4", "1.4", 1),
        ("1.40", "1.4", 2),
        ("555", "555", 0),
        ("25.77", "25.77", 2),
        ("0", "0", 0),
        ("0.5", "0.5", 1),
        ("999999999999.999999", "999999999999.999999", 6),
    ],
)
def test_a_value_keeps_the_decimals_it_was_typed_with(text, value, decimals):
    assert read_stated_value(text) == StatedValue(Decimal(value), decimals)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("", "The value is missing", id="empty"),
        pytest.param("1.4e3", "without an exponent", id="exponent"),
        pytest.param("1E5", "without an exponent", id="capital exponent"),
        pytest.param("1.e5", "without an exponent", id="exponent after the point"),
        pytest.param("NaN", "must be a number", id="not a number"),
        pytest.param("sNaN", "must be a number", id="signalling"),
        pytest.param("Infinity", "must be a number", id="infinite"),
        pytest.param("-inf", "must be a number", id="minus infinity"),
        pytest.param("-1.4", "without a sign", id="minus"),
        pytest.param("\u22121.4", "without a sign", id="minus as typeset"),
        pytest.param("+1.4", "without a sign", id="plus"),
        pytest.param("-0", "without a sign", id="minus nothing"),
        pytest.param("25.77%", "without a percent sign", id="percent sign"),
        pytest.param("1,400", "no separators", id="comma"),
        pytest.param("1 400", "no separators", id="blank inside"),
        pytest.param("1_400", "no separators", id="underscore"),
        pytest.param("0555", "without leading zeros", id="leading zero"),
        pytest.param("00", "without leading zeros", id="two zeros"),
        pytest.param("1234567890123", "at most 12 digits", id="thirteen digits"),
        pytest.param("1.1234567", "6 decimals", id="seven decimals"),
        pytest.param("1" * 100_000, "at most 12 digits", id="endless"),
        pytest.param("1.", "in digits", id="point at the end"),
        pytest.param(".5", "in digits", id="point at the start"),
        pytest.param("1.4.1", "in digits", id="two points"),
        pytest.param(" 1.4", "in digits", id="blank before"),
        pytest.param("555\n", "in digits", id="line end"),
        pytest.param("\u0665\u0665", "in digits", id="digits of another script"),
        pytest.param("0x10", "in digits", id="hexadecimal"),
        pytest.param("many", "in digits", id="word"),
    ],
)
def test_a_text_that_is_no_plain_number_is_refused_in_a_sentence(text, sentence):
    with pytest.raises(StatedValueError, match=sentence) as refused:
        read_stated_value(text)

    assert str(refused.value).endswith(".")


@given(st.integers(0, 10**12 - 1), st.integers(0, 6), st.integers(0, 999_999))
def test_every_plain_number_reads_as_itself(whole, decimals, fraction):
    text = f"{whole}.{fraction:06}"[: len(str(whole)) + 1 + decimals] if decimals else str(whole)

    stated = read_stated_value(text)

    assert (str(stated.value), stated.decimals) == (text, decimals)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        stated = read_stated_value(text)
    except StatedValueError:
        return

    assert str(stated.value) == text
