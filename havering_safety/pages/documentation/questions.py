"""The first example of an operation, as code and the explorer ask it."""

from urllib.parse import urlsplit

from django.http import QueryDict

from havering_safety.pages.datasets import SHOWN


def asked_first(operation):
    """Return the path without its ending, and the query string, of an operation's first example."""
    address = urlsplit(operation.examples[0].address)
    return address.path.removesuffix(f".{operation.format}"), address.query


def in_explorer(operation):
    """Return where the explorer answers an operation's first example, None where it cannot."""
    if operation.dataset not in SHOWN:
        return None
    shown = SHOWN[operation.dataset]
    asked = QueryDict(asked_first(operation)[1])
    query = QueryDict(mutable=True)
    query["dataset"] = shown.name
    for name in asked:
        if name in shown.view.get_parameters():
            query.setlist(name, asked.getlist(name))
    return f"/explore?{query.urlencode(safe=',')}"
