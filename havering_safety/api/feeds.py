"""Feeds: news in order of time, as Atom (RFC 4287) and as JSON Feed 1.1.

Nothing in a feed depends on the clock, and an entry's id never changes: what a reader has shown
once, it does not show again.
"""

import io
import re
from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

AUTHOR = "Havering Safety"
LANGUAGE = "en-GB"
# RFC 4151: a day on which the name was ours.
TAGGED = "2024"
# XML 1.0 has no place for these, not even escaped.
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One piece of news. `text` is plain; `url` is where it can be read whole."""

    id: str
    title: str
    text: str
    url: str
    updated: datetime


@dataclass(frozen=True)
class Feed:
    """A feed at its `address`, of what is at `home`, newest entry first. `updated` serves where there is none."""

    id: str
    title: str
    text: str
    home: str
    address: str
    rights: str
    updated: datetime
    entries: list[Entry]


def tag(specific):
    """Return an id (RFC 4151) that stays whatever becomes of an address."""
    return f"tag:{urlsplit(settings.PUBLIC_URL).hostname},{TAGGED}:{specific}"


class _Atom(Atom1Feed):
    def latest_post_date(self):
        # Of a feed without entries, Django would give the present.
        return self.feed["updated"]


def atom(feed):
    """Return the bytes of a feed as Atom."""
    updated = max((entry.updated for entry in feed.entries), default=feed.updated)
    written = _Atom(
        title=_xml(feed.title),
        link=feed.home,
        description="",
        subtitle=_xml(feed.text),
        language=LANGUAGE,
        author_name=AUTHOR,
        feed_url=feed.address,
        feed_guid=feed.id,
        feed_copyright=feed.rights,
        updated=updated,
    )
    for entry in feed.entries:
        written.add_item(
            title=_xml(entry.title),
            link=entry.url,
            # Atom's summary is HTML here.
            description=f"<p>{escape(_xml(entry.text))}</p>",
            unique_id=entry.id,
            updateddate=entry.updated,
        )
    text = io.StringIO()
    written.write(text, "utf-8")
    return text.getvalue().encode()


def _xml(text):
    return NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def json_feed(feed):
    """Return a feed as JSON Feed has it."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "description": feed.text,
        "authors": [{"name": AUTHOR, "url": settings.PUBLIC_URL}],
        "language": LANGUAGE,
        "items": [
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "content_text": entry.text,
                "date_published": entry.updated,
            }
            for entry in feed.entries
        ],
    }
