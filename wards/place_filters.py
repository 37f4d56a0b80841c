"""Filters by place: a box, and a circle around a point, on rows with `longitude` and `latitude`.

A circle takes three parameters that mean nothing apart: `lat` and `lon` say where, and
`radius_m` holds the clause. All sides and the rim belong to the place. Plain comparisons and
products of doubles, so that every database returns the same rows.
"""

import re
from dataclasses import dataclass
from functools import cached_property

import shapely
from django.db.models import F, FloatField, Q, Value
from django.db.models.lookups import LessThanOrEqual

from havering_safety.api.filters import QueryFilter
from havering_safety.api.parameters import ValueFault, plain_text
from havering_safety.api.values import IntegerParameter, read_number
from wards.geometry import kilometres_per_degree

MOST_METRES = 5_000
_FRACTION = r"(\.[0-9]{1,15})?"
_LONGITUDE = rf"-?(180(\.0{{1,15}})?|(1[0-7][0-9]|[1-9]?[0-9]){_FRACTION})"
_LATITUDE = rf"-?(90(\.0{{1,15}})?|[1-8]?[0-9]{_FRACTION})"
BOX = re.compile(f"{_LONGITUDE},{_LATITUDE},{_LONGITUDE},{_LATITUDE}")
SIDES = (("min lon", 180), ("min lat", 90), ("max lon", 180), ("max lat", 90))
FOUR_NUMBERS = "Give four numbers: min lon, min lat, max lon, max lat, in degrees."
# The filters that hold a place; `lat` and `lon` are parts of one.
PLACES = ("bbox", "radius_m")


@dataclass(frozen=True)
class Box:
    """Degrees, all sides included."""

    west: float
    south: float
    east: float
    north: float

    def clause(self):
        return Q(
            longitude__gte=self.west,
            longitude__lte=self.east,
            latitude__gte=self.south,
            latitude__lte=self.north,
        )

    @property
    def sides(self):
        return [self.west, self.south, self.east, self.north]

    @property
    def shape(self):
        return shapely.box(*self.sides)

    def __str__(self):
        west, south, east, north = map(plain_text, self.sides)
        return f"in the box from {west}, {south} to {east}, {north}"


@dataclass(frozen=True)
class Circle:
    """A point in degrees and metres around it, the rim included.

    The distance is the root of (kx dlon)² + (ky dlat)², with kx and ky the metres of a degree of
    longitude and of latitude at the centre, on the WGS84 ellipsoid. At 5 km it is less than
    1.2 metres off the geodesic at the latitude of London, and less than 2 anywhere in Britain.
    """

    latitude: float
    longitude: float
    metres: int

    @cached_property
    def scale(self):
        """Metres of a degree of longitude and of latitude at the centre."""
        east, north = kilometres_per_degree(self.latitude)
        return east * 1_000, north * 1_000

    def clause(self):
        """Return the box around the circle, which an index can serve, and the distance."""
        east, north = self.scale
        return self.box.clause() & Q(
            LessThanOrEqual(
                _square("longitude", self.longitude, east)
                + _square("latitude", self.latitude, north),
                Value(float(self.metres**2), output_field=FloatField()),
            )
        )

    @property
    def box(self):
        """The Box that holds the circle."""
        # A little wider, so that no rounding cuts the rim.
        east, north = (self.metres / degree * 1.000001 for degree in self.scale)
        return Box(
            self.longitude - east, self.latitude - north,
            self.longitude + east, self.latitude + north,
        )  # fmt: skip

    @property
    def shape(self):
        east, north = (self.metres / degree for degree in self.scale)
        round_origin = shapely.Point(0, 0).buffer(1)
        return shapely.transform(
            round_origin, lambda points: points * [east, north] + [self.longitude, self.latitude]
        )

    def __str__(self):
        return (
            f"within {self.metres:,} metres of latitude {plain_text(self.latitude)}, "
            f"longitude {plain_text(self.longitude)}"
        )


def _square(column, centre, degree):
    """Return the square of a column's distance from the centre in metres."""
    away = (F(column) - Value(centre, output_field=FloatField())) * Value(
        degree, output_field=FloatField()
    )
    return away * away


class BoxFilter(QueryFilter):
    """A box: min lon, min lat, max lon, max lat."""

    def read(self, text, release):
        texts = text.split(",")
        if len(texts) != len(SIDES):
            raise ValueFault("invalid", FOUR_NUMBERS)
        box = Box(*map(_read_side, texts, SIDES))
        if not BOX.fullmatch(text):
            raise ValueFault("invalid", f"{FOUR_NUMBERS} At most 15 decimals, no exponents.")
        if box.west > box.east or box.south > box.north:
            raise ValueFault(
                "combination", "Each min is at most its max: min lon, min lat, max lon, max lat."
            )
        return box

    def clause(self, value):
        return value.clause()

    def echo(self, value):
        return value.sides

    def schema(self):
        return {"type": "string", "pattern": f"^{BOX.pattern}$"}


def _read_side(text, named):
    side, most = named
    try:
        return read_number(text, -most, most)
    except ValueFault as fault:
        raise ValueFault(fault.code, f"{side}: {fault.detail}") from None


class DegreesFilter(QueryFilter):
    """Where a circle has its centre: degrees north or east. `radius_m` holds the clause."""

    def __init__(self, column, most, help_text, example, *, together):
        super().__init__(column, help_text, example)
        self.most, self.together = most, together

    def read(self, text, release):
        return read_number(text, -self.most, self.most)

    def narrowed(self, queryset, bound):
        return queryset

    def schema(self):
        return {"type": "number", "minimum": -self.most, "maximum": self.most}


class RadiusFilter(QueryFilter):
    """Whole metres around `lat` and `lon`; with them, a Circle."""

    together = ("lat", "lon")

    def __init__(self, help_text, example):
        super().__init__("radius_m", help_text, example)
        self._metres = IntegerParameter(help_text, example, least=1, most=MOST_METRES)

    def read(self, text, release):
        return self._metres.read(text, release)

    def joined(self, value, given):
        return Circle(given["lat"], given["lon"], value)

    def clause(self, value):
        return value.clause()

    def echo(self, value):
        return value.metres

    def schema(self):
        return self._metres.schema()


def latitude_filter(help_text, together):
    """Return the parameter `lat`."""
    return DegreesFilter("latitude", 90, help_text, 51.5762, together=together)


def longitude_filter(help_text, together):
    """Return the parameter `lon`."""
    return DegreesFilter("longitude", 180, help_text, 0.1832, together=together)


def place_filters():
    """Return the filters `bbox`, `lat`, `lon` and `radius_m`, for a FilterSet to declare."""
    return (
        BoxFilter(
            "bbox",
            "A box in degrees, WGS84: min lon, min lat, max lon, max lat; its sides belong to it. "
            "With a circle too, both must hold the map point.",
            "0.17,51.57,0.19,51.585",
        ),
        latitude_filter(
            "Latitude of the centre of a circle, WGS84; with `lon` and `radius_m`.",
            ("lon", "radius_m"),
        ),
        longitude_filter(
            "Longitude of the centre of a circle, WGS84; with `lat` and `radius_m`.",
            ("lat", "radius_m"),
        ),
        RadiusFilter(
            f"Metres around `lat` and `lon`, at most {MOST_METRES:,}. Map points are anonymised, "
            "often tens of metres from where something happened.",
            500,
        ),
    )


def places_asked(query):
    """Return the Boxes and Circles that a query asks for."""
    return [query.given[name] for name in PLACES if name in query.given]
