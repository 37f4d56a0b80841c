"""What the police publish, one module a noun."""

from incidents.models.api_incident import ApiIncident
from incidents.models.incident import Incident
from incidents.models.outcome import Outcome
from incidents.models.recorded_crime import RecordedCrime
from incidents.models.statement import Statement
from incidents.models.stop_search import Arrest, StopSearch, WeaponRecovery

__all__ = [
    "ApiIncident",
    "Arrest",
    "Incident",
    "Outcome",
    "RecordedCrime",
    "Statement",
    "StopSearch",
    "WeaponRecovery",
]
