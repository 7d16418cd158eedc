"""The one helper for "off the screen thread, then back".

``background.run(owner, work, done, failed)`` calls ``work`` on a pool thread and ``done`` or ``failed`` in the screen thread.
When ``owner`` has been destroyed meanwhile, nothing is called. A :class:`DeskError` goes to ``failed`` as it is; anything else is
a fault of ours: it is logged with its trace and goes to ``failed`` as :class:`UnexpectedFault`, never swallowed.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from agent_desk.desk.kit.errors import DeskError, UnexpectedFault
from agent_desk.desk.kit.personal_answers import noting

T = TypeVar("T")
log = logging.getLogger(__name__)

THREADS = 4


class Cancelled(Exception):
    """Raised inside a piece of work that was asked to stop; nobody is called after it."""


class Job(Generic[T]):
    """A piece of work under way. ``cancel()`` stops it at its next :meth:`report` and drops its result in any case."""

    def __init__(self, background: Background, number: int) -> None:
        self._background = background
        self._number = number
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Drop the result; work that reports progress stops at its next report."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._cancelled.is_set()

    def report(self, done: int, total: int) -> None:
        """From inside the work: ``done`` of ``total``. Raises Cancelled when the work should stop."""
        if self._cancelled.is_set():
            raise Cancelled
        self._background._progressed.emit(self._number, done, total)


class _Waiting(Generic[T]):
    """What to do in the screen thread when the job comes back."""

    __slots__ = ("done", "failed", "job", "owner", "progress")

    def __init__(
        self,
        owner: QObject,
        job: Job[T],
        done: Callable[[T], None],
        failed: Callable[[DeskError], None] | None,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self.owner, self.job, self.done, self.failed, self.progress = owner, job, done, failed, progress

    @property
    def wanted(self) -> bool:
        return not self.job.cancelled and shiboken6.isValid(self.owner)


class _Run(QRunnable):
    def __init__(self, background: Background, number: int, work: Callable[[], Any]) -> None:
        super().__init__()
        self._background, self._number, self._work = background, number, work

    def run(self) -> None:
        personal: frozenset[str] = frozenset()
        try:
            with noting() as noted:
                outcome: tuple[str, Any] = ("done", self._work())
            personal = frozenset(noted)
        except Cancelled:
            outcome = ("cancelled", None)
        except DeskError as error:
            outcome = ("failed", error)
        except Exception as fault:
            log.exception("work off the screen thread failed")
            outcome = ("failed", UnexpectedFault(fault))
        # The work holds its panel. It lets go before the result is told, while the screen thread holds the panel too: who
        # lets go last destroys it, and that must not be this thread.
        del self._work
        self._background._hand_back(self._number, outcome, personal)


class Background(QObject):
    """Runs work on a small pool of threads. Make one in the screen thread and hand it to every panel."""

    busy_changed = Signal(int)
    """How many pieces of work are under way now."""
    fault = Signal(object)
    """A DeskError that nobody asked for: the work had no ``failed``. The shell shows it as a notice."""

    personal = Signal(object, object)
    """(owner, names of operations): what the owner is handed next holds customers' personal data. It comes before `done`."""

    _returned = Signal(int, object, object)
    _progressed = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None, *, threads: int = THREADS) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._numbers = itertools.count(1)
        self._waiting: dict[int, _Waiting[Any]] = {}
        self._closed = False
        self._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._deliver_progress, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[DeskError], None] | None = None,
    ) -> Job[T]:
        """Call ``work()`` off the screen thread, then ``done(result)`` or ``failed(error)`` in it.

        Without ``failed`` the error is emitted as :attr:`fault` and becomes a notice.
        """
        return self.run_long(owner, lambda _job: work(), done, failed)

    def run_long(
        self,
        owner: QObject,
        work: Callable[[Job[T]], T],
        done: Callable[[T], None],
        failed: Callable[[DeskError], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Job[T]:
        """As :meth:`run`, for work that calls ``job.report(done, total)`` now and then and can be cancelled."""
        number = next(self._numbers)
        job: Job[T] = Job(self, number)
        self._waiting[number] = _Waiting(owner, job, done, failed, progress)
        self.busy_changed.emit(len(self._waiting))
        self._pool.start(_Run(self, number, lambda: work(job)))
        return job

    @property
    def busy(self) -> int:
        """How many pieces of work are under way."""
        return len(self._waiting)

    def forget(self, top: QObject) -> None:
        """Tell nothing more to `top` and what lies below it: it is about to go, though it is there a moment longer."""
        for waiting in self._waiting.values():
            owner: QObject | None = waiting.owner if waiting.wanted else None
            while owner is not None and owner is not top:
                owner = owner.parent()
            if owner is top:
                waiting.job.cancel()

    def close(self, wait_ms: int = 2000) -> bool:
        """Cancel everything and wait at most ``wait_ms`` for the threads; False when one is still busy."""
        self._closed = True
        for waiting in self._waiting.values():
            waiting.job.cancel()
        self._pool.clear()
        ended = self._pool.waitForDone(wait_ms)
        self._waiting.clear()
        return ended

    def _hand_back(self, number: int, outcome: tuple[str, Any], personal: frozenset[str]) -> None:
        """In the pool thread. The application may be going down: then there is nobody to tell."""
        if not self._closed and shiboken6.isValid(self):
            self._returned.emit(number, outcome, personal)

    @Slot(int, object, object)
    def _deliver(self, number: int, outcome: tuple[str, Any], personal: frozenset[str]) -> None:
        waiting = self._waiting.pop(number, None)
        if waiting is None:
            return
        self.busy_changed.emit(len(self._waiting))
        kind, result = outcome
        if kind == "cancelled" or not waiting.wanted:
            return
        if kind == "done":
            if personal:
                self.personal.emit(waiting.owner, personal)
            waiting.done(result)
        elif waiting.failed is not None:
            waiting.failed(result)
        else:
            self.fault.emit(result)

    @Slot(int, int, int)
    def _deliver_progress(self, number: int, done: int, total: int) -> None:
        waiting = self._waiting.get(number)
        if waiting is not None and waiting.wanted and waiting.progress is not None:
            waiting.progress(done, total)
