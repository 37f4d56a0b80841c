"""How often a grid asks the database: at most five times, and no more for a larger grid.

What a release holds is read once a process: files and how they were found, wards with their
populations, the values of coded fields. After that, a grid takes two queries.
"""

import pytest
from django.utils import timezone

from havering_safety.releases.models import Release

STATS = "/api/v1/stats"
EVERYTHING = "count,per_day,rate_per_1000,percent,rolling_12_months"
LATER = {
    # 1. the newest release
    # 2. the kept sums of the months asked
    "kept sums": ("incidents", "group_by=ward,month,crime_type", 2),
    # 2. the rows of the months asked
    "rows": ("incidents", "group_by=ward,month,last_outcome_category", 2),
    # 2. with the months before, for sums of twelve
    "all measures": ("incidents", f"group_by=ward,month&measures={EVERYTHING}", 2),
    # 2. with the same months a year earlier
    "previous year": (
        "incidents",
        f"group_by=ward,month&measures={EVERYTHING}"
        "&compare=previous_year&date_from=2023&date_to=2023",
        2,
    ),
    # 2. of the whole borough
    "borough": (
        "incidents",
        f"group_by=ward,month&measures={EVERYTHING}&compare=borough&ward=upminster",
        2,
    ),
    # 2. with the searches for weapons whose outcome is unknown, for a warning
    "weapon recoveries": (
        "weapon-recoveries",
        f"group_by=ward,month,basis&measures={EVERYTHING}"
        "&compare=previous_year&date_from=2023&date_to=2023",
        2,
    ),
    # 2. the days asked  3. the same days a year earlier
    "days": (
        "stop-searches",
        "date_from=2023-01-05&date_to=2023-03-07&group_by=month&compare=previous_year",
        3,
    ),
    "stop searches by days": ("stop-searches", "date_from=2023-01-05&group_by=month,gender", 2),
    "recorded crime": (
        "recorded-crime",
        f"group_by=ward,month,offence_group&measures={EVERYTHING}",
        2,
    ),
}


@pytest.mark.parametrize(("dataset", "query", "count"), LATER.values(), ids=LATER)
def test_later_request_of_a_release(client, django_assert_num_queries, dataset, query, count):
    client.get(f"{STATS}/{dataset}?{query}")

    with django_assert_num_queries(count):
        response = client.get(f"{STATS}/{dataset}?{query}")

    assert response.status_code == 200


def forget_newest():
    """Make the newest release one that this process has read nothing of."""
    Release.objects.filter(number=Release.objects.newest().number).update(created_at=timezone.now())


FIRST = {
    # 1. the newest release
    # 2. the files held, and how they were found
    # 3. the kept sums
    "months": ("incidents", "group_by=month", 3),
    # 4. the wards
    "wards": ("incidents", "group_by=ward,month", 4),
    # 4. the values of the field
    "crime types": ("incidents", "group_by=month,crime_type", 4),
    # 4. the wards  5. the values of the field
    "wards and crime types": ("incidents", "group_by=ward,month,crime_type", 5),
    # 4. the wards with their populations
    "rates": ("incidents", "group_by=ward,month&measures=rate_per_1000", 4),
    # 4. the values of three fields
    "three fields": ("incidents", "group_by=crime_type,last_outcome_category,force", 4),
    # 3. the rows, those before too  4. the wards  5. the values of the field
    "everything": (
        "incidents",
        f"group_by=ward,month,last_outcome_category&measures={EVERYTHING}"
        "&compare=previous_year&date_from=2023&date_to=2023",
        5,
    ),
    # 5. with the months that were counted under the older scheme
    "recorded crime": (
        "recorded-crime",
        f"group_by=ward,month,offence_group&measures={EVERYTHING}"
        "&compare=previous_year&date_from=2023&date_to=2023",
        5,
    ),
    # 5. those months alone, where the values are named
    "one offence group": (
        "recorded-crime",
        "group_by=ward,month,offence_group&offence_group=robbery",
        5,
    ),
    # 3. the rows, and searches whose outcome is unknown, for a warning
    "weapon recoveries": (
        "weapon-recoveries",
        f"group_by=ward,month,basis&measures={EVERYTHING}"
        "&compare=previous_year&date_from=2023&date_to=2023",
        5,
    ),
    "beside the borough": (
        "stop-searches",
        f"group_by=ward,month,outcome&measures={EVERYTHING}&compare=borough&ward=upminster",
        5,
    ),
}


@pytest.mark.parametrize(("dataset", "query", "count"), FIRST.values(), ids=FIRST)
def test_first_request_of_a_release(client, django_assert_num_queries, dataset, query, count):
    # The SQL of a shape is written once a process, whatever release comes.
    client.get(f"{STATS}/{dataset}?{query}")
    forget_newest()

    with django_assert_num_queries(count):
        response = client.get(f"{STATS}/{dataset}?{query}")

    assert response.status_code == 200
