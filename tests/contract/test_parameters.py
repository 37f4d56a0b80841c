"""The parameters in the document equal the parameters accepted, for every operation, both ways."""

import pytest
from django.urls import get_resolver

from havering_safety.api.views import ReadView
from tests.contract.addresses import address_of
from tests.openapi import operations, parameters, resolved
from tests.problems import faults_of, read_problem

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]


@pytest.mark.parametrize("operation_id", operations())
def test_documented_parameters_are_accepted_with_their_examples(client, operation_id):
    """Each alone, beside only what it needs; and it finds something."""
    _, operation = operations()[operation_id]
    refused = {}

    for parameter in operation["parameters"]:
        if parameter["in"] == "query":
            fault = fault_of_example(client, operation_id, parameter)
            if fault:
                refused[parameter["name"]] = fault

    assert refused == {}, "An example is given with the parameter, in the code that declares it."


def fault_of_example(client, operation_id, parameter):
    beside = parameter.get("x-example-beside", {})
    address = address_of(operation_id, **beside | {parameter["name"]: parameter["example"]})
    _, operation = operations()[operation_id]
    is_text = "application/json" not in operation["responses"]["200"]["content"]
    # The head of an export has its number of rows, and is not made to be thrown away.
    response = client.head(address) if is_text else client.get(address)
    if is_conflict(operation_id, response):
        return None
    if response.status_code != 200:
        return f"{address}: {response.status_code} {client.get(address).content}"
    is_empty = (
        response.headers.get("X-Total-Count") == "0"
        if is_text
        else response.json().get("results") == []
    )
    return f"{address} finds nothing" if is_empty else None


def is_conflict(operation_id, response):
    """Tell whether the answer is a 409 that the document speaks of: the demo cannot answer it."""
    return response.status_code == 409 and "409" in operations()[operation_id][1]["responses"]


SEVERAL = sorted(
    {name for name, parameter in parameters() if parameter["schema"].get("type") == "array"}
)


@pytest.mark.parametrize("operation_id", SEVERAL)
def test_repeats_and_commas_mean_the_same(client, operation_id):
    """The document declares repeats; people write commas. The canonical address tells what was read."""
    for name, parameter in parameters():
        if name == operation_id and parameter["schema"].get("type") == "array":
            beside = parameter.get("x-example-beside", {})
            choices = resolved(parameter["schema"]["items"]).get("enum", [])
            several = [*{*parameter["example"], *choices[:1]}]
            answers = [
                client.head(address_of(operation_id, **beside | {parameter["name"]: values}))
                for values in (several, ",".join(several))
            ]

            repeats, commas = ((one.status_code, one.headers.get("Link")) for one in answers)
            assert repeats == commas, parameter["name"]
            assert repeats[0] in {200, 400, 409}, parameter["name"]


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
