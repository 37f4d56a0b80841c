"""The wards of one release, held in memory: by code, by slug, as look-up tables for rows.

Rows carry a ward's code; everything else about the ward comes from here. A
release never changes, so a gazetteer is read once a process.
"""

from functools import cached_property

import shapely
from django.conf import settings
from shapely.geometry import shape

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.memory import once_a_release
from wards.former import FORMER_WARDS
from wards.geometry import Placer
from wards.models import Population, Ward
from wards.slugs import slug_of_name

# A sliver along a redrawn border makes no successor.
LEAST_SHARE = 0.01


@once_a_release
def gazetteer_of(release):
    """Return the Gazetteer of a release."""
    return Gazetteer(release.number)


class Gazetteer:
    """All wards that stood in a release, with the population of the newest reference date."""

    def __init__(self, number):
        wards = Ward.objects.as_of(number).with_population(Population.objects.as_of(number))
        rows = list(wards.defer("boundary").order_by("slug", "gss_code"))
        self.number = number
        self.current = [ward for ward in rows if ward.status == Ward.CURRENT_WARD]
        self.by_code = {ward.gss_code: ward for ward in self.current}
        self.by_slug = {ward.slug: ward for ward in self.current}
        self.slugs = {ward.gss_code: ward.slug for ward in self.current}
        self.names = {ward.gss_code: ward.name for ward in self.current}
        self._former_loaded = {
            ward.gss_code: ward for ward in rows if ward.status == Ward.FORMER_WARD
        }
        # The newest population of each ward by code, whatever its reference date.
        self.populations = {
            ward.gss_code: _population_of(ward) for ward in rows if ward.population is not None
        }

    @cached_property
    def reference_date(self):
        """The newest date for which populations are loaded, None without any."""
        return max((population.date for population in self.populations.values()), default=None)

    @cached_property
    def residents(self):
        """Residents by ward code on the reference date."""
        return {
            code: population.residents
            for code, population in self.populations.items()
            if population.date == self.reference_date
        }

    @property
    def population_derived(self):
        """Whether populations of the reference date were estimated from smaller areas."""
        return any(
            population.derived
            for population in self.populations.values()
            if population.date == self.reference_date
        )

    def find(self, text):
        """Return the current ward with this slug or GSS code, or None."""
        return self.by_slug.get(text) or self.by_code.get(text.upper())

    def find_former(self, text):
        """Return the former ward (any object with gss_code, name, slug) with this code or vanished slug."""
        return self.former.get(text.upper()) or self._former_by_slug.get(text)

    @cached_property
    def former(self):
        """Former wards by code: those loaded, and those known by name whose successors are wards here."""
        known = {
            ward.gss_code: ward
            for ward in FORMER_WARDS
            if any(code in self.by_code for code in ward.successors)
        }
        return known | self._former_loaded

    @cached_property
    def _former_by_slug(self):
        return {slug_of_name(ward.name): ward for ward in self.former.values()}

    @cached_property
    def redrawn_slugs(self):
        """Slugs that name both a former and a current ward, of another shape."""
        return self._former_by_slug.keys() & self.by_slug.keys()

    def is_loaded(self, ward):
        return ward.gss_code in self._former_loaded

    def successors_of(self, ward):
        """Return the present wards that hold a former ward's land, largest share first.

        Each is a dictionary of gss_code, slug, name and share of the former
        ward's area; the share is None where its boundary is not loaded.
        """
        if self.is_loaded(ward):
            return self._measured_successors[ward.gss_code]
        return [
            _successor(self.by_code[code], None) for code in ward.successors if code in self.by_code
        ]

    @cached_property
    def boundaries(self):
        """Shapes of all wards, current and former, by code."""
        rows = Ward.objects.as_of(self.number).values_list("gss_code", "boundary")
        return {code: shape(boundary) for code, boundary in rows}

    @cached_property
    def placer(self):
        """Finds the current ward of a point."""
        return Placer([(code, self.boundaries[code]) for code in self.by_code])

    @cached_property
    def former_placer(self):
        """Finds the former ward of a point, among those whose boundaries are loaded."""
        return Placer([(code, self.boundaries[code]) for code in self._former_loaded])

    @cached_property
    def area(self):
        """The shape of the area served: all current wards together."""
        area = shapely.union_all([self.boundaries[code] for code in self.by_code])
        shapely.prepare(area)
        return area

    @cached_property
    def _measured_successors(self):
        return {code: self._measure(self.boundaries[code]) for code in self._former_loaded}

    def _measure(self, former):
        shares = [
            (shapely.intersection(former, self.boundaries[ward.gss_code]).area / former.area, ward)
            for ward in self.current
        ]
        shares.sort(key=lambda pair: (-pair[0], pair[1].gss_code))
        return [_successor(ward, round(share, 3)) for share, ward in shares if share >= LEAST_SHARE]


def refuse_empty_area(gazetteer):
    """Return a gazetteer that has wards in force; raise FileRefusedError for one without."""
    if not gazetteer.current:
        raise FileRefusedError(
            settings.AREA_NAME, "no ward boundaries are loaded; run import_ward_boundaries first."
        )
    return gazetteer


def _population_of(ward):
    return Population(
        gss_code=ward.gss_code, date=ward.population_date,
        derived=ward.population_derived, residents=ward.population,
    )  # fmt: skip


def _successor(ward, share):
    return {"gss_code": ward.gss_code, "slug": ward.slug, "name": ward.name, "share": share}
