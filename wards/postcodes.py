"""Postcodes as people write them, and how well Ordnance Survey knows where one is."""

import re

# As people write them: any case, with or without the blank before the last three characters.
WRITTEN = r"^ *[A-Za-z]{1,2}[0-9][A-Za-z0-9]? *[0-9][A-Za-z]{2} *$"
_WRITTEN = re.compile(WRITTEN)
_DIGITS = "0123456789"

BEST_QUALITY = 10
NO_COORDINATES = 90
# The positional quality indicator of Code-Point Open, in words of ours.
QUALITIES = {
    BEST_QUALITY: "within the building of the address nearest to the mean of the postcode's addresses",
    20: "within the building of the address nearest to the mean of the postcode's addresses, "
    "found by eye on a map",
    30: "within about 50 metres of the true position",
    40: "the mean of addresses that have since been deleted or given another code",
    50: "estimated from the postcodes around it, usually to within 100 metres",
    60: "the mean of the whole postcode sector, which can be far away",
    NO_COORDINATES: "unknown",
}


def normal_postcode(text):
    """Return a postcode as `RM1 1AA`, or None for what has no postcode's shape."""
    if not _WRITTEN.match(text):
        return None
    letters = text.replace(" ", "").upper()
    return f"{letters[:-3]} {letters[-3:]}"


def area_of(postcode):
    """Return the postcode area, `RM`: the letters that a normal postcode begins with."""
    return postcode[:2].rstrip(_DIGITS)
