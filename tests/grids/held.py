"""What the made history holds, by release: written down once more, to hold the answers against."""

from tests.grids.made import BTP, BURGLARY_ALONE, FROM_THE_API, MET, RECORDED, SEARCHES

ALL = None


def files_of(month, release):
    """Return {force: crime types held, or ALL of them} of the street files of a month."""
    files = {}
    if release >= 3 and month in MET:
        files["metropolitan"] = ALL
    if release >= 4 and month == BURGLARY_ALONE:
        files["metropolitan"] = {"burglary"}
    if release >= 3 and month in BTP:
        files["btp"] = ALL
    return files


def is_street_held(month, release, crime_types, forces, sources):
    """Tell whether a month of street crime is covered; nothing asked is everything."""
    if release >= 6 and month == FROM_THE_API:
        return (not forces or None in forces) and (not sources or "api" in sources)
    files = files_of(month, release)
    wanted = [force for force in forces if force] if forces else ["metropolitan"]
    return (
        bool(wanted)
        and (not sources or "archive" in sources)
        and all(force in files for force in wanted)
        and all(files[f] is ALL or (crime_types and {*crime_types} <= files[f]) for f in wanted)
    )


def is_searches_held(month, release, forces):
    wanted = [force for force in forces if force] if forces else ["metropolitan"]
    return release >= 3 and wanted == ["metropolitan"] and month in SEARCHES


def is_recorded_held(month, release, counted):
    return release >= 7 and counted == "offences" and month in RECORDED
