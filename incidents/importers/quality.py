"""Flaws of a month's file as a whole, by rule and never by a list of months.

Figures are of the whole file, not of the area: a force's slip is seen where most rows are.
"""

from calendar import monthrange

from havering_safety.releases.models import Quality
from incidents.codelists_quality import ENDS_EARLY, MANY_DUPLICATES, MOSTLY_WITHOUT_LOCATION

KEY = ("source", "kind", "force", "month", "code")
# A last day this far from the month's end is no quiet weekend.
DAYS_MISSED = 3


def measure(month, ledger, duplicates=None, last_day=None):
    """Return what Quality keeps of a file of `YYYY-MM`.

    `duplicates` and `last_day` are None for kinds whose equal rows are separate events, and whose
    rows have no day.
    """
    days = monthrange(int(month[:4]), int(month[5:]))[1]
    flags = []
    # In whole numbers: half the rows exactly is not more than half.
    if ledger.without_location * 2 > ledger.rows_read:
        flags.append(MOSTLY_WITHOUT_LOCATION)
    if last_day and days - last_day.day >= DAYS_MISSED:
        flags.append(ENDS_EARLY)
        days = last_day.day
    if duplicates and duplicates * 20 > ledger.rows_read:
        flags.append(MANY_DUPLICATES)
    return {
        "rows_read": ledger.rows_read,
        "without_location": ledger.without_location,
        "duplicates": duplicates,
        "last_day": last_day,
        "days_covered": days,
        "flags": flags,
    }


def store_quality(writer, scope, measured):
    """Keep what was measured of a file for its scope; a change of it makes a release.

    Of a month whose whole file was measured, a part adds nothing.
    """
    within = dict(
        zip(KEY, (scope.source, scope.kind, scope.force or "", scope.month), strict=False)
    )
    records = [within | {"code": code} | measured for code in scope.codes or ("",)]
    if scope.codes:
        if Quality.objects.current().filter(**within, code="").exists():
            return
        within = within | {"code__in": scope.codes}
    writer.report.covered += sum(writer.store_set(Quality, KEY, records, within))
