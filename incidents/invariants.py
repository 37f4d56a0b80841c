"""What police rows must hold beyond what every published table does: codes that a list knows, ids of figures."""

from django.db.models import Count, Min

from havering_safety.releases.identity import identity_of, prefix_of, public_id_of
from havering_safety.releases.invariants.chains import CHAINS
from havering_safety.releases.invariants.coverage import COVERAGE
from havering_safety.releases.invariants.differences import DIFFERENCES
from havering_safety.releases.invariants.identities import IDENTITIES
from havering_safety.releases.invariants.invariant import Failure, Invariant, in_words, table_of
from havering_safety.releases.invariants.ledgers import LEDGERS
from havering_safety.releases.invariants.numbering import NUMBERING
from havering_safety.releases.invariants.redactions import REDACTIONS
from havering_safety.releases.models import UnlistedCode
from incidents.codelists import CRIME_TYPES, OUTCOMES, SOURCES
from incidents.codelists_offences import (
    COUNTED_THINGS,
    LEVELS,
    OFFENCE_GROUPS,
    OFFENCE_SUBGROUPS,
    PRODUCTS,
)
from incidents.description import SEARCH_CODES
from incidents.invariants_stop_search import STOP_SEARCHES
from incidents.models import Incident, Outcome, RecordedCrime, StopSearch
from wards.invariants import WARDS

CODED = {
    Incident: {
        "crime_type": CRIME_TYPES, "last_outcome_category": OUTCOMES, "source": SOURCES,
    },
    Outcome: {"outcome_type": OUTCOMES, "source": SOURCES},
    # A force is what its file is named after; no list makes it right or wrong.
    StopSearch: {name: codes for name, codes in SEARCH_CODES.items() if name != "force"},
    RecordedCrime: {
        "product": PRODUCTS, "level": LEVELS, "counted": COUNTED_THINGS,
        "offence_group": OFFENCE_GROUPS, "offence_subgroup": OFFENCE_SUBGROUPS,
    },
}  # fmt: skip


def find_unlisted_codes():
    """Yield values that neither a codelist nor the unlisted codes of their release explain."""
    noted = {
        (codelist, slug): release
        for codelist, slug, release in UnlistedCode.objects.values_list(
            "codelist", "slug", "first_release"
        )
    }
    for model, fields in CODED.items():
        for name, codelist in fields.items():
            rows = model.objects.exclude(**{name: None}).order_by().values_list(name)
            for slug, first, n in rows.annotate(first=Min("first_release"), n=Count("version")):
                if slug not in codelist and noted.get((codelist.name, slug), first + 1) > first:
                    yield Failure(
                        table_of(model), f"{name} {slug} ({n:,} rows)",
                        f"a value of the codelist {codelist.name}, or an unlisted one of it",
                        f"none by release {first}",
                    )  # fmt: skip


def find_wrong_figure_ids():
    """Yield figures whose identity or id is not the hash of what they are known by.

    Of other rows the published spelling is not kept, so their hashes cannot be made again.
    """
    known_by = ("product", "level", "counted", "area_code", "offence_group", "offence_subgroup")
    scope = ("source", "force", "month")
    rows = RecordedCrime.objects.order_by().values_list(
        "public_id", "identity", "ordinal", *scope, *known_by
    )
    for public_id, identity, ordinal, source, force, month, *texts in rows.iterator(2_000):
        prefix = prefix_of(RecordedCrime.kind, source, force, month)
        made = identity_of(prefix, texts), public_id_of(prefix, texts, ordinal)
        if made != (identity, public_id):
            yield Failure(
                table_of(RecordedCrime), f"{in_words(('month', *known_by), (month, *texts))}",
                f"identity {made[0]} and id {made[1]}", f"{identity} and {public_id}",
            )  # fmt: skip


INVARIANTS = (
    *NUMBERING,
    *LEDGERS,
    *CHAINS,
    *IDENTITIES,
    Invariant("The id of a figure is the hash of what it is known by.", find_wrong_figure_ids),
    *COVERAGE,
    *DIFFERENCES,
    *REDACTIONS,
    *WARDS,
    *STOP_SEARCHES,
    Invariant("Every coded value is listed, or noted as unlisted.", find_unlisted_codes),
)
