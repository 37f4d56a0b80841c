"""What an import did, counted while it runs: its command prints it, its release sums it up."""

from dataclasses import dataclass, field

from havering_safety.releases.models import Release


@dataclass
class Report:
    """What an import did: the release it made (None when nothing changed), its files, its rows."""

    release: Release | None = None
    files: list = field(default_factory=list)
    added: int = 0
    revised: int = 0
    withdrawn: int = 0
    # Changes to what is known of the months held: that they are, and how good their files are.
    covered: int = 0
    # Codelist, slug and label of published values that no codelist knows.
    unlisted: set = field(default_factory=set)

    def __bool__(self):
        return bool(self.added or self.revised or self.withdrawn or self.covered)

    def count(self, added, revised, withdrawn):
        self.added += added
        self.revised += revised
        self.withdrawn += withdrawn
