"""Rows of recorded crime: defaults that are echoed, figures that are never mixed, coverage, CSV."""

import pytest

from tests.counts_files import BOROUGH_CODE, ROBBERY, make_wards
from tests.importing import run
from tests.problems import faults_of, read_problem, suggestions_of
from tests.ward_files import EAST_WARD, WEST_WARD

URL = "/api/v1/recorded-crime"

pytestmark = pytest.mark.usefixtures("recorded")


def ask(client, **query):
    response = client.get(URL, query)
    assert response.status_code == 200, response.content
    return response.json()


def counts_of(client, **query):
    """Return (month, ward, subgroup, count) of the rows that fit."""
    return [
        (row["month"], row["ward"], row["offence_subgroup"], row["count"])
        for row in ask(client, **query)["results"]
    ]


def codes_of(answer):
    return [warning["code"] for warning in answer["meta"]["warnings"]]


def test_a_whole_row(client):
    (row,) = ask(client, month="2024-01", ward="west", offence_group="robbery")["results"]

    assert list(row.items()) == [
        ("product", "geographic-breakdown"),
        ("level", "ward"),
        ("counted", "offences"),
        ("month", "2024-01"),
        ("ward", "west"),
        ("ward_code", WEST_WARD),
        ("ward_name", "West"),
        ("offence_group", "robbery"),
        ("offence_group_name", "ROBBERY"),
        ("offence_subgroup", "robbery-of-personal-property"),
        ("offence_subgroup_name", "ROBBERY OF PERSONAL PROPERTY"),
        ("count", 5),
        ("first_release", 2),
    ]


def test_product_level_and_counted_thing_default_to_the_first_and_are_echoed(client):
    answer = ask(client)

    echoed = answer["meta"]["query"]
    assert (echoed["product"], echoed["level"], echoed["counted"]) == (
        "geographic-breakdown", "ward", "offences",
    )  # fmt: skip
    assert {row["level"] for row in answer["results"]} == {"ward"}
    assert answer["count"] == 9


def test_newest_month_first_then_wards_and_categories(client):
    assert counts_of(client)[:4] == [
        ("2024-02", "west", "possession-of-weapons", 1),
        ("2024-02", "west", "robbery-of-personal-property", 6),
        ("2024-02", "east", "robbery-of-personal-property", 8),
        ("2024-01", "west", "possession-of-weapons", 9),
    ]


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        ({"ward": "east"}, [8, 0, 4]),
        ({"ward": WEST_WARD, "month": "2024-02"}, [1, 6]),
        ({"ward_not": "west", "date_from": "2024"}, [8, 0]),
        ({"date_to": "2023-12"}, [2, 3, 4]),
        ({"offence_group_not": "robbery"}, [1, 9, 2]),
        ({"offence_subgroup": "possession-of-weapons"}, [1, 9]),
        ({"offence_subgroup_not": "robbery-of-personal-property", "month": "2024-01"}, [9]),
        ({"level": "borough"}, [20]),
        ({"product": "monthly-dashboard", "level": "borough", "counted": "positive-outcomes"}, [1]),
        ({"month": "2024-02", "ordering": "-count"}, [8, 6, 1]),
    ],
)
def test_filters(client, query, counts):
    assert [count for *_, count in counts_of(client, **query)] == counts


def test_the_borough_has_no_ward(client):
    (row,) = ask(client, level="borough")["results"]

    assert (row["ward"], row["ward_code"], row["ward_name"]) == (None, None, None)
    assert BOROUGH_CODE not in row.values()


def test_the_dashboard_gives_one_subgroup_and_says_which(client):
    answer = ask(client, product="monthly-dashboard", level="borough")

    assert [row["count"] for row in answer["results"]] == [7]
    assert answer["meta"]["query"]["offence_subgroup"] == ["knife-crime"]
    assert "offence_subgroup=knife-crime" in answer["meta"]["permalink"]
    assert "overlapping-subgroups" in codes_of(answer)


def test_the_dashboard_gives_another_subgroup_when_asked(client):
    query = {"product": "monthly-dashboard", "level": "borough"}

    found = counts_of(client, **query, offence_subgroup="knife-crime-with-injury")

    assert found == [("2024-01", None, "knife-crime-with-injury", 2)]


@pytest.mark.parametrize(
    ("query", "faults"),
    [
        ("product=monthly-dashbord", [("product", "monthly-dashbord", "unknown")]),
        ("level=ward&level=borough", [("level", "borough", "repeated")]),
        ("counted=ward,borough", [("counted", "ward,borough", "unknown")]),
        ("level=borough&ward=west", [("ward", None, "combination")]),
        ("level=borough&ward_not=west", [("ward_not", None, "combination")]),
        ("date_from=2024-01-15", [("date_from", "2024-01-15", "date")]),
        ("offence_group=robery", [("offence_group", "robery", "unknown")]),
        ("offence_group=knife-crime", [("offence_group", "knife-crime", "combination")]),
        (
            "level=borough&offence_subgroup=dangerous-driving",
            [("offence_subgroup", "dangerous-driving", "combination")],
        ),
        (
            "product=monthly-dashboard&offence_subgroup=knife-crime,knife-crime-with-injury",
            [("offence_subgroup", "knife-crime,knife-crime-with-injury", "combination")],
        ),
        (
            "product=monthly-dashboard&offence_subgroup_not=knife-crime&offence_group=robbery",
            [
                ("offence_subgroup_not", None, "combination"),
                ("offence_group", "robbery", "combination"),
            ],
        ),
    ],
)
def test_what_has_no_answer_is_refused(client, query, faults):
    assert faults_of(client.get(f"{URL}?{query}")) == faults


def test_a_misspelt_category_is_suggested(client):
    assert suggestions_of(client.get(URL, {"offence_group": "robery"})) == ["robbery"]


def test_months_that_are_not_held_are_named(client):
    answer = ask(client, date_from="2023-11", date_to="2024-03")

    assert answer["meta"]["coverage"] == {
        "from": "2023-12",
        "to": "2024-02",
        "missing": ["2023-11", "2024-03"],
        "forces": ["metropolitan"],
    }
    assert "not-held" in codes_of(answer)


def test_a_series_is_not_held_because_another_is(client):
    answer = ask(client, counted="positive-outcomes", month="2024-01")

    assert answer["count"] == 0
    assert answer["meta"]["coverage"]["missing"] == ["2024-01"]


def test_a_category_is_not_held_in_months_whose_scheme_lacks_it(client):
    merged = ask(client, offence_subgroup="possession-of-other-weapon")
    new = ask(client, offence_subgroup="possession-of-weapons")
    lasting = ask(client, offence_subgroup="robbery-of-personal-property")

    assert merged["meta"]["coverage"]["missing"] == ["2024-01", "2024-02"]
    assert new["meta"]["coverage"]["missing"] == ["2023-12"]
    assert lasting["meta"]["coverage"]["missing"] == []


def test_a_change_of_scheme_is_said_where_it_matters(client):
    assert "category-scheme-change" in codes_of(ask(client))
    assert "category-scheme-change" not in codes_of(ask(client, date_from="2024-01"))
    assert "category-scheme-change" not in codes_of(ask(client, offence_group="robbery"))
    assert "category-scheme-change" in codes_of(ask(client, offence_group="possession-of-weapons"))


def test_the_latest_month_of_the_series_is_provisional(client):
    assert "provisional-month" in codes_of(ask(client, month="2024-02"))
    assert "provisional-month" not in codes_of(ask(client, month="2024-01"))
    assert "provisional-month" in codes_of(ask(client, level="borough", month="2024-01"))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({}, "Recorded offences in Havering, ward figures of the geographic breakdown"),
        (
            {"offence_group": "robbery", "ward": "west", "date_from": "2024", "date_to": "2024"},
            "Recorded offences (Robbery) in West, 2024, ward figures of the geographic breakdown",
        ),
        (
            {"product": "monthly-dashboard", "level": "borough", "counted": "positive-outcomes"},
            "Positive outcomes (Knife crime) in Havering, borough figures of the monthly dashboard",
        ),
        (
            {"offence_subgroup_not": "rape,homicide"},
            "Recorded offences (except Homicide and Rape) in Havering, "
            "ward figures of the geographic breakdown",
        ),
    ],
)
def test_description(client, query, sentence):
    assert ask(client, **query)["meta"]["description"] == sentence


def test_csv_holds_the_same_rows(client):
    response = client.get(f"{URL}.csv?month=2024-02&ward=east")

    assert response.getvalue().decode() == (
        "product,level,counted,month,ward,ward_code,ward_name,offence_group,offence_group_name,"
        "offence_subgroup,offence_subgroup_name,count,first_release\r\n"
        f"geographic-breakdown,ward,offences,2024-02,east,{EAST_WARD},East,robbery,ROBBERY,"
        "robbery-of-personal-property,ROBBERY OF PERSONAL PROPERTY,8,2\r\n"
    )


def test_an_earlier_release_still_answers(client, tmp_path):
    path = make_wards(tmp_path / "later.csv", ["202402"], [(ROBBERY, EAST_WARD, 20)])
    run("import_recorded_crime", "--allow-removals", path)

    assert counts_of(client, month="2024-02") == [
        ("2024-02", "east", "robbery-of-personal-property", 20)
    ]
    assert [count for *_, count in counts_of(client, month="2024-02", release="2")] == [1, 6, 8]


def test_a_page_takes_three_queries(client, django_assert_num_queries):
    """The release, the count, the rows; all else of a release is remembered."""
    ask(client)

    with django_assert_num_queries(3):
        ask(client)


def test_codelists_show_every_published_spelling(client):
    answer = client.get("/api/v1/codelists/offence-subgroups").json()

    by_slug = {code["slug"]: code for code in answer["codes"]}
    assert by_slug["trafficking-of-drugs"]["spellings"] == [
        "Trafficking of drugs",
        "Drug trafficking",
    ]
    assert read_problem(client.get("/api/v1/codelists/offences"), "not-found")
