"""Releases for staff to look at: their files, ledgers and rejected rows. Nothing here can be changed."""

from django.contrib import admin

from havering_safety.releases.models import (
    Coverage,
    Quality,
    Reject,
    Release,
    SourceFile,
    Tombstone,
    UnlistedCode,
)


class ReadOnly:
    """Shows rows and takes no change: only imports write."""

    def has_add_permission(self, *args):
        return False

    def has_change_permission(self, *args):
        return False

    def has_delete_permission(self, *args):
        return False


class ReadOnlyAdmin(ReadOnly, admin.ModelAdmin):
    """A table that only imports write."""


class SourceFileInline(ReadOnly, admin.TabularInline):
    model = SourceFile
    fields = ("name", "kind", "month", "rows_read", "stored", "added", "revised", "withdrawn")
    extra = 0
    show_change_link = True


class RejectInline(ReadOnly, admin.TabularInline):
    model = Reject
    extra = 0


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    list_display = ("number", "created_at", "summary", "synthetic")
    inlines = (SourceFileInline,)


@admin.register(SourceFile)
class SourceFileAdmin(ReadOnlyAdmin):
    list_display = (
        "name", "release", "kind", "force", "month", "rows_read", "stored", "outside_area",
        "without_location", "rejected", "repeated",
    )  # fmt: skip
    list_filter = ("kind", "source", "force")
    search_fields = ("name", "sha256")
    inlines = (RejectInline,)


@admin.register(Coverage)
class CoverageAdmin(ReadOnlyAdmin):
    list_display = ("kind", "month", "force", "source", "code", "first_release", "last_release")
    list_filter = ("kind", "source", "force")


@admin.register(Quality)
class QualityAdmin(ReadOnlyAdmin):
    list_display = (
        "kind",
        "month",
        "force",
        "days_covered",
        "flags",
        "first_release",
        "last_release",
    )
    list_filter = ("kind", "force")


@admin.register(UnlistedCode)
class UnlistedCodeAdmin(ReadOnlyAdmin):
    list_display = ("codelist", "slug", "label", "first_release")


@admin.register(Tombstone)
class TombstoneAdmin(ReadOnlyAdmin):
    fields = ("release", "kind", "public_id", "month", "redacted_by", "reason")
    list_display = ("public_id", "kind", "release", "redacted_by", "reason")
    list_filter = ("kind",)
    search_fields = ("public_id",)
