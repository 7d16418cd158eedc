"""The agent's line to the floor: one key puts the hand up, with a word of what; messages that were missed are a press away."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, changes_of
from agent_desk.desk.supervising import operations
from agent_desk.schemas.supervising.changes import AssistChanged
from agent_desk.schemas.supervising.records import AssistRow, OwnAssist
from agent_desk.ui.kit import shortcuts, theme
from agent_desk.ui.kit.controls import Button, ElapsedLabel, ElidedLabel, Icon, IconButton
from agent_desk.ui.kit.floor_presentation import person_name
from agent_desk.ui.kit.forms import TextInput
from agent_desk.ui.kit.pages.feed_panel import StaleMark

HAND_UP = shortcuts.register(
    shortcuts.Action(
        "floor.hand_up",
        "Ctrl+H",
        str(QT_TRANSLATE_NOOP("FloorShortcuts", "Hand up: ask the supervisor, or take it down")),
        str(QT_TRANSLATE_NOOP("FloorShortcuts", "Floor")),
        "FloorShortcuts",
        place="agent",
    )
)
_MOST = 80


class _Word(TextInput):
    """A word of what it is about; Enter puts the hand up, or changes the word of one that is up."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class HandUpBar(QFrame):
    """Below the knowledge base. Nothing here moves the focus: the key works from wherever the agent types."""

    messages_wanted = Signal()

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("role", "card")
        self.feed: Feed[OwnAssist] = Feed(
            context,
            lambda: operations.own_hand,
            cares=changes_of(AssistChanged),
            gather_ms=operations.SOON_MS,
            parent=self,
        )
        self.icon = Icon("hand", "muted")
        self.word = _Word(limit=_MOST)
        self.word.setPlaceholderText(self.tr("What about?"))
        self.word.setAccessibleName(self.tr("What you need help with"))
        self.says, self.clock = ElidedLabel(), ElapsedLabel()
        self.button = Button(self.tr("Hand up"), size="small", shortcut=HAND_UP.keys)
        self.mail = IconButton("mail", self.tr("Messages from your supervisor"), size="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_3, theme.SPACE_1, theme.SPACE_2, theme.SPACE_1)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.icon)
        row.addWidget(self.word, 1)
        row.addWidget(self.says, 1)
        for widget in (self.clock, StaleMark(self.feed), self.button, self.mail):
            row.addWidget(widget)
        self.button.clicked.connect(self.toggle)
        self.word.entered.connect(self.send)
        self.mail.clicked.connect(self.messages_wanted)
        self.feed.came.connect(self._came)
        shortcuts.bind(self, HAND_UP.id, self.toggle)
        self._came(OwnAssist())

    @property
    def up(self) -> AssistRow | None:
        """The own hand, while it is up."""
        return self.feed.now.up if self.feed.now is not None else None

    def start(self) -> None:
        """A hand that is up already is shown."""
        self.feed.start()

    def toggle(self) -> None:
        """Up, or down."""
        if self.up is None:
            self.send()
            return
        api = self._context.api
        self._context.background.run(
            self, lambda: operations.hand_down(api), lambda _own: self.feed.refresh(), self._failed
        )

    def send(self) -> None:
        """Put the hand up with what is typed; one key, no question."""
        api, said = self._context.api, self.word.value().strip()
        self.button.setEnabled(False)
        self._context.background.run(self, lambda: operations.hand_up(api, said), self._raised, self._failed)

    def _raised(self, _row: AssistRow) -> None:
        self.word.set_value("")
        self.feed.refresh()

    def _failed(self, error: DeskError) -> None:
        self.button.setEnabled(True)
        self._context.tell(error)

    def _came(self, own: OwnAssist) -> None:
        up = own.up
        self.button.setEnabled(True)
        self.button.set_label(self.tr("Take down") if up is not None else self.tr("Hand up"))
        self.word.setVisible(up is None)
        self.says.setVisible(up is not None)
        self.clock.setVisible(up is not None)
        self.icon.set("hand", "muted" if up is None else "good" if up.answered_at is not None else "warning")
        if up is None:
            self.clock.set_started(None)
            self.setAccessibleName(self.tr("Ask the floor"))
            return
        by = up.answered_by
        said = self.tr("{name} has seen it").format(name=person_name(by)) if by is not None else self.tr("Hand is up")
        self.says.setText(f"{said}: {up.words}" if up.words else said)
        self.clock.set_started(up.asked_at)
        self.setAccessibleName(self.says.text())

    def close_down(self) -> None:
        """Watch no more; a hand that is up stays up until the agent leaves the seat."""
        self.feed.stop()
