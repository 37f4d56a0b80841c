"""Ask a server what many will ask after a new release, so that none of them waits for it.

The addresses are the service's own: what its entry document links to as JSON, and the pages of its
site map. Asked twice over, for gzip and plain bytes: each is kept by itself.
"""

import http.client
import json
import re
from urllib.parse import urlsplit

from django.conf import settings

ENTRY, SITE_MAP = "/api/v1", "/sitemap.xml"
SECONDS = 30
CODINGS = ("gzip", "identity")


class WarmingError(Exception):
    """A server could not be asked, or did not answer with 200."""


def warm(server):
    """Ask a server, http://127.0.0.1:8001 say, for everything; return how many answers it gave.

    It is asked as the proxy in front of it asks: with the name and the scheme of PUBLIC_URL.
    """
    address = urlsplit(server)
    if address.scheme != "http" or not address.hostname:
        raise WarmingError(f"{server} is not the http address of a web process.")
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=SECONDS)
    try:
        addresses = _addresses(connection)
        for path in addresses:
            for coding in CODINGS:
                _ask(connection, path, coding)
    except (OSError, http.client.HTTPException) as error:
        raise WarmingError(f"{server}: {str(error) or type(error).__name__}") from error
    finally:
        connection.close()
    return len(addresses) * len(CODINGS)


def _addresses(connection):
    """Return the paths of the entry document, of what it links to as JSON, and of the site map."""
    links = json.loads(_ask(connection, ENTRY))["links"]
    found = [link["href"] for link in links if link["type"] == "application/json"]
    found += re.findall(r"<loc>([^<]+)</loc>", _ask(connection, SITE_MAP).decode())
    paths = [_path_of(address) for address in found]
    # Templates ask for a value; what lies elsewhere is not ours to ask.
    return list(dict.fromkeys([ENTRY, *(path for path in paths if path and "{" not in path)]))


def _path_of(address):
    return (
        address.removeprefix(settings.PUBLIC_URL) if address.startswith(settings.PUBLIC_URL) else ""
    )


def _ask(connection, path, coding="identity"):
    public = urlsplit(settings.PUBLIC_URL)
    headers = {"Host": public.netloc, "X-Forwarded-Proto": public.scheme, "Accept-Encoding": coding}
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise WarmingError(f"{path} answered {response.status}.")
    return body
