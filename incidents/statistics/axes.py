"""The axes of a grid: the values of each group asked for, and how many cells they make."""

from math import prod

from incidents.statistics.counting import codes_held
from incidents.statistics.months import TIME_GROUPS, months_by_label
from wards.gazetteer import gazetteer_of

MOST_CELLS = 50_000
# The label of the whole period, where time is no group.
ALL = "all"


def axes_of(question):
    """Return the values of each group, in order: those asked for, else all that the release holds."""
    return [_axis(question, name) for name in question.groups]


def find_excess(question):
    """Return why a grid is too large and how to narrow it, None for one that is not."""
    axes = axes_of(question)
    cells = prod(map(len, axes))
    if cells <= MOST_CELLS:
        return None
    sizes = ", ".join(
        f"{len(axis):,} of {name}" for name, axis in zip(question.groups, axes, strict=True)
    )
    return (
        f"The grid has {cells:,} cells ({sizes}), more than {MOST_CELLS:,}. "
        "Narrow it with date_from and date_to, fewer wards or codes, or a coarser group."
    )


def _axis(question, name):
    given = question.query.given
    if name in TIME_GROUPS:
        return list(months_by_label(question.months, name))
    if name == "ward":
        wards = given.get("ward") or gazetteer_of(question.query.release).current
        denied = {ward.slug for ward in given.get("ward_not") or ()}
        return sorted({ward.slug for ward in wards} - denied)
    values = given.get(name) or codes_held(question, name)
    wanted = {*values}.difference(given.get(f"{name}_not") or ())
    # Unknown comes last.
    return sorted(wanted, key=lambda value: (value is None, value or ""))
