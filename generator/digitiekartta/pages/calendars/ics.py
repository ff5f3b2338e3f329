"""A calendar as a file for calendar programs: iCalendar (RFC 5545) with names as in RFC 7986.

All events are of whole days. Nothing in a file comes from a clock, so that the same content gives
the same bytes; a library writes the same in ten times the time (the tests read back with one).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from digitiekartta.markup import escaping

_LONGEST_LINE = 75  # octets, without those that end it
_FINNISH = ";LANGUAGE=fi"


@dataclass(frozen=True, slots=True)
class Event:
    """What a calendar program shows on whole days.

    Attributes:
        uid: Tells it apart from all events of the world, and stays the same when it is edited.
        stamp: The day of what is told of it.
        first, last: The days, both included.
        summary: What it is called, shown on one line.
        about: What else is told, any number of lines.
        category: A word by which programs group events, "" for none.
        address: The page that tells of it, None where the site does not know its own address.
        is_tentative: Whether nobody has decided on it yet.
    """

    uid: str
    stamp: date
    first: date
    last: date
    summary: str
    about: str
    category: str = ""
    address: str | None = None
    is_tentative: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a file tells of itself.

    Attributes:
        name: What programs call the calendar.
        about: What stands in it, and how official that is.
        address: The page that tells the same, None where the site does not know its own address.
    """

    name: str
    about: str
    address: str | None = None


def as_ics(calendar: Calendar, events: Iterable[str]) -> bytes:
    """Return a calendar in UTF-8; its events come from ``as_text``."""
    return "".join((_ended(_head(calendar)), *events, _ended(["END:VCALENDAR"]))).encode()


def as_text(event: Event) -> str:
    """Return an event as it stands in every calendar that has it."""
    return _ended(_event(event))


def _head(calendar: Calendar) -> Iterator[str]:
    name, about = _line(calendar.name), _lines(calendar.about)
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//digitiekartta//digitiekartta//FI"
    yield "CALSCALE:GREGORIAN"
    yield f"NAME{_FINNISH}:{name}"
    yield f"DESCRIPTION{_FINNISH}:{about}"
    if calendar.address:
        yield f"URL:{calendar.address}"
    # Who subscribes gets what was approved within a week.
    yield "REFRESH-INTERVAL;VALUE=DURATION:P1W"
    # The same for programs older than RFC 7986, which are most.
    yield f"X-WR-CALNAME:{name}"
    yield f"X-WR-CALDESC:{about}"
    yield "X-PUBLISHED-TTL:P1W"


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_line(event.uid)}"
    yield f"DTSTAMP:{_day(event.stamp)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(event.first)}"
    yield f"DTEND;VALUE=DATE:{_day(event.last + timedelta(days=1))}"
    yield f"SUMMARY{_FINNISH}:{_line(event.summary)}"
    yield f"DESCRIPTION{_FINNISH}:{_lines(event.about)}"
    if event.category:
        yield f"CATEGORIES{_FINNISH}:{_line(event.category)}"
    if event.address:
        yield f"URL:{event.address}"
    if event.is_tentative:
        yield "STATUS:TENTATIVE"
    # Nobody is busy for it.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _line(text: str) -> str:
    return _escaped(escaping.one_line(text))


def _lines(text: str) -> str:
    return _escaped(escaping.clean(text))


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def _ended(lines: Iterable[str]) -> str:
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _folded(line: str) -> str:
    """Return a line in parts of at most 75 octets, none of which ends inside a letter."""
    if len(line) <= _LONGEST_LINE and line.isascii():
        return line
    data, parts, start, room = line.encode(), list[bytes](), 0, _LONGEST_LINE
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # the middle of a letter
            end -= 1
        parts.append(data[start:end])
        start, room = end, _LONGEST_LINE - 1  # a space begins what goes on
    return b"\r\n ".join((*parts, data[start:])).decode()
