"""Unsent writes and drafts, as rows on the seat's disk: what was typed survives a hub that goes away and a killed desk.

A panel calls :meth:`Outbox.submit` off the screen thread: the write is a row on the disk *before* it is sent. It comes back with the
hub's record, with :class:`HubRefused` (the form is still open: mend and save again), or with :class:`KeptForLater` (the hub is
away; one worker sends it when the line is back, in the order of writing). A repeat carries the same idempotency key, so the hub does
it once. What the hub refuses later is kept as "refused" with its sentence until a person has looked at it.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Mapping
from typing import Any, Literal, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from agent_desk.desk.kit.api import Api, Body, answer_of, dump, new_key, next_key
from agent_desk.desk.kit.errors import (
    DeskError,
    HubFault,
    HubRefused,
    HubUnreachable,
    KeptForLater,
    OutboxSetAside,
    OutboxUnusable,
)
from agent_desk.desk.kit.outbox_file import OutboxFile, UnsentWrite
from agent_desk.desk.kit.personal_answers import note
from agent_desk.schemas.kit.operation import Request

T = TypeVar("T")
log = logging.getLogger(__name__)

RETRY_FIRST_S = 1.0
RETRY_LONGEST_S = 30.0
FAULTS_UNTIL_REFUSED = 5
"""A write that makes the hub fail (500, not 503) this often is set aside as refused, so that it does not block the others."""
_WAIT_STATUS = {401, 408, 425, 429}
"""Refusals that are about now, not about the write: signed out, too busy. The write waits."""
_UNREACHABLE_STATUS = {502, 503, 504}
"""The hub, its database or the machine before it is away."""

Verdict = Literal["sent", "refused", "wait"]


class Words(Protocol):
    """Gives the sentence for an error in one language; :func:`agent_desk.desk.kit.sentences.sentence` is one."""

    def __call__(self, error: DeskError, language: str) -> str: ...


class Outbox(QObject):
    """The seat's unsent writes and drafts for one hub and one person. Every method may be called from any thread."""

    pending_count_changed = Signal(int)
    refused_count_changed = Signal(int)
    sent = Signal(str, object)
    """(key, answer as plain JSON) for a write that the worker sent later."""
    refused = Signal(str, str)
    """(key, sentence) for a write that the worker sent later and the hub refused."""
    unusable = Signal(object)
    """OutboxUnusable: the disk does not take rows any more; OutboxSetAside: it was damaged, and a new one goes on."""

    def __init__(
        self, api: Api, file: OutboxFile, words: Words, parent: QObject | None = None, *, autostart: bool = True
    ) -> None:
        super().__init__(parent)
        self._api, self._file, self._words = api, file, words
        file.on_set_aside = lambda path: self.unusable.emit(OutboxSetAside({"path": str(path)}))
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._sending = threading.Lock()
        self._last_pending = self._last_refused = -1
        self._foreground: set[str] = set()
        self._thread = threading.Thread(target=self._work, name="outbox", daemon=True)
        if autostart:
            self._thread.start()
            self._wake.set()

    # -- writes ------------------------------------------------------------------------------------------------------

    def submit(self, request: Request[T], *, what_zh: str, what_en: str, key: str | None = None) -> T:
        """Write an operation down, send it, give the hub's record. Blocks: call it through ``background.run``.

        Raises KeptForLater (it lies on the disk and will be sent), HubRefused (not kept: the form still has it),
        HubFault (500: not kept either), OutboxUnusable (nothing was sent, nothing was kept).
        """
        key, body_json = key or next_key(), dump(request.body)
        self._foreground.add(key)
        try:
            self._file.add(key, request.method, request.url, body_json, what_zh, what_en)
            with self._sending:
                answer = self._send_in_foreground(key, request.method, request.url, body_json)
            self._file.remove(key)
        finally:
            self._foreground.discard(key)
            self._wake.set()
            self._tell_counts()
        note(request.personal)
        return answer_of(request, answer)

    def _send_in_foreground(self, key: str, method: str, path: str, body_json: str | None) -> bytes:
        first = self._file.first_pending()
        if first is not None and first.key != key:
            raise KeptForLater(key, detail="others wait before it")
        try:
            return self._api.send(method, path, body_json, key)
        except HubRefused as refusal:
            if refusal.status in _WAIT_STATUS:
                raise KeptForLater(key, detail=refusal.error_id) from refusal
            self._file.remove(key)
            raise
        except HubFault as fault:
            if fault.status in _UNREACHABLE_STATUS:
                raise KeptForLater(key, detail=fault.error_id) from fault
            self._file.remove(key)
            raise
        except HubUnreachable as fault:
            raise KeptForLater(key, detail=fault.error_id) from fault

    def enqueue(self, method: str, path: str, body: Body, *, what_zh: str, what_en: str, key: str | None = None) -> str:
        """Write it down and let the worker send it; gives the key. The row is on the disk when this returns.

        Raises OutboxUnusable. The answer comes by :attr:`sent` or :attr:`refused`.
        """
        key = key or new_key()
        self._file.add(key, method, path, dump(body), what_zh, what_en)
        self._tell_counts()
        self._wake.set()
        return key

    def pending(self) -> list[UnsentWrite]:
        """Return what waits to be sent, in the order of writing."""
        return [write for write in self._file.writes("pending") if write.key not in self._foreground]

    def refused_writes(self) -> list[UnsentWrite]:
        """Return what the hub refused later, each with its sentence in both languages, until somebody has looked at it."""
        return self._file.writes("refused")

    def retry_refused(self, key: str) -> None:
        """Send a refused write again, at the end of the line, as a new write (a new key: the hub remembers the old answer)."""
        self._file.revive(key, new_key())
        self._tell_counts()
        self._wake.set()

    def discard_refused(self, key: str) -> None:
        """The person has looked at it and lets it go."""
        self._file.remove(key)
        self._tell_counts()

    def send_now(self) -> None:
        """The hub is back (the live line says so): do not wait for the back-off."""
        self._wake.set()

    @property
    def pending_count(self) -> int:
        """How many writes wait."""
        return len(self.pending())

    # -- drafts ------------------------------------------------------------------------------------------------------

    def put_draft(self, kind: str, key: str, data: Mapping[str, Any]) -> None:
        """Keep what is being typed: ``kind`` is the form ("complaint"), ``key`` what it is about (a call's id)."""
        self._file.put_draft(kind, key, json.dumps(dict(data), ensure_ascii=False, default=str))

    def get_draft(self, kind: str, key: str) -> dict[str, Any] | None:
        """Return what was being typed, or None."""
        text = self._file.get_draft(kind, key)
        return None if text is None else dict(json.loads(text))

    def drop_draft(self, kind: str, key: str) -> None:
        """It has been saved or given up."""
        self._file.drop_draft(kind, key)

    def drafts(self, kind: str) -> list[str]:
        """Return the keys of all drafts of one kind, newest first."""
        return self._file.drafts(kind)

    # -- the worker --------------------------------------------------------------------------------------------------

    def send_all(self) -> bool:
        """Send what waits, in order; False when something must wait. The worker does this; tests may."""
        while not self._closing.is_set():
            with self._sending:
                write = self._file.first_pending()
                # A write that a panel is sending itself is not ours; it wakes us when it is through.
                if write is None or write.key in self._foreground:
                    return True
                verdict = self._send_one(write)
            self._tell_counts()
            if verdict == "wait":
                return False
        return False

    def close(self, wait_s: float = 3.0) -> None:
        """Stop the worker; what was not sent stays on the disk."""
        self._closing.set()
        self._wake.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(wait_s)
        self._file.close()

    def _send_one(self, write: UnsentWrite) -> Verdict:
        try:
            answer = self._api.send(write.method, write.path, write.body_json, write.key)
        except HubRefused as refusal:
            if refusal.status in _WAIT_STATUS:
                return "wait"
            return self._set_aside(write, refusal)
        except HubFault as fault:
            tries = self._file.count_try(write.key)
            if fault.status in _UNREACHABLE_STATUS or tries < FAULTS_UNTIL_REFUSED:
                return "wait"
            return self._set_aside(write, fault)
        except HubUnreachable:
            return "wait"
        self._file.remove(write.key)
        self.sent.emit(write.key, _plain(answer))
        return "sent"

    def _set_aside(self, write: UnsentWrite, error: DeskError) -> Verdict:
        zh, en = self._words(error, "zh"), self._words(error, "en")
        self._file.refuse(write.key, error.error_id, zh, en)
        log.info("an unsent write was refused: %s", error.error_id)
        self.refused.emit(write.key, zh)
        return "refused"

    def _work(self) -> None:
        wait_s = RETRY_FIRST_S
        waiting = False
        while not self._closing.is_set():
            woken = self._wake.wait(wait_s if waiting else None)
            self._wake.clear()
            if self._closing.is_set():
                return
            wait_s = RETRY_FIRST_S if woken else min(RETRY_LONGEST_S, wait_s * 2)
            try:
                waiting = not self.send_all()
            except OutboxUnusable as fault:
                waiting = True
                self.unusable.emit(fault)
            except Exception:
                waiting = True
                log.exception("the outbox worker met a fault; it tries again")

    def _tell_counts(self) -> None:
        try:
            pending, refused = self.pending_count, self._file.refused_count()
        except OutboxUnusable:
            return
        if pending != self._last_pending:
            self._last_pending = pending
            self.pending_count_changed.emit(pending)
        if refused != self._last_refused:
            self._last_refused = refused
            self.refused_count_changed.emit(refused)


def _plain(answer: bytes) -> Any:
    try:
        return json.loads(answer) if answer else None
    except ValueError:
        return None
