"""The telephone in the supervisor's workspace: this computer, registered when they first listen."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from agent_desk.desk.calls import recordings
from agent_desk.desk.calls.listening import ListeningPhone
from agent_desk.desk.calls.recordings import SupervisionWatch
from agent_desk.desk.calls.seat_phone import SeatPhone
from agent_desk.desk.kit.context import DeskContext
from agent_desk.ui.calls.load_phone_page import make_phone_page
from agent_desk.ui.workspaces.desk_phone import DeskPhone


class SupervisorPhone(DeskPhone):
    """Only where this computer is the seat's telephone; nothing of a browser is loaded before it is wanted."""

    def __init__(self, context: DeskContext, watch: SupervisionWatch, parent: QWidget) -> None:
        page = partial(make_phone_page, context=context)
        telephone = context.window.lasting(
            SeatPhone, lambda: SeatPhone(context, page, context.live.parent(), recordings.phone_line)
        )
        super().__init__(context, telephone, parent)
        self.listening = ListeningPhone(telephone, watch, self)
        if telephone.phone is not None:
            self._show()
