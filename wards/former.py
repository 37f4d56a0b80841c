"""The wards of Havering from 2002 to 2022, and the present wards that hold their land.

Known without any boundary file, so that a question about "Romford Town" gets a
helpful answer. Successors hold at least 1 % of the former ward's area, largest
first; how large the shares are is said only where former boundaries are loaded.
"""

from dataclasses import dataclass

from wards.slugs import slug_of_name

ENDED = "2022-05-04"


@dataclass(frozen=True)
class FormerWard:
    """A ward that is no more. `successors` are GSS codes of present wards."""

    gss_code: str
    name: str
    successors: tuple[str, ...]

    @property
    def slug(self):
        return slug_of_name(self.name)


FORMER_WARDS = [
    FormerWard(
        "E05000306",
        "Brooklands",
        (
            "E05013980",
            "E05013983",
        ),
    ),
    FormerWard(
        "E05000307",
        "Cranham",
        (
            "E05013968",
            "E05013973",
        ),
    ),
    FormerWard(
        "E05000308",
        "Elm Park",
        (
            "E05013969",
            "E05013972",
        ),
    ),
    FormerWard(
        "E05000309",
        "Emerson Park",
        (
            "E05013970",
            "E05013973",
            "E05013985",
        ),
    ),
    FormerWard(
        "E05000310",
        "Gooshays",
        (
            "E05013971",
            "E05013974",
            "E05013975",
        ),
    ),
    FormerWard(
        "E05000311",
        "Hacton",
        (
            "E05013972",
            "E05013982",
            "E05013969",
        ),
    ),
    FormerWard(
        "E05000312",
        "Harold Wood",
        (
            "E05013973",
            "E05013975",
            "E05013971",
        ),
    ),
    FormerWard("E05000313", "Havering Park", ("E05013974",)),
    FormerWard(
        "E05000314",
        "Heaton",
        (
            "E05013975",
            "E05013971",
            "E05013974",
        ),
    ),
    FormerWard("E05000315", "Hylands", ("E05013976",)),
    FormerWard(
        "E05000316",
        "Mawneys",
        (
            "E05013978",
            "E05013974",
        ),
    ),
    FormerWard(
        "E05000317",
        "Pettits",
        (
            "E05013977",
            "E05013978",
        ),
    ),
    FormerWard("E05000318", "Rainham and Wennington", ("E05013979",)),
    FormerWard(
        "E05000319",
        "Romford Town",
        (
            "E05013983",
            "E05013981",
            "E05013977",
            "E05013980",
            "E05013976",
        ),
    ),
    FormerWard(
        "E05000320",
        "St Andrew's",
        (
            "E05013982",
            "E05013969",
        ),
    ),
    FormerWard(
        "E05000321",
        "South Hornchurch",
        (
            "E05013984",
            "E05013967",
            "E05013979",
        ),
    ),
    FormerWard("E05000322", "Squirrel's Heath", ("E05013985",)),
    FormerWard("E05000323", "Upminster", ("E05013986",)),
]
