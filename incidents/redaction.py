"""What goes when a row is withdrawn for privacy: that row, and the outcomes that speak of it alone."""

from havering_safety.releases.redaction import redact, redact_named
from incidents.importers.police_api_loading import SOURCE as API
from incidents.models import ApiIncident, Incident, Outcome, Statement, StopSearch


def redact_called(writer, name, *, reason, by):
    """Withdraw the row with an id, or the statement with a slug; return how many rows, 0 for no such."""
    rows = rows_called(name)
    if rows:
        redact(writer, rows, reason=reason, by=by)
    elif Statement.objects.filter(slug=name).exists():
        redact_named(writer, Statement, name, kind=Statement.tombstones, reason=reason, by=by)
        return 1
    return len(rows)


def rows_called(public_id):
    """Return (model, public id) of the row with an id and of all that goes with it; empty for none.

    The outcomes that name the Crime ID of an incident go with it, but where another incident that
    was ever held bears the same.
    """
    incident = Incident.objects.filter(public_id=public_id).order_by("first_release").last()
    if incident is None:
        return [(StopSearch, public_id)] * StopSearch.objects.filter(public_id=public_id).exists()
    model = ApiIncident if incident.source == API else Incident
    return [(model, public_id), *((Outcome, one) for one in _outcomes_of(incident))]


def _outcomes_of(incident):
    if incident.crime_id is None:
        return []
    bearers = Incident.objects.filter(crime_id=incident.crime_id)
    if bearers.exclude(public_id=incident.public_id).exists():
        return []
    outcomes = Outcome.objects.filter(crime_id=incident.crime_id).order_by("public_id")
    return outcomes.values_list("public_id", flat=True).distinct()
