"""Gatherings as a calendar that phones and computers subscribe to (iCalendar, RFC 5545)."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from shared.contracts.gatherings import GatheringStatus, GatheringView

MEDIA_TYPE = "text/calendar; charset=utf-8"
WIDEST = 75  # bytes of a line
SPECIAL = re.compile(r"([\\;,])")


def calendar(name: str, gatherings: Iterable[GatheringView], site: str, now: datetime) -> bytes:
    """`site` is where the pages are."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lähiö//Gatherings//FI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_words(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        *(line for one in gatherings for line in _event(one, site, now)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(gathering: GatheringView, site: str, now: datetime) -> Iterator[str]:
    page = f"{site}/areas/{gathering.area}/gatherings/{gathering.id}"
    yield "BEGIN:VEVENT"
    yield f"UID:{gathering.id}@{gathering.area}.{site.partition('://')[2].partition(':')[0]}"
    yield f"DTSTAMP:{_time(now)}"
    yield f"DTSTART:{_time(gathering.starts_at)}"
    yield f"DTEND:{_time(gathering.ends_at)}"
    yield f"SUMMARY:{_words(gathering.title)}"
    yield f"LOCATION:{_words(gathering.place)}"
    if gathering.description:
        yield f"DESCRIPTION:{_words(gathering.description)}"
    yield f"URL:{page}"
    yield f"STATUS:{'CANCELLED' if gathering.status is GatheringStatus.CANCELLED else 'CONFIRMED'}"
    yield "END:VEVENT"


def _time(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _words(text: str) -> str:
    """No line of what people wrote begins a line of the calendar."""
    return "\\n".join(SPECIAL.sub(r"\\\1", line) for line in text.splitlines())


def _folded(line: str) -> bytes:
    """Long lines go on behind a space, and no letter is cut in two."""
    pieces, room = [b""], WIDEST
    for letter in line:
        written = letter.encode()
        if len(written) > room:
            pieces.append(b" ")
            room = WIDEST - 1
        pieces[-1] += written
        room -= len(written)
    return b"\r\n".join(pieces) + b"\r\n"
