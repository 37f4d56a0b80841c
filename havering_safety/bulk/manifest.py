"""The manifest: which files a build holds, their sizes, rows and digests, and of which state they are."""

import hashlib
import json
from pathlib import Path

from havering_safety.bulk.contents import instant

NAME = "manifest.json"
SUMS = "SHA256SUMS"
MEDIA_TYPES = {
    ".sqlite": "application/vnd.sqlite3",
    ".zip": "application/zip",
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    "": "text/plain; charset=utf-8",
}


def media_type_of(name):
    return MEDIA_TYPES[Path(name).suffix]


def sha256_of(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_manifest(contents, folder, files):
    """Return the manifest of files in a folder, given as {name: rows}."""
    described = [
        {
            "name": name,
            "address": f"{contents.address}/{name}",
            "media_type": media_type_of(name),
            "size": (folder / name).stat().st_size,
            "rows": rows,
            "sha256": sha256_of(folder / name),
        }
        for name, rows in files.items()
    ]
    return contents.facts | {"data_sets": contents.data_sets, "files": described}


def write_manifest(folder, manifest):
    """Write the manifest, and the digests as `sha256sum -c` reads them."""
    sums = "".join(f"{file['sha256']}  {file['name']}\n" for file in manifest["files"])
    (folder / SUMS).write_text(sums, encoding="utf-8")
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8")


def read_manifest(folder):
    """Return the manifest of a folder; raise OSError or ValueError where there is no whole one."""
    return json.loads((folder / NAME).read_text(encoding="utf-8"))


def is_of(manifest, release):
    """Tell whether files are of this very release, with all that was redacted since left out."""
    state = (release.number, instant(release.created_at), release.redactions)
    return state == tuple(manifest[name] for name in ("release", "released_at", "redaction"))
