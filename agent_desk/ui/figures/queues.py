"""The queues side by side: who waits, who is there, and how the day or the last half hour goes."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from agent_desk.desk.figures.board import Cell
from agent_desk.schemas.calls.measures import MeasureMark
from agent_desk.schemas.calls.records import QueueRef
from agent_desk.schemas.calls.words import MEASURES
from agent_desk.schemas.figures.board import Board, Figures, FigureWord, Goal, Now
from agent_desk.ui.figures.explain import COUNTED
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.controls import Card, Menu, Segmented
from agent_desk.ui.kit.floor_presentation import SHORTFALL_ICONS, goal_line, queue_name, shortfall, time_s
from agent_desk.ui.kit.measure_words import icon_of, measure_text, opens_text, resting, tone_of
from agent_desk.ui.kit.table_model import Column, TableModel
from agent_desk.ui.kit.tables import TableView

_NAME_PX = 136
_BAR_PX = 12
_FIGURES: tuple[FigureWord, ...] = (
    "offered",
    "waiting",
    "longest_wait",
    "talking",
    "ready",
    "service_level",
    "answer_rate",
    "offered",
    "abandoned",
    "asa",
    "aht",
)
"""What each column shows; the name stands for the queue's calls."""
_FIRST_TO_GO = (10, 9, 7, 3, 8)
"""Where the table is too narrow for a queue's name: AHT, ASA, offered, talking, abandoned go, in this order."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a queue, or (None) all of them together."""

    queue: QueueRef | None
    goal: Goal
    now: Now | None
    figures: Figures
    measures: tuple[MeasureMark, ...] = ()


class QueueTable(Card):
    """Every queue on a line, all together on the first. Enter or double click explains the figure of that cell."""

    explained = Signal(object)
    """Cell: the figure of this queue (or all), in the window that is shown."""
    narrowed = Signal(str)
    """Code of the queue whose agents are wanted."""
    staffed = Signal(str)
    """Code of the queue for which agents are wanted for a while."""
    measure_wanted = Signal(str, object)
    """What is to hold (a word of `MEASURES`), and the list of the queues for which."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Queues"), icon="list", parent=parent)
        self._board: Board | None = None
        self.steers = False
        """Whether the person may have agents serve other queues, and take measures for a queue."""
        self.measure_keys: dict[str, str] = {}
        """The key of each measure, where it has one."""
        self.window_choice = Segmented([("day", self.tr("Today")), ("recent", self.tr("Last 30 min"))])
        self.window_choice.changed.connect(lambda _: self._show())
        self.add_header(self.window_choice)
        self.model: TableModel[Line] = TableModel(self._columns(), key=lambda line: _code(line))
        self.table: TableView[Line] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(self.tr("Queues"))
        self.table.set_empty("inbox", self.tr("No queues"), self.tr("No queue had a call, and nobody serves one."))
        self.table.set_menu(self._menu)
        self.table.choose_many()
        self.table.activated_cell.connect(self._explain_cell)
        self.add(self.table, 1)

    def _columns(self) -> list[Column[Line]]:
        return [
            Column(
                self.tr("Queue"),
                self._name,
                tone=lambda line: tone_of(line.measures) or "text",
                icon=lambda line: icon_of(line.measures),
                tooltip=lambda line: "\n".join(measure_text(one) for one in line.measures),
            ),
            Column(
                self.tr("Waiting"),
                _waiting,
                align="right",
                width=72,
                tone=lambda line: "muted" if _rests(line) else "text",
            ),
            Column(self.tr("Longest"), _longest, align="right", width=78, live=True, tone=_longest_tone),
            Column(
                self.tr("Talking"), lambda line: _count(line.now.talking if line.now else None), align="right", width=64
            ),
            Column(
                self.tr("Ready"), lambda line: _count(line.now.ready if line.now else None), align="right", width=58
            ),
            Column(
                self.tr("SL"),
                lambda line: words.percent(line.figures.service_level),
                align="right",
                width=86,
                tone=lambda line: _tone(line.figures.service_level, line.goal.level),
                icon=lambda line: _icon(line.figures.service_level, line.goal.level),
                tooltip=lambda line: goal_line(line.goal),
                explain=self.tr("Service level by the queue's own formula"),
            ),
            Column(
                self.tr("Ans. rate"),
                lambda line: words.percent(line.figures.answer_rate),
                align="right",
                width=86,
                tone=lambda line: _tone(line.figures.answer_rate, line.goal.answer_rate),
                icon=lambda line: _icon(line.figures.answer_rate, line.goal.answer_rate),
                explain=self.tr("Answer rate: answered / offered"),
            ),
            Column(self.tr("Offered"), lambda line: words.number(line.figures.offered), align="right", width=68),
            Column(
                self.tr("Aband."),
                lambda line: words.number(line.figures.abandoned),
                align="right",
                width=62,
                explain=self.tr("Given up in the queue"),
            ),
            Column(
                self.tr("ASA"),
                lambda line: time_s(line.figures.asa),
                align="right",
                width=56,
                explain=self.tr("Mean wait of the answered calls"),
            ),
            Column(
                self.tr("AHT"),
                lambda line: time_s(line.figures.aht),
                align="right",
                width=60,
                explain=self.tr("Talk, hold and after-call work per call"),
            ),
        ]

    def _explain_cell(self, line: Line, column: int) -> None:
        self.explained.emit(self._cell(_FIGURES[column], line))

    def _cell(self, figure: FigureWord, line: Line) -> Cell:
        board = self._board
        assert board is not None, "there are no lines without a board"
        cell = Cell(figure, _code(line), day=None if board.live else board.day)
        if board.live and self.window_choice.value() == "recent" and figure in COUNTED:
            start = board.made_at - timedelta(milliseconds=board.recent_ms)
            cell = replace(cell, start_at=start, end_at=board.made_at)
        return cell

    def _name(self, line: Line) -> str:
        return queue_name(line.queue) if line.queue is not None else self.tr("All queues")

    def set_board(self, board: Board) -> None:
        """Show this board's queues. On a past day there is no "now" and no last half hour."""
        turned = self._board is None or self._board.live != board.live
        self._board = board
        if turned:
            self.window_choice.setVisible(board.live)
            self._fit()
        self._show()

    def _fit(self) -> None:
        """Hide what is live only on a past day, and what there is no room for: the names stay readable."""
        past = self._board is not None and not self._board.live
        hidden = {1, 2, 3, 4} if past else set()
        # The table itself is laid out only after this panel has its size.
        room = self.width() - 2 * theme.SPACE_4 - _BAR_PX - _NAME_PX
        for at in _FIRST_TO_GO:
            if sum(self._needed(n) for n in range(1, len(self.model.columns)) if n not in hidden) <= room:
                break
            hidden.add(at)
        for at in range(len(self.model.columns)):
            self.table.setColumnHidden(at, at in hidden)

    def _needed(self, at: int) -> int:
        """Return the room of a column, with what it has grown to."""
        return max(self.table.needed(at), self.table.columnWidth(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show(self) -> None:
        board = self._board
        if board is None:
            return
        recent = board.live and self.window_choice.value() == "recent"
        lines = []
        if board.queues:
            whole = board.recent if recent and board.recent is not None else board.total
            lines.append(Line(None, board.goal, board.now, whole))
        for row in board.queues:
            figures = row.recent if recent and row.recent is not None else row.day
            lines.append(Line(row.queue, row.goal, row.now, figures, tuple(row.measures)))
        self.model.replace(lines)
        self._fit()

    def _menu(self, line: Line) -> QMenu:
        menu, code = Menu(self.table), _code(line)
        offered: tuple[tuple[str, FigureWord, str], ...] = (
            (self.tr("Its calls"), "offered", "list"),
            (self.tr("Explain the service level"), "service_level", "info"),
            (self.tr("Explain the answer rate"), "answer_rate", "info"),
            (self.tr("Explain ASA"), "asa", "info"),
            (self.tr("Explain AHT"), "aht", "info"),
            (self.tr("Abandoned calls"), "abandoned", "list"),
            (self.tr("Waiting calls"), "waiting", "list"),
        )
        for text, word, icon in offered:
            if word != "waiting" or line.now is not None:
                menu.add(text, partial(self.explained.emit, self._cell(word, line)), icon=icon)
        if code is not None and line.now is not None:
            menu.addSeparator()
            menu.add(self.tr("Show its agents"), lambda: self.narrowed.emit(code), icon="users")
            if self.steers:
                text = self.tr("Agents for this queue for a while …")
                menu.add(text, lambda: self.staffed.emit(code), icon="arrow-right-left")
                self._offer_measures(menu)
        return menu

    def _offer_measures(self, menu: Menu) -> None:
        chosen = self.chosen_queues()
        menu.addSeparator()
        offered = {
            "closed": self.tr("Close …"),
            "opened": self.tr("Open out of its hours …"),
            "announcement": self.tr("Announcement …"),
            "overflow": self.tr("Overflow …"),
        }
        for does, text in offered.items():
            term = MEASURES[does]
            keys = self.measure_keys.get(does, "")
            wanted = partial(self.measure_wanted.emit, does, chosen)
            menu.add(text, wanted, icon=term.icon, tone=term.tone, shortcut=keys)

    def chosen_queues(self) -> list[QueueRef]:
        """Return the queues whose rows are chosen; the row of all together is none."""
        return [line.queue for line in self.table.chosen_records() if line.queue is not None]


def _code(line: Line) -> str | None:
    return line.queue.code if line.queue is not None else None


def _count(value: int | None) -> str:
    return "–" if value is None else words.number(value)


def _rests(line: Line) -> MeasureMark | None:
    """Return the mark of a queue that is shut by its own hours and in which nobody waits any more."""
    return None if line.now is None or line.now.waiting else resting(line.measures)


def _waiting(line: Line) -> str:
    """ "Closed" in the place of a queue's figures of now: beside it stands until when."""
    if _rests(line) is not None:
        return words.say(MEASURES["closed"])
    return _count(line.now.waiting if line.now else None)


def _longest(line: Line) -> str:
    if (rests := _rests(line)) is not None:
        return opens_text(rests) or "–"
    since = line.now.longest_since if line.now is not None else None
    return elapsed.format_ms(elapsed.since_ms(since)) if since is not None else "–"


def _longest_tone(line: Line) -> str:
    since = line.now.longest_since if line.now is not None else None
    if since is None:
        return "muted"
    waited = elapsed.since_ms(since)
    return "bad" if waited >= 3 * line.goal.threshold_ms else "warning" if waited >= line.goal.threshold_ms else "text"


def _tone(value: float | None, level: float) -> str:
    return "muted" if value is None else shortfall(value, level) or "text"


def _icon(value: float | None, level: float) -> str:
    return SHORTFALL_ICONS.get(shortfall(value, level), "")
