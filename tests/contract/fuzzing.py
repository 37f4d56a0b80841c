"""Fuzz both documents at length, from answer to answer along their links: `make fuzz`, not the suite."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from havering_safety.wsgi import application
from tests.contract.keeping import exclusions_of

pytestmark = pytest.mark.django_db

modern = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
older = schemathesis.openapi.from_wsgi("/api/v1/openapi-3.0.json", application)

at_length = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def check(case):
    response = case.call(headers={"Accept-Encoding": "identity"})
    case.validate_response(response, excluded_checks=exclusions_of(case, response))


@modern.parametrize()
@at_length
def test_answer_keeps_to_the_newer_document(case):
    check(case)


@older.parametrize()
@at_length
def test_answer_keeps_to_the_older_document(case):
    check(case)


@pytest.mark.parametrize("document", [modern, older], ids=["3.1", "3.0"])
def test_answers_along_links_keep_to_the_document(document):
    class Walk(document.as_state_machine()):
        def validate_response(self, response, case, additional_checks=(), **kwargs):
            excluded = exclusions_of(case, response)
            case.validate_response(response, excluded_checks=excluded)

        def get_call_kwargs(self, case):
            return {"headers": {"Accept-Encoding": "identity"}}

    run_state_machine_as_test(Walk, settings=settings(at_length, stateful_step_count=6))
