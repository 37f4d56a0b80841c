"""Ask the API, and say shortly what it answered."""

INCIDENTS = "/api/v1/incidents"


def serials(response):
    """Return which incidents a list or export holds, by the number in their Crime ID; 0 has none."""
    assert response.status_code == 200, response.content
    if response.streaming:
        _, *lines = response.getvalue().decode().splitlines()
        return [int(line.split(",")[1] or "0", 16) for line in lines]
    return [int(row["crime_id"] or "0", 16) for row in response.json()["results"]]


def count_of(client, query=""):
    """Return how many incidents fit a query."""
    response = client.get(f"{INCIDENTS}?{query}")
    assert response.status_code == 200, response.content
    return response.json()["count"]
