"""Ask for changes, and say shortly what was answered."""


def changes_address(number, ending="", **query):
    text = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/api/v1/releases/{number}/changes{ending}?{text}"


def changes(client, number, **query):
    """Return the body of an answer that was given."""
    response = client.get(changes_address(number, **query))
    assert response.status_code == 200, response.content
    return response.json()


def told(body):
    """Return (change, number in the Crime ID or id, changed fields) of each row."""
    return [(row["change"], _serial(row), *row["changed_fields"]) for row in body["results"]]


def _serial(row):
    crime_id = (row["after"] or row["before"]).get("crime_id")
    return int(crime_id, 16) if crime_id else row["id"]


def row_of(client, crime_id, release):
    """Return the row of the incident with this number in its Crime ID, as a release has it."""
    rows = client.get(f"/api/v1/incidents?release={release}&page_size=1000").json()["results"]
    (row,) = [row for row in rows if row["crime_id"] == f"{crime_id:064x}"]
    return row


def row_of_the_nameless(client):
    """Return the row of the incident that release 3 has without a Crime ID."""
    rows = client.get("/api/v1/incidents?release=3").json()["results"]
    (row,) = [row for row in rows if row["crime_id"] is None]
    return row
