"""An address has one media type, and takes clients that ask for it or for its errors."""

import pytest

from havering_safety.api.negotiation import accepts


@pytest.mark.parametrize(
    ("accept", "taken"),
    [
        (None, True),
        ("*/*", True),
        ("text/*", True),
        ("text/csv", True),
        ("application/xml, text/csv;q=0.1", True),
        # What a generated client sends: the only JSON among the answers of the operation.
        ("application/problem+json", True),
        ("application/json", False),
        ("", False),
    ],
)
def test_what_an_address_of_csv_takes(accept, taken):
    assert accepts("text/csv", accept) is taken
