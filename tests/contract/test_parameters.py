"""The parameters in the document equal the parameters accepted, for every operation, both ways."""

import pytest
from django.urls import get_resolver

from havering_safety.api.views import ReadView
from tests.contract.addresses import address_of
from tests.openapi import operations, parameters
from tests.problems import faults_of, read_problem

# Understood together only: each alone is a fault, and no unknown parameter.
COMPANIONS = {"lat", "lon", "radius_m", "compare"}
QUERY_PARAMETERS = [
    pytest.param(operation_id, parameter, id=f"{operation_id}-{parameter['name']}")
    for operation_id, parameter in parameters()
]


@pytest.mark.parametrize(("operation_id", "parameter"), QUERY_PARAMETERS)
def test_documented_parameter_is_accepted_with_its_example(client, operation_id, parameter):
    response = client.get(address_of(operation_id, **{parameter["name"]: parameter["example"]}))

    if parameter["name"] in COMPANIONS:
        codes = {code for _, _, code in faults_of(response)}
        assert "unknown_parameter" not in codes
        return
    assert response.status_code == 200, response.content


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
        path: view.operation_id for path, view in views_of_the_resolver(get_resolver().url_patterns)
    }

    assert served == documented


@pytest.mark.parametrize("operation_id", operations())
def test_path_with_its_examples_answers(client, operation_id):
    response = client.get(address_of(operation_id))

    assert response.status_code == 200, response.content
