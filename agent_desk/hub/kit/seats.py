"""The seats that are connected to this hub by WebSocket: who they are, what they may hear, and the way to each of them."""

import asyncio
import json
import uuid
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from agent_desk.hub.kit.security import WALLBOARD_VIEW, Caller, Reach

WATCHABLE = {"floor.board": "floor.view", "floor.wallboard": WALLBOARD_VIEW}
"""Snapshots a seat may watch, and the permission each needs; a seat is shown as much of one as that permission reaches."""
READ_AS = {"floor.board": "floor.read"}
"""By which action watching a snapshot that holds customers' data (the calls that go on) is written down: one row a viewer and hour.
The wallboard holds figures alone, and nobody is signed in at it."""
MOST_LINES = 3
"""Lines of one sign-in: one that is new, one that the hub has not seen the end of yet, one to spare."""
MOST_SCREENS = 20
"""Lines of one wallboard's token, which may stand on several screens."""
MOST_WAITING = 2000
"""Messages a slow seat may fall behind before it is cut off; it comes back with its cursor and asks for the rest."""


@dataclass(eq=False)
class Seat:
    """One connected seat. Messages wait in its own queue, so that a slow seat delays nobody."""

    caller: Caller
    token: str = field(default="", repr=False)
    """By which it was admitted, so that its rights can be read again."""
    queue: asyncio.Queue[str | bytes | None] = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))
    watches: set[str] = field(default_factory=set)
    audiences: frozenset[str] = field(init=False)
    held: list[tuple[frozenset[str], str]] | None = None
    """What has come while its rights are read again, with whom it is for; None while they are known."""
    doubts: int = 0
    """How often its rights were doubted: what was read before the last time says nothing."""

    def __post_init__(self) -> None:
        # Asked for every change and every seat: made once.
        self.audiences = self.caller.audiences()

    def part(self, name: str) -> Reach | None:
        """Return the part of a snapshot that the seat may see; None: all of it."""
        reach = self.caller.reach(WATCHABLE[name])
        return None if reach.everything else reach

    def put(self, message: str | bytes | None) -> None:
        """Queue a message in the words of the wire; None ends the connection. A full queue ends it too."""
        try:
            self.queue.put_nowait(message)
        except asyncio.QueueFull:
            while not self.queue.empty():
                self.queue.get_nowait()
            self.queue.put_nowait(None)


def packed(name: str, body: str) -> bytes:
    """Return a snapshot (JSON) as it goes over the wire: written and compressed once per hub, whoever watches. From any thread.

    The rows of a board are much alike: even the quickest level makes them a tenth, for less than the sending of the rest
    would take.
    """
    return zlib.compress(f'{{"type":"push","name":"{name}","body":{body}}}'.encode(), 1)


def in_words(message: dict[str, Any]) -> str:
    """Return a message as it goes over the wire: written once, whoever hears it."""
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False)


class Seats:
    """Every seat of this hub. All methods but `take_heard` belong to the event loop's thread."""

    def __init__(self) -> None:
        self._seats: set[Seat] = set()
        self._lines: defaultdict[uuid.UUID, list[Seat]] = defaultdict(list)
        self._by_audience: defaultdict[str, set[Seat]] = defaultdict(set)
        self._latest: dict[str, bytes] = {}
        self._parts: dict[str, dict[Reach, bytes]] = {}
        self._watchers: Counter[str] = Counter()
        self._heard: set[uuid.UUID] = set()
        self._doubted: set[Seat] = set()
        self.changed = asyncio.Event()
        """Somebody's rights may have changed."""
        self.loop: asyncio.AbstractEventLoop | None = None

    def __len__(self) -> int:
        return len(self._seats)

    def add(self, seat: Seat) -> None:
        """A seat has come. One sign-in has a few lines at most: the oldest says goodbye then."""
        lines = self._lines[seat.caller.session_id]
        lines.append(seat)
        if len(lines) > (MOST_LINES if seat.caller.hears_changes else MOST_SCREENS):
            self.bye(lines[0], "too_many_lines")
        self._seats.add(seat)
        for audience in seat.audiences:
            self._by_audience[audience].add(seat)

    def remove(self, seat: Seat) -> None:
        """A seat has gone."""
        if seat not in self._seats:
            return
        self._seats.discard(seat)
        lines = self._lines[seat.caller.session_id]
        lines.remove(seat)
        if not lines:
            del self._lines[seat.caller.session_id]
        self._doubted.discard(seat)
        self._watchers.subtract(seat.watches)
        self._leave_audiences(seat)

    def _leave_audiences(self, seat: Seat) -> None:
        for audience in seat.audiences:
            self._by_audience[audience].discard(seat)
            if not self._by_audience[audience]:
                del self._by_audience[audience]

    def suspect(self, person: str | None = None) -> None:
        """The rights of this person, or of anybody, may have changed: their seats hear nothing more until they are read again."""
        for seat in self._seats:
            if person is None or str(seat.caller.person_id) == person:
                seat.doubts += 1
                seat.held = [] if seat.held is None else seat.held
                self._doubted.add(seat)
                self.changed.set()

    def admit(self, seat: Seat, caller: Caller, doubts: int) -> None:
        """The rights of a seat have been read again, after so many doubts: what it may not have any more ends here, and what was
        held back is handed out."""
        if seat not in self._seats or seat.doubts != doubts:
            return
        if caller != seat.caller:
            self._leave_audiences(seat)
            seat.caller, seat.audiences = caller, caller.audiences()
            for audience in seat.audiences:
                self._by_audience[audience].add(seat)
            lost = {name for name in seat.watches if not caller.may(WATCHABLE[name])}
            seat.watches -= lost
            self._watchers.subtract(lost)
        held, seat.held = seat.held or [], None
        self._doubted.discard(seat)
        for meant_for, words in held:
            if not meant_for.isdisjoint(seat.audiences):
                seat.put(words)

    def watch(self, seat: Seat, names: Iterable[str]) -> None:
        """The seat wants these pushes; what was last pushed comes at once. The caller checks the right."""
        fresh = set(names) - seat.watches
        seat.watches |= fresh
        self._watchers.update(fresh)
        for name in seat.watches & self._latest.keys() if seat.held is None else ():
            self._show(seat, name)

    def watched(self, name: str) -> bool:
        """Return whether any seat here watches this push; from any thread."""
        return self._watchers[name] > 0

    def deliver(self, messages: Iterable[tuple[frozenset[str], dict[str, Any]]]) -> None:
        """Hand each message to the seats of its audience."""
        for audience, message in messages:
            # Those whose rights are being read may be about to gain what they had not.
            hearers = self._doubted.copy()
            for one in audience:
                hearers |= self._by_audience.get(one, set())
            if hearers:
                words = in_words(message)
                for seat in hearers:
                    if seat.held is None:
                        seat.put(words)
                    else:
                        seat.held.append((audience, words))

    def parts(self, name: str) -> set[Reach]:
        """Return which parts of a snapshot are watched here, beside the whole; from any thread."""
        found = {seat.part(name) for seat in list(self._seats) if name in seat.watches}
        return {one for one in found if one is not None}

    def push(self, name: str, message: bytes, parts: dict[Reach, bytes] | None = None) -> None:
        """Hand a snapshot (`packed`) to everybody who watches it; to who may see a part of it, that part."""
        self._latest[name], self._parts[name] = message, parts or {}
        for seat in self._seats:
            # A seat whose rights are being read gets the next one, if it still may.
            if name in seat.watches and seat.held is None:
                self._show(seat, name)

    def _show(self, seat: Seat, name: str) -> None:
        part = seat.part(name)
        message = self._latest[name] if part is None else self._parts[name].get(part)
        if message is not None:
            seat.put(message)

    def end(self, session_id: object, reason: str) -> None:
        """Say goodbye to the seat of this session and close it."""
        for seat in list(self._seats):
            if str(seat.caller.session_id) == str(session_id):
                self.bye(seat, reason)

    def bye(self, seat: Seat, reason: str) -> None:
        """Say goodbye to a seat and close it; it hears nothing more."""
        self.remove(seat)
        seat.put(in_words({"type": "bye", "reason": reason}))
        seat.put(None)

    def heard(self, seat: Seat) -> None:
        """The seat has answered: it is there."""
        self._heard.add(seat.caller.session_id)

    def take_heard(self) -> list[uuid.UUID]:
        """Return the sessions heard since the last time; from any thread."""
        heard, self._heard = self._heard, set()
        # The loop may still be adding to the old set; a copy of a set is one step of the interpreter.
        return list(heard.copy())

    def everybody(self) -> list[Seat]:
        """Return the seats now connected."""
        return list(self._seats)
