"""Asterisk's queue_log, line by line (domain, section 5). `queue_log_calls.py` puts calls together from the lines.

A line is `unixtime|callid|queue|member|EVENT|params`. No fault is fatal: a line that cannot be used comes back as a
`BadLine` with its number and a reason, and the rest is read. RINGNOANSWER is in milliseconds, everything else in
whole seconds.

Reading is a hot path (an import may cost at most five COPYs): plain splits, tuples, one pass.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

Reason = Literal["blank", "doubled", "encoding", "torn", "time", "call", "event_unknown", "not_a_number"]
HARMLESS: Final[frozenset[Reason]] = frozenset({"blank", "doubled"})
"""Left out without any loss."""

# Event: fewest parameters, and which of them are whole numbers (counted from the end where the front varies in length).
EVENTS: Final[dict[str, tuple[int, tuple[int, ...]]]] = {
    "ABANDON": (3, (0, 1, 2)),
    "ATTENDEDTRANSFER": (5, (-3, -2, -1)),
    "BLINDTRANSFER": (5, (-3, -2, -1)),
    "TRANSFER": (5, (-3, -2, -1)),
    "COMPLETEAGENT": (3, (0, 1, 2)),
    "COMPLETECALLER": (3, (0, 1, 2)),
    "CONNECT": (3, (0, 2)),
    "ENTERQUEUE": (3, (2,)),
    "EXITEMPTY": (3, (0, 1, 2)),
    "EXITWITHKEY": (4, (1, 2, 3)),
    "EXITWITHTIMEOUT": (3, (0, 1, 2)),
    "RINGNOANSWER": (1, (0,)),
    "RINGCANCELED": (0, ()),
    "ADDMEMBER": (0, ()),
    "REMOVEMEMBER": (0, ()),
    "AGENTDUMP": (0, ()),
    "AGENTLOGIN": (0, ()),
    "AGENTLOGOFF": (0, ()),
    "CONFIGRELOAD": (0, ()),
    "PAUSE": (0, ()),
    "UNPAUSE": (0, ()),
    "PAUSEALL": (0, ()),
    "UNPAUSEALL": (0, ()),
    "QUEUESTART": (0, ()),
    "SYSCOMPAT": (0, ()),
}
_MOST_PARAMETERS: Final = 8
_MOST_DIGITS: Final = 10
_WINDOW: Final = 8192
_SHOWN: Final = 200


class Line(NamedTuple):
    """One sound line. `at` is Unix time; numeric parameters have been checked to be whole numbers."""

    number: int
    at: int
    call: str
    queue: str
    member: str
    event: str
    params: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line left out. `reason` is a stable word, `values` what it speaks of (a field's name and content)."""

    number: int
    reason: Reason
    text: str
    values: tuple[str, ...] = ()


def read_lines(stream: Iterable[bytes]) -> Iterator[Line | BadLine]:
    """Read a queue_log opened in binary mode. Numbers count from 1. `doubled` means equal to one of the last lines."""
    recent: set[bytes] = set()
    before: set[bytes] = set()
    new_line = tuple.__new__
    for number, raw in enumerate(stream, 1):
        if raw in recent or raw in before:
            yield BadLine(number, "doubled" if raw.strip() else "blank", _shown(raw))
            continue
        recent.add(raw)
        if len(recent) >= _WINDOW:
            recent, before = set(), recent
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            yield BadLine(number, "encoding", _shown(raw))
            continue
        parts = text.rstrip("\r\n").split("|")
        if len(parts) < 6 or parts[-1] == "" or parts[0][:1] == "\ufeff" or "\x00" in text:
            yield _read_oddly(number, text)
            continue
        time, call, queue, member, event, *params = parts
        known = EVENTS.get(event)
        if known is None or len(params) < known[0] or len(params) > _MOST_PARAMETERS:
            yield _fault(number, text, parts)
            continue
        for position in known[1]:
            if not params[position].isdecimal() or len(params[position]) > _MOST_DIGITS:
                yield _fault(number, text, parts)
                break
        else:
            if not call or not 9 <= len(time) <= 10 or not time.isdecimal():
                yield _fault(number, text, parts)
            else:
                # As Line(...), in two thirds of the time.
                yield new_line(Line, (number, int(time), call, queue, member, event, tuple(params)))


def _shown(raw: bytes) -> str:
    return raw[:_SHOWN].decode("utf-8", errors="replace").rstrip("\r\n").replace("\x00", "\ufffd")


def _read_oddly(number: int, text: str) -> Line | BadLine:
    """Return the slow way: a byte order mark, empty parameters at the end, events without parameters, and what is really
    bad."""
    if "\x00" in text:
        return BadLine(number, "encoding", _shown(text.encode()))
    clean = text.rstrip("\r\n").lstrip("\ufeff")
    if not clean.strip():
        return BadLine(number, "blank", "")
    parts = clean.split("|")
    while len(parts) > 5 and parts[-1] == "" and len(parts) - 5 > EVENTS.get(parts[4], (0, ()))[0]:
        parts.pop()
    return _fault(number, clean, parts)


def _fault(number: int, text: str, parts: list[str]) -> Line | BadLine:
    """Return what is wrong with a line, the most telling first; the line itself where nothing is."""
    shown = _shown(text.encode("utf-8", errors="replace"))
    if len(parts) < 5:
        return BadLine(number, "torn", shown)
    time, call, queue, member, event, *params = parts
    if not (9 <= len(time) <= 10 and time.isdecimal()):
        return BadLine(number, "time", shown, ("time", time[:_SHOWN]))
    if not call:
        return BadLine(number, "call", shown)
    known = EVENTS.get(event)
    if known is None:
        return BadLine(number, "event_unknown", shown, ("event", event[:_SHOWN]))
    if not known[0] <= len(params) <= _MOST_PARAMETERS:
        return BadLine(number, "torn", shown, (event, str(len(params))))
    for position in known[1]:
        if not params[position].isdecimal() or len(params[position]) > _MOST_DIGITS:
            return BadLine(number, "not_a_number", shown, (event, params[position][:_SHOWN]))
    return Line(number, int(time), call, queue, member, event, tuple(params))
