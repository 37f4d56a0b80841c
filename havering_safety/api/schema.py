"""The OpenAPI document of a view, from what the view declares: parameters, answer, media type.

drf-spectacular would guess from serializers, filters and the URL; here nothing is
guessed, so the parameters in the document are the parameters that are read.
"""

from typing import Any

import uritemplate
from drf_spectacular.openapi import AutoSchema

from havering_safety.api.examples import addresses_of
from havering_safety.api.links import absolute

ERRORS = {
    "400": "InvalidQuery",
    "404": "NotFound",
    "405": "MethodNotAllowed",
    "406": "NotAcceptable",
    "500": "InternalError",
    "503": "Unavailable",
}
CONFLICT = {"409": "Conflict"}
GONE = {"410": "Gone"}
BUSY = {"429": "TooManyRequests"}


class Schema(AutoSchema):
    """Everything is declared by the view, its examples too."""

    # A ReadView, which the stubs cannot know.
    view: Any

    def get_operation_id(self):
        return self.view.operation_id

    def get_tags(self):
        return [self.view.tag]

    def get_summary(self):
        return self.view.summary

    def get_description(self):  # type: ignore[override]
        return " ".join((type(self.view).__doc__ or "").split())

    def get_external_docs(self):
        return {"url": absolute(f"/docs/endpoints/{self.view.operation_id}")}

    def get_extensions(self):
        problems = {
            code: addresses_of(self.view, self.path, asked)[0]
            for code, asked in self.view.example_problems.items()
        }
        asked = addresses_of(self.view, self.path, *self.view.get_example_queries())
        return {"x-example-requests": asked, "x-example-problems": problems}

    def _get_parameters(self):
        path = [
            {"in": "path", "name": name, "required": True, **self.view.path_parameters[name]}
            for name in uritemplate.variables(self.path)
        ]
        named = self.view.get_parameters().items()
        return path + [self._described(name, parameter) for name, parameter in named]

    def _described(self, name, parameter):
        described = parameter.described(name)
        beside = self.view.get_example_beside(name)
        if beside:
            described = {**described, "x-example-beside": beside}
        return _dated(described, parameter)

    def _map_serializer_field(self, field, direction, bypass_extensions=False):
        described = super()._map_serializer_field(field, direction, bypass_extensions)
        return _dated(described, field) if described else described

    def _is_list_view(self, serializer=None):
        # Lists have an envelope of their own.
        return False

    def _get_response_bodies(self, direction="response"):
        media_types = [renderer.media_type for renderer in self.view.renderer_classes]
        answer = self._get_response_for_code(self.view.get_response(), "200", media_types)
        answer["description"] = "The answer."
        names = ERRORS | (CONFLICT if self.view.conflicts else {})
        names |= GONE if self.view.redactable else {}
        names |= BUSY if self.view.is_costly else {}
        errors = {
            code: {"$ref": f"#/components/responses/{name}"} for code, name in sorted(names.items())
        }
        return {"200": answer, **errors}


def _dated(described, part):
    """Return the description of a parameter or field, with its dates where it is deprecated."""
    deprecation = getattr(part, "deprecated", None)
    if not deprecation:
        return described
    until = deprecation.sunset and deprecation.sunset.isoformat()
    dates = {"since": deprecation.since.isoformat(), "sunset": until, "page": deprecation.page}
    return {**described, "deprecated": True, "x-deprecation": dates}
