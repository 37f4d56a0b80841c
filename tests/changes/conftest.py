"""A borough of three wards, whose January and February are published and revised."""

from tests.incidents.conftest import borough, february, january

__all__ = ["borough", "february", "january"]
