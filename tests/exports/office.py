"""Open a document in LibreOffice without a screen, and read what it shows."""

import csv
import shutil
import subprocess

import pytest

# Cells as they are stored; numbers bare and texts in quotes; every sheet in a file of its own.
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"

needs_office = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed"
)


def shown_by_office(document, folder):
    """Return each sheet of a document as LibreOffice has it: rows of texts and numbers."""
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", AS_CSV, "--outdir", str(folder / "shown"), str(document)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {
        path.stem.removeprefix(f"{document.stem}-"): _read(path)
        for path in (folder / "shown").iterdir()
    }


def _read(path):
    with path.open(newline="", encoding="utf-8") as lines:
        # Texts stand in quotes; all else is a number, or the test fails.
        return list(csv.reader(lines, quoting=csv.QUOTE_NONNUMERIC))
