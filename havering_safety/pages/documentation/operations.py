"""The operations of the OpenAPI document as pages show them; worked out once a process."""

from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from urllib.parse import quote

import orjson

from havering_safety.api.problems import KINDS
from havering_safety.api.schema_document import VERSIONS, document
from havering_safety.pages.datasets import SHOWN
from havering_safety.pages.documentation.markdown import sentence
from havering_safety.pages.documentation.schemas import (
    COMMON,
    component_of,
    components_below,
    kind_of,
    name_in,
    plain,
)
from incidents.filters import SEVERAL
from incidents.views.codelists import CODELISTS

PATH = "/docs/endpoints"
FORMATS = {
    "csv": "CSV",
    "csv-metadata.json": "metadata of the CSV",
    "geojson": "GeoJSON",
    "ndjson": "NDJSON",
    "png": "PNG",
    "svg": "SVG",
    "vl.json": "Vega-Lite",
    "xlsx": "Excel workbook",
    "atom": "Atom feed",
    "feed.json": "JSON feed",
}
NOTHING = "none"


@dataclass(frozen=True)
class Parameter:
    """A parameter. `values` are all that it takes, where they can be listed; `codelist` says what they mean."""

    name: str
    place: str
    kind: str
    is_required: bool
    is_deprecated: bool
    takes_several: bool
    values: list[str]
    codelist: str
    default: str
    description: str
    example: str


@dataclass(frozen=True)
class Example:
    """A question asked of the demo data, and what it answered; None where that is no text."""

    address: str
    answer: str | None


@dataclass(frozen=True)
class Failure:
    status: str
    title: str
    kinds: list[str]


@dataclass(frozen=True)
class Operation:
    """One endpoint."""

    id: str
    path: str
    tag: str
    summary: str
    description: str
    is_deprecated: bool
    parameters: list[Parameter]
    media_type: str
    answer: str
    components: list
    # Those of its components that are described with what every answer says.
    common: list[str]
    examples: list[Example]
    failures: list[Failure]

    @property
    def format(self):
        """The ending of its address, empty for the plain one."""
        return self.path.rpartition("/")[2].partition(".")[2]

    @property
    def title(self):
        name = FORMATS.get(self.format, self.format)
        return f"{self.summary}: {name}" if name else self.summary

    @property
    def label(self):
        """What it is called beside its siblings."""
        return FORMATS.get(self.format, self.format) or "JSON"

    @property
    def plain_path(self):
        """The address of the same without its ending."""
        return self.path.removesuffix(f".{self.format}") if self.format else self.path

    @property
    def href(self):
        return f"{PATH}/{self.id}"

    @property
    def in_swagger(self):
        """Where Swagger UI opens it."""
        return f"/swagger#/{quote(self.tag)}/{self.id}"

    @property
    def dataset(self):
        """The name of the data set that it lists or counts, empty for anything else."""
        name = self.plain_path.rpartition("/")[2]
        return name if name in SHOWN else ""


@cache
def operations():
    """Return {operationId: Operation}, in the document's order."""
    made = document(VERSIONS[0])
    return {
        item["get"]["operationId"]: _operation(path, item["get"], made["components"])
        for path, item in made["paths"].items()
    }


@cache
def sections():
    """Return the tags of the document: (name, description, families), a family being the Operations
    whose addresses differ in the ending alone."""
    found = {tag["name"]: (tag["description"], {}) for tag in document(VERSIONS[0])["tags"]}
    for operation in operations().values():
        _, families = found[operation.tag]
        families.setdefault(operation.plain_path, []).append(operation)
    return [(name, text, [*families.values()]) for name, (text, families) in found.items()]


@cache
def common_components():
    """Return the Components that every answer may hold."""
    schemas = document(VERSIONS[0])["components"]["schemas"]
    return [component_of(name, schemas) for name in COMMON]


def _operation(path, described, components):
    schemas = components["schemas"]
    ((media_type, content),) = described["responses"]["200"]["content"].items()
    schema = content["schema"]
    names = components_below(schema, schemas)
    answers = {one["summary"]: one["value"] for one in content.get("examples", {}).values()}
    return Operation(
        id=described["operationId"],
        path=path,
        tag=described["tags"][0],
        summary=described["summary"],
        description=sentence(described["description"]),
        is_deprecated=described.get("deprecated", False),
        parameters=[_parameter(one, schemas) for one in described["parameters"]],
        media_type=media_type,
        answer=sentence(schema.get("description", "")),
        components=[component_of(name, schemas) for name in names if name not in COMMON],
        common=[name for name in names if name in COMMON],
        examples=[
            Example(address, _shown(answers.get(address)))
            for address in described["x-example-requests"]
        ],
        failures=[_failure(status) for status in described["responses"] if status != "200"],
    )


def _parameter(described, schemas):
    schema = described["schema"]
    choices = schemas.get(name_in(schema)) or schema.get("items", schema)
    values = choices.get("enum", [])
    default, example = schema.get("default"), described.get("example")
    return Parameter(
        name=described["name"],
        place=described["in"],
        kind=kind_of(choices),
        is_required=described.get("required", False),
        is_deprecated=described.get("deprecated", False),
        takes_several="items" in schema,
        values=values,
        codelist=_codelist_of(values),
        default="" if default is None else _text(default),
        # Said in the column beside it.
        description=sentence(described["description"].replace(SEVERAL, "")),
        example=_text(example),
    )


def _codelist_of(values):
    """Return the name of the codelist that explains values, empty where none does."""
    slugs = [value for value in values if value != NOTHING]
    found = [name for name, codelist in CODELISTS.items() if slugs and [*codelist.codes] == slugs]
    return found[0] if len(found) == 1 else ""


def _text(value):
    """Return a value as a query string has it."""
    return ",".join(map(plain, value)) if isinstance(value, list) else plain(value)


def _shown(answer):
    if answer is None or isinstance(answer, str):
        return answer
    return orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode()


def _failure(status):
    kinds = [kind for kind, (code, _, _) in KINDS.items() if str(code) == status]
    return Failure(status, HTTPStatus(int(status)).phrase, kinds)
