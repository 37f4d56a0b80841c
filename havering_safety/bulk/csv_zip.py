"""A release as a zip of CSV files, byte for byte those that the permalinks give, and what their columns hold."""

import json
import zipfile

from havering_safety.api.csvw import CONTEXT, metadata_of
from havering_safety.api.exports import csv_column, csv_lines

README = """{title}, release {release} of {released_at}

{warnings}Licence: {licence[id]}, {licence[url]}
{licence[attribution]}

One CSV file a table (RFC 4180, UTF-8); {metadata} says what each column holds, in the
words of the W3C's CSV on the Web. What is not held is unknown, not zero: data_sets in
{manifest}
names the months. The same rows, for ever:

"""


# Where the W3C has tools look for it, beside the files it describes.
METADATA = "csv-metadata.json"


def write_csv_zip(path, contents, advance):
    """Write the zip; `advance` is told of rows written."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(_member("README.txt", contents), _readme(contents))
        archive.writestr(_member(METADATA, contents), _metadata(contents))
        for table in contents.tables:
            with archive.open(
                _member(f"{table.name}.csv", contents), "w", force_zip64=True
            ) as file:
                for lines in _lines(table, advance):
                    file.write(lines)


def _lines(table, advance):
    def batches():
        for rows in table.batches(csv_column):
            yield rows
            advance(len(rows))

    return csv_lines([column.name for column in table.columns], batches())


def _member(name, contents):
    """Return the head of a member, dated as the release is: the clock stays out of the bytes."""
    member = zipfile.ZipInfo(name, contents.release.created_at.timetuple()[:6])
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    # As made on Unix, wherever it is made.
    member.create_system = 3
    return member


def _metadata(contents):
    """Return the group of all tables, each as the metadata of its export but under its name here."""
    names = {table.name for table in contents.tables}
    group = {
        "@context": CONTEXT,
        "dc:title": contents.facts["description"],
        "tables": [
            _table(table, said, names)
            for table, said in zip(contents.tables, contents.data_sets, strict=True)
        ],
    }
    return json.dumps(group, indent=1, ensure_ascii=False) + "\n"


def _table(table, said, names):
    url = f"{table.name}.csv"
    meta = {
        "description": said["title"], "warnings": said["warnings"], "citation": said["citation"],
        "licence": table.metas[0]["licence"], "permalink": url,
    }  # fmt: skip
    key = [table.recipe.key] if table.recipe.key else []
    view, query = table.exports[0]
    described = metadata_of(url, meta, view.get_columns(query), key)
    del described["@context"]
    # A strict validator takes no key that can be null.
    never_null = {column.name for column in table.columns if not column.nullable}
    described["tableSchema"]["foreignKeys"] = [
        {
            "columnReference": column,
            "reference": {"resource": f"{other}.csv", "columnReference": key_of_other},
        }
        for column, other, key_of_other in table.recipe.references
        if other in names and column in never_null
    ]
    return described


def _readme(contents):
    facts = dict(contents.facts, metadata=METADATA)
    facts["warnings"] = "".join(f"{warning['detail']}\n\n" for warning in facts["warnings"])
    lines = [
        f"{said['table']}.csv, {said['rows']:,} rows: {said['title']}\n  "
        + "\n  ".join(said["permalinks"])
        for said in contents.data_sets
    ]
    return README.format(**facts) + "\n".join(lines) + "\n"
