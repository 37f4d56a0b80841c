"""What officials and the press said, each claim held against the data, or why it cannot be."""

from dataclasses import dataclass
from datetime import date

from havering_safety.api.problems import Fault, Problem
from havering_safety.pages import json_ld
from havering_safety.pages.asking import ask
from havering_safety.pages.page import Page
from havering_safety.pages.wording import interval, number
from incidents.codelists_statements import COMPARABILITIES, STATEMENT_KINDS
from incidents.description import describe_period
from incidents.filters_statements import StatementFilterSet, find_faults_of_statements
from incidents.statement_names import names_of
from incidents.views.statement_check import StatementCheckView
from incidents.views.statements import StatementListView
from wards.gazetteer import gazetteer_of

PATH = "/api/v1/statements"
FIGURE = "figure"
RESULTS = {
    "equal": "The figure is the one that was stated.",
    "rounds_to": "The figure rounds to what was stated.",
    "within_interval": "What was stated lies within the figure's 95 % interval.",
    "differs": "The figure differs from what was stated by {difference}.",
}
NO_RESULT = "The two are not the same thing, so they stand side by side without a result."


@dataclass(frozen=True)
class ShownCheck:
    """A check in words: the figure counted, of which period, and how the stated value stands to it."""

    body: dict
    period: str
    figure: str
    limits: str
    basis: str
    result: str
    comparability: str
    why: str
    caveats: list


@dataclass(frozen=True)
class ShownStatement:
    """A statement with its checks, or with the reason that there are none."""

    row: dict
    kind: str
    speaker: str
    team: str
    ward: str
    stated: str
    said: str
    checks: list
    reason: str

    @property
    def is_figure(self):
        return self.row["kind"] == FIGURE


class StatementsPage(Page):
    """Every statement; the query string filters them as it does in the API."""

    template = "pages/statements.html"
    section = "statements"
    filterset_class = StatementFilterSet

    def find_faults(self, query):
        yield from super().find_faults(query)
        for name, value, sentence in find_faults_of_statements(query):
            yield Fault(name, value, "combination", sentence)

    def words(self, query, **path):
        texts = self.request.GET.copy()
        texts["release"], texts["page_size"] = str(query.release.number), "1000"
        body = ask(StatementListView, PATH, texts)
        statements = [shown(row, query.release) for row in body["results"]]
        return {
            "meta": body["meta"],
            "count": body["count"],
            "statements": statements,
            "json_ld": json_ld.of_statements(statements),
            "kinds": STATEMENT_KINDS.labels.items(),
            "kind": query.get("kind", []),
        }


def shown(row, release):
    """Return the ShownStatement of a row of the API."""
    checks, reason = [], ""
    # Of invented figures nothing is worth saying twenty times: the page says it once.
    if row["kind"] == FIGURE and not release.synthetic:
        try:
            checks = checks_of(row, release)
        except Problem as problem:
            reason = str(problem.detail)
    ward = gazetteer_of(release).by_slug.get(row["ward"])
    return ShownStatement(
        row=row,
        kind=STATEMENT_KINDS.labels.get(row["kind"], row["kind"]),
        speaker=names_of(release, "speaker").get(row["speaker"], ""),
        team=names_of(release, "team").get(row["team"], ""),
        ward=ward.name if ward else "",
        stated=_stated(row),
        said=f"{date.fromisoformat(row['said_on']):%-d %B %Y}" if row["said_on"] else "",
        checks=checks,
        reason=reason,
    )


def checks_of(row, release):
    """Return the ShownChecks of a statement, one a period, or raise the Problem why there are none."""
    texts = {"release": release.number}
    path = f"{PATH}/{row['slug']}/check"
    body = ask(StatementCheckView, path, texts, slug=row["slug"])
    return [_check(check) for check in body["checks"]]


def _stated(row):
    if not row["value"]:
        return ""
    return " ".join(filter(None, (row["qualifier"], row["value"], row["unit"])))


def _check(check):
    figure, query = check["figure"], check["claim"]["query"]
    difference = check["difference"]
    result = RESULTS.get(check["result"] or "", NO_RESULT)
    return ShownCheck(
        body=check,
        period=describe_period(None, _bound(query["date_from"]), _bound(query["date_to"])),
        figure=number(figure["value"]),
        limits=interval(figure["lower"], figure["upper"]),
        basis=f"{number(figure['count'])} counted in {number(figure['days'])} days",
        result=result.format(difference=None if difference is None else number(abs(difference))),
        comparability=COMPARABILITIES.codes[check["comparability"]].definition,
        why=check["comparability_detail"],
        caveats=[caveat["detail"] for caveat in check["caveats"]],
    )


def _bound(text):
    """Return a month as it is, and a day as a date."""
    return text if len(text) == len("2024-01") else date.fromisoformat(text)
