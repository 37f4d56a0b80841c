"""Build the bulk files of a release beside those served, and put them in their place."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from havering_safety.bulk import manifest as manifests
from havering_safety.bulk.contents import Contents
from havering_safety.bulk.csv_zip import write_csv_zip
from havering_safety.bulk.parquet_files import is_available, write_parquet
from havering_safety.bulk.shelf import Shelf
from havering_safety.bulk.sqlite_file import BrokenReferenceError, write_sqlite
from havering_safety.releases.models import Release

UNTOUCHED = "Nothing was changed: what was served before is served still."


class BuildError(Exception):
    """The files could not be made. The message says why."""


@dataclass(frozen=True)
class Builder:
    """Builds on a shelf, from recipes. `advance(name, rows)` is told of the rows written to a file."""

    shelf: Shelf
    recipes: tuple
    parquet: bool
    advance: Callable[[str, int], None] = lambda name, rows: None

    def build(self, release):
        """Make the files of a release what is served; return their manifest. Raises BuildError."""
        try:
            with self.shelf.part() as folder:
                manifest = self._write(folder, contents_of(release, self.recipes))
                if Release.objects.get(pk=release.pk).redactions != manifest["redaction"]:
                    raise BuildError(f"Rows were redacted meanwhile. {UNTOUCHED} Build again.")
                self.shelf.publish(folder, release.number)
        except OSError as error:
            raise BuildError(
                f"{error.filename or self.shelf.root}: {error.strerror or error}. {UNTOUCHED}"
            ) from error
        except (sqlite3.Error, BrokenReferenceError) as error:
            raise BuildError(
                f"The SQLite file cannot be written: {str(error).rstrip('.')}. {UNTOUCHED}"
            ) from error
        return manifest

    def _write(self, folder, contents):
        stem, files = contents.stem, {}
        total = sum(table.rows for table in contents.tables)

        def advance(name):
            return lambda rows: self.advance(name, rows)

        name = f"{stem}.sqlite"
        write_sqlite(folder / name, contents, advance(name))
        files[name] = total
        name = f"{stem}-csv.zip"
        write_csv_zip(folder / name, contents, advance(name))
        files[name] = total
        for table in contents.tables if self.parquet else ():
            name = f"{stem}-{table.name}.parquet"
            write_parquet(folder / name, table, contents, advance(name))
            files[name] = table.rows
        manifest = manifests.make_manifest(contents, folder, files)
        manifests.write_manifest(folder, manifest)
        return manifest


def contents_of(release, recipes):
    """Return the Contents of a release: optional tables only where they have rows."""
    tables = [recipe.of(release) for recipe in recipes]
    return Contents(release, [table for table in tables if table.rows or not table.recipe.optional])


def outdated(shelf, release_of):
    """Return (releases whose files must be built anew, numbers whose files must go).

    Files of before a redaction hold what nobody may get any more; files of a release that the
    database does not have, or not as it was, are of another history. `release_of` returns a Release
    by its number, or None.
    """
    anew, gone = [], []
    for number in shelf.releases():
        release = release_of(number)
        try:
            current = release and manifests.is_of(
                manifests.read_manifest(shelf.folder_of(number)), release
            )
        except (OSError, ValueError, KeyError):
            current = False
        if not release:
            gone.append(number)
        elif not current:
            anew.append(release)
    return anew, gone


def parquet_wanted(choice):
    """Return whether to write Parquet: as chosen, or where pyarrow is installed. Raises BuildError."""
    if choice and not is_available():
        raise BuildError(
            "Parquet needs pyarrow, which is not installed: pip install -r requirements-bulk.txt"
        )
    return is_available() if choice is None else choice
