"""Figures made from counts: pure arithmetic, which asks the database nothing."""
