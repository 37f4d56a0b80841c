"""Ask the police API about the wards in force, and keep its answers in a folder."""

import hashlib
from pathlib import Path

from django.conf import settings
from shapely import get_parts

from havering_safety.releases.models import Release
from incidents.importers.loading import area_placer
from incidents.importers.police_api_client import PoliceApiError
from incidents.importers.police_api_layout import RecordingRefusedError
from incidents.importers.police_api_polygons import PolygonRefusedError
from incidents.importers.police_api_recorder import MonthNotPublishedError, OtherPolygonsError
from wards.gazetteer import Gazetteer

# All that recording raises: the API does not answer, or the folder does not fit the wards.
RECORDING_FAULTS = (
    PoliceApiError,
    PolygonRefusedError,
    RecordingRefusedError,
    MonthNotPublishedError,
    OtherPolygonsError,
    OSError,
)


def wards_to_ask():
    """Return the code and the outer rings, as (latitude, longitude), of each ward in force.

    Raises FileRefusedError where no boundaries are loaded.
    """
    newest = Release.objects.newest()
    gazetteer = Gazetteer(newest.number if newest else 0)
    area_placer(gazetteer)
    return [(code, _rings_of(gazetteer.boundaries[code])) for code in sorted(gazetteer.by_code)]


def _rings_of(boundary):
    return [[(lat, lon) for lon, lat in part.exterior.coords] for part in get_parts(boundary)]


def default_folder(wards):
    """Return the folder for answers about these wards: other boundaries need another."""
    digest = hashlib.sha256(repr(wards).encode()).hexdigest()
    return Path(settings.BASE_DIR, "var", "police-api", digest[:12])
