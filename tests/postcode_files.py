"""Code-Point Open made small: one postcode in each of the wards West and East, and one outside."""

import zipfile

from tests.ward_files import EAST_WARD, WEST_WARD

# Metres east and north of the origin of the National Grid: in the middle of each ward.
IN_WEST = (542234, 185448)
IN_EAST = (549167, 185647)
OUTSIDE = (556100, 185855)


def make_postcode(postcode="RM1 1AA", point=IN_WEST, quality=10, ward=WEST_WARD):
    """Return a line as Ordnance Survey publishes it, without a header."""
    east, north = point
    return (
        f'"{postcode}",{quality},{east},{north},"E92000001","E19000003","E18000007","",'
        f'"E09000016","{ward}"\n'
    )


THREE = (
    make_postcode()
    + make_postcode("RM2 2BB", IN_EAST, 50, EAST_WARD)
    + make_postcode("RM3 3CC", OUTSIDE, ward="E05000001")
)


def make_postcodes(path, text=THREE):
    """Write a file of postcodes, and return its path as text."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def make_postcode_zip(path, members):
    """Write a zip of texts by name, and return its path as text."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return str(path)
