"""London's days: files of the police are London months, and so are all filters, groups and rates.

Instants are published in UTC: 2023-05-31T23:30Z is in June.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def read_instant(text: str) -> datetime:
    """Return a published instant in UTC; raise ValueError for any other text.

    Without an offset from UTC a text is no instant: it could be an hour off, and in another month.
    """
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone")
    try:
        return instant.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text!r} is out of time") from error


def london_date(instant: datetime) -> date:
    """Return the day in London at an instant."""
    return instant.astimezone(LONDON).date()


def start_of(day: date) -> datetime:
    """Return the instant, in UTC, at which a day begins in London."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)
