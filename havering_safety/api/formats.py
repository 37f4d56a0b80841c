"""Other formats of what a CSV view gives: each an operation of its own, with the same query string.

A format is a mixin over the CSV view, so that rows, fields and refusals are those of the CSV.
"""

from django.urls import path

from havering_safety.api.csvw import CsvMetadataFormat
from havering_safety.api.export_views import NdjsonFormat
from havering_safety.api.xlsx import XlsxFormat

ROW_FORMATS = (NdjsonFormat, XlsxFormat, CsvMetadataFormat)
# Grids are no rows: they have nothing but the CSV.
GRID_FORMATS = (CsvMetadataFormat,)


def paths_of(address, csv_view, formats=ROW_FORMATS):
    """Return the addresses of a CSV view and of the same in other formats."""
    views = [csv_view, *(in_format(form, csv_view) for form in formats)]
    return [path(f"{address}{view.ending}", view.as_view()) for view in views]


def in_format(form, csv_view):
    """Return the view that gives in a format what a CSV view gives: IncidentNdjsonView of IncidentCsvView."""
    members = {
        "__doc__": form.__doc__,
        "__module__": csv_view.__module__,
        "operation_id": csv_view.operation_id.removesuffix("Csv") + form.operation_ending,
    }
    name = csv_view.__name__.removesuffix("CsvView") + f"{form.operation_ending}View"
    return type(name, (form, csv_view), members)
