"""A police API that replays crimes of West and East, and counts what it was asked."""

from tests.importers.api_crimes import EAST, make_located
from tests.importers.police_api_wards import longitudes
from tests.ward_files import EAST_WARD, WEST_WARD

# The two wards meet here.
BORDER = 0.1


def ward_of(poly):
    """Return the code of the ward whose polygon, or half of it, was asked for."""
    return EAST_WARD if min(longitudes(poly)) >= BORDER else WEST_WARD


def height(poly):
    """Return how many degrees a polygon stretches from south to north."""
    latitudes = [float(pair.split(",")[0]) for pair in poly.split(":")]
    return max(latitudes) - min(latitudes)


def replay(month, poly):
    """Answer West with two crimes and East with one of its own and one of West's, at its border."""
    west = [make_located(number, month=month) for number in (1, 2)]
    east = make_located(3, EAST, month=month)
    return west if ward_of(poly) == WEST_WARD else [west[1], east]
