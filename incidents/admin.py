"""Statements in the admin: each save is a release, and the log keeps who made it."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect

from havering_safety.releases.transaction import ImportRunningError, writer_transaction
from incidents.codelists_statements import (
    COMPARABILITIES,
    QUALIFIERS,
    STATEMENT_KINDS,
    STATEMENT_MEASURES,
)
from incidents.importers.statement_fields import CODES, NAMES, StatementError, read_statement
from incidents.importers.statement_storing import (
    redacted_slugs,
    save_statement,
    withdraw_statements,
)
from incidents.models import Statement

CODELISTS = {
    "kind": STATEMENT_KINDS.labels,
    "measure": STATEMENT_MEASURES.labels,
    "qualifier": QUALIFIERS.labels,
    "comparability": COMPARABILITIES.labels,
    "dataset": {name: name for name in CODES["dataset"]},
}
# Names of columns in the form, and what a statement's own fields are called.
ENTRY_FIELDS = {column: field for field, column in NAMES.items()}


class StatementForm(forms.ModelForm):
    """A statement as an editor types it, checked by the same rules as the shipped file."""

    class Meta:
        model = Statement
        fields = [
            "slug", "kind", "speaker_name", "role", "organisation", "said_on", "published_on", "text",
            "measure", "value", "unit", "qualifier", "period_from", "period_to", "ward_code", "area",
            "team_name", "source_title", "source_url",
            "dataset", "query", "comparability", "caveat", "note",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, labels in CODELISTS.items():
            self.fields[name].widget = forms.Select(choices=[("", "—"), *labels.items()])

    def clean(self):
        entry = {ENTRY_FIELDS.get(name, name): value for name, value in self.cleaned_data.items()}
        if "slug" not in self.fields:
            entry["slug"] = self.instance.slug
        elif Statement.objects.current().filter(slug=entry.get("slug")).exists():
            self.add_error("slug", "There is a statement of that name already.")
        elif entry.get("slug") in redacted_slugs():
            self.add_error("slug", "The statement of that name was withdrawn for privacy.")
        if not self.errors:
            self._read(entry)
        return self.cleaned_data

    def _read(self, entry):
        try:
            self.record = read_statement(entry)
        except StatementError as error:
            field = NAMES.get(error.field, error.field)
            self.add_error(field if field in self.fields else None, error.reason)


@admin.register(Statement)
class StatementAdmin(admin.ModelAdmin):
    """Current statements. Older versions stay in the releases that held them."""

    form = StatementForm
    list_display = ["slug", "kind", "speaker_name", "said_on", "edited_by"]
    list_filter = ["kind", "measure"]
    search_fields = ["slug", "text"]

    def get_queryset(self, request):
        return Statement.objects.current().order_by("slug")

    def get_readonly_fields(self, request, obj=None):
        return ["slug", "history"] if obj else []

    @admin.display(description="history")
    def history(self, statement):
        """Return the releases that changed the statement, and who made each."""
        rows = Statement.objects.filter(slug=statement.slug).order_by("first_release")
        made = rows.values_list("first_release", "edited_by")
        return "; ".join(f"release {number}: {by or 'shipped file'}" for number, by in made)

    def changelist_view(self, request, *args, **kwargs):
        return self._while_no_import_runs(request, super().changelist_view, *args, **kwargs)

    def changeform_view(self, request, *args, **kwargs):
        return self._while_no_import_runs(request, super().changeform_view, *args, **kwargs)

    def delete_view(self, request, *args, **kwargs):
        return self._while_no_import_runs(request, super().delete_view, *args, **kwargs)

    def _while_no_import_runs(self, request, view, *args, **kwargs):
        """Hold the writer's lock from the first look at the form to the log entry."""
        if request.method != "POST":
            return view(request, *args, **kwargs)
        try:
            with writer_transaction():
                return view(request, *args, **kwargs)
        except ImportRunningError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def save_model(self, request, obj, form, change):
        # The log and the next page speak of the version just made.
        obj.version = save_statement(form.record, request.user.get_username()).version

    def delete_model(self, request, obj):
        withdraw_statements([obj.slug], request.user.get_username())

    def delete_queryset(self, request, queryset):
        slugs = sorted(queryset.values_list("slug", flat=True))
        withdraw_statements(slugs, request.user.get_username())
