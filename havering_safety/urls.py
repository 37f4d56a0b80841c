"""Composition of all addresses."""

urlpatterns = []
