"""The questions of the documentation as the explorer asks them."""

from urllib.parse import urlsplit

from django.http import QueryDict

from havering_safety.pages.datasets import SHOWN


def in_explorer(operation):
    """Return where the explorer answers an operation's first example, None where it cannot."""
    if operation.dataset not in SHOWN:
        return None
    shown = SHOWN[operation.dataset]
    asked = QueryDict(urlsplit(operation.examples[0].address).query)
    query = QueryDict(mutable=True)
    query["dataset"] = shown.name
    for name in asked:
        if name in shown.view.get_parameters():
            query.setlist(name, asked.getlist(name))
    return f"/explore?{query.urlencode(safe=',')}"
