"""The supervisor's board: figures on top, below them panels that each person arranges as they like. Live, or a past day."""

import uuid
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.figures.board import BoardWatch, Cell
from agent_desk.desk.figures.views import LayoutKeeper, UsualWatch
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.planning.forecast import ForecastWatch
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.figures.board import Board
from agent_desk.schemas.figures.views import BoardLayout, PanelPlace
from agent_desk.schemas.kit.work_items import WorkChoice
from agent_desk.ui.figures.charts import FloorCharts
from agent_desk.ui.figures.day_picker import day_text
from agent_desk.ui.figures.explain import ExplainDialog
from agent_desk.ui.figures.forecast_explained import ForecastDialog
from agent_desk.ui.figures.queues import QueueTable
from agent_desk.ui.figures.tiles import TileRow
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.arrangement import Arrangement, Place
from agent_desk.ui.kit.controls import banner
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.inbox_load import InboxLoad, load_feed
from agent_desk.ui.supervising.agent_actions import AgentActions
from agent_desk.ui.supervising.agents import AgentPanel
from agent_desk.ui.supervising.measures import KEYS, MeasureStrip, QueueActions
from agent_desk.ui.supervising.supervising import SupervisionBar
from agent_desk.ui.supervising.work_strip import WorkStrip
from agent_desk.ui.workspaces.board.arrange import ArrangeDialog

_HEIGHTS = [400, 270]
_LOW_PX = 740
"""Lower than this (a window of 768) queues and agents stand side by side, and the charts give way to them."""
_LOW = [Place("queues", 0, 580), Place("agents", 0, 664), Place("charts", 1, 1, shown=False)]
_LOW_HEIGHTS = [420, 240]


class FloorBoard(QWidget):
    """Shows whatever `BoardWatch` says."""

    board_shown = Signal(object)
    """Board that is now on the screen."""

    call_wanted = Signal(object)
    """Id of the call whose story is wanted; `show_explanation` goes on where the person was."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.watch = BoardWatch(context, self)
        self.usual, self.forecast = UsualWatch(context, self), ForecastWatch(context, self)
        self.layouts = LayoutKeeper(context, self)
        self.tiles, self.charts, self.queues, self.agents = TileRow(), FloorCharts(), QueueTable(), AgentPanel()
        self.load = InboxLoad(context, load_feed(context, self, lambda: WorkChoice(view="all")), by="kinds")
        self.agent_actions = AgentActions(context, self.agents, self)
        self.queues.steers = self.agent_actions.allowed
        self.queue_actions = QueueActions(context, self)
        self.queue_actions.bind(self.queues, self.queues.chosen_queues)
        self.queues.measure_keys = {does: action.keys for does, action in KEYS.items()}
        self.measures = MeasureStrip(context, self)
        self.supervision = SupervisionBar(self.agent_actions.supervising)
        self.work = WorkStrip(context, self)
        self.work.listen_wanted.connect(self._listen_to)
        self.agent_actions.message_wanted.connect(self.work.write_to)
        self.explanation: ExplainDialog | None = None
        self.forecast_explanation: ForecastDialog | None = None
        self.arranging: ArrangeDialog | None = None
        self._low = self._own = False
        self._make_panels()
        self._make_past_banner()
        self._lay_out()
        self._wire()

    def _make_panels(self) -> None:
        """Each panel by name: what an arrangement says of it is kept by this name. Another panel is one line more."""
        self.panels = Arrangement(_HEIGHTS)
        self.panels.add("charts", self.tr("Charts"), self.charts, row=0, share=560)
        self.panels.add("queues", self.tr("Queues"), self.queues, row=0, share=840)
        self.panels.add("agents", self.tr("Agents"), self.agents, row=1)
        self.panels.add("work", self.tr("Complaints and other work"), self.load, row=2, shown=False)
        self.panels.apply([], [])

    def _wire(self) -> None:
        self.tiles.explained.connect(lambda word: self.explain(Cell(word, day=self.watch.day)))
        self.tiles.narrowed.connect(self.agents.narrow_to_state)
        self.queues.narrowed.connect(self.agents.narrow_to_queue)
        for panel in (self.queues, self.charts, self.agents):
            panel.explained.connect(self.explain)
        self.charts.forecast_explained.connect(self.explain_forecast)
        for beside in (self.usual, self.forecast):
            self.charts.minutes_changed.connect(lambda minutes, beside=beside: beside.want(minutes=minutes))
        self.usual.changed.connect(self.charts.set_comparison)
        self.forecast.changed.connect(self.charts.set_forecast)
        self.panels.changed.connect(self._keep_layout)
        self.agents.look_changed.connect(self._keep_look)
        self.queues.staffed.connect(self._staff)
        self.queues.measure_wanted.connect(self.queue_actions.take)
        self.measures.list_wanted.connect(self.work.show_measures)
        self.layouts.loaded.connect(self._arrange)
        self.layouts.failed.connect(self._context.tell)

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
        column.addWidget(self.measures)
        column.addWidget(self.tiles)
        column.addWidget(self.panels, 1)
        column.addWidget(self.work)
        loading = self.tr("Loading the board")
        self._stack = FeedPanel(
            self._context,
            self.watch.feed,
            content,
            self._show,
            also=(self.usual.feed, self.forecast.feed, *self.agent_actions.feeds),
            loading=loading,
        )
        page = QHBoxLayout(self)
        page.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        page.addWidget(self._stack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < _LOW_PX
        if low != self._low:
            self._low = low
            if not self.arranged():
                self._as_it_comes()

    def _as_it_comes(self) -> None:
        """The product's own arrangement, by how high the board is."""
        self.panels.apply(_LOW if self._low else [], _LOW_HEIGHTS if self._low else _HEIGHTS)

    def start(self) -> None:
        """Begin to watch, in the person's own arrangement."""
        self.layouts.load()
        self.watch.start()
        self.usual.start()
        self.forecast.start()
        self.work.start()
        self.measures.start()

    def close_down(self) -> None:
        """Watch no more; panels come back from their windows, and the arrangement is kept."""
        self.watch.stop()
        self.usual.stop()
        self.forecast.stop()
        self.layouts.save_now()
        self.panels.bring_back()
        self.work.close_down()
        self.measures.close_down()
        for dialog in (self.explanation, self.forecast_explanation):
            if dialog is not None:
                dialog.reject()

    def show_day(self, day: date | None) -> None:
        """A past day, or None for the live board."""
        if day is not None:
            self._stack.say_loading(self.tr("Counting {day}").format(day=day_text(day)))
        self.watch.show_day(day)
        for beside in (self.usual, self.forecast):
            beside.want(day=self.watch.day)

    # -- arranging -----------------------------------------------------------------------------------------------------

    def arrange(self) -> None:
        """Ask how the panels shall stand."""
        self.arranging = ArrangeDialog(self.panels, self.window())
        self.arranging.reset_wanted.connect(self._reset_layout)
        self.arranging.open()

    def arranged(self) -> bool:
        """Return whether this person has arranged their board."""
        return self._own

    def _arrange(self, kept: BoardLayout) -> None:
        self._own = bool(kept.panels)
        self.agents.set_look(kept.agents)
        if not self._own:
            self._as_it_comes()
            return
        places = [Place(one.name, one.row, one.share, one.shown) for one in kept.panels]
        self.panels.apply(places, kept.rows or _HEIGHTS)

    def _keep_layout(self) -> None:
        self._own = True
        self._keep_look()

    def _keep_look(self) -> None:
        """Lines or cards are kept without the arrangement becoming the person's own."""
        places = self.panels.places() if self._own else []
        self.layouts.keep(
            BoardLayout(
                panels=[PanelPlace(name=one.name, row=one.row, share=one.share, shown=one.shown) for one in places],
                rows=self.panels.heights() if self._own else [],
                agents=self.agents.cards.look,
            )
        )

    def _reset_layout(self) -> None:
        self._arrange(BoardLayout())
        self.layouts.keep(BoardLayout())
        self.layouts.save_now()

    # -- showing -------------------------------------------------------------------------------------------------------

    def _listen_to(self, person: PersonRef) -> None:
        """Into the call of an agent who has put their hand up."""
        row = next((one for one in self.agents.rows() if one.person.id == person.id), None)
        if row is not None and self.agent_actions.supervising.allowed:
            self.agents.choose(person.id)
            self.agent_actions.supervising.ask(row, "listen")

    def _staff(self, code: str) -> None:
        """Have agents serve a queue for a while: those who are chosen, else whoever is picked."""
        self.agent_actions.staff_queue(code)

    def showing(self) -> str:
        """content, loading, error."""
        return self._stack.showing()

    def stale_text(self) -> str:
        """Return what is said about old figures; empty while they are fresh."""
        return self._stack.stale.text() if not self._stack.stale.isHidden() else ""

    def past_text(self) -> str:
        """Return what is said about a past day; empty while live."""
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

    def explain(self, cell: Cell) -> None:
        """Where this figure comes from; its calls."""
        self.explanation = ExplainDialog(self._context, cell, parent=self.window())
        self.explanation.call_wanted.connect(self._wanted)
        self.explanation.forecast_wanted.connect(self.explain_forecast)
        self.explanation.destroyed.connect(self._explanation_gone)
        self.explanation.open()

    def explain_forecast(self, starts_at: datetime) -> None:
        """Where the forecast of an interval of today comes from."""
        self.forecast_explanation = ForecastDialog(
            self._context, starts_at, self.charts.wanted_minutes(), parent=self.window()
        )
        self.forecast_explanation.destroyed.connect(self._forecast_explanation_gone)
        self.forecast_explanation.open()

    def _wanted(self, call_id: uuid.UUID) -> None:
        self.call_wanted.emit(call_id)

    def show_explanation(self) -> None:
        """On where the person was before they read a call's story."""
        if self.explanation is not None:
            self.explanation.show()

    def _explanation_gone(self) -> None:
        self.explanation = None

    def _forecast_explanation_gone(self) -> None:
        self.forecast_explanation = None
