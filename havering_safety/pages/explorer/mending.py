"""Faults of a query as a page shows them: beside their fields, each with links that mend the query."""

from dataclasses import dataclass

from havering_safety.api.parameters import LONGEST_VALUE, NO_TEXT

# Each fault repeats the query in its links: a page must not grow with the square of a query.
MOST_FAULTS = 20


@dataclass(frozen=True)
class Mend:
    text: str
    href: str


@dataclass(frozen=True)
class ShownFault:
    """A fault in words. `name` is the field it stands beside."""

    name: str
    detail: str
    mends: tuple[Mend, ...]


def mended(path, given, faults):
    """Return the ShownFaults of a query at a path, the first ones where there are many."""
    return [_shown(path, given, fault) for fault in faults[:MOST_FAULTS]]


def _shown(path, given, fault):
    mends = [Mend(near, _address(path, _with(given, fault, near))) for near in fault.did_you_mean]
    if not mends and fault.parameter in given:
        mends = [Mend("Leave it out", _address(path, _with(given, fault, None)))]
    return ShownFault(fault.parameter, fault.detail, tuple(mends))


def _with(given, fault, near):
    """Return a query with the suggestion in place of what was wrong, or without it for None."""
    query = given.copy()
    if fault.code == "unknown_parameter":
        texts = query.pop(fault.parameter, [])
        if near:
            query.setlist(near, [*query.getlist(near), *texts])
        return query
    texts = [part for text in query.getlist(fault.parameter) for part in text.split(",")]
    # Near codes of wards come with the ward's name in brackets.
    put = near.split(" (")[0] if near else None
    kept = [put if _is_meant(text, fault) else text for text in texts]
    if put is None and kept == texts:
        kept = []
    query.setlist(fault.parameter, [text for text in kept if text is not None])
    return query


def _is_meant(text, fault):
    return NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)[:LONGEST_VALUE] == fault.value


def _address(path, query):
    return f"{path}?{query.urlencode(safe=',')}"
