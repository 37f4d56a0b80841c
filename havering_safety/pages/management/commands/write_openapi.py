"""Renew the committed OpenAPI document."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from havering_safety.api.schema_document import VERSIONS, rendered


class Command(BaseCommand):
    help = "Write docs/openapi.yaml, the contract that a test compares with the views."

    def add_arguments(self, parser):
        parser.add_argument(
            "--both", type=Path, metavar="FOLDER", help="write both versions into a folder instead"
        )

    def handle(self, *args, **options):
        if options["both"]:
            paths = {version: options["both"] / f"openapi-{version}.yaml" for version in VERSIONS}
        else:
            paths = {VERSIONS[0]: settings.BASE_DIR / "docs" / "openapi.yaml"}
        for version, path in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(rendered(version, "yaml"))
            self.stdout.write(f"Wrote {path.name}.")
