"""Charts by interval of the day, in the colours of the theme. Only a supervisor's panels import this (numpy)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

import numpy as np
from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.chart_history import Group
from agent_desk.ui.kit.chart_legend import Kind, Legend, Series, print_names
from agent_desk.ui.kit.chart_plot import Drawn, Plot
from agent_desk.ui.kit.covers import Pages
from agent_desk.ui.kit.placeholders import EmptyState

__all__ = ["IntervalChart", "IntervalData", "Kind", "Series", "Unit"]

Unit = Literal["percent", "number", "mean", "seconds"]
_LABEL_PX = 58
_LONG = 1000
"""More intervals than this are a history, not a day: drawn as what each column of pixels covers (`chart_history`)."""
_SECOND_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600)


@dataclass(frozen=True, slots=True)
class IntervalData:
    """What an IntervalChart shows: interval starts (UTC), their length, and the series. Intervals are half-open.

    `labels`: what stands below each start, and names it when it is read out, where that is not the time of day.
    """

    starts: Sequence[datetime] = ()
    interval_ms: int = 1_800_000
    series: Sequence[Series] = field(default_factory=tuple)
    labels: Sequence[str] = ()

    def label(self, at: int) -> str:
        """Return what stands below an interval."""
        if self.labels:
            return self.labels[at]
        start = self.starts[at]
        return words.date(start, year=False) if self.many_days() else words.time_of_day(start)

    def many_days(self) -> bool:
        """Return whether a time of day alone would not say which interval is meant."""
        return len(self.starts) > 1 and self.starts[-1] - self.starts[0] >= timedelta(days=1)

    def days(self) -> list[int]:
        """Return where each day of many begins, in the centre's zone; none where the intervals have names or are of one day."""
        if self.labels or not self.many_days():
            return []
        days = [words.local(start).toordinal() for start in self.starts]
        return [at for at, day in enumerate(days) if at == 0 or day != days[at - 1]]


def _known(value: float | None) -> bool:
    return value is not None and value == value  # NaN is not itself


class IntervalChart(QWidget):
    """Lines and bars over the intervals of a day in the centre's zone.

    `tokens`: colours of its own (paper is white in the dark theme too); None: those of the theme.
    `unit` "percent" takes shares (0.81) and fixes the axis at 0 to 100 %; "mean" has one decimal, "seconds" is written 1:05.
    The mouse, and Left and Right with the keyboard, read out an interval; a click or Enter chooses it. Rows of thousands come best as
    numpy arrays (NaN where there is none).
    """

    chosen = Signal(int)
    """Which interval was chosen, by its place."""

    def __init__(
        self, *, unit: Unit = "number", tokens: theme.Tokens | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._unit = unit
        self._own_tokens = tokens
        self._percent = unit == "percent"
        self._data = IntervalData()
        self._rows: list[Any] = []
        self._top = 1.0
        self._days: list[int] = []
        self._at: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.plot = Plot(self._tokens, on_paper=tokens is not None)
        self.plot.hovered.connect(self._read_out)
        self.plot.pressed.connect(self._choose)
        self._legend = Legend()
        self.empty = EmptyState("chart-column", self.tr("No figures yet"))
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self._legend)
        column.addWidget(self.plot, 1)
        self._stack = Pages()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(shown)
        theme.changed.connect(self._restyle)

    def set_data(self, data: IntervalData) -> None:
        """Show these figures."""
        self._data = data
        if not data.starts:
            self._stack.setCurrentIndex(0)
            return
        count, factor = len(data.starts), 100.0 if self._percent else 1.0
        self._rows = [np.asarray(one.values, dtype=float)[:count] * factor for one in data.series]
        self._days = data.days()
        self._legend.set_series(data.series)
        self._stack.setCurrentIndex(1)
        self._move()
        self._read_out(self._at)

    def data(self) -> IntervalData:
        """Return what is shown."""
        return self._data

    def _tokens(self) -> theme.Tokens:
        return self._own_tokens or theme.current()

    def _move(self) -> None:
        count, factor = len(self._data.starts), 100.0 if self._percent else 1.0
        self._top = self._highest(factor)
        drawn = [
            Drawn(one, row, None if one.target is None else one.target * factor)
            for one, row in zip(self._data.series, self._rows, strict=True)
        ]
        if count > _LONG:
            self.plot.set_history(self._groups(), drawn, count, self._top)
        else:
            self.plot.set_figures(drawn, count, self._top)
        self._label_axes()

    def _highest(self, factor: float) -> float:
        """Return the upper end of the axis."""
        if self._percent:
            return 104.0
        targets = [one.target * factor for one in self._data.series if one.target is not None]
        return max(1.0, *targets, *(float(np.fmax.reduce(row, initial=1.0)) for row in self._rows)) * 1.12

    def _groups(self) -> list[Group]:
        """The rows by the colour they are drawn in, bars below lines."""
        count = len(self._data.starts)
        rows_of: dict[tuple[bool, str], list[Any]] = {}
        for one, row in zip(self._data.series, self._rows, strict=True):
            whole = row if row.size == count else np.pad(row, (0, count - row.size), constant_values=np.nan)
            rows_of.setdefault((one.kind != "bars", one.tone), []).append(whole)
        ordered = sorted(rows_of.items(), key=lambda item: item[0][0])
        return [Group(tone, not line, np.stack(rows)) for (line, tone), rows in ordered]

    def _label_axes(self) -> None:
        room = max(1, round(self.plot.inside().width()))
        below = [(at, self._data.label(at)) for at in self._labelled(room)]
        self.plot.set_ticks([(value, self._axis_text(value)) for value in self._axis_values(self._top)], below)

    def _labelled(self, room: int) -> list[int]:
        """Return the intervals that are named below the axis, as many as there is room for; of many days, where one begins."""
        places: Sequence[int] = self._days or range(len(self._data.starts))
        return list(places[:: max(1, -(-len(places) * _LABEL_PX // room))])

    def _axis_values(self, top: float) -> list[int]:
        if self._percent:
            return list(range(0, 101, 20))
        raw = top / 4
        if self._unit == "seconds":
            step = next((one for one in _SECOND_STEPS if one >= raw), int(raw))
        else:
            unit = 10 ** np.floor(np.log10(max(raw, 1)))
            step = max(1, int(unit * next((m for m in (1, 2, 5, 10) if unit * m >= raw), 10)))
        return list(range(0, int(top) + 1, step))

    def _axis_text(self, value: int) -> str:
        if self._unit == "seconds":
            return words.duration(value * 1000)
        return f"{value:,}{' %' if self._percent else ''}"

    def _read_out(self, at: int | None) -> None:
        count = len(self._data.starts)
        self._at = None if at is None or not count else min(count - 1, max(0, at))
        self.plot.set_cursor(self._at)
        shown = self._latest() if self._at is None else self._at
        when = "" if shown is None else self.interval_text(shown)
        self._legend.show(when, [self._figure(one, shown) for one in self._data.series])

    def _latest(self) -> int | None:
        """Return the last interval of which the first series that has any figure has one: all figures beside it are of that interval."""
        for one in self._data.series:
            last = next((at for at in range(len(one.values) - 1, -1, -1) if _known(one.values[at])), None)
            if last is not None:
                return last
        return None

    def _figure(self, one: Series, at: int | None) -> str:
        value = None if at is None or at >= len(one.values) or not _known(one.values[at]) else one.values[at]
        match self._unit:
            case "percent":
                return words.percent(value)
            case "seconds":
                return words.duration(None if value is None else round(value * 1000))
            case "mean":
                return words.number(value, 1)
        return words.number(value)

    def _choose(self) -> None:
        if self._at is not None:
            self.chosen.emit(self._at)

    def interval_text(self, at: int) -> str:
        """ "14:00 – 14:30" in the centre's zone, or the interval's own name."""
        if self._data.labels:
            return self._data.labels[at]
        start = self._data.starts[at]
        end = datetime.fromtimestamp(start.timestamp() + self._data.interval_ms / 1000, tz=start.tzinfo)
        day = f"{words.date(start)} " if self._data.many_days() else ""
        return f"{day}{words.time_of_day(start)} – {words.time_of_day(end)}"

    def read_out(self) -> list[str]:
        """Return what the legend says: the interval (the latest, unless one is read out), then one figure per series."""
        return self._legend.texts()

    def print_on(self, painter: QPainter, box: QRectF, unit: float) -> None:
        """Draw the names of the series and the chart into a box of another device, of which `unit` are one pixel of ours."""
        size = QSizeF(box.width() / unit, box.height() / unit)
        painter.save()
        painter.translate(box.topLeft())
        painter.scale(unit, unit)
        below = print_names(painter, self._data.series, size.width(), self._tokens())
        self._legend.hide()
        sheet = QSizeF(size.width(), size.height() - below)
        self.plot.resize(sheet.toSize())
        self._label_axes()
        painter.translate(0, below)
        self.plot.draw(painter, sheet)
        painter.restore()

    def _restyle(self) -> None:
        if self._data.starts:
            self._label_axes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._data.starts:
            self._label_axes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self._data.starts)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if count and event.key() in steps:
            self._read_out((count - 1 if self._at is None else self._at) + steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at is not None:
            self._choose()
        elif event.key() == Qt.Key.Key_Escape and self._at is not None:
            self._read_out(None)
        else:
            super().keyPressEvent(event)
