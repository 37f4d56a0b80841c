"""Who spoke, and which teams are spoken of: names by slug, as a release holds them."""

from havering_safety.releases.memory import once_a_release
from incidents.models import Statement


@once_a_release
def names_of(release, field):
    """Return {slug: name} of the speakers or teams (`field`) of a release, in order."""
    rows = Statement.objects.as_of(release.number).filter(**{f"{field}__isnull": False})
    return dict(rows.order_by(field).values_list(field, f"{field}_name"))
