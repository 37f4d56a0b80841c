"""The kept signed differences: as of every release they add up to the rows, for all data sets."""

import pytest
from django.db.models import Count, Sum

from havering_safety.releases.models import CountDifference, Release
from incidents.statistics.catalogue import DATASETS
from tests.grids.made import LAST_RELEASE


def test_history_has_its_releases():
    assert Release.objects.newest().number == LAST_RELEASE


def kept(dataset, release):
    rows = CountDifference.objects.filter(dataset=dataset.name, release__lte=release)
    sums = rows.values_list("ward_code", "month", "code").annotate(total=Sum("n"))
    return {(ward or None, month, code or None): n for ward, month, code, n in sums if n}


def counted(dataset, release):
    rows = dataset.rows(release).filter(**dataset.kept_at)
    total = Sum(dataset.weight) if dataset.weight else Count("*")
    groups = rows.values_list("ward_code", "month", dataset.summed_code).annotate(total=total)
    return {(ward, month, code): n for ward, month, code, n in groups.order_by() if n}


@pytest.mark.parametrize("release", range(LAST_RELEASE + 1))
@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_kept_counts_are_those_of_the_rows(dataset, release):
    assert kept(dataset, release) == counted(dataset, release)


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_every_data_set_was_revised_by_some_release(dataset):
    changes = CountDifference.objects.filter(dataset=dataset.name)

    assert changes.values("release").distinct().count() > 1
    assert changes.filter(n__lt=0).exists()
