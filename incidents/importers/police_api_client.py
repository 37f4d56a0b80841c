"""Ask the police API, within its rate and through its faults.

The standard library is enough: urllib speaks TLS and proxies, and a retry that also covers an
answer that is no JSON would stand outside any library's. The API allows 15 requests a second
(https://data.police.uk/docs/api-call-limits/) and answers 503 where a polygon holds more than
10,000 crimes (https://data.police.uk/docs/method/crime-street/), which is no outage.
"""

import email.utils
import http.client
import random
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

import orjson

from incidents.importers.police_api_layout import MONTH

DEFAULT_URL = "https://data.police.uk/api"
LONGEST_PAUSE = 600.0
LONGEST_BACKOFF = 60.0
PASSING_STATUSES = frozenset({408, 429, 500, 502, 504})

Ring = Sequence[tuple[float, float]]


class PoliceApiError(Exception):
    """The API could not be asked, or does not answer as documented; says for what."""


class TooManyCrimesError(Exception):
    """A polygon holds more crimes than the API puts in one answer."""


class _PassingFaultError(Exception):
    def __init__(self, reason: str, retry_after: float = 0.0) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


@dataclass
class Pace:
    """Keeps requests evenly apart, so that no second holds more than `per_second` of them."""

    per_second: int = 15
    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep
    _next: float = field(default=float("-inf"), init=False)

    def await_turn(self) -> None:
        while (now := self.clock()) < self._next:
            self.pause(self._next - now)
        self._next = now + 1 / self.per_second


@dataclass
class PoliceApi:
    """The two questions a recording asks. `timeout` is seconds without a byte."""

    base_url: str = DEFAULT_URL
    timeout: float = 60.0
    tries: int = 8
    pace: Pace = field(default_factory=Pace)

    def __post_init__(self) -> None:
        if not self.base_url.startswith(("http://", "https://")):
            raise PoliceApiError(f"{self.base_url!r} is not an http address")
        self.base_url = self.base_url.rstrip("/")

    def months(self) -> list[str]:
        """Return the months the API publishes, oldest first."""
        _, dates = self._ask("crimes-street-dates", None, "crimes-street-dates")
        months = [
            entry["date"]
            for entry in dates
            if isinstance(entry, dict) and MONTH.fullmatch(str(entry.get("date")))
        ]
        if not months or len(months) < len(dates):
            raise PoliceApiError("crimes-street-dates: not a list of months")
        return sorted(months)

    def crimes(self, ring: Ring, month: str, polygon: str) -> bytes:
        """Return the answer, as sent, for the crimes of `month` inside `ring` (lat, lon pairs).

        Raises TooManyCrimesError for 503, and PoliceApiError, naming `polygon`, when it gives up.
        """
        # In the body: an address may be 4,094 characters long, a ward's border far longer.
        form = urllib.parse.urlencode({"poly": poly_text(ring), "date": month}, safe=",:")
        return self._ask("crimes-street/all-crime", form.encode(), f"{polygon}, {month}")[0]

    def _ask(self, path: str, form: bytes | None, asked: str) -> tuple[bytes, list[object]]:
        for attempt in range(self.tries):
            self.pace.await_turn()
            try:
                return self._ask_once(path, form, asked)
            except _PassingFaultError as error:
                fault = error
            if fault.retry_after > LONGEST_PAUSE:
                break
            if attempt + 1 < self.tries:
                self.pace.pause(max(fault.retry_after, _backoff(attempt)))
        raise PoliceApiError(f"{asked}: given up after {attempt + 1} tries: {fault}")

    def _ask_once(self, path: str, form: bytes | None, asked: str) -> tuple[bytes, list[object]]:
        request = urllib.request.Request(
            f"{self.base_url}/{path}", form, {"User-Agent": "havering-safety"}
        )
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:
                content: bytes = response.read()
        except urllib.error.HTTPError as error:
            with error:
                raise _fault_of(error, asked, polygon=form is not None) from None
        except (OSError, http.client.HTTPException) as error:
            raise _PassingFaultError(f"{type(error).__name__}: {error}") from None
        return content, _read_list(content)


def poly_text(ring: Ring) -> str:
    """Return the API's `lat,lng:lat,lng` of a ring, to about a centimetre."""
    return ":".join(f"{lat:.7f},{lon:.7f}" for lat, lon in ring)


def _fault_of(error: urllib.error.HTTPError, asked: str, polygon: bool) -> Exception:
    if error.code == HTTPStatus.SERVICE_UNAVAILABLE and polygon:
        return TooManyCrimesError(asked)
    if error.code in PASSING_STATUSES or error.code == HTTPStatus.SERVICE_UNAVAILABLE:
        return _PassingFaultError(f"HTTP {error.code}", _retry_after(error.headers["Retry-After"]))
    return PoliceApiError(f"{asked}: HTTP {error.code} {error.reason}")


def _retry_after(header: str | None) -> float:
    """Return the seconds that a Retry-After header asks for, in seconds or as a date."""
    if header is None:
        return 0.0
    if header.strip().isdecimal():
        return float(header)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return 0.0


def _backoff(attempt: int) -> float:
    # Jitter keeps several recorders from coming back at the same moment.
    return min(LONGEST_BACKOFF, 2.0**attempt) * random.uniform(0.5, 1.0)


def _read_list(content: bytes) -> list[object]:
    try:
        answer = orjson.loads(content)
    except orjson.JSONDecodeError:
        raise _PassingFaultError(f"not JSON: {content[:40]!r}") from None
    if not isinstance(answer, list):
        raise _PassingFaultError(f"not a list: {content[:40]!r}")
    return answer
