"""A statement held against the data."""

from havering_safety.api.fields import RowPlan
from havering_safety.releases.views import ReleasedView
from incidents.models import Statement
from incidents.serializers_check import StatementCheckSerializer
from incidents.serializers_statements import StatementSerializer
from incidents.statistics.statement_check import check_statement
from incidents.views.statements import StatementDetailView, absence_of, tables_of


class StatementCheckView(ReleasedView):
    """A statement's figure held against the data. Where the speaker gave no period, it is checked
    for the twelve whole months before and for the previous calendar year, and the answer says that
    the period is ours. A result is given only where the data hold the same thing: never "true" or
    "false", never a rating of a person."""

    operation_id = "checkStatement"
    tag = "Checks"
    summary = "Check a statement"
    serializer_class = StatementCheckSerializer
    path_parameters = StatementDetailView.path_parameters
    conflicts = True
    redactable = True

    def describe(self, query):
        return self.title

    def answer(self, query, slug):
        release, plan = query.release, RowPlan(StatementSerializer)
        rows = Statement.objects.as_of(release.number).filter(slug=slug)
        statement = rows.first()
        if statement is None:
            raise absence_of(slug, release)
        checks = check_statement(statement, release)
        (row,) = plan.dicts(rows.values_list(*plan.columns), tables_of(release))
        self.title = f"Check of the statement: {statement.text}"
        return self.json({"statement": row, "checks": checks, "meta": self.get_meta(query)})
