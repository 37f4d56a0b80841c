"""Read statements from a hand-written TOML file. Pure: no database."""

import tomllib

from havering_safety.releases.faults import FileRefusedError
from incidents.importers.statement_fields import StatementError, read_statement


def read_statements(content, name):
    """Return records of Statement from the bytes of a TOML file.

    Raises FileRefusedError naming the statement and the field at fault.
    """
    try:
        document = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FileRefusedError(name, f"is not TOML: {error}.") from error
    sources, entries = document.pop("sources", {}), document.pop("statement", [])
    if document or not _are_tables(sources, entries):
        wrong = ", ".join(document) or "something else"
        raise FileRefusedError(name, f"holds {wrong}, where [[statement]] and [sources.…] belong.")
    records = [_read(entry, place, sources, name) for place, entry in enumerate(entries, start=1)]
    _refuse_repeats(records, name)
    return records


def _are_tables(sources, entries):
    tables = [sources, *(sources.values() if isinstance(sources, dict) else ())]
    tables += entries if isinstance(entries, list) else [None]
    return bool(entries) and all(isinstance(table, dict) for table in tables)


def _read(entry, place, sources, name):
    where = f"statement {place} ({entry.get('slug', 'without a slug')})"
    entry = dict(entry)
    source = entry.pop("source", None)
    if source is not None and source not in sources:
        raise FileRefusedError(name, f"there is no source {source!r}.", f"{where}, field source")
    try:
        return read_statement({**sources.get(source, {}), **entry})
    except StatementError as error:
        raise FileRefusedError(name, f"{error.reason}.", f"{where}, field {error.field}") from error


def _refuse_repeats(records, name):
    seen = {}
    for place, record in enumerate(records, start=1):
        if record["slug"] in seen:
            where = f"statement {place} ({record['slug']}), field slug"
            raise FileRefusedError(name, f"is that of statement {seen[record['slug']]} too.", where)
        seen[record["slug"]] = place
