"""The day by half hours: service level and answer rate against their targets, offered and abandoned calls below."""

from PySide6.QtWidgets import QWidget

from agent_desk.schemas.floor import Board
from agent_desk.ui.floor.looks import on_the_wall
from agent_desk.ui.kit import words
from agent_desk.ui.kit.charts import IntervalChart, IntervalData, Series
from agent_desk.ui.kit.controls import Card, Segmented


class FloorCharts(Card):
    """Two charts over the same intervals; in a low window one that can be read is better than two that cannot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("The day by half hour"))
        self.shares = IntervalChart(unit="percent")
        self.shares.setAccessibleName(self.tr("Service level and answer rate by half hour"))
        self.calls = IntervalChart(unit="number")
        self.calls.setAccessibleName(self.tr("Offered and abandoned calls by half hour"))
        self.choice = Segmented([("shares", self.tr("Levels")), ("calls", self.tr("Calls"))])
        self.choice.changed.connect(lambda _: self._lay())
        self.add(self.choice)
        self.add(self.shares, 3)
        self.add(self.calls, 2)
        # The legend grows while an interval is read out: the panel is wide enough for it from the start.
        self.setMinimumWidth(480)
        self.low = False
        self._lay()

    def set_board(self, board: Board) -> None:
        """Show the intervals of this board."""
        goal = board.goal
        starts = [on_the_wall(row.starts_at, board.zone) for row in board.intervals]
        level = self.tr("Service level {formula} (≥ {target})").format(
            formula=goal.formula, target=words.percent(goal.level)
        )
        rate = self.tr("Answer rate (≥ {target})").format(target=words.percent(goal.answer_rate))
        levels, rates = ([getattr(row, name) for row in board.intervals] for name in ("service_level", "answer_rate"))
        self.shares.set_data(
            IntervalData(
                starts,
                board.interval_ms,
                (
                    Series(level, levels, "line", "series_1", goal.level),
                    Series(rate, rates, "line", "series_2", goal.answer_rate),
                ),
            )
        )
        offered, abandoned = ([getattr(row, name) for row in board.intervals] for name in ("offered", "abandoned"))
        self.calls.set_data(
            IntervalData(
                starts,
                board.interval_ms,
                (
                    Series(self.tr("Offered"), offered, "bars", "series_3"),
                    Series(self.tr("Abandoned"), abandoned, "bars", "series_4"),
                ),
            )
        )

    def set_low(self, low: bool) -> None:
        """Whether there is room for one chart only."""
        if low != self.low:
            self.low = low
            self._lay()

    def _lay(self) -> None:
        chosen = self.choice.value()
        self.choice.setVisible(self.low)
        self.shares.setVisible(not self.low or chosen == "shares")
        self.calls.setVisible(not self.low or chosen == "calls")
