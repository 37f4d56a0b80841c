"""Pages of wards: all of them with a look-up by postcode, one of them, one that is no more."""

from datetime import date

from django.conf import settings
from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect

from havering_safety.api.parameters import suggest
from havering_safety.api.problems import Problem
from havering_safety.pages import json_ld
from havering_safety.pages.asking import ask
from havering_safety.pages.datasets import SHOWN, exists
from havering_safety.pages.embeds.oembed import discovery_of
from havering_safety.pages.grids import table_of
from havering_safety.pages.page import MissingPageError, Page, Suggestion
from havering_safety.pages.ward_map import WIDTH, drawing_of
from havering_safety.pages.wards.figures import crime_types_beside, data_sets_beside, trend_of
from havering_safety.pages.wording import brief, number
from incidents.views.statements import StatementListView
from wards.former import ENDED
from wards.gazetteer import gazetteer_of
from wards.views_lookup import PostcodeParameter, WardLookupView

POSTCODE = PostcodeParameter("A postcode, in any case, with or without the blank.", "RM1 3DQ")
FEEDS = (
    ("Atom feed", "atom"),
    ("JSON feed", "feed.json"),
    ("Every incident as CSV", "csv"),
    ("Points for a map (GeoJSON)", "geojson"),
)


class WardsPage(Page):
    """All wards in force, and which one a postcode lies in."""

    template = "pages/wards.html"
    section = "wards"

    @classmethod
    def get_own_parameters(cls):
        return {"postcode": POSTCODE, **super().get_own_parameters()}

    def get(self, request, **path):
        if not request.GET.get("postcode", "x").strip(" "):
            # The form was sent empty.
            return HttpResponseRedirect(request.path)
        return super().get(request, **path)

    def words(self, query, **path):
        words = self._wards(query.release)
        if query.get("postcode"):
            texts = {"postcode": query.get("postcode"), "release": query.release.number}
            words["found"] = ask(WardLookupView, "/api/v1/wards/lookup", texts)
        return words

    def _wards(self, release):
        shown, gazetteer = SHOWN["incidents"], gazetteer_of(release)
        words = {
            "wards": gazetteer.current,
            "oembed": discovery_of("/wards"),
            "former": sorted(gazetteer.former.values(), key=lambda ward: ward.name),
        }
        period = shown.latest_year(release)
        if period and gazetteer.current:
            texts = {"group_by": "ward", "measures": "count,rate_per_1000"}
            body = shown.ask({**texts, "date_from": period[0], "date_to": period[1]}, release)
            rows = table_of(shown, body, release, brief).rows
            slugs = [cell["ward"] for cell in body["results"]]
            words |= {
                "sentence": body["meta"]["description"],
                "rows": [(slug, *row) for slug, row in zip(slugs, rows, strict=True)],
            }
        return words

    def get_exception_handler(self):
        return self._answer_postcode

    def _answer_postcode(self, exception, context):
        """Return the page with the look-up's fault beside its field."""
        is_ours = isinstance(exception, Problem) and "postcode" in self.request.GET
        if not is_ours or exception.kind not in ("invalid-query", "not-found"):
            return self.answer_error(exception, context)
        release = self.get_release(None)
        words = {"fault": str(exception.detail), "typed": self.request.GET["postcode"][:20]}
        response = self.render(release, self._wards(release) | words, exception.status_code)
        response["Cache-Control"] = "no-store"
        return response


class WardPage(Page):
    """One ward: its figures beside the rest of the borough, or what became of a former one."""

    template = "pages/ward.html"
    section = "wards"

    def get(self, request, **path):
        ward = gazetteer_of(self.get_release(None)).find(path["ward"])
        if ward and ward.slug != path["ward"]:
            query = request.META.get("QUERY_STRING")
            address = f"/wards/{ward.slug}"
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        return super().get(request, **path)

    def words(self, query, **path):
        gazetteer = gazetteer_of(query.release)
        found, former = gazetteer.find(path["ward"]), gazetteer.find_former(path["ward"])
        if found:
            return self._current(found, gazetteer, query.release)
        if former:
            self.template = "pages/former_ward.html"
            successors = gazetteer.successors_of(former)
            shares = [
                one | {"percent": one["share"] and number(round(100 * one["share"], 1))}
                for one in successors
            ]
            ended = f"{date.fromisoformat(ENDED):%-d %B %Y}"
            return {"ward": former, "ended": ended, "successors": shares}
        raise MissingPageError(
            f"There is no ward {path['ward'][:80]!r} in {settings.AREA_NAME}.",
            suggestions_for(path["ward"], gazetteer),
        )

    def _current(self, ward, gazetteer, release):
        rows, warnings = data_sets_beside(ward, release)
        types, period = crime_types_beside(ward, release)
        texts = {"ward": ward.slug, "page_size": 1000, "release": release.number}
        statements = ask(StatementListView, "/api/v1/statements", texts)
        population = gazetteer.populations.get(ward.gss_code)
        return {
            "ward": ward,
            "json_ld": json_ld.of_ward(ward),
            "oembed": discovery_of(f"/wards/{ward.slug}"),
            "population": population,
            "residents": population and number(population.residents),
            "redrawn": ward.slug in gazetteer.redrawn_slugs,
            "drawing": drawing_of(release),
            "width": WIDTH,
            "rows": rows,
            "warnings": warnings,
            "types": types,
            "types_caption": f"Street-level incidents in {ward.name}, {period}, by crime type",
            "trend": trend_of(ward, release),
            "statements": statements["results"],
            "feeds": [
                (label, f"/api/v1/incidents.{suffix}?ward={ward.slug}")
                for label, suffix in FEEDS
                if exists(f"/api/v1/incidents.{suffix}")
            ],
        }


def suggestions_for(text, gazetteer):
    """Return Suggestions of wards, present and former, with a name near a text."""
    names = {}
    for ward in (*gazetteer.former.values(), *gazetteer.current):
        names |= {ward.slug: ward, ward.name: ward, ward.gss_code: ward}
    near = suggest(text, names)
    return [Suggestion(ward.name, f"/wards/{ward.slug}") for ward in near]
