"""Views whose answer is made of rows: what all of them share, and a page of a list.

A subclass gives the rows of a release; fields, filters, order and pages are done here.
"""

from django.db.models import F

from havering_safety.api import pagination
from havering_safety.api.compiled import Question
from havering_safety.api.fields import plan_of
from havering_safety.api.links import absolute
from havering_safety.api.problems import Problem
from havering_safety.api.values import OrderingParameter, SeveralChoices
from havering_safety.api.views import ReadView

# What an export says to the parameters of pages.
EXPORT_HINTS = dict.fromkeys(
    ("page", "page_size"), "An export holds every row and has no pages; the JSON list has them."
)


class RowsView(ReadView):
    """Any answer made of rows: their fields, their filters, their order."""

    # Name in `ordering`: column; there are none where the order is fixed. Nullable columns sort
    # with unknown first on every database.
    ordering_fields: dict = {}
    nullable_orderings: frozenset = frozenset()
    default_ordering: list = []
    key = "public_id"
    # What narrows the demo's rows to as many as any format takes; empty where all of them are.
    example_of_few: dict[str, str] = {}

    @classmethod
    def get_own_parameters(cls):
        names = cls.serializer_class.field_names()
        noun = cls.serializer_class.__name__.removesuffix("Serializer")
        fields = SeveralChoices(
            "Only these fields; their order is fixed. Clients made from this document expect whole "
            "rows: leave it out there.",
            names[0],
            choices=names,
            component=f"{noun}Field",
        )
        own = {"fields": fields}
        if cls.ordering_fields:
            own["ordering"] = OrderingParameter(
                cls.ordering_fields, cls.default_ordering, f"{noun}Ordering"
            )
        return {**own, **super().get_own_parameters()}

    def get_queryset(self, release):
        """Return all rows of a release."""
        raise Problem("not-found", "There is nothing here.")

    def get_tables(self, release):
        """Return the look-up tables that the fields name."""
        return {}

    def plan(self, query):
        names = query.get("fields")
        return plan_of(self.serializer_class, names and tuple(names))

    def shown_fields(self, query):
        return self.plan(query).names

    def filtered(self, query):
        """Return the rows of the query's release that fit it."""
        return self.narrowed(query.release, self.bound(query))

    def bound(self, query):
        """Return the filters of a query with their values as the database knows them, defaults included."""
        filters = self.get_filters()
        return {
            name: filters[name].bound(value)
            for name, value in query.values.items()
            if name in filters
        }

    def narrowed(self, release, bound):
        """Return the rows of a release that fit the filters."""
        rows, filters = self.get_queryset(release), self.get_filters()
        for name, value in bound.items():
            rows = filters[name].narrowed(rows, value)
        return rows

    def count(self, question):
        """Return how many rows fit a question."""
        return question.count()

    def ordered(self, rows, names):
        """Return rows in a total order: it ends in the key, in the direction of the name before it."""
        keys, descending = [], False
        for name in names:
            descending = name.startswith("-")
            keys.append(self._order_by(name.removeprefix("-"), descending))
        return rows.order_by(*keys, f"-{self.key}" if descending else self.key)

    def _order_by(self, name, descending):
        column = self.ordering_fields[name]
        if name in self.nullable_orderings:
            return (
                F(column).desc(nulls_last=True) if descending else F(column).asc(nulls_first=True)
            )
        return f"-{column}" if descending else column


class ListView(RowsView):
    """A page of rows with the exact count of all."""

    # The address of all rows in one answer.
    export: str

    @classmethod
    def get_own_parameters(cls):
        return {**super().get_own_parameters(), **pagination.PARAMETERS}

    @classmethod
    def get_example_queries(cls):
        return [asked | {"page_size": "2"} for asked in super().get_example_queries()]

    @classmethod
    def get_hints(cls):
        return {
            "format": f"There is no 'format' here: CSV is at {cls.export}, with the same query string."
        }

    def find_faults(self, query):
        yield from super().find_faults(query)
        yield from pagination.find_page_faults(query.given, self.export)

    def answer(self, query, **path):
        page, plan = pagination.page_of(query), self.plan(query)
        question = Question(self, query)
        count = self.count(question)
        pagination.refuse_past_the_last(page, count)
        self.neighbours = self._neighbours(query, page, count)
        body = {"count": count, **self.neighbours, "results": []}
        if count:
            chosen = question.page(plan.columns, query.get("ordering"), page)
            body["results"] = plan.dicts(chosen, self.get_tables(query.release))
        body["meta"] = self.get_meta(query)
        return self.json(body)

    def _neighbours(self, query, page, count):
        def address(number):
            return absolute(self.request.path, query.canonical(page=number))

        return {
            "next": address(page.number + 1) if page.stop < count else None,
            "previous": address(page.number - 1) if page.number > 1 else None,
        }

    def get_links(self, query):
        neighbours = {"next": self.neighbours["next"], "prev": self.neighbours["previous"]}
        return {**neighbours, **super().get_links(query)}
