"""Refuse an import in which more vanishes than a revision explains: half a file is no revision."""

from django.conf import settings

from havering_safety.releases.models import SourceFile

ADVICE = "Nothing was written. If the publisher really withdrew them, add --allow-removals."


class RemovalsRefusedError(Exception):
    """An import would withdraw more rows than a revision explains."""


def refuse_removed_rows(name, removed, held):
    """Raise RemovalsRefusedError where too large a share of the rows held would be withdrawn."""
    if _is_too_much(removed, held):
        raise RemovalsRefusedError(
            f"{name}: {removed:,} of the {held:,} rows held would be withdrawn "
            f"({_share(removed, held)}). {ADVICE}"
        )


def refuse_shrunken_file(source_file):
    """Raise RemovalsRefusedError where a file has far fewer rows than the one last taken for its scope.

    A cut file can still hold every row of the area: files are sorted by place.
    """
    scope = {name: getattr(source_file, name) for name in ("source", "kind", "force", "month")}
    earlier = SourceFile.objects.filter(**scope).order_by("-id").values_list("codes", "rows_read")
    held = next((rows for codes, rows in earlier if codes == source_file.codes), 0)
    if _is_too_much(held - source_file.rows_read, held):
        raise RemovalsRefusedError(
            f"{source_file.name}: has {source_file.rows_read:,} rows, the file last taken {held:,} "
            f"({_share(held - source_file.rows_read, held)}). {ADVICE}"
        )


def _is_too_much(removed, held):
    return removed > settings.IMPORT_MAX_REMOVED_SHARE * held


def _share(removed, held):
    return (
        f"{removed / held:.1%}; at most {settings.IMPORT_MAX_REMOVED_SHARE:.0%} may vanish unasked"
    )
