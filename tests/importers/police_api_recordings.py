"""Small recordings, made by hand, and short ways to read them."""

import json
import zipfile

from incidents.importers.police_api import read_recording


def make_crime(number=1, **changes):
    """Return one element of an answer, as the API words it."""
    return {
        "category": "violent-crime",
        "location_type": "Force",
        "location": {
            "latitude": "51.576130",
            "street": {"id": 977053, "name": "On or near Parking Area"},
            "longitude": "0.183500",
        },
        "context": "",
        "outcome_status": {"category": "Under investigation", "date": "2016-03"},
        "persistent_id": "ab" * 32,
        "id": number,
        "location_subtype": "",
        "month": "2016-01",
    } | changes


def make_recording(folder, answers):
    """Write `answers`, JSON values or bytes by `month/part`, as a recording."""
    for name, answer in answers.items():
        path = folder / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(answer if isinstance(answer, bytes) else json.dumps(answer).encode())
    return folder


def make_zip(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def make_manifest(*polygons, state="complete"):
    return {"state": state, "newest_month": "2016-04", "polygons": dict.fromkeys(polygons, "0")}


def read_only_answer(path):
    with read_recording(path) as [month]:
        (answer,) = month.answers()
    return answer


def complete_months(path):
    with read_recording(path) as months:
        return {month.month: month.complete for month in months}
