"""Colours that differ enough, and words that fit."""

import pytest

from incidents.charts import look
from incidents.charts.look import text_width, wrapped


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted([luminance(one), luminance(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", [look.BLUE, look.EDGE, look.ORANGE, look.GREY, look.DARK])
@pytest.mark.parametrize("ground", ["#ffffff", look.EMPTY, look.BAND])
def test_marks_stand_out(colour, ground):
    if (colour, ground) != (look.EDGE, look.BAND):
        assert contrast(colour, ground) >= 3


@pytest.mark.parametrize("ground", ["#ffffff", look.EMPTY])
@pytest.mark.parametrize("colour", [look.INK, look.GREY])
def test_words_stand_out(colour, ground):
    assert contrast(colour, ground) >= 4.5


TEXTS = {
    "words": "Recorded offences (Robbery) in St Edward's, 2023, ward figures",
    "hyphens": "Havering-atte-Bower and nothing-else-but-hyphens-in-one-very-long-word",
    "no blank": "x" * 300,
    "wide letters": "MMMM WWWW @@@@ %%%%",
    "other scripts": "Ελληνικά 漢字漢字漢字漢字漢字 ǅ",
}


@pytest.mark.parametrize("width", [40, 120, 600])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_lines_fit_and_lose_no_letter(text, width):
    lines = wrapped(text, width, most=1_000)

    assert all(text_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_hyphen_ends_a_line_before_a_word_is_broken():
    assert wrapped("Havering-atte-Bower", text_width("Havering-atte-")) == [
        "Havering-atte-",
        "Bower",
    ]


def test_long_text_ends_in_an_ellipsis():
    assert wrapped("one two three four", text_width("one two"), most=1) == ["one two …"]


def test_empty_text_is_one_line():
    assert wrapped("", 100) == [""]
