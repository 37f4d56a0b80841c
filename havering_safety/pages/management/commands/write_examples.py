"""Record what the demo data answer to the examples of the document."""

import io
import json
from datetime import UTC, datetime

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client

from havering_safety.api.examples import write_recorded
from havering_safety.api.schema_document import VERSIONS, document
from havering_safety.releases.models import Release

# The day a demo is loaded would be in every answer.
LOADED = datetime(2025, 1, 1, tzinfo=UTC)


def ask_examples(client):
    """Return {address: (status, answer)} for every example of the document, from demo data."""
    Release.objects.update(created_at=LOADED)
    made = document(VERSIONS[0])
    addresses = [
        address for item in made["paths"].values() for address in item["get"]["x-example-requests"]
    ]
    addresses += made["x-example-problems"].values()
    return {address: _ask(client, address) for address in addresses}


def _ask(client, address):
    response = client.get(address)
    content = b"".join(response) if response.streaming else response.content
    media_type = response["Content-Type"].partition(";")[0]
    if media_type == "application/json" or media_type.endswith("+json"):
        return response.status_code, json.loads(content)
    if media_type == "application/x-ndjson":
        # The schema is that of a line.
        return response.status_code, json.loads(content.partition(b"\n")[0] or "{}")
    if media_type.startswith("text/"):
        return response.status_code, content.decode()
    # What is no text has no place in the document.
    return response.status_code, None


class Command(BaseCommand):
    help = "Load the demo into a database of its own and record its answers for the document."

    def handle(self, *args, **options):
        database = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            call_command("load_demo", stdout=io.StringIO())
            asked = ask_examples(Client())
        finally:
            connection.creation.destroy_test_db(database, verbosity=0)
        refused = {*document(VERSIONS[0])["x-example-problems"].values()}
        answers = {
            address: answer
            for address, (status, answer) in asked.items()
            if answer is not None and (status == 200 or address in refused)
        }
        write_recorded(answers)
        self.stdout.write(f"Recorded {len(answers)} answers.")
