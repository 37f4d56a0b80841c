"""A release as a zip of CSV files, byte for byte those that the permalinks give."""

import zipfile

from havering_safety.api.exports import csv_column, csv_lines

README = """{title}, release {release} of {released_at}

{warnings}Licence: {licence[id]}, {licence[url]}
{licence[attribution]}

One CSV file a table (RFC 4180, UTF-8). What is not held is unknown, not zero: data_sets in
{manifest}
names the months. The same rows, for ever:

"""


def write_csv_zip(path, contents, advance):
    """Write the zip; `advance` is told of rows written."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(_member("README.txt", contents), _readme(contents))
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


def _readme(contents):
    facts = dict(contents.facts)
    facts["warnings"] = "".join(f"{warning['detail']}\n\n" for warning in facts["warnings"])
    lines = [
        f"{said['table']}.csv, {said['rows']:,} rows: {said['title']}\n  "
        + "\n  ".join(said["permalinks"])
        for said in contents.data_sets
    ]
    return README.format(**facts) + "\n".join(lines) + "\n"
