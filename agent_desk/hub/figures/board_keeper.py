"""Keeping the board: one hub counts it anew when something moved, every hub hands the same snapshot to its viewers.

The hub that holds the lease counts at most every 0.75 s while somebody watches, here or at another hub, every two
seconds when nothing moves, and every five when nobody looks; it writes the snapshot and says so by a change; the others
read the row. A snapshot is put into the words of the wire once per hub. What it costs does not grow with the viewers.
"""

import threading
import time
from contextlib import suppress
from typing import Final
from zoneinfo import ZoneInfo

import psycopg
import structlog
from sqlalchemy.orm import Session

from agent_desk.hub.figures.board import live_board
from agent_desk.hub.figures.narrowing import Part, narrowed
from agent_desk.hub.figures.snapshots import HUBS, NAMES, NO_ROW, Bodies, keep, stored, written_down
from agent_desk.hub.kit.centre import centre_zone
from agent_desk.hub.kit.changes import Message
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.kit.leases import Lease
from agent_desk.hub.kit.seats import packed
from agent_desk.hub.kit.security import Reach
from agent_desk.hub.kit.ticker import FIRST_S
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import service as people
from agent_desk.schemas.figures.board import Board
from agent_desk.schemas.figures.changes import BoardWatched

GAP_S: Final = 0.75
"""From one counting to the next at least; more where counting itself is slow, so that it takes half of the time at most. Less
than a second: what moves just after a counting is to be seen within one, and counting, telling and painting take their time."""
_SHARE: Final = 2
STILL_S: Final = 5.0
"""Without any change the board is counted again after so long: the last half hour moves on by itself."""
WATCHED_STILL_S: Final = 2.0
"""The same while somebody looks: a board that is not renewed is known to be old all the sooner."""
RETRY_S: Final = 1.0
TELL_S: Final = 2.0
WATCHED_S: Final = 6.0
"""A hub with viewers that does not count says so every `TELL_S`; the one that counts believes it for `WATCHED_S`."""
_LOOK_S: Final = 0.2
"""So soon at the latest it is seen that the hub stops."""

log = structlog.get_logger()


class BoardKeeper(threading.Thread):
    """One in each process of a hub. `heard` is called with every batch of changes, and must not wait.

    `counts`: whether it takes the lease; where a back room counts, the process with the seats only shows.
    """

    def __init__(self, hub_context: HubContext, *, counts: bool = True) -> None:
        super().__init__(name="board", daemon=True)
        self._hub_context, self._counts = hub_context, counts
        self._wake = threading.Event()
        self._moved = True
        self._told = True
        self._shown = ""
        # As if counted just so long ago: at once if somebody looks, else after who waits for a hub that begins.
        self._counted_at = time.monotonic() + FIRST_S - STILL_S
        self._gap_s = GAP_S
        self._asked_at = -RETRY_S
        self._has_lease = False
        self._watched_until = 0.0
        self._said_at = -TELL_S

    def heard(self, messages: list[Message]) -> None:
        """Something changed: wake up if the board may look different, or if another hub has written it."""
        for _, message in messages:
            if message["area"] != "floor":
                self._moved = True
            elif message["entity"] == "snapshot" and message["hint"].get("made_at") != self._shown:
                self._told = True
            elif message["entity"] == "watched":
                self._watched_until = time.monotonic() + WATCHED_S
        if self._told or (self._moved and self._has_lease and self._wanted()):
            self._wake.set()

    def run(self) -> None:
        """Until the hub stops."""
        with Lease(self._hub_context.database.dsn, "board") as lease:
            while not self._hub_context.stopping.is_set():
                try:
                    self._turn(lease)
                except (psycopg.Error, DatabaseDown) as fault:
                    lease.drop()
                    self._has_lease = False
                    log.info("the board waits for the database", cause=type(fault).__name__)
                    self._hub_context.stopping.wait(RETRY_S)
                except Exception:
                    # A fault of one counting must not end the board for the day; it is written down and tried again.
                    log.exception("the board was not counted")
                    self._hub_context.stopping.wait(RETRY_S)

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end, which need not wait for the next look."""
        self._wake.set()
        super().join(timeout)

    def _turn(self, lease: Lease) -> None:
        self._take(lease)
        now = time.monotonic()
        wanted = self._wanted()
        if self._has_lease and (self._moved or now - self._counted_at >= (WATCHED_STILL_S if wanted else STILL_S)):
            if now - self._counted_at >= (self._gap_s if wanted else STILL_S):
                self._count()
                return
            if wanted:
                # What comes meanwhile is counted with it.
                self._hub_context.stopping.wait(self._counted_at + self._gap_s - now)
                return
        if self._told:
            self._told = False
            self._show_stored()
        if not self._has_lease:
            self._say_watched(now)
        self._wake.wait(_LOOK_S)
        self._wake.clear()

    def _wanted(self) -> bool:
        return self._watched_here() or time.monotonic() < self._watched_until

    def _watched_here(self) -> bool:
        return any(self._hub_context.seats.watched(name) for name in NAMES)

    def _say_watched(self, now: float) -> None:
        """Tell the hub that counts that somebody here is looking."""
        if self._watched_here() and now - self._said_at >= TELL_S:
            self._said_at = now
            with self._hub_context.database.write() as db:
                unit = Unit(db=db, now=self._hub_context.now(), jobs=self._hub_context.jobs)
                unit.change(BoardWatched(id=NO_ROW), to=[HUBS])

    def _take(self, lease: Lease) -> None:
        """Hold or try for the lease; asked about once a second, since each asking is a round trip."""
        now = time.monotonic()
        if self._counts and now - self._asked_at >= RETRY_S:
            self._has_lease, self._asked_at = lease.take(), now

    def _count(self) -> None:
        began = time.monotonic()
        self._moved = False
        hub_context = self._hub_context
        with hub_context.database.read() as db:
            bodies = written_down(count_now(db, hub_context), centre_names(db, hub_context))
        with hub_context.database.write() as db:
            keep(Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs), bodies)
        self._push(bodies)
        self._counted_at = began
        self._gap_s = max(GAP_S, _SHARE * (time.monotonic() - began))

    def _show_stored(self) -> None:
        with self._hub_context.database.read() as db:
            bodies = stored(db, self._hub_context)
        if bodies is not None and bodies.made_at.isoformat() != self._shown:
            self._push(bodies)

    def _push(self, bodies: Bodies) -> None:
        self._shown = bodies.made_at.isoformat()
        loop = self._hub_context.seats.loop
        if loop is None:
            return
        for name, body in bodies.texts.items():
            parts = self._parts(name, body)
            # After the loop has closed nobody is left to show it to.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._hub_context.seats.push, name, packed(name, body), parts)

    def _parts(self, name: str, body: str) -> dict[Reach, bytes]:
        """Return the board of each part of the floor that somebody here watches; written and compressed once for each."""
        wanted = self._hub_context.seats.parts(name)
        if not wanted:
            return {}
        whole = Board.model_validate_json(body)
        with self._hub_context.database.read() as db:
            known = {reach: Part.of(db, reach) for reach in wanted}
        return {reach: packed(name, narrowed(whole, part).model_dump_json()) for reach, part in known.items()}


def count_now(db: Session, hub_context: HubContext) -> Board:
    """Count the live board."""
    return live_board(db, hub_context.now(), ZoneInfo(centre_zone(db, hub_context.settings.zone)))


def centre_names(db: Session, hub_context: HubContext) -> tuple[str, str]:
    """Return the centre's name, Chinese and English."""
    centre = people.centre(db, zone=hub_context.settings.zone, simulated=False, demo=False)
    return centre.name_zh, centre.name_en
