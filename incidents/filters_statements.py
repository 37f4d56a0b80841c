"""What statements can be asked by."""

import django_filters

from havering_safety.api.day_filters import DayBoundFilter
from havering_safety.api.filters import CodeFilter, QueryFilter, WordsFilter
from havering_safety.api.parameters import ValueFault, suggest
from incidents.codelists_statements import STATEMENT_KINDS, STATEMENT_MEASURES
from incidents.filters import SEVERAL
from incidents.statement_names import names_of
from wards.filters import WardFilter


class NamedFilter(QueryFilter):
    """Slugs of names that the statements themselves bring; `none` where nobody is named."""

    several = True

    def read(self, text, release):
        if text == "none":
            return None
        names = names_of(release, self.field_name)
        if text in names:
            return text
        words = {slug: slug for slug in [*names, "none"]} | {
            name: slug for slug, name in names.items()
        }
        raise ValueFault(
            "unknown",
            f"No statement has the {self.field_name} {text!r}.",
            [*names, "none"],
            suggest(text, words),
        )

    def schema(self):
        return {"type": "string", "pattern": "^[a-z0-9-]{1,100}$"}


class StatementFilterSet(django_filters.FilterSet):
    """Filters of statements."""

    ward = WardFilter(
        "ward_code", f"About these wards, by slug or GSS code. {SEVERAL}", "st-edwards"
    )
    ward_not = WardFilter(
        "ward_code", f"Not about these wards. {SEVERAL}", "upminster", negated=True
    )
    kind = CodeFilter("kind", STATEMENT_KINDS, f"Kinds of statement. {SEVERAL}", "figure")
    measure = CodeFilter(
        "measure", STATEMENT_MEASURES, f"What the value measures; `none` without any. {SEVERAL}",
        "per_day", nullable=True,
    )  # fmt: skip
    speaker = NamedFilter(
        "speaker", f"Who spoke, by slug; `none` for nobody named. {SEVERAL}", "simon-hutchison"
    )
    team = NamedFilter(
        "team",
        f"The police team spoken of, by slug; `none` for none. {SEVERAL}",
        "romford-town-centre",
    )
    said_from = DayBoundFilter(
        "said_on",
        "Said in this year, in this month or on this day, or later.",
        "2024-02-01",
        last=False,
    )
    said_to = DayBoundFilter(
        "said_on", "Said by the end of this year or month, or by this day.", "2024-02", last=True
    )
    search = WordsFilter("text", "Words of the text; all must occur.", "robberies")


def find_faults_of_statements(query):
    """Yield (parameter, value, sentence) for what cannot be asked of statements together."""
    first, last = query.given.get("said_from"), query.given.get("said_to")
    if first and last and first > last:
        yield "said_from", first.isoformat(), f"said_from ({first}) is after said_to ({last})."
