"""Read a request in one way, whatever it says of itself."""

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class UTF8Request(WSGIRequest):
    """A request whose query is UTF-8, as addresses are.

    Django reads the query in the charset that `Content-Type` claims for the body: `punycode` there
    ended the request before anything could answer it, and `utf-16` made other words of it.
    """

    def _set_content_type_params(self, meta):
        try:
            parsed = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except ValueError:  # too long to be one
            parsed = "", {}
        self.content_type, self.content_params = parsed


class Handler(WSGIHandler):
    """Django's handler of requests, with ours."""

    request_class = UTF8Request
