"""Signing in with the browser, between the sign-in window and the seat's loopback port: begun, waited for, or given up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.errors import DeskError, HubRefused
from agent_desk.ui.sign_in.sign_in import SignInWindow
from agent_desk.ui.sign_in.sign_in_form import SignInForm

if TYPE_CHECKING:
    from agent_desk.desk.kit.browser_sign_in import BrowserSignIn, Offer, Proven
    from agent_desk.desk.kit.transport import Transport

log = logging.getLogger(__name__)
Ways = tuple[Callable[["Transport"], "Offer"], type["BrowserSignIn"]]


def open_in_browser(url: str) -> bool:
    """Open a page in the system's browser; return whether there is one."""
    return QDesktopServices.openUrl(QUrl(url))


class ByBrowser(QObject):
    """One sign-in at a time. `reach` makes the way to the hub, with the seat's name; called off the screen thread."""

    def __init__(
        self,
        window: SignInWindow,
        background: Background,
        load: Callable[[], Ways],
        reach: Callable[[], tuple[Transport, str]],
        *,
        open_url: Callable[[str], bool] = open_in_browser,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._background, self._load, self._reach = window, background, load, reach
        self._open_url = open_url
        self._now: BrowserSignIn | None = None
        self._url = ""
        window.browser_wanted.connect(self.begin)
        window.browser.again_wanted.connect(self._open)
        window.browser.given_up.connect(self.cancel)
        window.closed.connect(self.cancel)

    def ask_offer(self) -> None:
        """Ask the hub how one can sign in; where it does not answer, the sign-in itself will say so."""

        def ask() -> Offer:
            ask_offer, _ = self._load()
            return ask_offer(self._reach()[0])

        self._background.run(self, ask, self._window.set_offer, self._not_offered)

    def _not_offered(self, error: DeskError) -> None:
        log.info("what the hub offers is not known: %s", error.error_id)

    def begin(self) -> None:
        """Open the browser at the provider's page and wait for what comes back."""
        if self._now is not None:
            return
        self._window.wait_for_browser()

        def start() -> tuple[BrowserSignIn, str]:
            _, kind = self._load()
            sign_in = kind(*self._reach())
            return sign_in, sign_in.begin()

        self._background.run(self, start, lambda begun: self._begun(*begun), self._failed)

    def cancel(self) -> None:
        """Wait no longer; nothing is opened any more."""
        now, self._now = self._now, None
        if now is not None:
            now.cancel()
        self._window.browser_is_over()

    def _begun(self, sign_in: BrowserSignIn, url: str) -> None:
        if not self._window.waits_for_browser:
            # Given up while the hub was asked.
            sign_in.cancel()
            self._background.run(self, sign_in.close, lambda _nothing: None, self._not_offered)
            return
        self._now, self._url = sign_in, url
        if not self._open():
            return
        self._background.run(
            self, sign_in.wait, lambda proven: self._proven(sign_in, proven), lambda error: self._ended(sign_in, error)
        )

    def _open(self) -> bool:
        if self._now is None:
            return False
        if self._open_url(self._url):
            return True
        now, self._now = self._now, None
        now.cancel()
        self._background.run(self, now.close, lambda _nothing: None, self._not_offered)
        self._failed(HubRefused("no_browser"))
        return False

    def _proven(self, sign_in: BrowserSignIn, proven: Proven) -> None:
        if sign_in is not self._now:
            return
        self._now = None
        self._window.browser_is_over()
        self._window.ask(SignInForm(proven.login, "", self._window.stay.isChecked(), proof=proven.proof))

    def _ended(self, sign_in: BrowserSignIn, error: DeskError) -> None:
        if sign_in is self._now:
            self._now = None
            self._failed(error)

    def _failed(self, error: DeskError) -> None:
        self._window.browser_is_over()
        self._window.show_error(error)
