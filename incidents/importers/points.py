"""The wards of published map points, looked up once a point. Pure.

Police data use a fixed set of anonymised points, so a month of 100,000 rows has
few that were not seen before; those are placed together.
"""

# More distinct points than Greater London has; beyond it memory would grow with the files.
KEPT = 200_000
# Places have more to keep, and are met again in the next month's file.
KEPT_PLACES = 50_000


class OutsideArea:
    """The point lies in no ward."""


class WithoutLocation:
    """Both coordinates are blank."""


class PointFault(Exception):
    """Coordinates that are no point on the earth: the column at fault, and why."""

    def __init__(self, column, detail):
        super().__init__(detail)
        self.column = column


class Points:
    """What is known of published map points, from one file to the next.

    `wards` maps (longitude, latitude) as published to a ward code or one of the classes above,
    `places` what readers join of the cells that name a place to the cells.
    """

    def __init__(self, placer):
        self._placer = placer
        self.places: dict[str, tuple[str, ...]] = {}
        self.wards: dict[tuple[str, str], object] = {("", ""): WithoutLocation}

    def learn(self, pairs):
        """Place the pairs not seen before; `wards` has all of them afterwards."""
        if len(self.wards) > KEPT:
            self.wards = {("", ""): WithoutLocation}
        if len(self.places) > KEPT_PLACES:
            self.places.clear()
        new = [pair for pair in pairs if pair not in self.wards]
        good, longitudes, latitudes = [], [], []
        for pair in new:
            try:
                longitude, latitude = read_point(*pair)
            except PointFault as fault:
                self.wards[pair] = fault
            else:
                good.append(pair)
                longitudes.append(longitude)
                latitudes.append(latitude)
        codes = self._placer.place(longitudes, latitudes) if good else []
        for pair, code in zip(good, codes, strict=True):
            self.wards[pair] = code or OutsideArea


def read_point(longitude, latitude):
    """Return longitude and latitude as numbers of degrees, or raise PointFault."""
    return _read_degrees("Longitude", longitude, 180), _read_degrees("Latitude", latitude, 90)


def _read_degrees(column, text, limit):
    try:
        degrees = float(text)
    except ValueError:
        raise PointFault(column, f"{text[:40]!r} is no number") from None
    if not -limit <= degrees <= limit:
        raise PointFault(column, f"{text[:40]} is no {column.lower()} in degrees (metres?)")
    return degrees
