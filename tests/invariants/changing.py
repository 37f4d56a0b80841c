"""Change rows behind the importers' back, as a hand in the database would."""


def change(row, **values):
    """Change one row behind the importers' back, and return it."""
    type(row).objects.filter(pk=row.pk).update(**values)
    return row


def copy(row, **values):
    """Add a version like another."""
    row.pk = None
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


def current(model, **lookups):
    return model.objects.current().filter(**lookups).order_by("version").first()
