"""Where the data are about: the area by name and code, and the box around its wards."""

from itertools import chain

from django.conf import settings

from havering_safety.releases.memory import once_a_release
from wards.models import Ward

STATISTICAL_GEOGRAPHY = "http://statistics.data.gov.uk/id/statistical-geography/"


@once_a_release
def box_of(release):
    """Return min longitude, min latitude, max longitude, max latitude of the wards, None without wards."""
    boundaries = Ward.objects.as_of(release.number).in_force().values_list("boundary", flat=True)
    points = list(chain.from_iterable(_points(boundary) for boundary in boundaries))
    if not points:
        return None
    longitudes, latitudes = zip(*points, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _points(boundary):
    polygons = boundary["coordinates"]
    if boundary["type"] == "Polygon":
        polygons = [polygons]
    return [point[:2] for polygon in polygons for ring in polygon for point in ring]


def boroughs():
    """Return {address in the register of statistical geography: name} of the area's boroughs."""
    return {f"{STATISTICAL_GEOGRAPHY}{code}": name for code, name in settings.AREA_BOROUGHS.items()}
