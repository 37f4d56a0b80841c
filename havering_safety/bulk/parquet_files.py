"""A release as Parquet files, one a table. pyarrow is large, so it is wanted here and nowhere else."""

import importlib.util
import json


def is_available():
    """Tell whether Parquet can be written: pyarrow is an extra."""
    return importlib.util.find_spec("pyarrow") is not None


def write_parquet(path, table, contents, advance):
    """Write one table with its licence and meaning; `advance` is told of rows written."""
    import pyarrow
    from pyarrow import parquet

    schema = _schema(pyarrow, table, contents)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in _large(table.batches()):
            columns = zip(*rows, strict=True)
            arrays = [
                pyarrow.array(values, field.type)
                for values, field in zip(columns, schema, strict=True)
            ]
            writer.write_batch(pyarrow.record_batch(arrays, schema=schema))
            advance(len(rows))


def _large(batches, size=50_000):
    """Yield lists of so many rows: Parquet compresses and is read by large groups."""
    rows = []
    for batch in batches:
        rows += batch
        if len(rows) >= size:
            yield rows
            rows = []
    if rows:
        yield rows


def _schema(pyarrow, table, contents):
    types = {
        "text": pyarrow.string(), "number": pyarrow.float64(), "count": pyarrow.int64(),
        "flag": pyarrow.bool_(), "day": pyarrow.date32(), "instant": pyarrow.timestamp("ms", "UTC"),
    }  # fmt: skip
    fields = [
        pyarrow.field(
            column.name, types[column.kind], column.nullable, {"description": column.description}
        )
        for column in table.columns
    ]
    said = next(said for said in contents.data_sets if said["table"] == table.name)
    about = {name: contents.facts[name] for name in ("title", "release", "synthetic", "licence")}
    return pyarrow.schema(fields, {"havering_safety": json.dumps(about | said)})
