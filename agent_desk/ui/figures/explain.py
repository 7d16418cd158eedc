"""Where a figure comes from: its formula in words and in numbers, its window and target, and the calls in it."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.figures import board
from agent_desk.desk.figures.board import Cell
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.schemas.figures.board import ExplainedCall, Explanation, FigureWord
from agent_desk.schemas.figures.views import CallsPage
from agent_desk.ui.figures.counted_calls import CallsFetch, CallsTable
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button, KeyValue, label
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.floor_presentation import goal_line, on_the_wall, person_name, queue_name, seconds, time_s
from agent_desk.ui.kit.paged_model import PAGE
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.recording_player import RecordingPlayer

_NAMED = 12
"""So many agents are named; of more, how many."""
COUNTED: tuple[FigureWord, ...] = (
    "service_level",
    "answer_rate",
    "offered",
    "answered",
    "abandoned",
    "asa",
    "aht",
)
OF_NOW: tuple[FigureWord, ...] = ("waiting", "longest_wait", "talking", "ready")
OF_AN_AGENT: tuple[FigureWord, ...] = ("answered", "aht")


_Fetched = tuple[Explanation, CallsPage]


class ExplainDialog(Dialog):
    """Opened, never executed: the board goes on behind it. Other figures of the same calls are one choice away."""

    call_wanted = Signal(object)
    """Id of the call whose story is wanted. The dialog is hidden meanwhile; `show` it to go on."""
    forecast_wanted = Signal(object)
    """datetime: where the interval of today begins whose forecast is wanted. The dialog has closed."""

    def __init__(self, context: DeskContext, cell: Cell, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Where this figure comes from"), icon="info", parent=parent)
        self.setMinimumSize(960, 620)
        self._context, self.cell = context, cell
        self._build()
        self._offer()
        self.figure.edited.connect(lambda: self.look_at(replace(self.cell, figure=self.figure.value())))

    def _build(self) -> None:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        self.figure = Choice([])
        self.figure.setAccessibleName(self.tr("Figure"))
        self.value = label("–", "figure")
        self.words = label("", "strong", wrap=True)
        row.addWidget(self.figure)
        row.addSpacing(theme.SPACE_4)
        row.addWidget(self.value)
        row.addSpacing(theme.SPACE_4)
        row.addWidget(self.words, 1)
        self.facts = KeyValue()
        self.sum = label("", "code", wrap=True, selectable=True)
        self.table = CallsTable()
        self.table.setAccessibleName(self.windowTitle())
        self.model = self.table.calls
        self.calls = CallsFetch(self._context, self.model, self)
        self.player = RecordingPlayer(self._context)
        self.table.selected_record.connect(self._play)
        self.table.activated_record.connect(self._tell)
        self.feed: Feed[_Fetched] = Feed(self._context, self._ask, parent=self)
        self.states = FeedPanel(self._context, self.feed, self.table, self._show)
        for widget in (page, self.sum, self.facts):
            self.body.addWidget(widget)
        self.body.addWidget(self.states, 1)
        self.body.addWidget(self.player)
        self.how_many = label("", "caption")
        self._buttons.insertWidget(0, self.how_many)
        self.story = self.add_button(Button(self.tr("The story of this call"), icon="history"), self._tell_current)
        self.story.setEnabled(False)
        self.forecast = self.add_button(Button(self.tr("Its forecast"), icon="calendar-days"), self._foretell)
        close = self.add_button(Button(self.tr("Close"), kind="primary"), self.accept)
        close.setDefault(True)

    def _offer(self) -> None:
        if self.cell.agent is not None:
            offered = OF_AN_AGENT
        else:
            whole = self.cell.day is None and self.cell.start_at is None
            offered = (*COUNTED, *OF_NOW) if whole or self.cell.figure in OF_NOW else COUNTED
        self.figure.set_options([(word, figure_name(word)) for word in offered])
        self.figure.set_value(self.cell.figure)
        self.forecast.setVisible(_is_interval_of_today(self.cell))

    def _foretell(self) -> None:
        starts_at = self.cell.start_at
        self.accept()
        self.forecast_wanted.emit(starts_at)

    def look_at(self, cell: Cell) -> None:
        """Explain another figure."""
        self.cell = cell
        self.feed.anew()

    # -- fetching ----------------------------------------------------------------------------------------------------

    def _ask(self) -> Request[_Fetched]:
        cell = self.cell
        return lambda api: (board.explain(api, cell), board.calls_of_figure(api, cell, limit=PAGE))

    def _play(self, one: ExplainedCall | None) -> None:
        self.story.setEnabled(one is not None)
        self.player.show_call(one.call.id if one is not None else None)

    def _tell(self, one: ExplainedCall) -> None:
        self.hide()
        self.call_wanted.emit(one.call.id)

    def _tell_current(self) -> None:
        one = self.table.current_record()
        if one is not None:
            self._tell(one)

    def _show(self, came: _Fetched) -> None:
        told, page = came
        self.table.columns.zone = told.zone
        self.value.setText(figure_text(told))
        self.words.setText(words.pick(told.words_zh, told.words_en))
        self.sum.setText(sum_text(told))
        self.sum.setVisible(bool(self.sum.text()))
        self.facts.set_rows(self._facts(told))
        count = self.calls.open(self.cell, page)
        self.how_many.setText(self.tr("{count} calls").format(count=words.number(count)))

    def _facts(self, told: Explanation) -> list[tuple[str, str | QWidget]]:
        rows: list[tuple[str, str | QWidget]] = [
            (self.tr("Queue"), queue_name(told.queue) if told.queue is not None else self.tr("All queues")),
            (self.tr("Window"), self._window(told)),
        ]
        if told.agent is not None:
            rows[0] = (self.tr("Agent"), self.tr("{name}: own part of each call").format(name=person_name(told.agent)))
        if told.agents:
            names = [f"{one.agent_code or ''} {person_name(one)}".strip() for one in told.agents[:_NAMED]]
            more = len(told.agents) - len(names)
            if more:
                names.append(self.tr("and {count} more").format(count=more))
            rows.append((self.tr("Agents"), ", ".join(names)))
        if told.figure == "service_level":
            rows.append((self.tr("Target"), goal_line(told.goal)))
            if told.goal.formula == "F5":
                rows.append((self.tr("t, forgiven"), self.tr("{t} s").format(t=seconds(told.goal.short_ms))))
            if told.own_goals:
                own = self.tr("{queues} are counted with their own T").format(
                    queues=", ".join(queue_name(one) for one in told.own_goals)
                )
                rows.append((self.tr("Note"), own))
        if told.figure == "answer_rate":
            rows.append((self.tr("Target"), words.percent(told.goal.answer_rate)))
        return rows

    def _window(self, told: Explanation) -> str:
        if told.figure in OF_NOW:
            return self.tr("this moment")
        start, end = (on_the_wall(at, told.zone) for at in (told.window_start_at, told.window_end_at))
        return self.tr("calls offered {start} to {end} (not included), {zone}").format(
            start=words.date_time(start), end=words.date_time(end), zone=told.zone
        )


def _is_interval_of_today(cell: Cell) -> bool:
    """Return whether it is an interval of the live board's chart, of all queues: what there is a forecast of."""
    if cell.day is not None or cell.queue is not None or cell.start_at is None or cell.end_at is None:
        return False
    # The last 30 minutes of the table of queues are as long, but begin at any second.
    return cell.start_at.timestamp() % (cell.end_at - cell.start_at).total_seconds() == 0


def figure_text(told: Explanation) -> str:
    """Return the figure as its tile shows it, a share with one decimal more."""
    if told.unit == "share":
        return words.percent(told.value, 1)
    return time_s(told.value) if told.unit == "seconds" else words.number(told.value)


def sum_text(told: Explanation) -> str:
    """Return the formula with its numbers, for a figure that is worked out: "253 ÷ (261 + 102) = 69.7 %"; empty for a plain count."""
    if told.denominator is None:
        return ""
    return f"{told.substituted.replace(' / ', ' ÷ ').replace(' - ', ' − ')} = {figure_text(told)}"


def figure_name(figure: FigureWord) -> str:
    """Return what a figure is called."""
    return {
        "service_level": QCoreApplication.translate("ExplainDialog", "Service level"),
        "answer_rate": QCoreApplication.translate("ExplainDialog", "Answer rate"),
        "asa": QCoreApplication.translate("ExplainDialog", "Average speed of answer"),
        "aht": QCoreApplication.translate("ExplainDialog", "Average handle time"),
        "offered": QCoreApplication.translate("ExplainDialog", "Offered calls"),
        "answered": QCoreApplication.translate("ExplainDialog", "Answered calls"),
        "abandoned": QCoreApplication.translate("ExplainDialog", "Abandoned calls"),
        "waiting": QCoreApplication.translate("ExplainDialog", "Waiting now"),
        "longest_wait": QCoreApplication.translate("ExplainDialog", "Longest wait now"),
        "talking": QCoreApplication.translate("ExplainDialog", "Talking now"),
        "ready": QCoreApplication.translate("ExplainDialog", "Ready now"),
    }[figure]
