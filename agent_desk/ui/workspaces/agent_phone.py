"""The telephone in the agent's workspace: taking the seat with it, and the test at the beginning of the shift."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from agent_desk.desk.calls.conversation import Conversation
from agent_desk.desk.calls.phone import Softphone
from agent_desk.desk.calls.seat import Seat
from agent_desk.desk.calls.seat_phone import REASON_DEVICE, SeatPhone
from agent_desk.desk.kit.context import DeskContext
from agent_desk.ui.calls.load_phone_page import make_phone_page
from agent_desk.ui.workspaces.desk_phone import NOTICE, DeskPhone

LATER_MS = 300
"""The browser engine is loaded behind the window, not before it."""


class AgentPhone(DeskPhone):
    """Only where this computer is the seat's telephone."""

    def __init__(self, context: DeskContext, seat: Seat, talk: Conversation, parent: QWidget) -> None:
        self._seat, self._talk = seat, talk
        telephone = context.window.lasting(
            SeatPhone, lambda: SeatPhone(context, partial(make_phone_page, context=context), context.live.parent())
        )
        super().__init__(context, telephone, parent)
        self._show()
        QTimer.singleShot(LATER_MS, self, lambda: telephone.attach(seat))

    def _say_ready(self) -> None:
        super()._say_ready()
        self._context.notices.good(self.tr("The telephone works again. Set yourself ready when you are."), key=NOTICE)

    def _made(self) -> None:
        super()._made()
        today = f"{self._context.hub_now().astimezone(self._context.zone).date()} {self._context.session.me.login}"
        if self._memory.value("tested") != today:
            self._memory.setValue("tested", today)
            self.open_dialog()

    def _follow(self, phone: Softphone) -> None:
        super()._follow(phone)
        self._talk.follow(phone)

    def _broken(self) -> None:
        self._seat.not_ready(REASON_DEVICE)
