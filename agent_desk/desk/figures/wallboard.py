"""A screen on a wall: hears the wallboard's snapshot with a token of its own, and comes back by itself."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.kit.clock import HubClock
from agent_desk.desk.kit.live import Live, LiveState
from agent_desk.schemas.figures.views import WALLBOARD, Wallboard

log = logging.getLogger(__name__)

STALE_AFTER = timedelta(seconds=5)
"""While a wallboard looks, the hub makes its snapshot anew every 2 seconds at least."""
LOOK_MS = 500
AGAIN_MS = 30_000
"""So often a token that the hub did not take is read anew from its file: an administrator may have put another one there."""


class TokenFault(Exception):
    """The token's file cannot be read, or holds none; the message says why."""


def read_token(file: Path) -> str:
    """The token in a file. Raises TokenFault."""
    try:
        token = file.read_text(encoding="ascii").strip()
    except OSError as fault:
        raise TokenFault(fault.strerror or type(fault).__name__) from fault
    except UnicodeDecodeError as fault:
        raise TokenFault("not a token") from fault
    if not token or len(token.split()) != 1:
        raise TokenFault("not a token")
    return token


class WallboardWatch(QObject):
    """Keeps a wallboard fresh. The token is sent in the hello alone: it is in no address and in no log."""

    changed = Signal(object)
    """Wallboard: a new snapshot."""
    aged = Signal(object)
    """Whole seconds since the snapshot was made, once it may be old; None while it is fresh, or there is none."""
    refused = Signal(bool)
    """Whether the hub does not take the token."""

    def __init__(self, hub: str, token_file: Path, ca_file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock = HubClock()
        self._file, self._token = token_file, read_token(token_file)
        self._snapshot: Wallboard | None = None
        self._age_s: int | None = None
        self.live = Live(hub, clock=self.clock, token=lambda: self._token, ca_file=ca_file, parent=self)
        self.live.pushed.connect(self._pushed)
        self.live.ended.connect(self._ended)
        self.live.state_changed.connect(lambda _state: self._look())
        self.live.watch(WALLBOARD)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._try_again)

    def start(self) -> None:
        """Connect, and keep connected."""
        self._timer.start()
        self.live.start()

    def stop(self) -> None:
        """The screen goes off."""
        self._timer.stop()
        self._again.stop()
        self.live.stop()

    def now(self) -> datetime:
        """The hub's time."""
        return self.clock.now()

    def _pushed(self, name: str, body: dict[str, Any]) -> None:
        if name != WALLBOARD:
            return
        try:
            self._snapshot = Wallboard.model_validate(body)
        except ValidationError:
            log.exception("a wallboard's snapshot that cannot be read")
            return
        self.refused.emit(False)
        self.changed.emit(self._snapshot)
        self._look()

    def _look(self) -> None:
        age_s = None
        if self._snapshot is not None:
            age = self.now() - self._snapshot.made_at
            if age > STALE_AFTER or self.live.state is not LiveState.LIVE:
                age_s = max(0, int(age.total_seconds()))
        if age_s != self._age_s:
            self._age_s = age_s
            self.aged.emit(age_s)

    def _ended(self, reason: str) -> None:
        log.info("the hub does not take the wallboard's token: %s", reason)
        self.refused.emit(True)
        self._again.start()

    def _try_again(self) -> None:
        try:
            self._token = read_token(self._file)
        except TokenFault:
            return
        self._again.stop()
        self.live.start()
