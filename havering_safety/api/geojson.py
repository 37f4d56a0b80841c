"""Rows with map points as a GeoJSON FeatureCollection, streamed in constant memory."""

from itertools import islice
from operator import itemgetter

from django.http import StreamingHttpResponse

from havering_safety.api.compiled import Question
from havering_safety.api.exports import stream
from havering_safety.api.fields import BATCH
from havering_safety.api.renderers import GeoJSONRenderer, JSONRenderer
from havering_safety.api.row_views import EXPORT_HINTS, RowsView

JSON = JSONRenderer()
# What a feature needs beside the fields asked for; no row is without them.
PLACE = ("public_id", "longitude", "latitude")


def feature_lines(meta, batches):
    """Yield the bytes of a FeatureCollection, a batch of features at a time; `meta` comes first."""
    yield b'{"type":"FeatureCollection","meta":' + JSON.render(meta) + b',"features":['
    separator = b""
    for features in batches:
        yield separator + b",\n".join(map(JSON.render, features))
        separator = b",\n"
    yield b"]}\n"


def columns_of(plan):
    """Return the columns to select: those of the plan first, for it counts on their places."""
    return list(dict.fromkeys([*plan.columns, *PLACE]))


def point_features(rows, plan, tables):
    """Yield batches of PointFeatures from rows, tuples in the order of `columns_of`."""
    place_of = itemgetter(*map(columns_of(plan).index, PLACE))
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        places, shown = map(place_of, batch), plan.dicts(batch, tables)
        yield [
            {
                "type": "Feature",
                "id": public_id,
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
                "properties": properties,
            }
            for (public_id, longitude, latitude), properties in zip(places, shown, strict=True)
        ]


class PointsView(RowsView):
    """All rows that fit, each at its map point. The properties of a feature are its row."""

    renderer_classes = [GeoJSONRenderer]
    is_kept = False

    @classmethod
    def get_hints(cls):
        return {**EXPORT_HINTS, "format": "There is no 'format' here: this address gives GeoJSON."}

    def answer(self, query, **path):
        plan, rows = self.plan(query), self.filtered(query)
        chosen = self.ordered(rows, query.get("ordering")).values_list(*columns_of(plan))
        features = point_features(stream(chosen), plan, self.get_tables(query.release))
        lines = feature_lines(self.get_meta(query), features)
        response = StreamingHttpResponse(
            () if self.request.method == "HEAD" else lines,
            content_type=GeoJSONRenderer.media_type,
        )
        response["X-Total-Count"] = str(self.count(Question(self, query)))
        return response
