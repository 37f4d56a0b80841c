"""The ward of a place."""

from django.conf import settings

from havering_safety.api.parameters import Parameter, ValueFault
from havering_safety.api.problems import Fault, Problem
from havering_safety.releases.views import ReleasedView
from wards.gazetteer import gazetteer_of
from wards.lookup import absence_of, place_of_point, place_of_postcode, warnings_about
from wards.place_filters import latitude_filter, longitude_filter
from wards.postcodes import WRITTEN, normal_postcode
from wards.serializers_lookup import WardLookupSerializer
from wards.views import ward_row

# What Code-Point Open asks for beside its Crown copyright.
ROYAL_MAIL = "Contains Royal Mail data © Royal Mail copyright and database right 2025."
ONE_WAY = "Give either postcode, or lat and lon."


class PostcodeParameter(Parameter):
    """A postcode, in any case, with or without blanks."""

    def read(self, text, release):
        postcode = normal_postcode(text)
        if postcode is None:
            raise ValueFault("invalid", f"{text!r} is no postcode; write it like RM1 1AA.")
        return postcode

    def schema(self):
        return {"type": "string", "pattern": WRITTEN}


class WardLookupView(ReleasedView):
    """The ward of a postcode or of a point: give one of the two. A postcode's ward is the one that
    Ordnance Survey gives it; `ward_by_point` and a warning say where its point lies in another.
    What lies outside the area, or is unknown, is a 404 that says so."""

    operation_id = "lookupWard"
    tag = "Wards"
    summary = "The ward of a place"
    serializer_class = WardLookupSerializer
    example_queries = ({"postcode": "RM1 3DQ"}, {"lat": "51.5776", "lon": "0.1783"})

    @classmethod
    def get_own_parameters(cls):
        return {
            "postcode": PostcodeParameter(
                "A postcode, in any case, with or without the blank.", "RM1 3DQ"
            ),
            "lat": latitude_filter("Latitude of a point, WGS84; with `lon`.", ("lon",)),
            "lon": longitude_filter("Longitude of a point, WGS84; with `lat`.", ("lat",)),
            **super().get_own_parameters(),
        }

    @classmethod
    def get_example_beside(cls, name):
        beside = {} if name in ("postcode", "lat", "lon") else {"postcode": "RM1 3DQ"}
        return beside | super().get_example_beside(name)

    def find_faults(self, query):
        yield from super().find_faults(query)
        given = self.request.GET
        if ("postcode" in given) == ("lat" in given or "lon" in given):
            yield Fault("postcode", given.get("postcode"), "combination", ONE_WAY)

    def answer(self, query):
        gazetteer = gazetteer_of(query.release)
        self.place = self._find(query, gazetteer)
        if self.place.ward is None:
            raise Problem("not-found", f"No ward of {settings.AREA_NAME} holds {self.place.words}.")
        return self.json({**self._found(gazetteer), "meta": self.get_meta(query)})

    def _find(self, query, gazetteer):
        postcode = query.get("postcode")
        if not postcode:
            return place_of_point(gazetteer, query.get("lat"), query.get("lon"))
        place = place_of_postcode(gazetteer, postcode)
        if place is None:
            raise Problem("not-found", absence_of(query.release, postcode))
        return place

    def _found(self, gazetteer):
        place = self.place
        postcode, ward, by_point, former = (
            place.postcode, place.ward, place.ward_by_point, place.former_ward,
        )  # fmt: skip
        return {
            "found_by": "postcode" if postcode else "point",
            "postcode": postcode and postcode.postcode,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "positional_quality": postcode and postcode.quality,
            "positional_accuracy": place.accuracy,
            "ward": ward_row(ward, gazetteer.populations.get(ward.gss_code)),
            "ward_by_point": by_point and by_point.slug,
            "former_ward": former
            and {"gss_code": former.gss_code, "slug": former.slug, "name": former.name},
        }

    def describe(self, query):
        return f"The ward of {self.place.words}: {self.place.ward.name}"

    def get_meta(self, query):
        meta = super().get_meta(query)
        if not self.place.postcode:
            return meta
        attribution = f"{meta['licence']['attribution']} {ROYAL_MAIL}"
        return meta | {"licence": meta["licence"] | {"attribution": attribution}}

    def get_warnings(self, query):
        return warnings_about(self.place)
