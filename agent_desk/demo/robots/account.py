"""The robots' own book of what they wrote and how long they waited: every write that leaves a desk is in it."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from agent_desk.demo.robots.settings import Ledger, Write
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.core import DeskCore
from agent_desk.desk.kit.errors import DeskError, HubRefused
from agent_desk.desk.kit.seat_memory import NoKeyring
from agent_desk.desk.kit.session import Session, TokenStore
from agent_desk.desk.kit.settings import DeskSettings

TOO_LATE = frozenset({"transition_refused", "exchange_refused", "not_found"})
"""Refusals that only mean that the customer, or a colleague, was quicker."""


class Account:
    """One book for all robots of a process. Every method may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._writes: dict[str, Write] = {}
        self._pops: list[float] = []
        self._errors: list[str] = []
        self._refused: Counter[str] = Counter()
        self._done: Counter[str] = Counter()

    def wrote(self, write: Write) -> None:
        """A write was answered, or not. The same key again is the same write: the last word holds."""
        with self._lock:
            self._writes[write.key] = write

    def popped(self, ms: float) -> None:
        """A customer's card was there so long after the ring."""
        with self._lock:
            self._pops.append(round(ms, 2))

    def did(self, what: str) -> None:
        """Count an action."""
        with self._lock:
            self._done[what] += 1

    def failed(self, login: str, error: DeskError) -> None:
        """Something went wrong; what merely came too late is counted apart."""
        with self._lock:
            if isinstance(error, HubRefused) and error.error_id in TOO_LATE:
                self._refused[error.error_id] += 1
            else:
                self._errors.append(f"{login}: {error.error_id} {error.values or ''} {error.detail}".strip())

    def ledger(self) -> Ledger:
        """Everything so far."""
        with self._lock:
            return Ledger(
                writes=list(self._writes.values()),
                pop_ms=list(self._pops),
                errors=list(self._errors),
                refused=dict(self._refused),
                answered=self._done["answered"],
                wrap_ups=self._done["wrap_up"],
                complaints=self._done["complaint"],
            )


class AccountedApi(Api):
    """The desk's Api; each write is entered before it is sent, and its answer when it has come."""

    def __init__(self, hub: str, account: Account, login: str, *, ca_file: Path | None = None) -> None:
        super().__init__(hub, ca_file=ca_file)
        self._account, self._login = account, login

    def _ask(
        self,
        method: str,
        path: str,
        body_json: str | None = None,
        *,
        key: str | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> bytes:
        if key is None:
            return super()._ask(method, path, body_json, key=key, params=params)
        said = str(json.loads(body_json).get("notes", "")) if body_json and path.endswith("/wrap-up") else ""
        write = Write(login=self._login, method=method, path=path, key=key, status="failed", said=said)
        self._account.wrote(write)
        try:
            content = super()._ask(method, path, body_json, key=key, params=params)
        except HubRefused as refusal:
            self._account.wrote(write.model_copy(update={"status": "refused", "error": refusal.error_id}))
            raise
        answer = json.loads(content) if content else {}
        id_ = str(answer.get("id", "")) if isinstance(answer, dict) else ""
        self._account.wrote(write.model_copy(update={"status": "done", "id": id_}))
        return content


class RobotCore(DeskCore):
    """The desk's core with an Api that keeps the book."""

    def __init__(
        self,
        settings: DeskSettings,
        background: Background,
        account: Account,
        login: str,
        parent: QObject | None = None,
    ) -> None:
        memory: Callable[[], TokenStore] = NoMemory
        super().__init__(
            settings, background, seat=f"robot {login}", memory=memory, language=lambda: "zh", parent=parent
        )
        self.api = AccountedApi(settings.hub, account, login, ca_file=settings.ca_file)
        self.session = Session(self.api, seat=f"robot {login}", data_dir=settings.data_dir, memory=memory, parent=self)


class NoMemory:
    """Who has no keyring and never stays signed in: robots, and the people beside the one whose screen is shown."""

    def keep(self, hub: str, login: str, token: str) -> None:
        raise NoKeyring()

    def recall(self, hub: str, login: str) -> str | None:
        raise NoKeyring()

    def forget(self, hub: str, login: str) -> None:
        raise NoKeyring()
