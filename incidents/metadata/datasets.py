"""What to say of each data set to catalogues: title, description, theme, how often it changes."""

from dataclasses import dataclass

from incidents.coverage import Asked, coverage_of
from incidents.models import Incident, RecordedCrime, StopSearch

# Authority tables of the Publications Office of the European Union, as DCAT-AP asks for.
SAFETY = "JUST"
REGIONS = "REGI"
GOVERNMENT = "GOVE"


@dataclass(frozen=True)
class About:
    """A data set for catalogues. `formats` are the endings of its export addresses."""

    name: str
    title: str
    description: str
    keywords: tuple[str, ...]
    kind: str | None = None
    series: tuple[str, ...] = ()
    theme: str = SAFETY
    frequency: str = "MONTHLY"
    formats: tuple[str, ...] = (".csv", ".ndjson")
    # Whether its rows have coordinates.
    has_points: bool = True

    @property
    def address(self):
        return f"/api/v1/{self.name}"

    def months(self, release):
        """Return the first and last month covered, None for both where nothing is dated or held."""
        if self.kind is None:
            return None, None
        coverage = coverage_of(release, Asked(self.kind, codes=self.series)).as_meta()
        return coverage["from"], coverage["to"]


ABOUT = (
    About(
        "incidents",
        "Street-level incidents",
        "Crimes and anti-social behaviour that the police published, each dated to the month and "
        "placed on an anonymised map point, with what became of it and the ward it lies in.",
        ("crime", "police", "anti-social behaviour", "wards", "map"),
        Incident.kind,
        formats=(".csv", ".ndjson", ".geojson"),
    ),
    About(
        "stop-searches",
        "Stop searches",
        "Stop and searches that the police published: when, where, of whom in broad groups, under "
        "which law, for what, and with what outcome.",
        ("stop and search", "police", "wards"),
        StopSearch.kind,
    ),
    About(
        "arrests",
        "Arrests after a stop and search",
        "Stop searches whose outcome is an arrest. Open data hold no other arrests.",
        ("arrests", "stop and search", "police"),
        StopSearch.kind,
    ),
    About(
        "weapon-recoveries",
        "Weapon recoveries",
        "Searches for weapons with a positive outcome. That does not prove that a weapon was found.",
        ("weapons", "knife crime", "stop and search", "police"),
        StopSearch.kind,
    ),
    About(
        "recorded-crime",
        "Recorded crime",
        "The Metropolitan Police's monthly counts of recorded offences by ward and by borough. "
        "Counts under categories of their own: they do not tie with street-level incidents.",
        ("recorded crime", "police", "statistics", "wards"),
        RecordedCrime.kind,
        ("geographic-breakdown/ward/offences",),
        has_points=False,
    ),
    About(
        "statements",
        "Statements about crime",
        "What officials and the press said about crime here, in the project's own words, with who, "
        "when and where: figures that can be checked, incident reports, commitments.",
        ("statements", "claims", "fact checking"),
        theme=GOVERNMENT,
        frequency="IRREG",
        has_points=False,
    ),
    About(
        "wards",
        "Wards",
        "The electoral wards in force, with their boundaries and populations.",
        ("wards", "boundaries", "population"),
        theme=REGIONS,
        frequency="IRREG",
        formats=(".csv", ".ndjson", ".geojson"),
    ),
)
