"""Filters of django-filter that read their own texts: one declaration is name, clause, help and schema.

A FilterSet is never instantiated: copying its filters and validating a form
costs more than the query. The filters of the class are parameters themselves.
"""

import re

import django_filters
from django.db.models import Q

from havering_safety.api.parameters import EXCLUDED, LONGEST_VALUE, Parameter, ValueFault, suggest

# From 1900 to 2100. Digits are spelled out: \d would take those of every script.
_YEAR = "(19[0-9]{2}|20[0-9]{2}|2100)"
_MONTH = f"{_YEAR}-(0[1-9]|1[0-2])"
MONTH = re.compile(_MONTH)
YEAR = re.compile(_YEAR)
MOST_WORDS = 10
DAY = re.compile("(?P<month>[0-9]{4}-[0-9]{2})-[0-9]{2}")


class QueryFilter(Parameter, django_filters.Filter):
    """A filter parameter. `negated` filters exclude; None among several values is SQL's null."""

    def __init__(self, column, help_text, example, *, negated=False, default=None):
        django_filters.Filter.__init__(self, field_name=column, exclude=negated)
        Parameter.__init__(self, help_text, example, default=default)

    def filter(self, queryset, value):
        """Return the rows that fit a cleaned value."""
        return self.narrowed(queryset, self.bound(value))

    def bound(self, value):
        """Return a cleaned value as the database knows it."""
        if not self.several:
            return value
        return [None if one is None else self.stored(one) for one in value]

    def narrowed(self, queryset, bound):
        """Return the rows that fit a value as the database knows it."""
        clause = self.clause(bound)
        return queryset.exclude(clause) if self.exclude else queryset.filter(clause)

    def clause(self, bound):
        if not self.several:
            return Q(**{self.field_name: bound})
        texts = [one for one in bound if one is not None]
        if len(texts) == 1 == len(bound):
            return Q(**{self.field_name: texts[0]})
        clause = Q(**{f"{self.field_name}__in": texts})
        return clause | Q(**{f"{self.field_name}__isnull": True}) if None in bound else clause

    def stored(self, value):
        """Return what the column holds for one of several values."""
        return value


class CodeFilter(QueryFilter):
    """Slugs of a codelist; `none` asks for rows without a value where the column is nullable.

    `unlisted(release, codelist)` gives {slug: label} kept beyond the codelist.
    """

    several = True

    def __init__(
        self, column, codelist, help_text, example, *, negated=False, nullable=False, unlisted=None
    ):
        super().__init__(column, help_text, example, negated=negated)
        self.codelist, self.nullable = codelist, nullable
        self._unlisted = unlisted or (lambda release, codelist: {})

    def read(self, text, release):
        if text in self.codelist:
            return text
        if self.nullable and text == "none":
            return None
        further = self._unlisted(release, self.codelist)
        if text in further:
            return text
        allowed = [*self.codelist.codes, *further, *(["none"] if self.nullable else [])]
        words = {slug: slug for slug in allowed} | {
            label: slug for slug, label in (self.codelist.labels | further).items()
        }
        raise ValueFault(
            "unknown",
            f"{text!r} is not in the codelist {self.codelist.name}.",
            allowed,
            suggest(text, words),
        )

    def schema(self):
        return {
            "title": named(self.codelist) + ("OrNone" if self.nullable else ""),
            "type": "string",
            "description": self.codelist.title,
            "enum": [*self.codelist.codes, *(["none"] if self.nullable else [])],
        }


def named(codelist):
    """Return the name of a codelist's component in the OpenAPI document: `CrimeTypes`."""
    return codelist.name.title().replace("-", "")


class OneCodeFilter(QueryFilter):
    """One slug of a codelist, with a default: what must never be added up with another."""

    def __init__(self, column, codelist, help_text, default):
        super().__init__(column, help_text, default, default=default)
        self.codelist = codelist

    def read(self, text, release):
        if text in self.codelist:
            return text
        allowed = [*self.codelist.codes]
        raise ValueFault(
            "unknown",
            f"{text!r} is not in the codelist {self.codelist.name}; give one of {', '.join(allowed)}.",
            allowed,
            suggest(text, allowed),
        )

    def schema(self):
        return {
            "title": named(self.codelist),
            "type": "string",
            "description": self.codelist.title,
            "enum": [*self.codelist.codes],
        }


class PatternFilter(QueryFilter):
    """Several values of a fixed shape."""

    several = True

    def __init__(self, column, pattern, help_text, example):
        super().__init__(column, help_text, example)
        self.pattern = re.compile(pattern)

    def read(self, text, release):
        if not self.pattern.fullmatch(text):
            raise ValueFault("invalid", f"{text!r} does not have the shape {self.pattern.pattern}.")
        return text

    def schema(self):
        return {"type": "string", "pattern": self.pattern.pattern}


class WordsFilter(QueryFilter):
    """Words that must all occur in a text, whatever their case."""

    def read(self, text, release):
        words = [word for word in text.split(" ") if word]
        if len(words) > MOST_WORDS:
            raise ValueFault("too_many", f"At most {MOST_WORDS} words.")
        return " ".join(words)

    def clause(self, bound):
        clause = Q()
        for word in bound.split(" "):
            clause &= Q(**{f"{self.field_name}__icontains": word})
        return clause

    def schema(self):
        word = f"[^ {EXCLUDED}]+"
        pattern = f"^ *{word}( +{word}){{0,{MOST_WORDS - 1}}} *$"
        return {"type": "string", "maxLength": LONGEST_VALUE, "pattern": pattern}


class MonthFilter(QueryFilter):
    """Months, several."""

    several = True

    def read(self, text, release):
        return read_month(text)

    def schema(self):
        return {"type": "string", "pattern": f"^{_MONTH}$"}


class MonthBoundFilter(QueryFilter):
    """The first or last month of a period, inclusive: `YYYY` or `YYYY-MM`.

    For rows dated to the month: a day is refused, because they have none.
    """

    def __init__(self, column, help_text, example, *, last):
        super().__init__(column, help_text, example)
        self.last = last
        self.lookup_expr = "lte" if last else "gte"

    def read(self, text, release):
        day = DAY.fullmatch(text)
        if day:
            month = day["month"]
            raise ValueFault(
                "date",
                "These rows are dated to the month and have no day; give YYYY-MM.",
                did_you_mean=(month,) if MONTH.fullmatch(month) else (),
            )
        if YEAR.fullmatch(text):
            return f"{text}-12" if self.last else f"{text}-01"
        return read_month(text)

    def clause(self, bound):
        return Q(**{f"{self.field_name}__{self.lookup_expr}": bound})

    def schema(self):
        return {"type": "string", "pattern": f"^{_YEAR}(-(0[1-9]|1[0-2]))?$"}


def read_month(text):
    """Return a `YYYY-MM` month from 1900 to 2100, or raise ValueFault."""
    if not MONTH.fullmatch(text):
        raise ValueFault("date", f"{text!r} is no month from 1900 to 2100; write YYYY-MM.")
    return text


def find_contradictions(query):
    """Yield (parameter, value, sentence) for values that cannot both be meant."""
    given = query.given
    first, last = given.get("date_from"), given.get("date_to")
    if first and last and first > last:
        yield "date_from", str(first), f"date_from ({first}) is after date_to ({last})."
    for month in given.get("month") or ():
        if (first and month < str(first)[:7]) or (last and month > str(last)[:7]):
            yield "month", month, f"month {month} lies outside date_from and date_to."
    for name, value in given.items():
        denied = given.get(f"{name}_not")
        if denied and not [one for one in value if one not in denied]:
            shown = ",".join(query.parameters[f"{name}_not"].echo(denied))
            yield f"{name}_not", shown, f"{name}_not takes away all that {name} asks for."
