"""An id is made from the identity of its row: no identity has two ids."""

from django.db.models import F, Max, Min

from havering_safety.releases.invariants.invariant import Failure, Invariant, in_words, table_of
from havering_safety.releases.invariants.tables import published_tables

IDENTITY = ("source", "force", "month", "identity", "ordinal")
MOST = 100


def find_second_ids():
    """Yield identities with two ids. Asked month by month: no more than a month is sorted at once."""
    for table in published_tables():
        rows = table.model.objects.order_by()
        for month in rows.values_list("month", flat=True).distinct():
            ids = rows.filter(month=month).values_list(*IDENTITY)
            ids = ids.annotate(least=Min("public_id"), most=Max("public_id"))
            for *key, least, most in ids.exclude(least=F("most"))[:MOST]:
                place = in_words(IDENTITY, key)
                yield Failure(table_of(table.model), place, f"one id ({least})", f"{most} too")


IDENTITIES = (Invariant("An identity has one id.", find_second_ids),)
