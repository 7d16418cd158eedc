"""Imported calls as rows of `call` and `call_leg`, in the text form of COPY. A hot path: one string per row.

A call that the log does not end stays open: it counts as offered (and as answered, if it was), never into handle time,
and is completed by a longer file. Its legs are closed all the same, since an open leg would hold the agent's seat.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from agent_desk.hub.calls.past.queue_log_calls import ImportedCall, ImportedLeg
from agent_desk.hub.kit.phone_numbers import canonical

EXCHANGE: Final = "queue_log"
"""`call.exchange` of imported calls: no exchange events belong to them, and no board of today shows them."""

CALL_COLUMNS: Final = (
    "id",
    "exchange",
    "exchange_key",
    "direction",
    "queue_id",
    "caller",
    "caller_raw",
    "state",
    "outcome",
    "offered_at",
    "rung_at",
    "answered_at",
    "ended_at",
    "wait_ms",
    "talk_ms",
    "hold_ms",
    "acw_ms",
    "agent_id",
    "ended_by",
)
LEG_COLUMNS: Final = (
    "id",
    "call_id",
    "person_id",
    "queue_id",
    "rung_at",
    "answered_at",
    "ended_at",
    "ring_ms",
    "talk_ms",
    "hold_ms",
    "acw_ms",
    "result",
    "transfer_kind",
    "transfer_target",
)

_MOBILE: Final = re.compile(r"1(?!79)[3-9][0-9]{9}", re.ASCII)
_SPECIAL: Final = re.compile(r"[\\\t\n\r]")
_ESCAPES: Final = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_NULL: Final = "\\N"
_MS: Final = timedelta(milliseconds=1)


@dataclass(slots=True)
class RowMaker:
    """Turns calls into rows. `queues` and `people` give the ids of every queue's and agent's code in them, as text."""

    queues: Mapping[str, str]
    people: Mapping[str, str]
    area: str = ""
    """The centre's area code, by which a local number is completed."""
    _callers: dict[str, str] = field(default_factory=dict)

    def call(self, call: ImportedCall, call_id: str) -> str:
        """Return one row of `call`."""
        state, outcome, ended_at, ended_by = end_of(call)
        rung = answered = agent = _NULL
        if call.answered_at is not None:
            answered = str(call.answered_at)
            rung = str(rung_at(call)) if call.ring_ms else answered
            agent = self.people[call.agent] if call.agent else _NULL
        raw = call.caller
        caller = self._callers.get(raw)
        if caller is None:
            # Both forms at once: the canonical number and the raw text, escaped.
            caller = self._callers[raw] = f"{_text(_line_of(raw, self.area))}\t{_text(raw)}"
        return (
            f"{call_id}\t{EXCHANGE}\t{_text(call.key)}\tinbound\t{self.queues[call.queue]}\t{caller}\t{state}\t"
            f"{outcome or _NULL}\t{call.offered_at}\t{rung}\t{answered}\t{ended_at or _NULL}\t{call.wait_ms}\t"
            f"{call.talk_ms}\t{call.hold_ms}\t{call.acw_ms}\t{agent}\t{ended_by or _NULL}\n"
        )

    def legs(self, call: ImportedCall, call_id: str) -> Iterable[str]:
        """Return its rows of `call_leg`: what was answered, and the rings that agents let go by."""
        for leg in call.legs:
            ended, result, kind, target = leg.ended_at, "answered", _NULL, _NULL
            if ended is None:
                ended, result = leg.answered_at, "open"
            elif leg.target:
                result, target = "transferred", _text(leg.target)
                kind = "blind_number" if leg.ended_by == "blind_transfer" else _NULL
            yield (
                f"{new_id()}\t{call_id}\t{self.people[leg.agent]}\t{self.queues[leg.queue]}\t{_rung(leg)}\t"
                f"{leg.answered_at}\t{ended}\t{leg.ring_ms}\t{leg.talk_ms}\t0\t0\t{result}\t{kind}\t{target}\n"
            )
        for missed in call.missed:
            yield (
                f"{new_id()}\t{call_id}\t{self.people[missed.agent]}\t{self.queues[call.queue]}\t"
                f"{missed.at - missed.ring_ms * _MS}\t{_NULL}\t{missed.at}\t{missed.ring_ms}\t0\t0\t0\tmissed\t"
                f"{_NULL}\t{_NULL}\n"
            )


def new_id() -> str:
    """Return a random UUID (version 4) as PostgreSQL reads it, in a third of the time of uuid.uuid4."""
    digits = os.urandom(16).hex()
    return f"{digits[:12]}4{digits[13:16]}a{digits[17:]}"


def _line_of(raw: str, area: str) -> str:
    """Return the canonical form. A plain Chinese mobile number needs no look into the number plan; 179.. may be a carrier's
    prefix."""
    return f"+86{raw}" if _MOBILE.fullmatch(raw) else canonical(raw, area=area).line


def is_open(call: ImportedCall) -> bool:
    """Return whether the file ends before the call does."""
    return call.outcome is None or not call.complete


def end_of(call: ImportedCall) -> tuple[str, str | None, datetime | None, str | None]:
    """State, outcome, ended_at and ended_by of the call's row."""
    if is_open(call):
        return ("waiting" if call.answered_at is None else "talking"), None, None, None
    last = call.legs[-1].ended_by if call.legs else "unknown"
    if last in ("customer", "agent"):
        return "ended", call.outcome, call.ended_at, last
    return "ended", call.outcome, call.ended_at, "customer" if call.outcome == "abandoned_queue" else None


def rung_at(call: ImportedCall) -> datetime | None:
    """Return when the ring that was answered first began."""
    return None if call.answered_at is None else call.answered_at - call.ring_ms * _MS


def _rung(leg: ImportedLeg) -> datetime:
    return leg.answered_at - leg.ring_ms * _MS if leg.ring_ms else leg.answered_at


def _text(value: str) -> str:
    """`value` as COPY reads it."""
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], value) if _SPECIAL.search(value) else value
