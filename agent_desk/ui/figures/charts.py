"""The day by 15 or 30 minutes: levels, calls, waiting, ASA and AHT, beside the same weekdays and, for calls, the forecast."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from agent_desk.desk.figures.board import Cell
from agent_desk.schemas.figures.board import Board, FigureWord, IntervalRow
from agent_desk.schemas.figures.views import Comparison, UsualRow
from agent_desk.schemas.planning.records import Forecast
from agent_desk.ui.figures.forecast_explained import about_forecast, weekday_name
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.charts import IntervalChart, IntervalData, Series, Unit
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Card, Segmented
from agent_desk.ui.kit.floor_presentation import on_the_wall

CHARTS = ("levels", "calls", "waiting", "asa", "aht")
_UNITS: dict[str, Unit] = {
    "levels": "percent",
    "calls": "number",
    "waiting": "mean",
    "asa": "seconds",
    "aht": "seconds",
}
_EXPLAINED: dict[str, FigureWord] = {
    "levels": "service_level",
    "calls": "offered",
    "waiting": "asa",
    "asa": "asa",
    "aht": "aht",
}
"""What a click on an interval explains; the waiting of an interval is made of the same waits as its ASA."""
Beside = TypeVar("Beside", Comparison, Forecast)
_WIDE_PX, _HIGH_PX = 620, 150
"""Room that a chart needs to be read; less of it and fewer charts are shown."""


class FloorCharts(Card):
    """As many charts as can be read, the chosen one first. `explained` (Cell): an interval was clicked."""

    explained = Signal(object)
    forecast_explained = Signal(object)
    """datetime: where an interval to come begins, whose forecast was clicked."""
    minutes_changed = Signal(int)
    """15 or 30: the usual figures and the forecast of these intervals are wanted (`set_comparison`, `set_forecast`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("The day by intervals"))
        self._board: Board | None = None
        self._usual: Comparison | None = None
        self._forecast: Forecast | None = None
        self._starts: list[datetime] = []
        self.charts = {name: IntervalChart(unit=_UNITS[name], parent=self) for name in CHARTS}
        self._head()
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.SPACE_3)
        self.body.addLayout(self._grid, 1)
        self.about = theme.label("", "caption", wrap=True)
        self.add(self.about)
        for name, chart in self.charts.items():
            chart.setAccessibleName(self._chart_name(name))
            chart.chosen.connect(lambda at, name=name: self._explain(name, at))
        self.setMinimumHeight(240)
        self._shown: tuple[str, ...] = ()
        self._columns = 0
        self._lay()

    def _head(self) -> None:
        self.choice = Segmented(
            [
                ("levels", self.tr("Levels")),
                ("calls", self.tr("Calls")),
                ("waiting", self.tr("Waiting")),
                ("asa", self.tr("ASA")),
                ("aht", self.tr("AHT")),
            ]
        )
        self.minutes = Segmented([(30, self.tr("30")), (15, self.tr("15 min"))])
        self.beside = Choice(
            [("median", self.tr("Median")), ("mean", self.tr("Mean")), ("none", self.tr("Today alone"))]
        )
        self.beside.set_value("median")
        self.beside.setAccessibleName(self.tr("Compare with"))
        self.beside.setToolTip(self.tr("Beside it: the same weekday of the last weeks, their median or mean"))
        self.beside.setMaximumWidth(170)
        self.choice.changed.connect(lambda _: self._lay())
        self.minutes.changed.connect(self._other_minutes)
        self.beside.edited.connect(self._show)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.choice)
        row.addStretch(1)
        row.addWidget(self.minutes)
        row.addWidget(self.beside)
        self.add(box)

    def _chart_name(self, name: str) -> str:
        return {
            "levels": self.tr("Service level and answer rate by interval"),
            "calls": self.tr("Offered and abandoned calls by interval"),
            "waiting": self.tr("Callers waiting on average, by interval"),
            "asa": self.tr("Average speed of answer by interval"),
            "aht": self.tr("Average handle time by interval"),
        }[name]

    # -- what is shown -------------------------------------------------------------------------------------------------

    def set_board(self, board: Board) -> None:
        """Show the intervals of this board."""
        self._board = board
        self._show()

    def set_comparison(self, usual: Comparison | None) -> None:
        """The usual figures beside it; None where there are none yet."""
        self._usual = usual
        self._show()

    def set_forecast(self, forecast: Forecast | None) -> None:
        """What today will bring; None where there is none yet, or a past day is shown."""
        self._forecast = forecast
        self._show()

    def wanted_minutes(self) -> int:
        """15 or 30."""
        return 15 if self.minutes.value() == 15 else 30

    def _other_minutes(self, _minutes: object) -> None:
        self._usual = self._forecast = None
        self._show()
        self.minutes_changed.emit(self.wanted_minutes())

    def rows(self) -> list[IntervalRow]:
        """Return the intervals that are shown."""
        if self._board is None:
            return []
        return self._board.quarters if self.wanted_minutes() == 15 else self._board.intervals

    def _show(self) -> None:
        board = self._board
        if board is None:
            return
        usual, forecast = self._of(board, self._usual), self._of(board, self._forecast)
        row_of = {row.starts_at: row for row in self.rows()}
        starts = sorted(row_of)
        if usual is not None and starts and self.beside.value() != "none":
            starts = _with_what_is_to_come(starts, [(row.starts_at, row.offered or 0) for row in usual.mean])
        if forecast is not None and starts:
            starts = _with_what_is_to_come(starts, [(row.starts_at, row.offered) for row in forecast.rows])
        self._starts = starts
        shown = [on_the_wall(start, board.zone) for start in starts]
        for name in self._shown:
            series = self._series(
                name, board, usual, lambda what: [getattr(row_of.get(at), what, None) for at in starts]
            )
            if name == "calls" and forecast is not None and forecast.rows:
                foretold = {row.starts_at: row.offered for row in forecast.rows}
                values = [foretold.get(at) for at in starts]
                series = (*series, Series(self.tr("Forecast"), values, "line", "series_1"))
            if usual is not None:
                series = (*series, *self._beside(name, usual, starts))
            self.charts[name].set_data(IntervalData(shown, self.wanted_minutes() * 60_000, series))
        self.about.setText(self._about(board, usual, forecast))

    def _of(self, board: Board, known: Beside | None) -> Beside | None:
        """Return it where it is of the day and the intervals that are shown."""
        wanted = (board.day, self.wanted_minutes() * 60_000)
        return known if known is not None and (known.day, known.interval_ms) == wanted else None

    def _series(
        self, name: str, board: Board, usual: Comparison | None, values: Callable[[str], list[float | None]]
    ) -> tuple[Series, ...]:
        goal = board.goal
        if name == "levels":
            level = self.tr("Service level {formula} (≥ {target})").format(
                formula=goal.formula, target=words.percent(goal.level)
            )
            rate = self.tr("Answer rate (≥ {target})").format(target=words.percent(goal.answer_rate))
            return (
                Series(level, values("service_level"), "line", "series_1", goal.level),
                Series(rate, values("answer_rate"), "line", "series_2", goal.answer_rate),
            )
        if name == "calls":
            return (
                Series(self.tr("Offered"), values("offered"), "bars", "series_3"),
                Series(self.tr("Abandoned"), values("abandoned"), "bars", "series_4"),
            )
        if name == "waiting":
            return (Series(self.tr("Waiting on average"), values("waiting"), "line", "series_1"),)
        if name == "asa":
            within = self.tr("ASA (T = {seconds} s)").format(seconds=round(goal.threshold_ms / 1000))
            return (Series(within, values("asa"), "line", "series_1", goal.threshold_ms / 1000),)
        return (Series(self.tr("AHT"), values("aht"), "line", "series_1"),)

    def _beside(self, name: str, usual: Comparison, starts: list[datetime]) -> tuple[Series, ...]:
        found: list[Series] = []
        if self.beside.value() != "none" and usual.days:
            rows: list[UsualRow] = usual.mean if self.beside.value() == "mean" else usual.median
            row_of = {row.starts_at: row for row in rows}
            what = {"levels": "service_level", "calls": "offered"}.get(name, name)
            words_ = self.tr("SL, {weekday}") if name == "levels" else self.tr("Usual {weekday}")
            text = words_.format(weekday=_weekday(usual))
            values = [getattr(row_of.get(at), what, None) for at in starts]
            found.append(Series(text, values, "dashed", "muted"))
        return tuple(found)

    def _about(self, board: Board, usual: Comparison | None, forecast: Forecast | None) -> str:
        if forecast is not None:
            return about_forecast(forecast)
        if usual is None:
            return self.tr("By when the call was offered; {zone}.").format(zone=board.zone)
        if not usual.days:
            return self.tr("No earlier {weekday} with calls to compare with.").format(weekday=_weekday(usual))
        return self.tr("Beside the last {count} {weekday}s with calls.").format(
            count=len(usual.days), weekday=_weekday(usual)
        )

    def _explain(self, name: str, at: int) -> None:
        board = self._board
        if board is None or not 0 <= at < len(self._starts):
            return
        start = self._starts[at]
        if name == "calls" and self._is_to_come(start):
            self.forecast_explained.emit(start)
            return
        end = start + timedelta(minutes=self.wanted_minutes())
        day = None if board.live else board.day
        self.explained.emit(Cell(_EXPLAINED[name], day=day, start_at=start, end_at=end))

    def _is_to_come(self, start: datetime) -> bool:
        return (
            self._forecast is not None
            and any(row.starts_at == start for row in self._forecast.rows)
            and all(row.starts_at < start for row in self.rows())
        )

    # -- how many ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        columns = max(1, min(2, self.width() // _WIDE_PX))
        rows = max(1, (self.height() - 110) // _HIGH_PX)
        first = str(self.choice.value() or CHARTS[0])
        at = CHARTS.index(first)
        order = CHARTS[at:] + CHARTS[:at]
        shown = order[: min(len(CHARTS), columns * rows)]
        if (shown, columns) == (self._shown, self._columns):
            return
        self._shown, self._columns = shown, columns
        for chart in self.charts.values():
            self._grid.removeWidget(chart)
            chart.hide()
        for place, name in enumerate(shown):
            self._grid.addWidget(self.charts[name], place // columns, place % columns)
            self.charts[name].show()
        self._show()

    def shown(self) -> tuple[str, ...]:
        """The charts there is room for, by name, in order."""
        return self._shown


def _with_what_is_to_come(starts: list[datetime], known: list[tuple[datetime, float]]) -> list[datetime]:
    """Return the day's intervals, and those to come that are to have calls."""
    busy = [at for at, offered in known if offered >= 0.5]
    if not busy:
        return starts
    first, last = min(starts[0], busy[0]), max(starts[-1], busy[-1])
    return sorted({*starts, *(at for at, _ in known if first <= at <= last)})


def _weekday(usual: Comparison) -> str:
    """ "Thursday" or "星期四"."""
    return weekday_name(usual.day.weekday())
