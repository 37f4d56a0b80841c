"""Serve bulk files: whole or in part, with their digests, and only those of the present state.

A build is replaced by moving a link, so a file is opened in the folder that its manifest was read
from: the two always belong together.
"""

import base64
import json
import logging
import os

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from havering_safety.api.conditional import PINNED_SECONDS
from havering_safety.api.documents import document_response, reading
from havering_safety.api.links import absolute, link_header
from havering_safety.api.problems import KINDS, Problem, problem_response
from havering_safety.api.ranges import UnsatisfiableError, range_of
from havering_safety.api.views import LICENCE_URL
from havering_safety.bulk import manifest as manifests
from havering_safety.bulk.shelf import Shelf
from havering_safety.releases.answering import release_answering
from havering_safety.releases.models import Release

log = logging.getLogger(__name__)

BLOCK = 64 * 1024
LARGEST_NUMBER = 2_000_000_000
HOW = "`manage.py build_bulk_files --release {}` makes them."


@reading
def index(request):
    """The releases that have files, newest first, each with the address of its manifest."""
    shelf, found = Shelf(), []
    for number in shelf.releases():
        release = _release(number)
        folder = release and current_folder(shelf, release)
        if folder:
            manifest = manifests.read_manifest(folder)
            names = ("release", "released_at", "synthetic", "manifest")
            found.append({name: manifest[name] for name in names})
    body = json.dumps({"releases": found, "licence": LICENCE_URL}, indent=1).encode()
    return document_response(request, body, "application/json", absolute("/bulk"))


@reading
def file(request, number, name):
    """A file of a release."""
    shelf = Shelf()
    for _ in range(2):
        folder, release = _folder(shelf, number)
        try:
            return _answer(request, release, folder, name)
        except FileNotFoundError:
            # Replaced by a newer build between two steps of ours.
            continue
    raise Problem("not-found", _absence(shelf, number))


def _release(number):
    """Return the release numbered, None where there is none; a replica may say so too."""
    try:
        return release_answering(number) if 0 < number <= LARGEST_NUMBER else None
    except Release.DoesNotExist:
        return None


def _folder(shelf, number):
    release = _release(number)
    if not release:
        raise Problem("not-found", f"There is no release {number}.")
    folder = current_folder(shelf, release)
    if folder is None:
        raise Problem("not-found", _absence(shelf, number))
    return folder, release


def current_folder(shelf, release):
    """Return the folder of a release's files; None where there are none that may be served."""
    folder = shelf.folder_of(release.number)
    try:
        return folder if manifests.is_of(manifests.read_manifest(folder), release) else None
    except FileNotFoundError:
        return None


def _absence(shelf, number):
    """Return why there are no files of a release, which others have some, and how they are made."""
    numbers = shelf.releases()
    if number in numbers:
        return (
            f"The files of release {number} are of a state that is no longer published, and are not "
            f"served until they are made anew. {HOW.format(number)}"
        )
    others = ", ".join(map(str, numbers)) or "no release"
    return f"There are no files of release {number}; there are of {others}. {HOW.format(number)}"


def _answer(request, release, folder, name):
    if name in (manifests.NAME, manifests.SUMS):
        body = (folder / name).read_bytes()
        address = absolute(f"/bulk/{release.number}/{name}")
        return document_response(request, body, manifests.media_type_of(name), address)
    files = {file["name"]: file for file in manifests.read_manifest(folder)["files"]}
    if name not in files:
        held = ", ".join([*files, manifests.NAME, manifests.SUMS])
        raise Problem("not-found", f"Release {release.number} has these files: {held}.")
    return _large(request, release, folder, files[name])


def _large(request, release, folder, described):
    """Return a file, or the part of it that was asked for."""
    size, etag = described["size"], quote_etag(described["sha256"][:32])
    modified = int(release.modified_at.timestamp())
    unchanged = get_conditional_response(request, etag=etag, last_modified=modified)
    if unchanged is not None and unchanged.status_code == 304:
        return _with_headers(unchanged, described, etag, modified)
    try:
        part = range_of(request, size, etag, http_date(modified))
    except UnsatisfiableError:
        return _unsatisfiable(request, size)
    start, stop = part or (0, size)
    opened = _opened(folder / described["name"], size)
    if opened is None:
        return problem_response(request, "internal-error", KINDS["internal-error"][2])
    response: HttpResponseBase
    if request.method == "HEAD":
        opened.close()
        response = HttpResponse(content_type=described["media_type"])
    else:
        content = Part(opened, start, stop)
        response = StreamingHttpResponse(content, content_type=described["media_type"])
    response["Content-Length"] = str(stop - start)
    if part:
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return _with_headers(response, described, etag, modified)


def _opened(path, size):
    """Return an open file; None, and a line in the log, for one that is not as large as it should be."""
    opened = open(path, "rb")  # noqa: SIM115 - closed when it is sent
    if os.fstat(opened.fileno()).st_size == size:
        return opened
    opened.close()
    log.error("%s is not of the size in its manifest", path)
    return None


def _with_headers(response, described, etag, modified):
    digest = base64.b64encode(bytes.fromhex(described["sha256"])).decode()
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified)
    # A proxy that packs it again would break the digest and the ranges.
    response["Cache-Control"] = f"public, max-age={PINNED_SECONDS}, no-transform"
    response["Accept-Ranges"] = "bytes"
    response["Repr-Digest"] = f"sha-256=:{digest}:"
    response["Content-Disposition"] = f'attachment; filename="{described["name"]}"'
    manifest = described["address"].rpartition("/")[0] + f"/{manifests.NAME}"
    response["Link"] = link_header(
        {"canonical": described["address"], "describedby": manifest, "license": LICENCE_URL}
    )
    return response


def _unsatisfiable(request, size):
    detail = f"The file has {size:,} bytes; the range begins beyond them."
    response = problem_response(request, "range-not-satisfiable", detail)
    response["Content-Range"] = f"bytes */{size}"
    return response


class Part:
    """The bytes of an open file from start to stop, a block at a time; the file is closed at the end.

    Not a generator: closing one that nobody began to read would leave the file open.
    """

    def __init__(self, opened, start, stop):
        self.opened, self.start, self.stop = opened, start, stop

    def __iter__(self):
        self.opened.seek(self.start)
        left = self.stop - self.start
        while left and (block := self.opened.read(min(BLOCK, left))):
            left -= len(block)
            yield block
        self.close()

    def close(self):
        self.opened.close()
