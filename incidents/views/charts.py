"""Views of charts: the statistics of the same query string, drawn."""

import logging
from dataclasses import replace

import orjson
from django.http import HttpResponse

from havering_safety.api.answers import answers
from havering_safety.api.links import absolute
from havering_safety.api.problems import Fault, Problem
from havering_safety.api.renderers import JSONRenderer, PNGRenderer, SVGRenderer
from havering_safety.api.values import ChoiceParameter, IntegerParameter
from havering_safety.api.views import JSON
from incidents.charts import drawing
from incidents.charts.chart import Chart
from incidents.charts.forms import CHOICES, MAP, find_undrawable, find_unfit
from incidents.charts.spec import spec_of
from incidents.serializers_charts import VegaLiteSerializer
from incidents.views import statistics
from incidents.views.statistics import StatsJsonView

log = logging.getLogger(__name__)

FORM = ChoiceParameter(
    "The form: `line` needs a group over time, `map` needs group_by=ward. Left out, what is over "
    "time is a line, wards and categories are bars, and no group at all is one figure in large "
    "type. Of two groups the first gives the panels. Each measure has a chart of its own.",
    MAP,
    choices=CHOICES,
    component="ChartForm",
)
WIDTH = IntegerParameter(
    "Pixels across; the layout follows.", 640, least=280, most=1600, default=640
)
OWN = {"chart": FORM, "width": WIDTH}


class ChartView(StatsJsonView):
    """What every view of a chart shares."""

    tag = "Charts"
    is_costly = True

    @classmethod
    def get_own_parameters(cls):
        return {**super().get_own_parameters(), **OWN}

    @classmethod
    def get_example_queries(cls):
        return super().get_example_queries()[:1]

    @classmethod
    def get_example_beside(cls, name):
        needed = {"group_by": "ward"} if name == "chart" else {}
        return needed | super().get_example_beside(name)

    def find_faults(self, query):
        faults = [*super().find_faults(query)]
        chart, groups = query.get("chart"), query.get("group_by") or []
        unread = {
            name for name in query.parameters if name in self.request.GET
        } - query.given.keys()
        found = (
            # Only where all else is understood have the groups their sizes.
            find_unfit(groups, chart)
            if faults or unread
            else find_undrawable(self.question(query), chart)
        )
        return faults + [Fault(name, value, "combination", told) for name, value, told in found]

    def get_path(self):
        # The figures behind a chart are the JSON of the same query.
        return self.request.path.partition(".")[0]

    def get_links(self, query):
        plain = _without_own(query)
        return {
            **super().get_links(query),
            "describedby": absolute(self.get_path(), plain.canonical()),
        }

    def respond(self, query, path):
        """Return the chart that is kept, or one drawn now: few at once, the others are told to come back.

        Who would wait for another's drawing of the same chart holds a thread as well, and is counted.
        """
        kept = answers.find(self.validators.key) if self.keeps else None
        if kept:
            return kept
        try:
            # Before the rows are counted: who is refused has cost nothing.
            with drawing.slot():
                return super().respond(query, path)
        except drawing.BusyError:
            raise Problem(
                "too-many-requests", "Other charts are being drawn; ask again.", retry_after=1
            ) from None

    def answer(self, query):
        return HttpResponse(self._drawn(query), content_type=self.renderer_classes[0].media_type)

    def _drawn(self, query):
        try:
            return self.draw(self.spec(query), query)
        except drawing.SlowError:
            raise Problem(
                "too-many-requests",
                "The chart took too long to draw: ask again later, or for fewer values.",
                retry_after=10,
            ) from None
        except drawing.LostError as error:
            log.error("no chart can be drawn", exc_info=error)
            raise Problem(
                "unavailable", "No chart can be drawn at the moment.", retry_after=10
            ) from None

    def spec(self, query):
        """Return the Vega-Lite document of a query."""
        plain = _without_own(query)
        # As the JSON has them: dates are texts.
        answer = orjson.loads(JSON.render(self.body(plain)))
        chart = Chart(self.question(plain), answer, query.get("chart"), query.get("width"))
        return spec_of(chart)

    def draw(self, spec, query):
        """Return the bytes of a chart."""
        png = self.renderer_classes[0] is PNGRenderer
        title = spec["usermeta"]["meta"]["description"]
        return drawing.draw(spec, title=title, width=query.get("width"), png=png)


class SvgView(ChartView):
    """The statistics as a picture that scales: text stays text, with a title and a description
    for those who do not see it. What is not held is a gap and a cross, never a zero."""

    renderer_classes = [SVGRenderer]

    @classmethod
    def get_response(cls):
        return {"type": "string", "description": "An SVG document without script or links."}


class PngView(ChartView):
    """The same picture in pixels, as wide as asked."""

    renderer_classes = [PNGRenderer]

    @classmethod
    def get_response(cls):
        return {"type": "string", "format": "binary", "description": "A PNG image."}


class VegaLiteView(ChartView):
    """The Vega-Lite document that the pictures are drawn from. `datasets.cells` are the results of
    the JSON answer; `usermeta` says of them what the JSON answer says."""

    renderer_classes = [JSONRenderer]

    @classmethod
    def get_response(cls):
        return VegaLiteSerializer

    def draw(self, spec, query):
        return JSON.render(spec)


SUFFIXES = {"svg": (SvgView, "Svg"), "png": (PngView, "Png"), "vl.json": (VegaLiteView, "VegaLite")}
STATISTICS = (
    statistics.IncidentStatsView,
    statistics.StopSearchStatsView,
    statistics.ArrestStatsView,
    statistics.WeaponRecoveryStatsView,
    statistics.RecordedCrimeStatsView,
)


def chart_views():
    """Yield (path below /stats/, view class): each data set in each of the three formats."""
    for stats in STATISTICS:
        for suffix, (base, word) in SUFFIXES.items():
            members = {
                "__doc__": base.__doc__,
                "__module__": __name__,
                "operation_id": f"{stats.operation_id}{word}",
                "summary": f"Chart: {stats.summary[0].lower()}{stats.summary[1:]}",
                "dataset": stats.dataset,
                "filterset_class": stats.filterset_class,
            }
            name = stats.__name__.replace("View", f"{word}View")
            yield f"{stats.dataset.name}.{suffix}", type(name, (base,), members)


def _without_own(query):
    """Return the query as statistics know it: without the form and the width."""
    return replace(
        query,
        parameters={name: each for name, each in query.parameters.items() if name not in OWN},
        given={name: value for name, value in query.given.items() if name not in OWN},
    )
