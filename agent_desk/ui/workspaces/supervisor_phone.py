"""The telephone in the supervisor's workspace: this computer, registered when they first listen."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from agent_desk.desk.calls import recordings
from agent_desk.desk.calls.listening import ListeningPhone
from agent_desk.desk.calls.recordings import SupervisionWatch
from agent_desk.desk.calls.seat_phone import SeatPhone
from agent_desk.desk.kit.context import DeskContext
from agent_desk.ui.workspaces import make_phone_page
from agent_desk.ui.workspaces.desk_phone import DeskPhone


class SupervisorPhone(DeskPhone):
    """Only where this computer is the seat's telephone; nothing of a browser is loaded before it is wanted."""

    def __init__(self, context: DeskContext, watch: SupervisionWatch, parent: QWidget) -> None:
        if context.phone is None:
            context.phone = SeatPhone(
                context, partial(make_phone_page, context=context), context.live.parent(), recordings.phone_line
            )
        super().__init__(context, context.phone, parent)
        self.listening = ListeningPhone(context.phone, watch, self)
        if context.phone.phone is not None:
            self._show()
