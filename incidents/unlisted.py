"""Published values beyond the codelists, as of a release."""

from havering_safety.releases.memory import once_a_release
from havering_safety.releases.models import UnlistedCode


@once_a_release
def unlisted_labels(release, codelist):
    """Return {slug: label} of the values a release holds that a Codelist lacks."""
    rows = UnlistedCode.objects.filter(codelist=codelist.name, first_release__lte=release.number)
    return dict(rows.order_by("slug").values_list("slug", "label"))


@once_a_release
def labels_of(release, codelist):
    """Return {slug: label} of a Codelist and the further values of a release."""
    return codelist.labels | unlisted_labels(release, codelist)
