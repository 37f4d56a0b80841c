"""Havering Safety: open data about crime and policing in the London Borough of Havering."""

__version__ = "0.1.0"
