"""The answer to a question: cells with their measures, the total, and the facts that warnings need."""

from dataclasses import dataclass

from incidents.statistics import comparison
from incidents.statistics.grid import count_grid
from incidents.statistics.measures import FIELDS, measure
from incidents.statistics.question import Question
from incidents.statistics.rolling import rolling_sums
from wards.gazetteer import gazetteer_of


@dataclass
class Answer:
    """`cells` are dictionaries with `columns` as keys, in that order."""

    question: Question
    columns: list
    cells: list
    total: int | None
    rows_not_covered: int


def columns_of(question):
    """Return the names of a cell's members: groups, measures, comparison, coverage."""
    columns = [*question.groups]
    columns += [
        name for measure in FIELDS if measure in question.measures for name in FIELDS[measure]
    ]
    if question.compare == comparison.PREVIOUS_YEAR:
        columns += comparison.PREVIOUS_YEAR_FIELDS
    if question.compare == comparison.BOROUGH:
        columns += comparison.rest_fields([name for name in FIELDS if name in question.measures])
    return [*columns, "coverage", "null_reason"]


def answer_question(question):
    """Return the Answer to a Question; at most three queries beside what a release remembers."""
    grid = count_grid(question)
    residents = residents_of(question)
    rolling = rolling_sums(question, grid) if "rolling_12_months" in question.measures else {}
    compared = _comparison(question, grid, residents)
    cells = []
    for key in grid.counts:
        coverage = grid.span(key).coverage
        cell = dict(zip(question.groups, key, strict=True))
        cell |= measure(question, grid, key, residents, rolling)
        if compared:
            cell |= compared.fields(key)
        cell["coverage"] = coverage
        cell["null_reason"] = "not-held" if coverage == "none" else None
        cells.append(cell)
    return Answer(question, columns_of(question), cells, grid.total, grid.rows_not_covered)


def residents_of(question):
    """Return residents by ward slug, and under None those of all wards asked; None where not loaded."""
    gazetteer, given = gazetteer_of(question.query.release), question.query.given
    residents = {ward.slug: gazetteer.residents.get(ward.gss_code) for ward in gazetteer.current}
    asked = {ward.slug for ward in given.get("ward") or gazetteer.current}
    asked -= {ward.slug for ward in given.get("ward_not") or ()}
    people = [residents[slug] for slug in asked]
    return residents | {None: None if None in people or not people else sum(people)}


def _comparison(question, grid, residents):
    if question.compare == comparison.PREVIOUS_YEAR:
        return comparison.PreviousYear(question, grid)
    if question.compare == comparison.BOROUGH:
        return comparison.RestOfBorough(question, grid, residents)
    return None
