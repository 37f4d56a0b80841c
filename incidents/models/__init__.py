"""What the police publish, one module a noun."""

from incidents.models.incident import ApiIncident, Incident
from incidents.models.outcome import Outcome
from incidents.models.stop_search import Arrest, StopSearch, WeaponRecovery

__all__ = ["ApiIncident", "Arrest", "Incident", "Outcome", "StopSearch", "WeaponRecovery"]
