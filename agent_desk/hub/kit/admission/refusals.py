"""Who was refused what, and from where: written into the audit trail, series summed, so that a flood of refusals makes few rows.

Noted in memory and written by a thread of the hub every second. The first refusal of its kind from an address is a row of its
own at once; what is like it is counted, and written as one row after ten seconds, then after a minute, and each minute.
"""

import threading
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple

from agent_desk.hub.kit.clock import utc_now

GAPS_S: Final = (0.0, 10.0, 60.0)
"""How long a series is counted before its next row; the last one over and over."""
MOST_SERIES: Final = 500
"""Series apart from each other; what comes beside them is summed by its address alone, then all together."""
FORGOTTEN_S: Final = 300.0
LONGEST_NAME: Final = 32
"""Signs of a typed name that are kept."""
SIGN_IN: Final = "people.sign_in_failed"
ACCESS: Final = "access.refused"


class Kind(NamedTuple):
    """What makes refusals a series. `login`: as it was typed, cut; "": of a request. `what`: the operation, or ""."""

    action: str
    error: str
    address: str
    login: str
    what: str
    person: tuple[uuid.UUID, str] | None


@dataclass
class _Series:
    first_at: datetime
    last_at: datetime
    waiting: int = 0
    rows: int = 0
    due: float = 0.0
    touched: float = field(default_factory=time.monotonic)


class Refusals:
    """The refusals of this process. `note` may be called from any thread and waits for nothing."""

    def __init__(self) -> None:
        self._series: dict[Kind, _Series] = {}
        self._lock = threading.Lock()

    def note(self, kind: Kind) -> None:
        """Remember a refusal."""
        now, ticks = utc_now(), time.monotonic()
        with self._lock:
            kind = self._within_bounds(kind)
            series = self._series.get(kind)
            if series is None:
                series = self._series[kind] = _Series(now, now, due=ticks)
            if not series.waiting:
                series.first_at = now
            series.waiting += 1
            series.last_at, series.touched = now, ticks

    def _within_bounds(self, kind: Kind) -> Kind:
        if kind in self._series or len(self._series) < MOST_SERIES:
            return kind
        kind = Kind(kind.action, "", kind.address, "*", "", None)
        if kind in self._series or len(self._series) < 2 * MOST_SERIES:
            return kind
        return Kind(kind.action, "", "*", "*", "", None)

    def due(self, *, whatever: bool = False) -> list["Due"]:
        """Return the series that are to be written now (`whatever`: all that wait). Those that have been quiet are forgotten."""
        ticks = time.monotonic()
        with self._lock:
            quiet = [
                kind for kind, one in self._series.items() if not one.waiting and ticks - one.touched > FORGOTTEN_S
            ]
            for kind in quiet:
                del self._series[kind]
            return [
                Due(kind, one.waiting, one.first_at, one.last_at)
                for kind, one in self._series.items()
                if one.waiting and (whatever or one.due <= ticks)
            ]

    def written(self, rows: list["Due"]) -> None:
        """These are in the audit trail."""
        ticks = time.monotonic()
        with self._lock:
            for row in rows:
                one = self._series[row.kind]
                one.waiting -= row.times
                one.rows += 1
                one.due = ticks + GAPS_S[min(one.rows, len(GAPS_S) - 1)]


class Due(NamedTuple):
    """A row to be written: `times` refusals of a kind, from the first to the last."""

    kind: Kind
    times: int
    first_at: datetime
    last_at: datetime
