"""A sign-in in the system's browser while it is under way: begun, waited for, its page opened again, or given up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.errors import DeskError, HubRefused

if TYPE_CHECKING:
    from agent_desk.desk.kit.browser_sign_in import BrowserSignIn, Proven

log = logging.getLogger(__name__)


def open_in_browser(url: str) -> bool:
    """Open a page in the system's browser; return whether there is one."""
    return QDesktopServices.openUrl(QUrl(url))


class BrowserWay(QObject):
    """One sign-in at a time. `make` makes it; called off the screen thread."""

    proven = Signal(object)
    """Proven: who has signed in."""
    failed = Signal(object)
    """DeskError: it is over without that."""

    def __init__(
        self,
        background: Background,
        make: Callable[[], BrowserSignIn],
        *,
        open_url: Callable[[str], bool] = open_in_browser,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._make, self._open_url = background, make, open_url
        self._wanted = False
        self._now: BrowserSignIn | None = None
        self._url = ""

    @property
    def waits(self) -> bool:
        """Whether the browser is waited for."""
        return self._wanted

    def begin(self) -> None:
        """Open the browser at the provider's page and wait for what comes back."""
        if self._wanted:
            return
        self._wanted = True

        def start() -> tuple[BrowserSignIn, str]:
            sign_in = self._make()
            return sign_in, sign_in.begin()

        self._background.run(self, start, lambda begun: self._begun(*begun), self._not_begun)

    def cancel(self) -> None:
        """Wait no longer; nothing is opened any more."""
        self._wanted = False
        now, self._now = self._now, None
        if now is not None:
            now.cancel()

    def open_again(self) -> None:
        """The browser's page was lost: open it once more."""
        self._open()

    def _begun(self, sign_in: BrowserSignIn, url: str) -> None:
        if not self._wanted or self._now is not None:
            # Given up while the hub was asked.
            sign_in.cancel()
            self._background.run(self, sign_in.close, lambda _nothing: None, _not_closed)
            return
        self._now, self._url = sign_in, url
        if not self._open():
            return
        self._background.run(
            self, sign_in.wait, lambda proven: self._came(sign_in, proven), lambda error: self._ended(sign_in, error)
        )

    def _open(self) -> bool:
        if self._now is None:
            return False
        if self._open_url(self._url):
            return True
        now = self._now
        self.cancel()
        self._background.run(self, now.close, lambda _nothing: None, _not_closed)
        self.failed.emit(HubRefused("no_browser"))
        return False

    def _came(self, sign_in: BrowserSignIn, proven: Proven) -> None:
        if sign_in is self._now:
            self._now, self._wanted = None, False
            self.proven.emit(proven)

    def _ended(self, sign_in: BrowserSignIn, error: DeskError) -> None:
        if sign_in is self._now:
            self._now, self._wanted = None, False
            self.failed.emit(error)

    def _not_begun(self, error: DeskError) -> None:
        if self._wanted:
            self._wanted = False
            self.failed.emit(error)


def _not_closed(error: DeskError) -> None:
    log.info("the seat's port for the browser was not closed: %s", error.error_id)
