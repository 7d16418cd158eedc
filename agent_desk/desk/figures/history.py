"""History at the seat: counters of any days as columns, and whether the counters were proved."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.errors import HubUnreachable
from agent_desk.schemas.figures import operations as ops
from agent_desk.schemas.figures.history import CounterColumns

PIECE_S = 1.5
"""How long the hub may take for a piece: a tenth of what the desk waits for an answer (transport.READ_TIMEOUT_S)."""
MOST_DAYS, GROWTH, AT_ONCE = 92, 4, 2
"""Days in a piece, how much longer than the last it may be, and pieces under way: the hub adds up one while the last is read."""
HEAD = ("start_at", "end_at", "zone", "minutes", "codes", "starts", "owner", "cut")
NUMBERS = tuple(name for name in CounterColumns.model_fields if name not in HEAD)


counters_proof = call(ops.counters)


def counter_columns(
    api: Api, first: date, last: date, *, minutes: int = 30, by: Literal["queue", "agent"] = "queue"
) -> CounterColumns:
    """Cells of the days from `first` to `last` (both whole, in the centre's zone), by time in pieces and by owner in each.

    Asked for in pieces as long as the hub needs `PIECE_S` for, so that no length of history and no number of queues runs
    into the time the desk waits for an answer. Raises what the hub refuses.
    """
    if last < first:
        raise ValueError(f"{last} is before {first}")
    pieces = iter(_Pieces(api, first, last, minutes, by))
    found = next(pieces)
    place_of = {code: place for place, code in enumerate(found.codes)}
    for piece in pieces:
        _append(found, piece, place_of)
    return found


def _append(found: CounterColumns, piece: CounterColumns, place_of: dict[str, int]) -> None:
    """Add a later piece: its own codes and starts become places among those of all."""
    for code in piece.codes:
        if code not in place_of:
            place_of[code] = len(found.codes)
            found.codes.append(code)
    places = [place_of[code] for code in piece.codes]
    found.owner.extend([places[owner] for owner in piece.owner])
    before = len(found.starts)
    found.cut.extend([before + cut for cut in piece.cut])
    found.starts.extend(piece.starts)
    found.end_at = piece.end_at
    for name in NUMBERS:
        getattr(found, name).extend(getattr(piece, name))


@dataclass(frozen=True, slots=True)
class _Asked:
    first: date
    days: int


class _Pieces:
    """The pieces of one history in their order; how long each is follows from how long the last took."""

    def __init__(self, api: Api, first: date, last: date, minutes: int, by: Literal["queue", "agent"]) -> None:
        self._api, self._first, self._last, self._minutes, self._by = api, first, last, minutes, by
        self._days = 1

    def __iter__(self) -> Iterator[CounterColumns]:
        following = self._first
        under_way: deque[Future[list[CounterColumns]]] = deque()
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="history") as threads:
            while under_way or following <= self._last:
                while following <= self._last and len(under_way) < AT_ONCE:
                    asked = _Asked(following, min(self._days, (self._last - following).days + 1))
                    under_way.append(threads.submit(self._ask, asked))
                    following += timedelta(days=asked.days)
                yield from under_way.popleft().result()

    def _ask(self, asked: _Asked) -> list[CounterColumns]:
        last = asked.first + timedelta(days=asked.days - 1)
        request = ops.history.request(asked.first.isoformat(), last.isoformat(), minutes=self._minutes, by=self._by)
        began = time.monotonic()
        try:
            piece = self._api.ask(request)
        except HubUnreachable as fault:
            if fault.cause != "timeout" or asked.days == 1:
                raise
            # The hub has become slower meanwhile: the same days in two halves.
            half = asked.days // 2
            later = _Asked(asked.first + timedelta(days=half), asked.days - half)
            return [*self._ask(_Asked(asked.first, half)), *self._ask(later)]
        took = max(0.001, time.monotonic() - began)
        self._days = max(1, min(MOST_DAYS, GROWTH * asked.days, round(asked.days * PIECE_S / took)))
        return [piece]
