"""How the files of a month were found when they were read: the days they cover, and their flaws."""

from calendar import monthrange
from typing import NamedTuple

from django.conf import settings

from havering_safety.releases.holdings import holdings
from havering_safety.releases.memory import once_a_release
from incidents.coverage import ALL_CODES


class Found(NamedTuple):
    """What was found of one file. The force of an answer of the police API is None."""

    force: str | None
    code: str
    days: int
    flags: tuple[str, ...]

    def concerns(self, asked):
        """Tell whether the file may have rows of the crime types and forces asked."""
        of_code = self.code == ALL_CODES or not asked.codes or self.code in asked.codes
        return of_code and (not asked.forces or self.force in asked.forces)


@once_a_release
def quality_of(release, kind):
    """Return {month: [Found]} of a kind of file."""
    months = {}
    _, rows = holdings(release, kind)
    for _, force, month, code, days, flags in rows:
        months.setdefault(month, []).append(Found(force or None, code, days, flags))
    return months


def days_covered(release, asked, month):
    """Return how many days of a month its files cover, from the first; the fewest of several.

    What other forces record beside the area's own does not shorten the month, unless it is asked.
    """
    own = {None, *settings.AREA_FORCES}
    days = [
        found.days
        for found in quality_of(release, asked.kind).get(month, ())
        if found.concerns(asked) and (asked.forces or found.force in own)
    ]
    return min(days, default=monthrange(int(month[:4]), int(month[5:]))[1])


def flaws(release, asked, months):
    """Return {flag: {force: months}} of the flawed files among those of some months."""
    flawed = {}
    held = quality_of(release, asked.kind)
    for month in months:
        for found in held.get(month, ()):
            for flag in found.flags if found.concerns(asked) else ():
                forces = flawed.setdefault(flag, {})
                forces.setdefault(found.force, set()).add(month)
    return flawed
