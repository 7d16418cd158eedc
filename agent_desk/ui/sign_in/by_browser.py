"""Signing in with the browser, between the sign-in window and the seat's loopback port: begun, waited for, or given up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.errors import DeskError
from agent_desk.ui.kit.browser_way import BrowserWay, open_in_browser
from agent_desk.ui.sign_in.sign_in import SignInWindow
from agent_desk.ui.sign_in.sign_in_form import SignInForm

if TYPE_CHECKING:
    from agent_desk.desk.kit.browser_sign_in import BrowserSignIn, Offer, Proven
    from agent_desk.desk.kit.transport import Transport

log = logging.getLogger(__name__)
Ways = tuple[Callable[["Transport"], "Offer"], type["BrowserSignIn"]]


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
        self._way = BrowserWay(background, self._made, open_url=open_url, parent=self)
        self._way.proven.connect(self._proven)
        self._way.failed.connect(self._failed)
        window.browser_wanted.connect(self.begin)
        window.browser.again_wanted.connect(self._way.open_again)
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
        if not self._way.waits:
            self._window.wait_for_browser()
            self._way.begin()

    def cancel(self) -> None:
        """Wait no longer; nothing is opened any more."""
        self._way.cancel()
        self._window.browser_is_over()

    def _made(self) -> BrowserSignIn:
        _, kind = self._load()
        return kind(*self._reach())

    def _proven(self, proven: Proven) -> None:
        self._window.browser_is_over()
        self._window.ask(SignInForm(proven.login, "", self._window.stay.isChecked(), proof=proven.proof))

    def _failed(self, error: DeskError) -> None:
        self._window.browser_is_over()
        self._window.show_error(error)
