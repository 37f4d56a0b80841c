"""Within a version of the API there are only additions: the document of the last release still holds."""

import copy

import pytest
import yaml
from django.conf import settings

from havering_safety.api.schema_document import document
from tests.compatibility import breaking_changes
from tests.openapi import MODERN

BASELINE = settings.BASE_DIR / "docs" / "openapi-baseline.yaml"


@pytest.fixture(scope="module")
def today():
    return document(MODERN)


def test_clients_of_the_last_release_still_work(today):
    last = yaml.load(BASELINE.read_bytes(), Loader=yaml.CSafeLoader)

    assert breaking_changes(last, today) == [], (
        "Clients made from docs/openapi-baseline.yaml would break. Take the change back: within "
        "a version of the API there are only additions."
    )


def operation(document, name="incidentsCsv"):
    return next(
        item["get"] for item in document["paths"].values() if item["get"]["operationId"] == name
    )


def parameter(document, name, of="incidentsCsv"):
    return next(each for each in operation(document, of)["parameters"] if each["name"] == name)


def schema(document, name):
    return document["components"]["schemas"][name]


def rename_operation(document):
    operation(document)["operationId"] = "exportIncidents"


def move_operation(document):
    paths = document["paths"]
    paths["/api/v1/incidents-csv"] = paths.pop("/api/v1/incidents.csv")


def remove_parameter(document):
    taken = parameter(document, "bom")
    operation(document)["parameters"].remove(taken)


def require_parameter(document):
    parameter(document, "month")["required"] = True


def add_required_parameter(document):
    new = {"in": "query", "name": "key", "required": True, "schema": {"type": "string"}}
    operation(document)["parameters"].append(new)


def take_one_value_only(document):
    parameter(document, "month")["explode"] = False


def narrow_parameter(document):
    parameter(document, "radius_m")["schema"]["maximum"] = 100


def bound_parameter(document):
    parameter(document, "search")["schema"]["minLength"] = 3


def retype_parameter(document):
    parameter(document, "lat")["schema"]["type"] = "integer"


def change_default(document):
    parameter(document, "page_size", "listIncidents")["schema"]["default"] = 10


def change_pattern(document):
    parameter(document, "date_from")["schema"]["pattern"] = "^2[0-9]{3}$"


def remove_choice(document):
    schema(document, "CrimeTypes")["enum"].remove("robbery")


def limit_choices(document):
    parameter(document, "search")["schema"]["enum"] = ["road"]


def remove_error(document):
    del operation(document)["responses"]["406"]


def change_media_type(document):
    content = operation(document)["responses"]["200"]["content"]
    content["text/plain"] = content.pop("text/csv")


def remove_member(document):
    del schema(document, "Incident")["properties"]["location"]


def retype_member(document):
    schema(document, "Incident")["properties"]["latitude"]["type"] = "string"


def make_member_nullable(document):
    schema(document, "Incident")["properties"]["location"]["type"] = ["string", "null"]


def make_member_optional(document):
    schema(document, "Incident")["required"].remove("location")


def remove_component(document):
    schemas = document["components"]["schemas"]
    schemas["Feature"] = schemas.pop("PointFeature")


def add_constant(document):
    schema(document, "Point")["properties"]["type"]["enum"].append("MultiPoint")


BREAKING = {
    rename_operation: "incidentsCsv is gone",
    move_operation: "incidentsCsv has moved from /api/v1/incidents.csv to /api/v1/incidents-csv",
    remove_parameter: "incidentsCsv?bom is gone",
    require_parameter: "incidentsCsv?month is now required",
    add_required_parameter: "incidentsCsv?key is new and required",
    take_one_value_only: "incidentsCsv?month has another explode",
    narrow_parameter: "incidentsCsv?radius_m has a narrower maximum",
    bound_parameter: "incidentsCsv?search has a narrower minLength",
    retype_parameter: "incidentsCsv?lat has another type",
    change_default: "listIncidents?page_size has another default",
    change_pattern: "incidentsCsv?date_from has another pattern",
    remove_choice: "CrimeTypes no longer has robbery",
    limit_choices: "incidentsCsv?search takes only some values now",
    remove_error: "incidentsCsv 406 is gone",
    change_media_type: "incidentsCsv 200 is no longer text/csv",
    remove_member: "Incident.location is gone",
    retype_member: "Incident.latitude has another type",
    make_member_nullable: "Incident.location has another type",
    make_member_optional: "Incident.location may be absent now",
    remove_component: "PointFeature is gone",
    add_constant: "Point.type has values that no client knows",
}


@pytest.mark.parametrize("change", BREAKING, ids=lambda change: change.__name__)
def test_breaking_change_is_found(today, change):
    changed = copy.deepcopy(today)

    change(changed)

    assert breaking_changes(today, changed) == [BREAKING[change]]


def test_additions_break_nobody(today):
    changed = copy.deepcopy(today)
    new = {"in": "query", "name": "colour", "schema": {"type": "string"}}
    operation(changed)["parameters"].append(new)
    parameter(changed, "radius_m")["schema"]["maximum"] = 9_000
    parameter(changed, "radius_m")["schema"]["type"] = "number"
    parameter(changed, "search")["schema"].pop("maxLength")
    schema(changed, "CrimeTypes")["enum"].append("piracy")
    schema(changed, "Incident")["properties"]["colour"] = {"type": "string"}
    schema(changed, "Incident")["required"].append("colour")
    changed["paths"]["/api/v1/new"] = {
        "get": {"operationId": "getNew", "parameters": [], "responses": {}}
    }

    assert breaking_changes(today, changed) == []
