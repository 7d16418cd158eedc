"""The supervisor's workspace: the floor, call-backs that customers asked for, complaints that wait for somebody to decide."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_desk.desk.context import DeskContext
from agent_desk.schemas.floor import Board
from agent_desk.ui.calls.callbacks import CallbackList
from agent_desk.ui.cases.complaints_view import ComplaintsView
from agent_desk.ui.floor.board_view import FloorBoard
from agent_desk.ui.floor.day_picker import DayPicker
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Card, Pill, Segmented


class SupervisorWorkspace(QWidget):
    """Three pages, one at a time; the others are built when they are first wanted."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.title = self.tr("Supervisor")
        self.floor = FloorBoard(context)
        self.complaints: ComplaintsView | None = None
        self._holders: dict[str, QWidget] = {}
        self.callbacks: CallbackList | None = None
        pages: list[tuple[object, str]] = [("floor", self.tr("Floor")), ("callbacks", self.tr("Call-backs"))]
        if context.session.may("cases.view"):
            pages.append(("complaints", self.tr("Complaints")))
        self.pages = Segmented(pages)
        self.day = DayPicker()
        self.state = Pill()
        self.as_of = theme.label("", "caption")
        self.top_bar: QWidget = self._make_top_bar()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.floor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.pages.changed.connect(self.open_page)
        self.day.picked.connect(self.floor.show_day)
        self.floor.board_shown.connect(self._say_as_of)
        self.floor.watch.stale_changed.connect(lambda _as_of: self._say_state())
        self._say_state()
        self.floor.start()
        # Arrow keys walk the agents from the first moment on.
        self.floor.agents.cards.setFocus()

    def _make_top_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.SPACE_3, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1)
        row.setSpacing(theme.SPACE_3)
        row.addWidget(self.pages)
        row.addSpacing(theme.SPACE_4)
        row.addWidget(self.day)
        row.addStretch(1)
        row.addWidget(self.as_of)
        row.addWidget(self.state)
        bar.setMinimumHeight(44)
        return bar

    def open_page(self, page: object) -> None:
        """ "floor", "callbacks" or "complaints"."""
        if page == "complaints" and self.complaints is None:
            self.complaints, card = ComplaintsView(self.context), Card()
            card.add(self.complaints, 1)
            self._add_page("complaints", card)
        if page == "callbacks" and self.callbacks is None:
            self.callbacks = CallbackList(self.context)
            self._add_page("callbacks", self.callbacks)
        on_floor = page == "floor"
        self._stack.setCurrentWidget(self._holders.get(str(page), self.floor))
        for widget in (self.day, self.as_of, self.state):
            widget.setVisible(on_floor)

    def _add_page(self, name: str, card: Card) -> None:
        holder = self._holders[name] = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        inside.addWidget(card)
        self._stack.addWidget(holder)

    def _say_as_of(self, board: Board) -> None:
        self.as_of.setText(
            self.tr("As of {time}").format(time=words.time_of_day(board.made_at, seconds=True)) if board.live else ""
        )
        self._say_state()

    def _say_state(self) -> None:
        if self.floor.watch.day is not None:
            self.state.set(self.tr("Past day"), tone="warning", icon="history")
        elif self.floor.stale_text():
            self.state.set(self.tr("Not live"), tone="bad", icon="wifi-off")
        else:
            self.state.set(self.tr("Live"), tone="good", icon="activity")

    def close_down(self) -> None:
        """Stop watching; a half-typed note of a complaint goes to the disk."""
        self.floor.close_down()
        if self.complaints is not None:
            self.complaints.keep_draft()
