"""The file of statements: what is read, and one message a defect that names record and field."""

import datetime
from pathlib import Path

import pytest

from havering_safety.releases.faults import FileRefusedError
from incidents.codelists_statements import COMPARABILITIES, QUALIFIERS
from incidents.importers.statement_fields import CODES
from incidents.importers.statement_storing import SHIPPED_STATEMENTS
from incidents.importers.statements import read_statements
from incidents.statistics import claims

FILE = """
[sources.paper]
organisation = "A Paper"
said_on = 2024-02-16
source_title = "A Paper, 16 February 2024"
source_url = "https://paper.example/"

[[statement]]
source = "paper"
slug = "many-bicycles"
kind = "figure"
text = "There are 1.40 bicycle thefts a day."
measure = "per_day"
value = "1.40"
qualifier = "about"
dataset = "incidents"
query = { crime_type = "bicycle-theft" }
comparability = "same"
caveat = "Bicycle thefts."
"""
DAY = "said_on = 2024-02-16"
NEXT = '\n[[statement]]\nsource = "paper"\nslug = "other"\nkind = "commitment"\ntext = "More."\n'


def refusal_of(text):
    with pytest.raises(FileRefusedError) as refused:
        read_statements(text.encode(), "s.toml")
    return str(refused.value)


def test_a_statement_takes_over_the_fields_of_its_source():
    (record,) = read_statements(FILE.encode(), "s.toml")

    assert record["organisation"] == "A Paper"
    assert record["said_on"] == datetime.date(2024, 2, 16)
    assert record["value"] == "1.40"
    assert record["query"] == {"crime_type": "bicycle-theft"}
    assert (record["speaker"], record["team"], record["ward_code"]) == (None, None, None)


def test_names_are_kept_beside_their_slugs():
    text = FILE.replace(
        'kind = "figure"', 'kind = "figure"\nspeaker = "Jo O\'Hara"\nteam = "Town Team"'
    )

    (record,) = read_statements(text.encode(), "s.toml")

    assert (record["speaker"], record["speaker_name"]) == ("jo-ohara", "Jo O'Hara")
    assert (record["team"], record["team_name"]) == ("town-team", "Town Team")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('slug = "many', 'slug = "Many', "field slug: 'Many-bicycles' is not lower-case words"),
        ('slug = "many-bicycles"\n', "", "s.toml, statement 1 (without a slug), field slug: is missing."),
        ('"paper"\n', '"pamphlet"\n', "field source: there is no source 'pamphlet'."),
        ("https://", "ftp://", "field source_url: 'ftp://paper.example/' is not an address"),
        ('kind = "figure"', 'kind = "rumour"', "field kind: 'rumour' is not one of figure, incident-report"),
        ('measure = "per_day"', 'measure = "per-day"', "field measure: 'per-day' is not one of count"),
        ('value = "1.40"', "value = 1.40", "field value: is a text: write it in quotation marks, not 1.4."),
        ('value = "1.40"', 'value = "1,40"', "statement 1 (many-bicycles), field value: Write the value"),
        ('qualifier = "about"', 'qualifier = "numerous"', "field qualifier: is numerous, and there is a value"),
        ('qualifier = "about"\n', "", "field qualifier: is missing, and value needs it."),
        ("said_on = 2024-02-16", 'said_on = "2024-02-16"', "field said_on: is a day, 2024-02-16 without"),
        ("said_on = 2024-02-16\n", "", "field said_on: is missing, and without a day"),
        (DAY, f"{DAY}\nperiod_from = 2024-02-01", "field period_to: is missing, and period_from needs it."),
        (DAY, f"{DAY}\nperiod_from = 2024-02-02\nperiod_to = 2024-02-01", "field period_to: is before period_from."),
        ('dataset = "incidents"', 'dataset = "rows"', "field dataset: 'rows' is not one of incidents"),
        ('dataset = "incidents"\n', "", "field dataset: is missing, and comparability needs it."),
        ('comparability = "same"\n', "", "field comparability: is missing, and dataset needs it."),
        ("crime_type =", "crimetype =", "field query: 'crimetype' is no filter of incidents"),
        ("crime_type =", "date_from =", "field query: 'date_from' is no filter of incidents other than"),
        ('"bicycle-theft"', '"bicycles"', "field query: crime_type has no value 'bicycles'."),
        ('"bicycle-theft"', "3", "field query: is a table of parameters and texts."),
        ('kind = "figure"', 'kind = "figure"\nward = "st-edwards"', "field ward: 'st-edwards' is not a ward's GSS"),
        ('kind = "figure"', 'kind = "figure"\nwards = "E05013983"', "field wards: is no field; there are area,"),
        ('text = "There', 'text = "\\u0007There', "field text: is blank, longer than 2000 characters, or no text."),
        ("[[statement]]", "[[statements]]", "s.toml: holds statements, where [[statement]]"),
        ("[[statement]]", "[statement]", "s.toml: holds something else, where [[statement]]"),
        ("[sources.paper]", "[sources.paper", "s.toml: is not TOML"),
    ],
)  # fmt: skip
def test_a_defect_is_refused_naming_record_and_field(old, new, message):
    assert old in FILE

    assert message in refusal_of(FILE.replace(old, new))


def test_a_slug_given_twice_is_refused():
    message = refusal_of(FILE + NEXT + NEXT)

    assert message == "s.toml, statement 3 (other), field slug: is that of statement 2 too."


def test_an_empty_file_is_refused():
    assert "s.toml: holds something else" in refusal_of("")


def test_the_file_shipped_can_be_read():
    records = read_statements(Path(SHIPPED_STATEMENTS).read_bytes(), "statements.toml")

    kinds = [record["kind"] for record in records]
    assert (kinds.count("figure"), kinds.count("commitment"), kinds.count("incident-report")) == (
        11,
        7,
        2,
    )
    by_slug = {record["slug"]: record for record in records}
    assert by_slug["robberies-per-day"]["value"] == "1.4"
    assert by_slug["robberies-per-day"]["period_from"] is None
    assert by_slug["robberies-per-day"]["comparability"] == "same"
    assert by_slug["robberies-with-young-victims"]["comparability"] == "wider"
    assert by_slug["town-centre-team-arrests-2023"]["comparability"] == "different"
    assert by_slug["town-centre-team-weapons-2023"]["qualifier"] == "numerous"
    assert all(record["source_url"].startswith("https://") for record in records)


def test_codes_are_those_that_checks_know():
    assert tuple(QUALIFIERS.codes) == claims.QUALIFIERS
    assert tuple(COMPARABILITIES.codes) == claims.COMPARABILITIES
    assert "recorded-crime" in CODES["dataset"]
