"""What is held of what was asked. What is not covered is unknown, not zero.

A month is covered when the files of the area's own forces (or the police API,
which names none) are held for every crime type asked.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from django.conf import settings

from havering_safety.releases.holdings import holdings
from havering_safety.releases.memory import once_a_release
from incidents.statistics.months import months_between

API = "api"
ARCHIVE = "archive"
ALL_CODES = ""


@dataclass(frozen=True)
class Asked:
    """The question, as far as coverage goes. Empty tuples ask for everything."""

    kind: str
    codes: tuple[str, ...] = ()
    forces: tuple[str | None, ...] = ()
    months: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    sources: tuple[str, ...] = ()

    @cached_property
    def at_any_time(self):
        """The same question about no month in particular."""
        return replace(self, months=(), first=None, last=None)


@dataclass(frozen=True)
class Answer:
    """Months covered and months missing, oldest first, and the forces held in the months asked."""

    covered: tuple[str, ...]
    missing: tuple[str, ...]
    forces: tuple[str, ...]
    # Forces that also police the area: those of which a covered month lacks the file.
    absent: tuple[str, ...]

    def as_meta(self):
        return {
            "from": self.covered[0] if self.covered else None,
            "to": self.covered[-1] if self.covered else None,
            "missing": list(self.missing),
            "forces": list(self.forces),
        }


@once_a_release
def held(release, kind):
    """Return {month: {force or None for the API: codes}} of a kind of file."""
    months = defaultdict(lambda: defaultdict(set))
    rows, _ = holdings(release, kind)
    for source, force, month, code in rows:
        months[month][None if source == API else force].add(code)
    return {month: dict(forces) for month, forces in sorted(months.items())}


@dataclass(frozen=True)
class Judged:
    """What the files of each month are worth to a question that is about any time.

    Months are those of which anything is held, oldest first; `known` are those of which any file
    speaks of what was asked, failing that all of them.
    """

    covered: frozenset[str]
    known: tuple[str, ...]
    # By month: the forces held, and of those that also police the area the ones not held.
    forces: dict[str, frozenset[str]]
    absent: dict[str, frozenset[str]]

    @cached_property
    def latest(self):
        """The latest month covered, None without any."""
        return max(self.covered, default=None)


@once_a_release
def coverage_of(release, asked):
    """Return the Answer to what was Asked of a release."""
    judged = judge(release, asked.at_any_time)
    wanted = months_wanted(release, asked)
    covered = [month for month in wanted if month in judged.covered]
    forces, absent = judged.forces, judged.absent
    return Answer(
        tuple(covered),
        tuple([month for month in wanted if month not in judged.covered]),
        tuple(sorted({*chain.from_iterable(forces[month] for month in wanted if month in forces)})),
        tuple(sorted({*chain.from_iterable(absent[month] for month in covered)})),
    )


@once_a_release
def judge(release, asked):
    """Return what a release holds Judged by what was Asked, which names no months."""
    months = held(release, asked.kind)
    known = [month for month, forces in months.items() if _is_about(forces, asked)] or months
    return Judged(
        frozenset(month for month, forces in months.items() if is_covered(forces, asked)),
        tuple(known),
        {month: frozenset(_forces_held(forces, asked)) for month, forces in months.items()},
        {month: frozenset(_forces_absent(forces, asked)) for month, forces in months.items()},
    )


def _forces_held(forces, asked):
    return [
        force
        for force, codes in forces.items()
        if force and _asks_for(asked, ARCHIVE) and _has(codes, asked)
    ]


def _forces_absent(forces, asked):
    return [
        force
        for force in settings.OTHER_FORCES
        if not asked.forces and not _is_heard_of(force, forces, asked)
    ]


def is_covered(forces, asked):
    """Tell whether a month's files cover the question: all the area's forces, or the API."""
    return _is_covered_by_api(forces, asked) or _is_covered_by_files(forces, asked)


def _is_covered_by_api(forces, asked):
    """Tell whether the police API covers the question: it names no force, so not one by name."""
    unnamed = not asked.forces or None in asked.forces
    return unnamed and _asks_for(asked, API) and _has(forces.get(None, ()), asked)


def _is_covered_by_files(forces, asked):
    """Tell whether the files of every force asked are held, or of the area's own where none is."""
    wanted = [force for force in asked.forces or settings.AREA_FORCES if force]
    held = bool(wanted) and all(_has(forces.get(force, ()), asked) for force in wanted)
    return held and _asks_for(asked, ARCHIVE)


def _is_heard_of(force, forces, asked):
    """Tell whether a month holds what a force recorded: its file, or the API, which holds all."""
    return _has(forces.get(force, ()), asked) or _is_covered_by_api(forces, asked)


def _asks_for(asked, source):
    return not asked.sources or source in asked.sources


def _is_about(forces, asked):
    """Tell whether any file held for a month may have rows of what was asked."""
    return any(
        ALL_CODES in codes or not asked.codes or codes & set(asked.codes)
        for force, codes in forces.items()
        if (not asked.forces or force in asked.forces)
        and _asks_for(asked, ARCHIVE if force else API)
    )


def _has(codes, asked):
    return ALL_CODES in codes or (bool(asked.codes) and set(asked.codes) <= set(codes))


def months_wanted(release, asked):
    """Return the months asked for; where an end is open, from the first or to the last that is known.

    Known are the months of which any file held speaks of what was asked; failing
    that, those of which anything is held.
    """
    if asked.months:
        return sorted(asked.months)
    known = judge(release, asked.at_any_time).known
    first = asked.first or (known[0] if known else None)
    last = asked.last or (known[-1] if known else None)
    if first is None or last is None:
        return [month for month in (first, last) if month]
    if first > last:
        # All that is held lies on the other side of the one end that was asked.
        first = last = asked.first or asked.last
    return months_between(first, last)
