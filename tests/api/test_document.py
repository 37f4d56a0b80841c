"""The OpenAPI document: committed, valid, without a warning, and shaped for generated clients."""

import io

import pytest
from django.conf import settings
from django.core.management import call_command
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from havering_safety.api.problems import KINDS
from havering_safety.api.schema_document import VERSIONS, document, rendered
from tests.openapi import MODERN, OLDER, nodes, operations, parameters

COMMITTED = settings.BASE_DIR / "docs" / "openapi.yaml"

# Names that generated clients call by: added to, never renamed and never removed.
OPERATION_IDS = """
    getEntry listIncidents incidentsCsv incidentsGeojson getIncident listStopSearches
    stopSearchesCsv getStopSearch listArrests arrestsCsv getArrest listWeaponRecoveries
    weaponRecoveriesCsv getWeaponRecovery listRecordedCrime recordedCrimeCsv listStatements
    statementsCsv getStatement checkStatement incidentStats incidentStatsCsv stopSearchStats
    stopSearchStatsCsv arrestStats arrestStatsCsv weaponRecoveryStats weaponRecoveryStatsCsv
    recordedCrimeStats recordedCrimeStatsCsv checkClaim listCodelists getCodelist listWards
    wardsCsv wardsGeojson lookupWard getWard listReleases releasesCsv getRelease
    listChanges changesCsv changesNdjson changesXlsx changesCsvMetadata
    releasesAtom releasesFeed incidentsAtom incidentsFeed
    incidentsNdjson stopSearchesNdjson arrestsNdjson weaponRecoveriesNdjson recordedCrimeNdjson
    statementsNdjson wardsNdjson releasesNdjson
    incidentStatsSvg incidentStatsPng incidentStatsVegaLite
    stopSearchStatsSvg stopSearchStatsPng stopSearchStatsVegaLite
    arrestStatsSvg arrestStatsPng arrestStatsVegaLite
    weaponRecoveryStatsSvg weaponRecoveryStatsPng weaponRecoveryStatsVegaLite
    recordedCrimeStatsSvg recordedCrimeStatsPng recordedCrimeStatsVegaLite
    incidentsXlsx stopSearchesXlsx arrestsXlsx weaponRecoveriesXlsx recordedCrimeXlsx
    statementsXlsx wardsXlsx releasesXlsx
    incidentsCsvMetadata stopSearchesCsvMetadata arrestsCsvMetadata weaponRecoveriesCsvMetadata
    recordedCrimeCsvMetadata statementsCsvMetadata wardsCsvMetadata releasesCsvMetadata
    incidentStatsCsvMetadata stopSearchStatsCsvMetadata arrestStatsCsvMetadata
    weaponRecoveryStatsCsvMetadata recordedCrimeStatsCsvMetadata
""".split()  # noqa: SIM905 - a list a line would fill the screen

each_version = pytest.mark.parametrize("version", VERSIONS)


def test_committed_document_is_what_the_views_declare():
    committed = COMMITTED.read_bytes()

    assert committed == rendered(MODERN, "yaml"), "docs/openapi.yaml is old: run `make schema`"


@pytest.mark.parametrize(
    ("version", "validator"), [(MODERN, OpenAPIV31SpecValidator), (OLDER, OpenAPIV30SpecValidator)]
)
def test_document_is_valid(version, validator):
    assert document(version)["openapi"] == version
    assert [str(error) for error in validator(document(version)).iter_errors()] == []


@each_version
def test_generator_has_nothing_to_warn_about(version, tmp_path):
    call_command(
        "spectacular", "--validate", "--fail-on-warn", "--api-version", version,
        "--file", str(tmp_path / "openapi.yaml"), stdout=io.StringIO(),
    )  # fmt: skip


def test_both_versions_say_the_same_of_every_operation():
    def shape(version):
        return {
            name: (path, [parameter["name"] for parameter in operation["parameters"]])
            for name, (path, operation) in operations(version).items()
        }

    assert shape(MODERN) == shape(OLDER)


def test_operation_ids_are_frozen():
    assert sorted(operations()) == sorted(OPERATION_IDS)


@each_version
def test_every_operation_is_named_once_and_only_reads(version):
    items = document(version)["paths"].values()

    ids = [operation["operationId"] for item in items for operation in item.values()]

    assert len(ids) == len({*ids})
    assert all([*item] == ["get"] for item in items)


@each_version
def test_tags_are_resources_with_a_description(version):
    declared = {tag["name"]: tag["description"] for tag in document(version)["tags"]}

    used = {tag for _, operation in operations(version).values() for tag in operation["tags"]}

    assert used == {*declared}
    assert all(declared.values())


@each_version
def test_every_operation_is_described(version):
    for path, operation in operations(version).values():
        assert operation["summary"], path
        assert operation["description"], path


@each_version
def test_answer_has_one_media_type(version):
    for path, operation in operations(version).values():
        (media_type,) = operation["responses"]["200"]["content"]
        ending = path.rpartition("/")[2].partition(".")[2] or "json"
        expected = {
            "csv": "text/csv",
            "geojson": "application/geo+json",
            "ndjson": "application/x-ndjson",
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "csv-metadata.json": "application/csvm+json",
            "json": "application/json",
            "vl.json": "application/json",
            "atom": "application/atom+xml",
            "feed.json": "application/feed+json",
            "svg": "image/svg+xml",
            "png": "image/png",
        }
        assert media_type == expected[ending], path


@each_version
def test_no_operation_takes_a_format(version):
    assert not [name for name, parameter in parameters(version) if parameter["name"] == "format"]


SHARED = ["400", "404", "405", "406", "500", "503"]


@each_version
def test_errors_are_shared_problems(version):
    for path, operation in operations(version).values():
        codes = [
            code for code in operation["responses"] if code not in {"200", "409", "410", "429"}
        ]
        assert codes == SHARED, path
        for code, response in operation["responses"].items():
            if code != "200":
                assert [*response] == ["$ref"], path


@each_version
def test_shared_errors_are_the_problem(version):
    for name, response in document(version)["components"]["responses"].items():
        reference = {"$ref": "#/components/schemas/Problem"}
        (content,) = response["content"].values()
        assert [*response["content"]] == ["application/problem+json"], name
        assert content["schema"] == reference, name
        assert content["example"]["title"] == response["description"], name
        assert response["description"] in {title for _, title, _ in KINDS.values()}, name


@each_version
def test_nobody_logs_in(version):
    assert "securitySchemes" not in document(version)["components"]
    assert [path for path, node in nodes(document(version)) if "security" in node] == [()]
    assert document(version)["security"] == []
