"""Made-up requests, good and bad, against the running application: the document keeps its word."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from havering_safety.wsgi import application
from tests.contract.keeping import exclusions_of

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
# It tries each parameter at each of its limits: minutes for all operations, which `make fuzz` takes.
document.config.phases.coverage.enabled = False

at_limits = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
# A list, an export, two details, and one whose parameters exclude each other.
FEW = ["listReleases", "wardsCsv", "getIncident", "getCodelist", "lookupWard"]

made_up = settings(
    max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)


def check(case):
    # In the process nobody unpacks what was packed.
    response = case.call(headers={"Accept-Encoding": "identity"})
    case.validate_response(response, excluded_checks=exclusions_of(case, response))


@document.parametrize()
@made_up
def test_answer_keeps_to_the_document(case):
    check(case)


@at_limits.include(operation_id=FEW).parametrize()
@settings(made_up, max_examples=1)
def test_answer_keeps_to_the_document_at_its_limits(case):
    check(case)
