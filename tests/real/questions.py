"""Questions to any operation of the API, drawn at random from what its document says it takes."""

from urllib.parse import urlencode

from hypothesis import strategies as st

from tests.openapi import operations, resolved

MONTHS = ["2022-03", "2023-01", "2023-05", "2023-08", "2023-11", "2024-01", "2024-02"]
WARDS = ["st-edwards", "rainham-wennington", "upminster", "E05013986", "marshalls-rise-park"]
# Of values that are no choice: some that the real files know.
VALUES = {
    "ward": WARDS, "ward_not": WARDS, "month": MONTHS,
    "date_from": ["2022", "2022-03", "2023", "2023-05"], "date_to": ["2023", "2023-11", "2024-02"],
    "search": ["road", "high street", "on or near", "e"], "width": [280, 640],
    "page_size": [1, 7, 100], "page": [1, 2], "bbox": ["0.15,51.5,0.25,51.6"],
    "release": [0, 1, 3, 5, 7],
}  # fmt: skip
# Without these an operation answers real files with nothing, or not at all.
NEEDED = {
    "lookupWard": {"lat": [51.5776, 51.53], "lon": [0.1783, 0.19]},
    # A month: the whole is a workbook of half a minute.
    "recordedCrimeXlsx": {"month": MONTHS}, "stopSearchesXlsx": {"month": MONTHS},
    "checkClaim": {
        "dataset": ["incidents"], "measure": ["count", "per_day"], "value": ["300", "1.4"],
        "crime_type": ["burglary"], "date_from": ["2023", "2023-02"], "date_to": ["2023-06", "2023-11"],
    },
}  # fmt: skip
MOST_PARAMETERS = 3


@st.composite
def questions(draw, operation_id, rows):
    """Return the path and query of a question, good or bad; `rows` are values of path parameters."""
    path, operation = operations()[operation_id]
    asked, optional = {}, []
    for parameter in operation["parameters"]:
        name = parameter["name"]
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", draw(st.sampled_from(rows[operation_id])))
        elif parameter.get("required"):
            asked[name] = draw(_value_of(parameter))
        else:
            optional.append(parameter)
    # The plainest question drawn is not the whole table: that is large, and tells little.
    left_out = draw(st.integers(0, MOST_PARAMETERS))
    for parameter in draw(st.permutations(optional))[: MOST_PARAMETERS - left_out]:
        asked |= parameter.get("x-example-beside", {})
        asked[parameter["name"]] = draw(_value_of(parameter))
    for name, values in NEEDED.get(operation_id, {}).items():
        asked[name] = draw(st.sampled_from(values))
    return f"{path}?{urlencode(asked)}"


def _value_of(parameter):
    """Return a strategy of texts that a parameter may take."""
    schema = parameter["schema"]
    several = schema.get("type") == "array"
    listed = resolved(schema["items"] if several else schema).get("enum")
    example = parameter["example"]
    values = VALUES.get(parameter["name"]) or listed or (example if several else [example])
    texts = st.sampled_from([_text_of(value) for value in values])
    if not several:
        return texts
    return st.lists(texts, min_size=1, max_size=3, unique=True).map(",".join)


def _text_of(value):
    return str(value).lower() if isinstance(value, bool) else str(value)
