"""What the police publish, one module a noun."""

from incidents.models.incident import Incident

__all__ = ["Incident"]
