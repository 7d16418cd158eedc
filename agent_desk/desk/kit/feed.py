"""Everything that shows the hub's data is a Feed: fetched, kept fresh, marked while the line is gone, filled again when it is back.

A panel says what to ask and which changes it cares about, and shows what comes. The rest is here, once: questions run off the
screen thread, a burst of changes is one question, an answer to an earlier question is dropped, nothing is asked while nobody
looks, and what could not be fetched is asked for again without anybody pressing a button.
"""

from __future__ import annotations

import random
import uuid
import weakref
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from pydantic import ValidationError
from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background, Job
from agent_desk.desk.kit.errors import DeskError, HubFault, HubRefused
from agent_desk.desk.kit.live import Change, Live, LiveState
from agent_desk.schemas.kit.change import Change as Told

Answer = TypeVar("Answer")
Request = Callable[[Api], Answer]
"""One question to the hub; it blocks and runs off the screen thread."""
Cares = Callable[[Change], bool]

GATHER_MS = 250
"""Changes of one matter come one by one; one question follows them."""
CROWD_MS = 1500
"""A change that every agent's desk hears is asked about within so long by chance, so that the hub is not asked by all at once."""
RETRY_MS, LONGEST_RETRY_MS = 2_000, 30_000
"""A question that failed on a line that stands is asked again after so long, then after twice as long, and so on."""
LOOK_MS = 500
"""So often the age of what is pushed is looked at."""


def changes_of(*kinds: type[Told], id_of: Callable[[], uuid.UUID | None] | None = None) -> Cares:
    """Say which changes matter: those of these kinds, and of the record that `id_of` gives."""
    names = {(kind.AREA, kind.ENTITY) for kind in kinds}

    def cares(change: Change) -> bool:
        return (change.area, change.entity) in names and (id_of is None or change.entity_id == id_of())

    return cares


class FeedContext(Protocol):
    """What a feed needs of the desk; a DeskContext has it."""

    @property
    def api(self) -> Api: ...
    @property
    def live(self) -> Live: ...
    @property
    def background(self) -> Background: ...
    def hub_now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Push(Generic[Answer]):
    """A snapshot that the hub sends by itself to whoever watches it."""

    name: str
    read: Callable[[Any], Answer]
    """Reads the wire's JSON. Raises ValidationError."""
    made_at: Callable[[Answer], datetime]
    stale_after: timedelta
    """Older than this it may be wrong, even on a line that stands."""
    wanted: Callable[[], bool] = lambda: True
    """Whether it answers the present question."""
    personal: bool = True
    """Whether it holds customers' personal data, such as the calls that are going on."""


def let_go(owner: QObject, *names: str) -> None:
    """Drop these attributes when the owner is destroyed: what they call would keep a panel's Python half alive in a circle."""
    kept = weakref.ref(owner)

    def drop() -> None:
        found = kept()
        for name in names if found is not None else ():
            vars(found).pop(name, None)

    owner.destroyed.connect(drop)


class Listener(QObject):
    """Calls `do` with each change that `cares` takes, as long as its parent lives: for news that is no data to show."""

    def __init__(self, live: Live, cares: Cares, do: Callable[[Change], object], parent: QObject) -> None:
        super().__init__(parent)
        self._cares, self._do = cares, do
        let_go(self, "_cares", "_do")
        live.changed.connect(self._changed)

    def _changed(self, change: Change) -> None:
        if self._cares(change):
            self._do(change)


class PushListener(QObject):
    """Calls `do` with the wire's JSON of each snapshot of that name, as long as its parent lives; somebody else watches it."""

    def __init__(self, live: Live, name: str, do: Callable[[Any], object], parent: QObject) -> None:
        super().__init__(parent)
        self._name, self._do = name, do
        let_go(self, "_do")
        live.pushed.connect(self._pushed)

    def _pushed(self, name: str, body: Any) -> None:
        if name == self._name:
            self._do(body)


class Feed(QObject, Generic[Answer]):
    """One question to the hub and its last answer. `start` when somebody looks, `stop` when nobody does any more (counted).

    `ask` is called in the screen thread and gives the question as it is now, or None while there is nothing to ask.
    """

    asked = Signal()
    """A question is on its way, and there is nothing to show yet."""
    came = Signal(object)
    """The answer, each time one came."""
    failed = Signal(object)
    """DeskError: there is nothing to show, and why."""
    stale_changed = Signal(object)
    """datetime (UTC) since when what is shown may be old; None when it is fresh again, or nothing is shown."""

    def __init__(
        self,
        context: FeedContext,
        ask: Callable[[], Request[Answer] | None],
        *,
        cares: Cares | None = None,
        gather_ms: int = GATHER_MS,
        crowd: bool = False,
        poll_ms: int = 0,
        push: Push[Answer] | None = None,
        older: Callable[[Answer, Answer], bool] | None = None,
        counts_only: bool = False,
        parent: QObject | None = None,
    ) -> None:
        """`poll_ms`: ask so often where no change tells; `older(found, now)`: whether what came is older than what is there.

        `counts_only`: its owner shows how many there are and nothing else, so that customers' data in it is not on the screen.
        """
        super().__init__(parent)
        self.counts_only = counts_only
        self._context, self._ask, self._cares, self._push, self._older = context, ask, cares, push, older
        self._gather_ms, self._crowd = gather_ms, crowd
        self._now: Answer | None = None
        self._error: DeskError | None = None
        self._job: Job[Any] | None = None
        self._lookers = 0
        self._fresh = self._again = self._other = self._unsure = False
        self._lost = context.live.state is LiveState.LOST
        self._as_of: datetime | None = None
        self._stale_as_of: datetime | None = None
        self._retry_ms = RETRY_MS
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._try_by_itself)
        self._regular = QTimer(self, interval=poll_ms or LOOK_MS)
        self._regular.timeout.connect(self._poll if poll_ms else self._judge)
        self._keeps_time = bool(poll_ms) or push is not None
        let_go(self, "_ask", "_cares", "_older", "_push")
        live = context.live
        if cares is not None:
            live.changed.connect(self._changed)
        if push is not None:
            live.pushed.connect(self._pushed)
        live.resync.connect(self._news)
        live.state_changed.connect(self._line_changed)

    # -- what is known -----------------------------------------------------------------------------------------------

    @property
    def now(self) -> Answer | None:
        """The last answer to the present question; None while there is none."""
        return self._now

    @property
    def error(self) -> DeskError | None:
        """Why there is nothing to show; None while there is something, or an answer is awaited for the first time."""
        return self._error

    @property
    def waiting(self) -> bool:
        """Whether an answer is on its way."""
        return self._job is not None

    @property
    def asks_anew(self) -> bool:
        """Whether another question is asked than the one that was answered last."""
        return self._other

    @property
    def looked_at(self) -> bool:
        """Whether somebody looks."""
        return self._lookers > 0

    @property
    def stale_as_of(self) -> datetime | None:
        """Since when (UTC) what is shown may be old; None while it is fresh."""
        return self._stale_as_of

    # -- what its owner says -----------------------------------------------------------------------------------------

    def start(self, *, ask: bool = True) -> None:
        """Keep it fresh from now on; ask at once unless the last answer still holds, or `ask` says that one comes otherwise."""
        self._lookers += 1
        if self._lookers == 1:
            if self._push is not None:
                self._context.live.watch(self._push.name)
            if self._keeps_time:
                self._regular.start()
        if ask and not self._fresh and self._job is None:
            self.refresh()

    def stop(self) -> None:
        """Ask no more; what comes to pass meanwhile is asked about at the next `start`."""
        if self._lookers == 0:
            return
        self._lookers -= 1
        if self._lookers:
            return
        self._fresh = self._fresh and not (self._soon.isActive() or self._retry.isActive())
        for timer in (self._soon, self._retry, self._regular):
            timer.stop()
        if self._push is not None:
            self._context.live.unwatch(self._push.name)

    def refresh(self) -> None:
        """Ask the same again: now, after the answer that is on its way, or when somebody next looks."""
        self._soon.stop()
        if not self._lookers:
            self._fresh = False
        elif self._job is not None:
            self._again = True
        else:
            self._send()

    def news(self, within_ms: int | None = None) -> None:
        """Ask the same again within so long (None: as after a change); more news until then are the same question."""
        self._fresh = False
        if not self._lookers:
            return
        latest = within_ms if within_ms is not None else CROWD_MS if self._crowd else self._gather_ms
        # News that may wait long must not hold up those that may not, such as the line's return.
        if not self._soon.isActive() or self._soon.remainingTime() > latest:
            by_chance = within_ms is None and self._crowd
            self._soon.start(random.randint(self._gather_ms, CROWD_MS) if by_chance else latest)

    def try_again(self) -> None:
        """Ask again because a person says so: that it is under way shows."""
        self._error = None
        self.refresh()

    def anew(self, *, keep: bool = False) -> None:
        """Ask another question: the answer to the one before is dropped, though with `keep` it stays in sight until then."""
        self._drop()
        self._fresh, self._other, self._error = False, True, None
        if not keep:
            self._now = None
            self._judge()
        self.refresh()

    def forget(self) -> None:
        """There is nothing to ask about any more."""
        self._drop()
        self._now = self._error = self._as_of = None
        self._fresh = self._other = self._unsure = False
        self._judge()

    def take(self, found: Answer) -> None:
        """Show what the hub said otherwise, such as the record that a write gave back."""
        if self._older is not None and self._now is not None and self._older(found, self._now):
            return
        self._now, self._error = found, None
        self._other = self._unsure = False
        self._as_of = self._context.hub_now()
        self._retry_ms = RETRY_MS
        self._retry.stop()
        self._judge()
        self.came.emit(found)

    # -- asking ------------------------------------------------------------------------------------------------------

    def _send(self) -> None:
        request = self._ask()
        if request is None:
            # What is pushed stays: there is nothing to ask because the hub sends it by itself.
            if self._push is None or not self._push.wanted():
                self.forget()
            return
        self._retry.stop()
        self._again, self._fresh = False, True
        if self._now is None and self._error is None:
            self.asked.emit()
        api = self._context.api
        self._run(lambda: request(api), self._arrived)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._job = self._context.background.run(self, work, done, self._not_fetched)

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._again = False
        self._soon.stop()
        self._retry.stop()

    def _arrived(self, found: Answer) -> None:
        self._job = None
        again, self._again = self._again, False
        self.take(found)
        if again and self._job is None:
            self.refresh()

    def _not_fetched(self, error: DeskError) -> None:
        self._job = None
        again, self._again = self._again, False
        self._fresh = False
        if self._now is None or self._other or isinstance(error, HubRefused):
            self._now, self._other, self._unsure, self._error = None, False, False, error
            self._judge()
            self.failed.emit(error)
        else:
            self._unsure = True
            self._judge()
        if isinstance(error, HubRefused):
            if again:
                self.refresh()
        elif self._lookers:
            # On a line that is gone nothing is asked: its return is heard.
            self._retry.start(self._retry_ms)
            self._retry_ms = min(2 * self._retry_ms, LONGEST_RETRY_MS)

    def _try_by_itself(self) -> None:
        if not self._lost:
            self.refresh()

    def _poll(self) -> None:
        if self._job is None and not self._lost:
            self.refresh()

    # -- hearing -----------------------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        if self._cares is not None and self._cares(change):
            self._news()

    def _news(self) -> None:
        self.news()

    def _line_changed(self, state: LiveState) -> None:
        was_lost, self._lost = self._lost, state is LiveState.LOST
        if self._lost:
            self._unsure, self._fresh = self._now is not None, False
        elif state is LiveState.LIVE and (was_lost or self._error is not None or self._unsure):
            self._retry_ms = RETRY_MS
            self._news()
        self._judge()

    def _pushed(self, name: str, body: Any) -> None:
        push = self._push
        if push is None or name != push.name or not push.wanted():
            return
        try:
            found = push.read(body)
        except ValidationError as fault:
            self._not_fetched(HubFault("unreadable_answer", {"status": 200}, status=200, detail=str(fault)))
            return
        if push.personal:
            self._context.background.personal.emit(self, frozenset({push.name}))
        self.take(found)

    # -- old or fresh ------------------------------------------------------------------------------------------------

    def _judge(self) -> None:
        as_of = None
        if self._now is not None and not self._other:
            if self._push is not None and self._push.wanted():
                made_at = self._push.made_at(self._now)
                if self._lost or self._unsure or self._context.hub_now() - made_at > self._push.stale_after:
                    as_of = made_at
            elif self._lost or self._unsure:
                as_of = self._stale_as_of or self._last_sure()
        if as_of != self._stale_as_of:
            self._stale_as_of = as_of
            self.stale_changed.emit(as_of)

    def _last_sure(self) -> datetime | None:
        """Until the line was last heard a change would have been told; where none is told, the answer's own time counts."""
        heard = self._context.live.heard_at
        if self._lost and self._cares is not None and heard is not None and self._as_of is not None:
            return max(heard, self._as_of)
        return self._as_of


class PageOfItems(Protocol):
    """An answer that goes on: `next` is the cursor of what follows, None at the end."""

    items: Any
    next: str | None

    def model_copy(self, *, update: Any = ..., deep: bool = ...) -> Any: ...


Page = TypeVar("Page", bound=PageOfItems)
PageRequest = Callable[[Api, str | None], Page]
"""One question for the page after a cursor; None: the first."""


class PagedFeed(Feed[Page]):
    """A list that goes on by a cursor. `now` holds all the pages read so far as one; asked again, as many items are read again."""

    more_failed = Signal(object)
    """DeskError: the next page did not come; what is there stays."""

    def __init__(
        self,
        context: FeedContext,
        ask: Callable[[], PageRequest[Page] | None],
        *,
        key: Callable[[Any], Hashable] | None = None,
        cares: Cares | None = None,
        gather_ms: int = GATHER_MS,
        parent: QObject | None = None,
    ) -> None:
        """`key`: what tells items apart, where one can move from a page to the next between two questions."""
        self._ask_page, self._key = ask, key
        super().__init__(context, self._ask_pages, cares=cares, gather_ms=gather_ms, parent=parent)
        let_go(self, "_ask_page", "_key")

    def more(self) -> None:
        """Read the page that follows, unless an answer is on its way or this is the end."""
        now, request = self._now, self._ask_page()
        if now is None or now.next is None or self._job is not None or request is None:
            return
        api, after = self._context.api, now.next
        self._job = self._context.background.run(
            self, lambda: request(api, after), self._more_came, self._more_not_fetched
        )

    def _ask_pages(self) -> Request[Page] | None:
        request = self._ask_page()
        if request is None:
            return None
        wanted = len(self._now.items) if self._now is not None and not self._other else 0

        def read(api: Api) -> Page:
            found = request(api, None)
            while found.next is not None and len(found.items) < wanted:
                found = self._join(found, request(api, found.next))
            return found

        return read

    def _join(self, first: Page, following: Page) -> Page:
        items = list(following.items)
        if self._key is not None:
            known = {self._key(item) for item in first.items}
            items = [item for item in items if self._key(item) not in known]
        joined: Page = first.model_copy(update={"items": [*first.items, *items], "next": following.next})
        return joined

    def _more_came(self, page: Page) -> None:
        if self._now is not None:
            self._arrived(self._join(self._now, page))

    def _more_not_fetched(self, error: DeskError) -> None:
        self._job = None
        again, self._again = self._again, False
        self.more_failed.emit(error)
        if again:
            self.refresh()
