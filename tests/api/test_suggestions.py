"""What was probably meant: slips of one letter lead back, and so do labels and near codes."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havering_safety.api.parameters import suggest
from incidents.demo.area import WARDS
from incidents.views.codelists import CODELISTS
from incidents.views.incidents import IncidentListView
from tests.borough import RAINHAM, ST_EDWARDS, UPMINSTER, make_borough, make_incident, publish
from tests.problems import read_problem, suggestions_of
from wards.slugs import slug_of_name

# Of each vocabulary, spread evenly: a long one has tens of thousands of slips.
SAMPLE = 1_000
LETTERS = string.ascii_lowercase + "-_"


def slips(word):
    """Yield every text that is one slip from a word: a letter more, less, other, or two swapped."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        yield from (head + letter + tail for letter in LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


WARD_SLUGS = [slug_of_name(ward.name) for ward in WARDS]
VOCABULARIES = {
    "parameters": [*IncidentListView.get_parameters()],
    "wards": WARD_SLUGS,
    **{name: [*codelist.codes] for name, codelist in CODELISTS.items()},
}


@pytest.mark.parametrize("words", VOCABULARIES.values(), ids=VOCABULARIES)
def test_nineteen_of_twenty_slips_of_one_letter_get_the_right_word_first(words):
    slipped = [(word, slip) for word in words for slip in sorted({*slips(word)} - {*words, ""})]
    tried = slipped[:: len(slipped) // SAMPLE + 1]

    right = [slip for word, slip in tried if suggest(slip, words)[:1] == (word,)]

    assert len(right) >= 0.95 * len(tried)


@given(st.text(max_size=300))
def test_any_text_gets_at_most_three_suggestions_that_exist(text):
    near = suggest(text, WARD_SLUGS)

    assert len(near) <= 3
    assert {*near} <= {*WARD_SLUGS}


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("crimetype=robbery", "crime_type"),
        ("wards=upminster", "ward"),
        ("from=2024", "date_from"),
        ("crime_type=robery", "robbery"),
        ("crime_type=Robbery", "robbery"),
        ("crime_type=Violence and sexual offences", "violence-and-sexual-offences"),
        ("crime_type=violence_and_sexual_offences", "violence-and-sexual-offences"),
        ("force=Metropolitan Police Service", "metropolitan"),
        ("force_not=British Transport Police", "btp"),
        ("last_outcome_category=non", "none"),
        ("ward=st-edward", "st-edwards"),
        ("ward=St Edward's", "st-edwards"),
        ("ward=rainham-and-wennington", "rainham-wennington"),
        ("fields=mounth", "month"),
        ("ordering=-moth", "-month"),
    ],
)
@pytest.mark.django_db
def test_slip_or_label_leads_to_what_was_meant(client, tmp_path, query, meant):
    make_borough(tmp_path)
    name, _, value = query.partition("=")

    response = client.get("/api/v1/incidents", {name: value})

    assert suggestions_of(response)[:1] == [meant]


@pytest.mark.django_db
def test_wrong_ward_code_lists_near_codes_with_their_names(client, tmp_path):
    make_borough(tmp_path)

    response = client.get("/api/v1/incidents?ward=E05013938")

    assert {*suggestions_of(response)} == {
        f"{ST_EDWARDS} (St Edward's)",
        f"{UPMINSTER} (Upminster)",
        f"{RAINHAM} (Rainham & Wennington)",
    }


@pytest.mark.django_db
def test_unknown_ward_is_told_all_there_are(client, tmp_path):
    make_borough(tmp_path)

    (fault,) = read_problem(client.get("/api/v1/incidents?ward=qqq"), "invalid-query")["errors"]

    assert (fault["allowed"], fault["did_you_mean"]) == (
        ["rainham-wennington", "st-edwards", "upminster"],
        [],
    )


@pytest.mark.django_db
def test_value_no_codelist_knows_is_suggested_where_a_release_holds_it(client, tmp_path):
    make_borough(tmp_path)
    publish(tmp_path, [make_incident(Crime_type="Piracy at sea")])

    response = client.get("/api/v1/incidents?crime_type=piracy-at-see")

    assert suggestions_of(response) == ["piracy-at-sea"]
