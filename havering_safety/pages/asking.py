"""Put a question to the API from within: a page shows the very answer that a program gets."""

from dataclasses import dataclass, field

import orjson
from django.http import QueryDict


@dataclass(frozen=True)
class Asking:
    """What the views of the API look at in a request."""

    path: str
    GET: QueryDict
    method: str = "GET"
    headers: dict = field(default_factory=dict)


def ask(view_class, path, texts, **parts):
    """Return the body that a view of the API answers to a query, or raise its Problem.

    `texts` maps parameters to a text or a list of them; None is left out. `parts` are the
    variable parts of the path.
    """
    view = view_class()
    view.request = Asking(path, query_of(texts))
    query = view.read_query(view.request, parts)
    return orjson.loads(view.answer(query, **parts).content)


def query_of(texts):
    """Return texts as the query of a request; a QueryDict stays as it is."""
    if isinstance(texts, QueryDict):
        return texts
    query = QueryDict(mutable=True)
    for name, value in texts.items():
        if value is not None:
            query.setlist(name, value if isinstance(value, list) else [str(value)])
    return query
