"""Renew the committed OpenAPI document."""

from django.conf import settings
from django.core.management.base import BaseCommand

from havering_safety.api.schema_document import VERSIONS, rendered


class Command(BaseCommand):
    help = "Write docs/openapi.yaml, the contract that a test compares with the views."

    def handle(self, *args, **options):
        path = settings.BASE_DIR / "docs" / "openapi.yaml"
        path.write_bytes(rendered(VERSIONS[0], "yaml"))
        self.stdout.write(f"Wrote {path.name}.")
