"""Questions to statistics, drawn at random: any filters, any groups, any release."""

from hypothesis import strategies as st

from tests.grids.made import LAST_RELEASE

SLUGS = ["st-edwards", "upminster", "rainham-wennington"]
MONTHS = ["2022-09", "2022-10", "2022-12", "2023-01", "2023-03", "2023-06", "2023-07", "2023-09",
          "2023-11", "2024-01", "2024-03"]  # fmt: skip
DAYS = ["2017-11-10", "2023-01-05", "2023-02", "2023-03-17", "2023-05-31", "2023-06-01", "2023"]
TIMES = ["month", "quarter", "calendar_year", "financial_year"]

FILTERS = {
    "incidents": {
        "crime_type": ["burglary", "robbery", "drugs", "anti-social-behaviour"],
        "crime_type_not": ["burglary", "drugs"],
        "last_outcome_category": ["under-investigation", "suspect-charged", "none"],
        "last_outcome_category_not": ["offender-fined", "none"],
        "force": ["metropolitan", "btp", "none"],
        "force_not": ["btp", "none"],
        "source": ["archive", "api"],
        "lsoa_code": ["E01002345"],
    },
    "stop-searches": {
        "object_of_search": ["controlled-drugs", "firearms", "none"],
        "outcome": ["arrest", "none"],
        "outcome_not": ["community-resolution", "none"],
        "gender": ["female", "none"],
        "gender_not": ["male"],
        "force": ["metropolitan", "btp"],
    },
    "recorded-crime": {
        "offence_group": ["robbery", "burglary"],
        "offence_group_not": ["arson-and-criminal-damage"],
        "offence_subgroup": ["arson", "robbery-of-personal-property"],
        "counted": ["offences", "positive-outcomes"],
    },
}
FILTERS["arrests"] = FILTERS["weapon-recoveries"] = FILTERS["stop-searches"]
GROUPS = {
    "incidents": ["crime_type", "last_outcome_category", "force", "source"],
    "stop-searches": ["outcome", "object_of_search", "gender", "force"],
    "recorded-crime": ["offence_group", "offence_subgroup"],
}
GROUPS["arrests"] = GROUPS["stop-searches"]
GROUPS["weapon-recoveries"] = [*GROUPS["stop-searches"], "basis"]
# Values of one parameter alone.
SINGLE = {"counted"}


def _some(values, most=2):
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


@st.composite
def questions(draw, dataset):
    """Return (filters, groups) of a data set; filters are texts by parameter, `release` among them."""
    filters = {"release": str(draw(st.integers(1, LAST_RELEASE)))}
    names = draw(st.sets(st.sampled_from(["ward", "ward_not", *FILTERS[dataset]]), max_size=2))
    for name in sorted(names):
        values = SLUGS if name.startswith("ward") else FILTERS[dataset][name]
        filters[name] = ",".join(draw(_some(values, 1 if name in SINGLE else 2)))
    filters |= draw(_times(dataset))
    return filters, draw(_groups(dataset))


@st.composite
def _groups(draw, dataset):
    """At most three groups, of which at most one over time, in any order."""
    names = draw(st.permutations(["ward", *GROUPS[dataset]]))[: draw(st.integers(0, 2))]
    time = draw(st.sampled_from([None, *TIMES]))
    return draw(st.permutations([*names, *([time] if time else [])]))


@st.composite
def _times(draw, dataset):
    """Months, or bounds of which either may be left open."""
    if draw(st.booleans()):
        return {"month": ",".join(draw(_some(MONTHS, 3)))} if draw(st.booleans()) else {}
    has_days = dataset not in ("incidents", "recorded-crime")
    first, last = sorted(
        draw(st.tuples(*[st.sampled_from([*MONTHS, *(DAYS if has_days else [])])] * 2))
    )
    bounds = {"date_from": first, "date_to": last}
    left_out = draw(st.sampled_from([None, "date_from", "date_to"]))
    return {name: value for name, value in bounds.items() if name != left_out}
