"""Read a page as a reader does: its tables, its links, its words."""

import json
from html.parser import HTMLParser


class Reader(HTMLParser):
    """Gathers the text of a page, of each row of its tables, and of each link by its address."""

    def __init__(self, page):
        super().__init__()
        self.rows, self.anchors, self.images, self.words = [], [], [], []
        self.elements, self._cell, self._link = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self._cell = ""
        elif tag == "a":
            self._link = [attributes["href"], ""]
            self.anchors.append(self._link)
        elif tag == "img":
            self.images.append(attributes)

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self.rows[-1].append(" ".join(self._cell.split()))
            self._cell = None
        elif tag == "a":
            self._link = None

    def handle_data(self, data):
        if self.elements and self.elements[-1][0] == "script":
            return
        self.words.append(data)
        if self._cell is not None:
            self._cell += data
        if self._link is not None:
            self._link[1] += data

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    @property
    def links(self):
        """The addresses of all links."""
        return [href for href, _ in self.anchors]

    def link(self, text):
        """Return the one address that links with this text have."""
        (href,) = {href for href, said in self.anchors if said.strip() == text}
        return href


def read_page(response, status=200):
    """Return what a page says, once it is a page of that status."""
    assert (response.status_code, response["Content-Type"]) == (status, "text/html; charset=utf-8")
    return Reader(response.content.decode())


def json_ld_of(response):
    """Return what a page says to search engines, as it was embedded."""
    body = response.content.decode()
    start = body.index(">", body.index('<script type="application/ld+json"')) + 1
    return json.loads(body[start : body.index("</script>", start)])
