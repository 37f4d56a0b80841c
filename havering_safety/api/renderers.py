"""JSON by orjson: instants in UTC with `Z`, numbers as numbers, unknown as null."""

import orjson
from rest_framework.renderers import BaseRenderer

OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return orjson.dumps(data, option=OPTIONS)


class CSVRenderer(BaseRenderer):
    """Names the media type for content negotiation; `exports` writes the rows."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return data


class GeoJSONRenderer(JSONRenderer):
    media_type = "application/geo+json"
    format = "geojson"


class NdjsonRenderer(JSONRenderer):
    """Newline-delimited JSON: an object a line."""

    media_type = "application/x-ndjson"
    format = "ndjson"


class SVGRenderer(CSVRenderer):
    media_type = "image/svg+xml"
    format = "svg"


class PNGRenderer(CSVRenderer):
    media_type = "image/png"
    format = "png"


class XlsxRenderer(JSONRenderer):
    """Names the media type of workbooks; `workbook` writes them."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"


class CsvMetadataRenderer(JSONRenderer):
    """CSV on the Web: what a CSV document holds."""

    media_type = "application/csvm+json"
    format = "csvm"


class AtomRenderer(CSVRenderer):
    media_type = "application/atom+xml"
    format = "atom"


class JsonFeedRenderer(JSONRenderer):
    media_type = "application/feed+json"
    format = "feed"
