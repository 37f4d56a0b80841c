"""The real files, imported once into a transaction that the tests share and nobody commits."""

import pytest
from django.db import connection, transaction

from tests.importing import import_archive, import_boundaries, import_population

WARDS = "geography/wards_2025.geojson"
CENSUS = "geography/population_ward2022_census2021_age6_bestfit.csv"
ESTIMATE = "geography/population_ward2022_mid2020_weighted.csv"
OTHER_FORCES = "police/2024-01-02-btp-essex-city.zip"
BURGLARY = "police/2023-burglary-only.zip"


@pytest.fixture(scope="package")
def real_database(django_db_setup, django_db_blocker, real_data):
    """Hold wards (release 1), populations (2, 3), other forces (4) and the Met's burglaries (5).

    Each test that asks for `db` works in a savepoint inside; the whole is rolled back at the end.
    """
    with pytest.MonkeyPatch.context() as patch:
        with django_db_blocker.unblock():
            connection.ensure_connection()
            # Django closes the connection after each test, which would end our transaction too.
            patch.setattr(connection, "close", lambda: None)
            around = transaction.atomic()
            around.__enter__()
            import_boundaries(str(real_data / WARDS))
            import_population(str(real_data / CENSUS), "--date=2021-03-21", "--derived")
            import_population(str(real_data / ESTIMATE), "--date=2020-06-30", "--derived")
            import_archive(str(real_data / OTHER_FORCES))
            import_archive(str(real_data / BURGLARY), "--only=crime_type=burglary")
        yield
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
