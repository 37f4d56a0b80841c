"""Clients generated from the document by six generators, each playing one story against a live server."""
