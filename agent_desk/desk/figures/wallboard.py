"""A screen on a wall: hears the wallboard's snapshot with a token of its own, and comes back by itself."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.feed import Feed, Push
from agent_desk.desk.kit.live import Live
from agent_desk.schemas.figures.views import WALLBOARD, Wallboard
from agent_desk.schemas.kit.file_text import FileFault, read_text

log = logging.getLogger(__name__)

STALE_AFTER = timedelta(seconds=5)
"""While a wallboard looks, the hub makes its snapshot anew every 2 seconds at least."""
LOOK_MS = 500
AGAIN_MS = 30_000
"""So often a token that the hub did not take is read anew from its file: an administrator may have put another one there."""


class TokenFault(Exception):
    """The token's file cannot be read, or holds none; the message says why."""


def read_token(file: Path) -> str:
    """Return the token in a file. Raises TokenFault."""
    try:
        token = read_text(file).strip()
    except OSError as fault:
        raise TokenFault(fault.strerror or type(fault).__name__) from fault
    except FileFault as fault:
        raise TokenFault("not a token") from fault
    if len(token.split()) != 1 or not token.isascii():
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
    shows = Signal(object, int)
    """Which pages the screen shows, and for how many seconds each, as an administrator has said."""

    def __init__(self, hub: str, token_file: Path, ca_file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file, self._token = token_file, read_token(token_file)
        self._age_s: int | None = None
        self.api, self.background = Api(hub, ca_file=ca_file), Background(self)
        self.live = Live(hub, clock=self.api.clock, token=lambda: self._token, ca_file=ca_file, parent=self)
        self.live.ended.connect(self._ended)
        self.live.shows.connect(lambda told: self.shows.emit(tuple(told["pages"]), int(told["seconds"])))
        push = Push(WALLBOARD, Wallboard.model_validate, lambda found: found.made_at, STALE_AFTER, personal=False)
        # A wallboard's token opens nothing but the live line: everything is pushed, nothing is asked for.
        self.feed: Feed[Wallboard] = Feed(self, lambda: None, push=push, parent=self)
        self.feed.came.connect(self._came)
        self.feed.stale_changed.connect(lambda _as_of: self._look())
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._try_again)

    def start(self) -> None:
        """Connect, and keep connected."""
        self._timer.start()
        self.feed.start()
        self.live.start()

    def stop(self) -> None:
        """The screen goes off."""
        self._timer.stop()
        self._again.stop()
        self.feed.stop()
        self.live.stop()

    def hub_now(self) -> datetime:
        """Return the hub's time."""
        return self.api.hub_now()

    def _came(self, found: Wallboard) -> None:
        self.refused.emit(False)
        self.changed.emit(found)
        self._look()

    def _look(self) -> None:
        as_of, age_s = self.feed.stale_as_of, None
        if as_of is not None:
            age_s = max(0, int((self.hub_now() - as_of).total_seconds()))
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
