"""A desk whose telephone is the computer: the whole client, offscreen, with a made-up sound device.

Chromium's own switches give the sound device and let sound flow over the loopback interface; an installation has neither.
"""

import os
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from agent_desk.desk.calls.phone import Softphone
from agent_desk.desk.calls.seat_phone import SeatPhone
from agent_desk.desk.kit.context import DeskContext

os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "--use-fake-device-for-media-stream --allow-loopback-in-peer-connection"
try:
    from agent_desk.ui.calls.phone_page import PhonePage
except ImportError as fault:
    pytest.skip(f"QtWebEngine cannot be loaded: {fault}", allow_module_level=True)

__all__ = ["LONG", "OwnPhone", "PhonePage"]
LONG = 20_000


class OwnPhone:
    """Somebody signed in at such a desk."""

    def __init__(self, qtbot: QtBot, context: DeskContext) -> None:
        self.qtbot, self.context = qtbot, context

    def shown(self) -> str:
        """What is so now, for whoever waited in vain."""
        raise NotImplementedError

    def until(self, holds: Callable[[], object], what: str, ms: int = LONG) -> None:
        """Wait for it, the desk alive."""
        try:
            self.qtbot.waitUntil(lambda: bool(holds()), timeout=ms)
        except TimeoutError as late:
            raise AssertionError(f"no {what}: {self.shown()}") from late

    @property
    def phone(self) -> Softphone:
        """The telephone, which must be there."""
        telephone = self.context.window.lasts(SeatPhone)
        assert telephone is not None and telephone.phone is not None
        return telephone.phone
