"""The parameters in the document equal the parameters accepted, for every operation, both ways."""

import pytest
from django.urls import get_resolver

from havering_safety.api.views import ReadView
from tests.contract.addresses import address_of
from tests.openapi import operations, parameters
from tests.problems import faults_of, read_problem

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

# What a parameter may need beside it, or what the data may lack: it is understood all the same.
UNDERSTOOD = {"combination"}
TOGETHER = {"lat", "lon", "radius_m"}
TAKE_ALL = sorted(
    {name for name, parameter in parameters() if parameter["name"] == "radius_m"} - {"checkClaim"}
)


@pytest.mark.parametrize("operation_id", operations())
def test_documented_parameters_are_accepted_with_their_examples(client, operation_id):
    _, operation = operations()[operation_id]
    refused = {}

    for parameter in operation["parameters"]:
        if parameter["in"] == "query":
            asked = {parameter["name"]: parameter["example"]}
            response = client.get(address_of(operation_id, **asked))
            if not is_understood(operation_id, response):
                refused[parameter["name"]] = response.content

    assert refused == {}


def is_understood(operation_id, response):
    if response.status_code == 400:
        return {code for _, _, code in faults_of(response)} == UNDERSTOOD
    return response.status_code == 200 or is_conflict(operation_id, response)


def is_conflict(operation_id, response):
    """Tell whether the answer is a 409 that the document speaks of: the demo cannot answer it."""
    return response.status_code == 409 and "409" in operations()[operation_id][1]["responses"]


@pytest.mark.parametrize("operation_id", TAKE_ALL)
def test_examples_answer_together(client, operation_id):
    """Parameters that need each other have examples that go together."""
    examples = {
        parameter["name"]: parameter["example"]
        for name, parameter in parameters()
        if name == operation_id and parameter["name"] in TOGETHER
    }

    assert client.get(address_of(operation_id, **examples)).status_code == 200


@pytest.mark.parametrize("operation_id", operations())
def test_undocumented_parameter_is_refused(client, operation_id):
    response = client.get(address_of(operation_id, colour="red"))

    assert ("colour", None, "unknown_parameter") in faults_of(response)


@pytest.mark.parametrize("operation_id", operations())
def test_refusal_lists_the_documented_parameters(client, operation_id):
    _, operation = operations()[operation_id]
    documented = [each["name"] for each in operation["parameters"] if each["in"] == "query"]

    body = read_problem(client.get(address_of(operation_id, colour="red")), "invalid-query")

    (fault,) = [fault for fault in body["errors"] if fault["parameter"] == "colour"]
    assert fault["allowed"] == sorted(documented)


def views_of_the_resolver(patterns, prefix=""):
    """Yield (path as the document writes it, view class) of every address of the API."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from views_of_the_resolver(pattern.url_patterns, route)
        elif issubclass(view := getattr(pattern.callback, "cls", object), ReadView):
            for name, converter in pattern.pattern.converters.items():
                kind = type(converter).__name__.removesuffix("Converter").lower()
                kind = {"string": "str"}.get(kind, kind)
                route = route.replace(f"<{kind}:{name}>", f"{{{name}}}")
            yield f"/{route}", view


def test_every_view_is_in_the_document():
    documented = {path: name for name, (path, _) in operations().items()}

    served = {
        path: view.operation_id
        for path, view in views_of_the_resolver(get_resolver().url_patterns)
        # Pages for people are not of the document.
        if view.schema is not None
    }

    assert served == documented


@pytest.mark.parametrize("operation_id", operations())
def test_path_with_its_examples_answers(client, operation_id):
    response = client.get(address_of(operation_id))

    assert response.status_code == 200 or is_conflict(operation_id, response), response.content
