"""Write files in the layout of a data.police.uk archive: one folder a month."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

FORCE = "metropolitan"


def write_police_file(
    folder: Path,
    month: date,
    kind: str,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
) -> Path:
    """Write `YYYY-MM/YYYY-MM-metropolitan-KIND.csv` below the folder; return its path.

    Lines end in LF, as the Metropolitan Police's own files do.
    """
    path = folder / f"{month:%Y-%m}" / f"{month:%Y-%m}-{FORCE}-{kind}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path
