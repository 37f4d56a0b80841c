"""What is left of a row withdrawn for privacy: enough to know it again, nothing of what it said."""

import hashlib
from typing import NamedTuple

from django.db import models


class Trace(NamedTuple):
    """By what a row is known when it comes under another identity: moved, corrected, from elsewhere.

    A name belongs to one thing wherever it occurs. Any other trace can belong to several rows.
    """

    text: str
    is_name: bool


class Tombstone(models.Model):
    """A redacted row. Identity and ordinal are those of its scope; the rest of it is kept as digests.

    Of a statement, which comes from no monthly file, there is its slug as the id and nothing else.
    `opened` are the releases that opened its versions. Who, when (the release's instant) and why
    are for staff: a reason can say what the row may not.
    """

    release = models.ForeignKey(
        "releases.Release", on_delete=models.PROTECT, related_name="tombstones"
    )
    kind = models.CharField(max_length=40)
    public_id = models.CharField(max_length=80)
    source = models.CharField(max_length=20)
    force = models.CharField(max_length=60, null=True)
    month = models.CharField(max_length=7)
    identity = models.BigIntegerField(null=True)
    ordinal = models.PositiveIntegerField(null=True)
    attributes = models.JSONField(default=list, help_text="digests of its versions' attributes")
    trace = models.CharField(max_length=64, help_text="digest of the row's Trace")
    is_name = models.BooleanField(default=False)
    opened = models.JSONField(default=list)
    reason = models.CharField(max_length=500)
    redacted_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "public_id"], name="one_tombstone_a_row")
        ]

    def __str__(self):
        return f"{self.kind} {self.public_id}"


def digest_of(value):
    """Return a digest of a text, or of a tuple of attributes, that is the same in every process."""
    return hashlib.sha256(repr(value).encode()).hexdigest()
