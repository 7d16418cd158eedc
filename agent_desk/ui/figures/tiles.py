"""The row of figures over the board: what is so now, and how the day goes against its targets."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.schemas.figures.board import Board, Figures, FigureWord, Goal, Now
from agent_desk.schemas.figures.words import FIGURES, WINDOWS
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.controls import Target, Tile
from agent_desk.ui.kit.floor_presentation import NEAR, goal_line, seconds, time_s

_LONG = 3
"""A wait of so many T is bad; of one T a warning."""


class TileRow(QWidget):
    """Seven tiles, live or of a past day. A tile explains itself when pressed; those of states narrow the agents, and explain
    themselves by right click or the menu key."""

    explained = Signal(str)
    """Word of the figure (schemas.floor.FigureWord)."""
    narrowed = Signal(str)
    """Word of the agents' state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._longest_since: datetime | None = None
        self._threshold_ms = 0
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.SPACE_3)
        self._make()
        elapsed.ticker().tick.connect(self._count_up)

    def _make(self) -> None:
        self.level = self._figure("service_level")
        self.answer_rate = self._figure("answer_rate")
        self.waiting = self._figure("waiting")
        self.longest = self._figure("longest_wait")
        self.talking = self._state("talking")
        self.ready = self._state("ready")
        self.offered = self._figure("offered")
        self.answered = self._figure("answered")
        self.abandoned = self._figure("abandoned")
        self.asa = self._figure("asa", "ASA")
        self.aht = self._figure("aht", "AHT")
        self._live = (self.waiting, self.longest, self.talking, self.ready)
        self._past = (self.offered, self.answered, self.asa, self.aht)
        for tile in self._past:
            tile.hide()

    def _figure(self, word: FigureWord, short: str = "") -> Tile:
        tile = Tile(short or words.say(FIGURES[word]), window=_window(word), clickable=True)
        tile.clicked.connect(lambda: self.explained.emit(word))
        self._row.addWidget(tile, 1)
        return tile

    def _state(self, word: FigureWord) -> Tile:
        tile = Tile(words.say(FIGURES[word]), window=_window(word), clickable=True)
        tile.clicked.connect(lambda: self.narrowed.emit(word))
        tile.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tile.customContextMenuRequested.connect(lambda _at: self.explained.emit(word))
        self._row.addWidget(tile, 1)
        return tile

    def set_board(self, board: Board) -> None:
        """Show this board's figures."""
        for tiles, shown in ((self._live, board.live), (self._past, not board.live)):
            for tile in tiles:
                tile.setVisible(shown)
        window = words.say(WINDOWS["today" if board.live else "day"])
        for tile in (self.level, self.answer_rate, self.abandoned, *self._past):
            tile.set_window(window)
        self._show_day(board.total, board.goal, window)
        if board.now is not None:
            self._show_now(board.now, board.goal, len(board.agents))

    def _show_day(self, total: Figures, goal: Goal, window: str) -> None:
        self.level.set_target(Target(goal.level, goal_line(goal), near=NEAR))
        self.level.set_figure(words.percent(total.service_level), total.service_level)
        self.level.set_explain(
            self.tr(
                "Service level of {window} by formula {formula}, T = {seconds} s. Press for the formula and the calls."
            ).format(window=window, formula=goal.formula, seconds=seconds(goal.threshold_ms))
        )
        rate = self.tr("≥ {level}").format(level=words.percent(goal.answer_rate))
        self.answer_rate.set_target(Target(goal.answer_rate, rate, near=NEAR))
        self.answer_rate.set_figure(words.percent(total.answer_rate), total.answer_rate)
        self.answer_rate.set_explain(self.tr("Answered / offered. Press for the calls."))
        share = total.abandoned / total.offered if total.offered else None
        of_offered = self.tr("{share} of {offered}").format(
            share=words.percent(share, 1), offered=words.number(total.offered)
        )
        self.abandoned.set_figure(words.number(total.abandoned), note=of_offered if total.offered else "")
        self.abandoned.set_explain(self.tr("Callers who gave up in the queue. Press for the list."))
        self.offered.set_figure(words.number(total.offered))
        self.answered.set_figure(words.number(total.answered))
        self.asa.set_figure(time_s(total.asa), note=self.tr("of answered calls"))
        self.aht.set_figure(time_s(total.aht), note=self.tr("talk, hold, after-call work"))

    def _show_now(self, now: Now, goal: Goal, agents: int) -> None:
        self._longest_since, self._threshold_ms = now.longest_since, goal.threshold_ms
        self.waiting.set_figure(words.number(now.waiting), note=self.tr("calls"))
        self.waiting.set_explain(self.tr("Calls that wait or ring. Press for the list."))
        self.longest.set_explain(self.tr("How long the one who waits longest has waited. Press for the list."))
        self.talking.set_figure(words.number(now.talking), note=self.tr("of {count} agents").format(count=agents))
        self.talking.set_explain(
            self.tr("Agents in a call, held ones too. Press to see them, right click for how they are counted.")
        )
        others = self.tr("{acw} after call · {away} not ready").format(acw=now.after_call_work, away=now.not_ready)
        nobody = now.ready == 0 and now.waiting > 0
        self.ready.set_figure(words.number(now.ready), note=others, tone="warning" if nobody else "")
        self.ready.set_explain(
            self.tr("Agents who can take a call now. Press to see them, right click for how they are counted.")
        )
        self._count_up()

    def _count_up(self) -> None:
        since = self._longest_since
        if since is None:
            self.longest.set_figure("0:00", note=self.tr("nobody waits"), tone="")
            return
        waited = elapsed.since_ms(since)
        tone = "bad" if waited >= _LONG * self._threshold_ms else "warning" if waited >= self._threshold_ms else ""
        self.longest.set_figure(
            elapsed.format_ms(waited),
            note=self.tr("since {time}").format(time=words.time_of_day(since, seconds=True)),
            tone=tone,
        )

    def showEvent(self, event: QShowEvent) -> None:
        elapsed.ticker().join(self)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        elapsed.ticker().leave(self)
        super().hideEvent(event)


def _window(word: FigureWord) -> str:
    return words.say(WINDOWS["now" if word in ("waiting", "longest_wait", "talking", "ready") else "today"])
