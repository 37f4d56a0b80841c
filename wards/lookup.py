"""Find the ward of a place: of a postcode, or of a point.

A postcode's ward is the one that Ordnance Survey gives it, where that is a ward here: its borders
are exact. All else, and every row of police data, is placed by its point in the boundaries loaded,
which are simplified. Where the two disagree, the postcode stands on a border, and it is said.
"""

from dataclasses import dataclass

from havering_safety.api.parameters import plain_text
from wards.models import Postcode, Ward
from wards.postcodes import BEST_QUALITY, QUALITIES

METRES = "converted from the National Grid, right to within a few metres"
SIMPLIFIED = "Ward boundaries are simplified: within some metres of a border a point can fall on the wrong side."


@dataclass(frozen=True)
class Place:
    """A point, the ward that holds it (None outside the area), and the postcode it stands for."""

    latitude: float
    longitude: float
    ward_by_point: Ward | None
    former_ward: Ward | None
    postcode: Postcode | None = None
    ward_published: Ward | None = None

    @property
    def ward(self):
        return self.ward_published or self.ward_by_point

    @property
    def words(self):
        """The place in words, for a sentence."""
        if self.postcode:
            return f"postcode {self.postcode.postcode}"
        return f"latitude {plain_text(self.latitude)}, longitude {plain_text(self.longitude)}"

    @property
    def is_on_border(self):
        """Whether the publisher of a postcode and the boundaries loaded disagree about its ward."""
        given = self.postcode and self.postcode.ward_code
        by_point = self.ward_by_point and self.ward_by_point.gss_code
        return bool(given and given != by_point)

    @property
    def accuracy(self):
        """How well the point stands for the place, in a sentence or two."""
        if self.postcode is None:
            return f"The point as given. {SIMPLIFIED}"
        quality = QUALITIES[self.postcode.quality]
        return f"The postcode's point: {quality}; {METRES}. {SIMPLIFIED}"


def place_of_point(gazetteer, latitude, longitude):
    """Return the Place of a point in degrees."""
    (code,) = gazetteer.placer.place([longitude], [latitude])
    (former,) = gazetteer.former_placer.place([longitude], [latitude])
    return Place(latitude, longitude, gazetteer.by_code.get(code), gazetteer.former.get(former))


def place_of_postcode(gazetteer, postcode):
    """Return the Place of a normal postcode, or None where it is not held."""
    held = Postcode.objects.as_of(gazetteer.number).filter(postcode=postcode).first()
    if held is None:
        return None
    place = place_of_point(gazetteer, held.latitude, held.longitude)
    return Place(
        held.latitude,
        held.longitude,
        place.ward_by_point,
        place.former_ward,
        held,
        gazetteer.by_code.get(held.ward_code),
    )


def absence_of(release, postcode):
    """Return a sentence for a postcode that a release does not hold."""
    rows = Postcode.objects.filter(first_release__lte=release.number)
    if not rows.filter(last_release__gte=release.number).exists():
        return "No postcodes are loaded here; ask by lat and lon."
    last = rows.filter(postcode=postcode).order_by("-last_release").first()
    if last:
        return (
            f"{postcode} is no longer held: terminated, or withdrawn by its publisher. "
            f"Release {last.last_release} was the last that held it."
        )
    return f"{postcode} is not held: it is unknown, terminated, or outside the area served."


def warnings_about(place):
    """Return a list of {code, detail}: a point of less than the best quality, a postcode on a border."""
    warnings = []
    if place.postcode and place.postcode.quality != BEST_QUALITY:
        words = QUALITIES[place.postcode.quality]
        warnings.append(
            {"code": "approximate-position", "detail": f"The postcode's point is {words}."}
        )
    if place.is_on_border:
        published = place.ward_published.name if place.ward_published else "no ward here"
        found = place.ward_by_point.name if place.ward_by_point else "no ward here"
        warnings.append(
            {
                "code": "on-a-border",
                "detail": f"Ordnance Survey puts the postcode in {place.postcode.ward_code} "
                f"({published}); by the boundaries loaded its point lies in {found}, and so do "
                "rows of police data at that point.",
            }
        )
    return warnings
