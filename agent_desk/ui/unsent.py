"""What waits for the hub and what it refused: a panel above the status line, never a dialog in the way of a call."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.outbox import Outbox
from agent_desk.desk.kit.outbox_file import UnsentWrite
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, EmptyState, Icon, IconButton
from agent_desk.ui.kit.covers import Overlay
from agent_desk.ui.kit.scrolled import ScrollArea

_WIDTH, _HEIGHT = 460, 380


class UnsentPanel(Overlay):
    """Lists the outbox. A refused write is sent again or let go by a person; nothing disappears by itself but by success."""

    def __init__(self, outbox: Outbox, parent: QWidget) -> None:
        super().__init__(parent)
        self._outbox = outbox
        self._corner = QPoint()
        self.setFixedSize(_WIDTH, _HEIGHT)
        self._title = theme.label("", "heading")
        self._close = IconButton("x", "", size="small")
        self._close.clicked.connect(self.close_it)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        self._note = theme.label("", "caption", wrap=True)
        self._area = ScrollArea()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addWidget(self._area, 1)
        outbox.pending_count_changed.connect(self._changed)
        outbox.refused_count_changed.connect(self._changed)

    def open_above(self, corner: QPoint) -> None:
        """Show with the lower left corner at ``corner`` (in the parent's coordinates); once more hides."""
        if self.isVisible():
            self.close_it()
            return
        self._corner = corner
        self.refresh()
        self.open_now()

    def focus_home(self) -> QWidget:
        """From the button that closes it Tab goes down the list."""
        return self._close

    def refresh(self) -> None:
        """Read the outbox anew."""
        self._title.setText(self.tr("Unsent work"))
        self.setAccessibleName(self._title.text())
        self._close.set_label(self.tr("Close"))
        self._note.setText(self.tr("Kept on this seat's disk and sent in order as soon as the hub answers."))
        refused, pending = self._outbox.refused_writes(), self._outbox.pending()
        self._note.setVisible(bool(refused or pending))
        holder = QWidget()
        holder.setProperty("role", "plain")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, theme.SPACE_2, 0)
        column.setSpacing(theme.SPACE_2)
        if not refused and not pending:
            empty = self.tr("Nothing waits"), self.tr("Everything you saved has reached the hub.")
            column.addWidget(EmptyState("circle-check", *empty))
        for write in [*refused, *pending]:
            column.addWidget(self._row(write))
        column.addStretch(1)
        self._fill(holder)

    def _fill(self, inside: QWidget) -> None:
        """As high as what it holds, up to a limit; the lower edge stays where it is."""
        self._area.setWidget(inside)
        text = self._note.heightForWidth(_WIDTH - theme.SPACE_4 - theme.SPACE_3) if not self._note.isHidden() else 0
        around = 2 * (theme.SPACE_3 + theme.SPACE_2) + self._close.sizeHint().height() + text
        self.setFixedHeight(min(_HEIGHT, around + inside.sizeHint().height() + theme.SPACE_2))
        self.move(self._corner.x(), max(0, self._corner.y() - self.height()))

    def _row(self, write: UnsentWrite) -> QWidget:
        row = QFrame()
        row.setProperty("role", "card")
        across = QHBoxLayout(row)
        across.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
        across.setSpacing(theme.SPACE_3)
        refused = write.state == "refused"
        mark = Icon("circle-x" if refused else "clock", "bad" if refused else "muted")
        across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(theme.label(words.pick(write.what_zh, write.what_en), "strong", wrap=True))
        written = self.tr("Written at {time}").format(time=words.short(write.written_at))
        column.addWidget(theme.label(written, "caption"))
        if refused:
            column.addWidget(theme.label(words.pick(write.sentence_zh, write.sentence_en), "error", wrap=True))
            buttons = QHBoxLayout()
            buttons.setSpacing(theme.SPACE_2)
            buttons.setContentsMargins(0, theme.SPACE_1, 0, 0)
            again, drop = (
                Button(self.tr("Send again"), size="small"),
                Button(self.tr("Discard this entry"), size="small"),
            )
            again.clicked.connect(lambda: self._outbox.retry_refused(write.key))
            drop.clicked.connect(lambda: self._outbox.discard_refused(write.key))
            buttons.addWidget(again)
            buttons.addWidget(drop)
            buttons.addStretch(1)
            column.addLayout(buttons)
        across.addLayout(column, 1)
        return row

    def _changed(self, _count: int) -> None:
        if self.isVisible():
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self.refresh()
        super().changeEvent(event)
