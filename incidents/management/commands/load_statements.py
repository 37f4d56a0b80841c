"""Load the statements that the project ships, or those of another file."""

from pathlib import Path

from havering_safety.releases.commands import ImportCommand
from incidents.importers.statement_storing import SHIPPED_STATEMENTS, load_statements


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
            "path",
            metavar="PATH",
            nargs="?",
            default=SHIPPED_STATEMENTS,
            help="default: the file shipped",
        )

    def load(self, writer, options):
        path = Path(options["path"])
        for slug in load_statements(writer, path):
            self.stdout.write(f"{path.name}: {slug} was edited in the admin and stays as it is.")
