"""The start page: the borough at a glance, how to ask, and what is not held."""

from dataclasses import dataclass

from django.conf import settings

from havering_safety.pages import json_ld
from havering_safety.pages.datasets import SHOWN
from havering_safety.pages.explorer.examples import examples_of
from havering_safety.pages.headlines import headline_of
from havering_safety.pages.page import Page
from incidents.description import listed, name_of_month
from incidents.statistics.months import shift_month

# How many missing months a line can bear.
MONTHS_NAMED = 6
MONTHS_DRAWN = 36


@dataclass(frozen=True)
class Held:
    """What is held of a data set, in words."""

    shown: object
    months: str
    missing: str


class HomePage(Page):
    """The latest month, figure by figure, each beside the year before."""

    template = "pages/home.html"
    section = "home"

    def words(self, query, **path):
        release = query.release
        coverages = {shown: shown.coverage(release) for shown in SHOWN.values()}
        return {
            "headlines": [*_latest(coverages, release), *_robberies(release)],
            "held": [_held(shown, coverage) for shown, coverage in coverages.items()],
            **_chart(release),
            "examples": examples_of(release),
            "json_ld": json_ld.of_home(release),
        }


def _latest(coverages, release):
    for shown, coverage in coverages.items():
        if coverage.covered:
            month = coverage.covered[-1]
            yield headline_of(shown, release, shown.short, {"date_from": month, "date_to": month})


def _robberies(release):
    shown = SHOWN["recorded-crime"]
    year = shown.latest_year(release)
    if year:
        texts = {"offence_group": "robbery", "date_from": year[0], "date_to": year[1]}
        yield headline_of(shown, release, "Robberies recorded", texts, "per_day", "a day")


def _held(shown, coverage):
    if not coverage.covered:
        return Held(shown, "nothing", "")
    first, last = (name_of_month(coverage.covered[end]) for end in (0, -1))
    missing = [name_of_month(month) for month in coverage.missing[:MONTHS_NAMED]]
    more = len(coverage.missing) - MONTHS_NAMED
    if more > 0:
        missing.append(f"{more} more months")
    return Held(shown, f"{first} to {last}", listed(missing) if missing else "")


def _chart(release):
    """Return the drawing of the latest months, and the question behind it; nothing where none is held."""
    shown = SHOWN["incidents"]
    covered = shown.coverage(release).covered
    if not covered:
        return {}
    first = max(covered[0], shift_month(covered[-1], 1 - MONTHS_DRAWN))
    query = f"group_by=month&date_from={first}&date_to={covered[-1]}"
    return {
        "chart": f"{shown.path}.svg?{query}&release={release.number}",
        "chart_sentence": f"{shown.short} in {settings.AREA_NAME} by month",
        "chart_question": f"/explore?dataset={shown.name}&{query}",
    }
