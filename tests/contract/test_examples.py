"""Every example in the document is what the application answers on the demo data."""

import pytest
from django.test import Client

from havering_safety.api.examples import RECORDED, recorded, shortened
from havering_safety.api.schema_document import VERSIONS, document
from havering_safety.pages.management.commands.write_examples import ask_examples
from tests.contract.strictness import faults_against
from tests.openapi import MODERN, nodes, operations

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

RENEW = f"{RECORDED.name} is old: run `make schema`"
LONGEST = 20_000


@pytest.fixture(scope="module")
def asked(demo, django_db_blocker):
    """Ask them all once: hundreds of answers, and nobody changes them."""
    with django_db_blocker.unblock():
        return ask_examples(Client())


def test_examples_are_what_the_demo_answers(asked):
    refused = {*document(MODERN)["x-example-problems"].values()}
    answers = {
        address: shortened(answer)
        for address, (status, answer) in asked.items()
        if answer is not None and (status == 200 or address in refused)
    }

    assert answers.keys() == recorded().keys(), RENEW
    for address, answer in answers.items():
        assert recorded()[address] == answer, f"{address}: {RENEW}"


def test_every_example_is_answered(asked):
    for operation_id, (_, operation) in operations().items():
        for address in operation["x-example-requests"]:
            status, answer = asked[address]
            is_conflict = status == 409 and "409" in operation["responses"]
            assert status == 200 or is_conflict, (address, answer)
            assert not is_trivial(answer), f"{address} finds nothing: give {operation_id} another"


def is_trivial(answer):
    """Tell whether an answer has nothing to show: no rows, a header alone, or only null figures."""
    if isinstance(answer, str):
        return len(answer.splitlines()) < 2
    if answer == {}:
        return True
    if isinstance(answer, dict) and "results" in answer:
        cells = answer["results"]
        return not cells or all(cell.get("count", 1) is None for cell in cells)
    return isinstance(answer, dict) and answer.get("features") == []


def test_problems_are_answered_with_their_status(asked):
    for status, address in document(MODERN)["x-example-problems"].items():
        answered, problem = asked[address]
        assert (str(answered), problem["status"]) == (status, answered), address
        assert faults_against({"$ref": "#/components/schemas/Problem"}, problem) == []


def test_examples_are_short():
    """A reader looks at them; and the document is fetched by every generator."""
    for address, answer in recorded().items():
        assert len(str(answer)) < LONGEST, address


# What no row of the demo has: nothing there was revised, redacted, zipped or followed by an outcomes file.
NOT_IN_THE_DEMO = {
    "ambiguous",
    "archive",
    "before",
    "changed_fields",
    "codes",
    "last_release",
    # In metadata of a CSV document: null is an empty cell, so its example is an empty text.
    "null",
    "outcome_linked_to_object_of_search",
    "outcome_type",
    "outcome_type_name",
    "redacted",
    "removal_of_more_than_outer_clothing",
    "share",
}


@pytest.mark.parametrize("version", VERSIONS)
def test_every_field_of_an_answer_has_an_example_that_says_something(version):
    bare = {
        key
        for schema in document(version)["components"]["schemas"].values()
        for key, field in schema.get("properties", {}).items()
        if not any({"$ref", "properties"} & node.keys() for _, node in nodes(field))
        and field.get("examples", [field.get("example")]) in ([None], [[]], [""])
    }

    assert bare == NOT_IN_THE_DEMO, "Declare a further example query on the view that shows it."


def test_a_list_is_cut_to_its_first_members():
    text = "name\r\n" + "row\r\n" * 9

    assert shortened({"a": [*range(9)], "b": [[*range(9)]], "c": text, "d": None}) == {
        "a": [*range(5)],
        "b": [[*range(5)]],
        "c": "name\r\n" + "row\r\n" * 5,
        "d": None,
    }
