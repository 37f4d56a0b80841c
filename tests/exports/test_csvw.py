"""CSV on the Web: the metadata of every CSV is valid, and read by it every value is that of the list."""

import json
import warnings

import pytest
from csvw import CSVW

from tests.exports.collections import QUESTIONS, address_of, rows_of
from tests.problems import faults_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("history"),
    pytest.mark.xdist_group("exports"),
]
INCIDENTS = "/api/v1/incidents.csv"
GRIDS = [
    "stats/incidents.csv?group_by=ward,month&date_from=2022-12&date_to=2023-07&measures=count,per_day,rate_per_1000,percent,rolling_12_months",
    "stats/incidents.csv?group_by=ward&compare=borough&measures=count,per_day",
    "stats/incidents.csv?group_by=crime_type&compare=previous_year&date_from=2023-10&date_to=2023-12",
    "stats/stop-searches.csv",
    "stats/arrests.csv?group_by=quarter",
    "stats/weapon-recoveries.csv?group_by=outcome&ward=upminster",
    "stats/recorded-crime.csv?group_by=offence_group,calendar_year",
]
DOCUMENTS = [
    *(address_of(name, ".csv", query).removeprefix("/api/v1/") for name, query in QUESTIONS),
    *GRIDS,
]


def metadata_of(client, address):
    response = client.get(address.replace(".csv", ".csv-metadata.json", 1))
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/csvm+json"
    return response.json()


def read_by_metadata(client, address, folder):
    """Return the CSVW table of a CSV document and its metadata, both as the API gives them.

    Only the address of the document is changed, into the name of the file.
    """
    (folder / "document.csv").write_bytes(client.get(address).getvalue())
    metadata = metadata_of(client, address) | {"url": "document.csv"}
    described = folder / "document.csv-metadata.json"
    described.write_text(json.dumps(metadata))
    with warnings.catch_warnings():
        # What it finds wrong it says as warnings, which it gathers itself.
        warnings.simplefilter("always")
        read = CSVW(str(folder / "document.csv"), md_url=str(described), validate=True)
        assert read.is_valid, [str(warning.message) for warning in read.warnings]
    (table,) = read.tables
    return table


@pytest.mark.parametrize("document", DOCUMENTS)
def test_metadata_is_valid_for_its_document(client, tmp_path, document):
    table = read_by_metadata(client, f"/api/v1/{document}", tmp_path)

    (header, *_) = (tmp_path / "document.csv").read_text().splitlines()
    assert [column.name for column in table.tableSchema.columns] == header.split(",")


@pytest.mark.parametrize(("name", "query"), QUESTIONS)
def test_document_read_by_its_metadata_has_the_values_of_the_list(client, tmp_path, name, query):
    table = read_by_metadata(client, address_of(name, ".csv", query), tmp_path)

    kinds = {column.name: column.datatype.base for column in table.tableSchema.columns}
    read = [
        {key: as_json(value, kinds[key]) for key, value in row.items()} for row in table.iterdicts()
    ]
    assert read == [
        # An empty text and null are the same in CSV.
        {key: None if value == "" else value for key, value in row.items()}
        for row in rows_of(client, name, query)
    ]


def as_json(value, kind):
    """Return a value that was read by its datatype, as JSON has it."""
    if kind == "date" and value:
        # Read as the midnight that it begins with.
        return value.date().isoformat()
    if kind == "datetime":
        return value.isoformat().replace("+00:00", "Z")
    return float(value) if kind == "number" and value is not None else value


def test_metadata_of_a_query_is_whole(client):
    query = "ward=upminster&fields=id,last_outcome_category,latitude&release=4"
    meta = client.get(f"/api/v1/incidents?{query}").json()["meta"]
    permalink = meta["permalink"].replace("incidents?", "incidents.csv?")

    assert metadata_of(client, f"{INCIDENTS}?{query}&utm_source=x") == {
        "@context": "http://www.w3.org/ns/csvw",
        "url": permalink,
        "dc:title": meta["description"],
        "dc:description": " ".join(
            [f"{meta['description']}.", *(warning["detail"] for warning in meta["warnings"])]
        ),
        "dc:license": {"@id": meta["licence"]["url"]},
        "dc:rights": meta["licence"]["attribution"],
        "dc:bibliographicCitation": meta["citation"].replace(meta["permalink"], permalink),
        "dialect": {
            "encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\r\n"],
            "quoteChar": '"', "doubleQuote": True,
        },
        "tableSchema": {
            "columns": [
                column("id", "Stable for as long as the published row is the same."),
                column("last_outcome_category", "A slug of the codelist last-outcome-categories."),
                column(
                    "latitude", "Latitude of the anonymised map point, WGS84.", "number", required=True
                ),
            ],
            "primaryKey": ["id"],
        },
    }  # fmt: skip


def column(name, description, datatype="string", *, required=False):
    return {
        "name": name, "titles": name, "dc:description": description, "datatype": datatype,
        "required": required, "null": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("incidents.csv?fields=month", None),
        ("wards.csv", ["gss_code"]),
        ("statements.csv", ["slug"]),
        ("releases.csv", ["number"]),
        ("recorded-crime.csv", None),
        ("stats/incidents.csv?group_by=ward,month&date_from=2023-01&date_to=2023-01", ["ward", "month"]),
        ("stats/incidents.csv", None),
    ],
)  # fmt: skip
def test_key_is_named_where_it_is_there(client, address, key):
    assert metadata_of(client, f"/api/v1/{address}")["tableSchema"].get("primaryKey") == key


@pytest.mark.parametrize("document", ["incidents.csv?ward=upminster", GRIDS[0]])
def test_document_links_to_its_metadata_and_back(client, document):
    response = client.get(f"/api/v1/{document}")
    links = dict(link.split(">; ") for link in response["Link"].removeprefix("<").split(", <"))
    (described,) = [
        address
        for address, said in links.items()
        if said == 'rel="describedby"; type="application/csvm+json"'
    ]

    metadata = client.get(described.removeprefix("http://localhost:8000"))

    canonical = [address for address, said in links.items() if said == 'rel="canonical"']
    assert [metadata.json()["url"]] == canonical
    assert "describedby" not in metadata["Link"]


def test_metadata_refuses_what_the_document_refuses(client):
    for ending in (".csv", ".csv-metadata.json"):
        response = client.get(f"/api/v1/incidents{ending}?page=1&colour=red&bom=x")

        assert faults_of(response) == [
            ("page", None, "unknown_parameter"),
            ("colour", None, "unknown_parameter"),
            ("bom", "x", "invalid"),
        ]
