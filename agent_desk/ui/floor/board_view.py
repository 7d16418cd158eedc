"""The supervisor's board: figures on top, charts and queues below, the agents at the bottom. Live, or a past day."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.context import DeskContext
from agent_desk.desk.errors import DeskError
from agent_desk.desk.floor import BoardWatch
from agent_desk.schemas.calls import PersonRef
from agent_desk.schemas.floor import Board, FigureWord
from agent_desk.ui.floor.agents import AgentPanel
from agent_desk.ui.floor.charts import FloorCharts
from agent_desk.ui.floor.day_picker import day_text
from agent_desk.ui.floor.explain import ExplainDialog
from agent_desk.ui.floor.queues import QueueTable
from agent_desk.ui.floor.steering import Steering
from agent_desk.ui.floor.supervising import SupervisionBar
from agent_desk.ui.floor.tiles import TileRow
from agent_desk.ui.floor.work_strip import WorkStrip
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import StateStack, banner

_SPLIT_TOP = (444, 946)
_SPLIT_DOWN = (340, 320)
_SPLIT_LOW = (280, 240)
_LOW_PX = 740
"""Lower than this (a window of 768) there is room for one chart."""


class FloorBoard(QWidget):
    """Shows whatever `BoardWatch` says."""

    board_shown = Signal(object)
    """Board that is now on the screen."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.watch = BoardWatch(context, self)
        self.tiles, self.charts, self.queues, self.agents = TileRow(), FloorCharts(), QueueTable(), AgentPanel()
        self.steering = Steering(context, self.agents, self)
        self.supervision = SupervisionBar(self.steering.supervising)
        self.work = WorkStrip(context, self)
        self.work.listen_wanted.connect(self._listen_to)
        self.steering.message_wanted.connect(self.work.write_to)
        self.explanation: ExplainDialog | None = None
        self._make_past_banner()
        self._lay_out()
        self.tiles.explained.connect(self.explain)
        self.tiles.narrowed.connect(self.agents.narrow_to_state)
        self.queues.explained.connect(self.explain)
        self.queues.narrowed.connect(self.agents.narrow_to_queue)
        self.watch.board_changed.connect(self._show)
        self.watch.stale_changed.connect(self._stack.set_stale)
        self.watch.failed.connect(self._failed)
        self._stack.show_loading(self.tr("Loading the board"))

    def _make_past_banner(self) -> None:
        self._past: QFrame
        self._past, self._past_text = banner("", "warning", "history")
        self._past.hide()

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self._past)
        column.addWidget(self.supervision)
        column.addWidget(self.tiles)
        upper = QSplitter(Qt.Orientation.Horizontal)
        self._lower = lower = QSplitter(Qt.Orientation.Vertical)
        for splitter, parts, sizes, stretch in (
            (upper, (self.charts, self.queues), _SPLIT_TOP, (0, 1)),
            (lower, (upper, self.agents), _SPLIT_DOWN, _SPLIT_DOWN),
        ):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(theme.SPACE_3)
            for at, part in enumerate(parts):
                splitter.addWidget(part)
                splitter.setStretchFactor(at, stretch[at])
            splitter.setSizes(list(sizes))
        column.addWidget(lower, 1)
        column.addWidget(self.work)
        self._stack = StateStack(content)
        page = QHBoxLayout(self)
        page.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        page.addWidget(self._stack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < _LOW_PX
        if low != self.charts.low:
            self.charts.set_low(low)
            self._lower.setSizes(_SPLIT_LOW if low else _SPLIT_DOWN)

    def start(self) -> None:
        """Begin to watch."""
        self.watch.start()
        self.work.start()

    def close_down(self) -> None:
        """Watch no more."""
        self.watch.stop()
        self.work.close_down()
        if self.explanation is not None:
            self.explanation.reject()

    def show_day(self, day: date | None) -> None:
        """A past day, or None for the live board."""
        if day is not None:
            self._stack.show_loading(self.tr("Counting {day}").format(day=day_text(day)))
        self.watch.show_day(day)

    def _listen_to(self, person: PersonRef) -> None:
        """Into the call of an agent who has put their hand up."""
        row = next((one for one in self.agents.rows() if one.person.id == person.id), None)
        if row is not None and self.steering.supervising.allowed:
            self.agents.choose(person.id)
            self.steering.supervising.ask(row, "listen")

    def showing(self) -> str:
        """content, loading, error."""
        return self._stack.showing()

    def stale_text(self) -> str:
        """What is said about old figures; empty while they are fresh."""
        return self._stack.stale.text() if not self._stack.stale.isHidden() else ""

    def past_text(self) -> str:
        """What is said about a past day; empty while live."""
        return self._past_text.text() if not self._past.isHidden() else ""

    def _show(self, board: Board) -> None:
        if (self.watch.day is None) != board.live:
            return
        self._past.setVisible(not board.live)
        if not board.live:
            self._past_text.setText(self._about_past(board))
        for part in (self.tiles, self.charts, self.queues, self.agents):
            part.set_board(board)
        self._stack.show_content()
        self.board_shown.emit(board)

    def _about_past(self, board: Board) -> str:
        day = day_text(board.day)
        if board.zone == str(words.zone()):
            return self.tr("{day}: a day that is over, not live.").format(day=day)
        return self.tr("{day}: a day that is over, not live. Days and times are those of {zone}.").format(
            day=day, zone=board.zone
        )

    def _failed(self, error: DeskError) -> None:
        self._stack.show_error(self._context.words(error), self.watch.refresh)

    def explain(self, figure: FigureWord, queue: str | None = None) -> None:
        """Where this figure comes from; its calls."""
        self.explanation = ExplainDialog(
            self._context, figure, queue=queue, day=self.watch.day, parent=self.window()
        )  # fmt: skip
        self.explanation.destroyed.connect(self._explanation_gone)
        self.explanation.open()

    def _explanation_gone(self) -> None:
        self.explanation = None
