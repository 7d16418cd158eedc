"""The strip at the bottom of the supervisor's board: hands up, alarms, and the ways to the lists behind them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.ui.kit import shortcuts, theme
from agent_desk.ui.kit.controls import Button, IconButton, Pill
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.feed_panel import StaleMark
from agent_desk.ui.kit.scrolled import ScrollArea
from agent_desk.ui.supervising.abandoned import AbandonedPanel
from agent_desk.ui.supervising.alarm_history import AlarmHistory
from agent_desk.ui.supervising.alarms import ACKNOWLEDGE, ROW_PX, AlarmDesk, AlarmLine
from agent_desk.ui.supervising.assist import HandDesk, HandLine
from agent_desk.ui.supervising.measures import MeasuresPanel
from agent_desk.ui.supervising.messages import MessageDialog, MessagesPanel
from agent_desk.ui.supervising.overrides import OverridesPanel

_GROUP = str(QT_TRANSLATE_NOOP("FloorShortcuts", "Floor"))


def _key(name: str, keys: str, text: object) -> shortcuts.Action:
    return shortcuts.register(shortcuts.Action(name, keys, str(text), _GROUP, "FloorShortcuts", place="supervisor"))


ABANDONED = _key("floor.abandoned", "Alt+B", QT_TRANSLATE_NOOP("FloorShortcuts", "Abandoned callers"))
MESSAGE = _key("floor.message", "Alt+M", QT_TRANSLATE_NOOP("FloorShortcuts", "Write to agents"))
HISTORY = _key("floor.alarm_history", "Alt+H", QT_TRANSLATE_NOOP("FloorShortcuts", "Alarms so far"))
MOST_LINES = 3
"""The agents above must stay in sight; the rest is scrolled to."""


class ListWindow(Dialog):
    """A list over the board that leaves the board alive: not modal, closed by Esc."""

    def __init__(self, title: str, icon: str, panel: QWidget, parent: QWidget) -> None:
        super().__init__(title, icon=icon, parent=parent)
        self.setModal(False)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.panel = panel
        self.body.addWidget(panel, 1)
        self.add_button(Button(self.tr("Close")), self.reject)
        self.resize(min(1080, parent.width() - theme.SPACE_5), min(600, parent.height() - theme.SPACE_5))


class WorkStrip(QFrame):
    """Quiet in one line while there is nothing to do; a line for every hand and alarm while there is."""

    listen_wanted = Signal(object)
    """PersonRef of an agent with a hand up, to whom the supervisor goes to listen."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Alarms and hands up"))
        self.alarms, self.hands = AlarmDesk(context, self), HandDesk(context, self)
        self.window_: ListWindow | None = None
        self.dialog: MessageDialog | None = None
        self._lines: dict[uuid.UUID, AlarmLine | HandLine] = {}
        self.summary, self.figures = Pill(), theme.label("", "muted")
        self._make_buttons()
        self._lay_out()
        self.alarms.feed.came.connect(lambda _rows: self._show())
        self.hands.feed.came.connect(lambda _rows: self._show())
        self.alarms.feed.failed.connect(lambda _error: self._show())
        self.hands.feed.failed.connect(lambda _error: self._show())
        self.hands.listen_wanted.connect(self.listen_wanted)
        self.hands.message_wanted.connect(lambda person: self.write_to([person]))
        for action, do in (
            (ACKNOWLEDGE, self.alarms.acknowledge_first),
            (ABANDONED, self.show_abandoned),
            (MESSAGE, self.write),
            (HISTORY, self.show_history),
        ):
            shortcuts.bind(self, action.id, do)
        self._show()

    def _make_buttons(self) -> None:
        self.abandoned = Button(self.tr("Abandoned"), icon="phone-missed", size="small", shortcut=ABANDONED.keys)
        self.queues = Button(self.tr("Queue changes"), icon="arrow-right-left", size="small")
        self.messages = Button(self.tr("Messages"), icon="message-square", size="small")
        self.history = Button(self.tr("History"), icon="history", size="small", shortcut=HISTORY.keys)
        self.sound = IconButton("bell-ring", self.tr("Alarms are heard at this seat; press to silence"), size="small")
        self.abandoned.clicked.connect(self.show_abandoned)
        self.queues.clicked.connect(self.show_queues)
        self.messages.clicked.connect(self.show_messages)
        self.history.clicked.connect(self.show_history)
        self.sound.clicked.connect(self._silence)
        theme.appear(self.messages, self._context.session.may("floor.message"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_4, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(self.summary)
        head.addWidget(self.figures)
        head.addWidget(StaleMark(self.alarms.feed, self.hands.feed))
        head.addStretch(1)
        for button in (self.abandoned, self.queues, self.messages, self.history, self.sound):
            head.addWidget(button)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, theme.SPACE_2, 0)
        self._rows.setSpacing(0)
        self._area = ScrollArea(self._rows)
        column.addWidget(self._area)

    def start(self) -> None:
        """Begin to watch."""
        self.alarms.start()
        self.hands.feed.start()

    def close_down(self) -> None:
        """Silence, and no window left behind."""
        self.alarms.stop()
        self.hands.feed.stop()
        if self.window_ is not None:
            self.window_.reject()

    # -- the lines ---------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Hands first, then alarms by severity; a line that stays is not made anew, so that a button is not lost."""
        wanted: list[tuple[uuid.UUID, Any]] = [(row.id, row) for row in self.hands.up]
        wanted += [(row.id, row) for row in self.alarms.now]
        for gone in self._lines.keys() - {key for key, _ in wanted}:
            self._lines.pop(gone).deleteLater()
        for at, (key, row) in enumerate(wanted):
            line = self._lines.get(key)
            if line is None:
                hand = at < len(self.hands.up)
                line = self._lines[key] = HandLine(row, self.hands) if hand else AlarmLine(row, self.alarms)
            else:
                line.show_row(row)
            if self._rows.indexOf(line) != at:
                self._rows.insertWidget(at, line)
        self._area.setVisible(bool(wanted))
        self._area.setFixedHeight(min(len(wanted), MOST_LINES) * ROW_PX)
        self._say()

    def _say(self) -> None:
        count, open_ = len(self.alarms.now), sum(row.acknowledged_at is None for row in self.alarms.now)
        if self.alarms.feed.now is None:
            self.summary.set(self.tr("Alarms not known"), tone="muted", icon="circle-help")
        elif not count:
            self.summary.set(self.tr("No alarms"), tone="good", icon="circle-check")
        elif open_:
            said = self.tr("Alarms: {count}, to acknowledge: {open}").format(count=count, open=open_)
            self.summary.set(said, tone="bad", icon="bell-ring")
        else:
            said = self.tr("Alarms: {count}, all acknowledged").format(count=count)
            self.summary.set(said, tone="warning", icon="bell")
        self.figures.setText(self.hands.figures_text())

    def lines(self) -> list[str]:
        """Return what the lines say, from top to bottom."""
        return [line.accessibleName() for line in sorted(self._lines.values(), key=self._rows.indexOf)]

    def line_of(self, key: uuid.UUID) -> AlarmLine | HandLine:
        """Return the line of an alarm or a hand. Raises KeyError."""
        return self._lines[key]

    def _silence(self) -> None:
        self.alarms.muted = not self.alarms.muted
        self.sound.set_icon("bell-off" if self.alarms.muted else "bell-ring")
        self.sound.set_label(
            self.tr("Alarms are silent at this seat; press to hear them")
            if self.alarms.muted
            else self.tr("Alarms are heard at this seat; press to silence")
        )

    # -- the lists ---------------------------------------------------------------------------------------------------

    def show_abandoned(self) -> None:
        """Today's abandoned callers."""
        self._open(self.tr("Abandoned callers today"), "phone-missed", AbandonedPanel(self._context))

    def show_queues(self) -> None:
        """Queue changes that hold now."""
        self._open(self.tr("Queue changes for a while"), "arrow-right-left", OverridesPanel(self._context))

    def show_measures(self) -> None:
        """Measures for queues that hold now."""
        self._open(self.tr("Measures for queues"), "megaphone", MeasuresPanel(self._context))

    def show_history(self) -> None:
        """Every alarm so far."""
        self._open(self.tr("Alarms so far"), "history", AlarmHistory(self._context))

    def show_messages(self) -> None:
        """What was written, and who has read it."""
        panel = MessagesPanel(self._context)
        panel.write_wanted.connect(self.write)
        self._open(self.tr("Messages to agents"), "message-square", panel)

    def _open(self, title: str, icon: str, panel: QWidget) -> None:
        if self.window_ is not None:
            self.window_.reject()
        self.window_ = ListWindow(title, icon, panel, self.window())
        self.window_.destroyed.connect(lambda: self._gone(panel))
        self.window_.show()
        panel.setFocus()

    def _gone(self, panel: QWidget) -> None:
        if self.window_ is not None and self.window_.panel is panel:
            self.window_ = None

    def write(self) -> None:
        """Write to agents."""
        if self._context.session.may("floor.message"):
            self.write_to([])

    def write_to(self, people: Sequence[PersonRef]) -> None:
        """Write to these agents; to nobody in particular: whoever is chosen in the dialog."""
        self.dialog = MessageDialog(self._context, people, self.window())
        self.dialog.destroyed.connect(self._dialog_gone)
        self.dialog.open()

    def _dialog_gone(self) -> None:
        self.dialog = None
