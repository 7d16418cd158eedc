"""The calls of a case: their recordings to hear, and a call to whom the case is about."""

import uuid

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import papers
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.calls.operations import DIAL
from agent_desk.schemas.cases.papers.operations import LISTEN
from agent_desk.schemas.cases.papers.records import OwnerWord
from agent_desk.ui.cases.papers.texts import text
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.recording_player import Hearing, RecordingPlayer


class CallsPanel(QWidget):
    """Of one complaint, or one case of a register; nothing is seen where there is nothing to hear and nobody to call."""

    dialled = Signal()
    """The hub calls: the telephone at this seat rings first."""

    def __init__(self, context: DeskContext, owner: OwnerWord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._owner = context, owner
        self._owner_id: uuid.UUID | None = None
        self.player = RecordingPlayer(context)
        self.call_button = Button(text("call"), size="small", icon="phone-outgoing")
        self.call_button.clicked.connect(self.dial)
        theme.appear(self.call_button, context.session.may(DIAL))
        row = QHBoxLayout()
        row.addWidget(self.call_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.player)
        column.addLayout(row)

    def show_owner(self, owner_id: uuid.UUID | None, *, works: bool = False) -> None:
        """Show those of this case; `works`: whether the person works on it, so that its calls are theirs to hear and to make."""
        owner = self._owner
        if (owner_id if works else None) == self._owner_id:
            return
        self._owner_id = owner_id if works else None
        self.call_button.setEnabled(works)
        if owner_id is None or not works:
            self.player.hear(None)
            return
        self.player.hear(
            Hearing(
                LISTEN,
                lambda api: papers.recordings(api, owner, owner_id),
                lambda api, recording_id: papers.sound(api, owner, owner_id, recording_id),
            )
        )

    def dial(self) -> None:
        """Have the hub call whom the case is about."""
        wanted, owner, api = self._owner_id, self._owner, self._context.api
        if wanted is None:
            return
        self._context.background.run(
            self,
            lambda: papers.call_from_case(api, owner, wanted),
            lambda _asked: self.dialled.emit(),
            self._context.tell,
        )
