"""Load the statements that the project ships, or those of another file."""

from pathlib import Path

from havering_safety.releases.commands import ImportCommand, read_small_file, whole_file
from incidents.importers.statement_storing import store_statements
from incidents.importers.statements import read_statements

SHIPPED = Path(__file__).resolve().parents[2] / "statements.toml"


class Command(ImportCommand):
    help = (
        "Load statements from a TOML file. Statements edited or withdrawn in the admin stay as they "
        "are; others that the file no longer has are withdrawn."
    )
    summary = "Statements"
    synthetic = None

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "path", metavar="PATH", nargs="?", default=SHIPPED, help="default: the file shipped"
        )

    def load(self, writer, options):
        path = Path(options["path"])
        content = read_small_file(path)
        records = read_statements(content, path.name)
        changes, left = store_statements(writer, records)
        writer.record_file(
            whole_file(
                path, content, source="statements", kind="statements",
                rows=len(records), changes=changes,
            )
        )  # fmt: skip
        for slug in left:
            self.stdout.write(f"{path.name}: {slug} was edited in the admin and stays as it is.")
