"""What an interval chart's legend is: each series by the shape it is drawn in, its name, and its figure where one points."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.elided import ElidedLabel

Kind = Literal["line", "dashed", "bars"]
_PER_ROW = 2
_SAMPLE_PX = 18 + theme.SPACE_1
_MOST = 8
"""More names than these would leave no room for the chart."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures, one per interval; None where there is none (no call in that interval, or still to come).

    `target` draws a dashed line across, with `target_text` at its right end ("target 80 %").
    """

    text: str
    values: Sequence[float | None]
    kind: Kind = "line"
    tone: str = "series_1"
    target: float | None = None
    target_text: str = ""


class _Swatch(QWidget):
    """A sample of how a series is drawn, so that legend and line are matched by shape as well as colour."""

    def __init__(self, kind: Kind, tone: str) -> None:
        super().__init__()
        self._kind, self._tone = kind, tone
        self.setFixedSize(QSize(18, 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        _sample(QPainter(self), self._kind, theme.current().color(self._tone))


def _sample(painter: QPainter, kind: Kind, color: QColor) -> None:
    """Draw how a series looks, 18 x 12 from the painter's origin on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if kind == "bars":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(4, 1, 10, 10, 2, 2)
        return
    style = Qt.PenStyle.SolidLine if kind == "line" else Qt.PenStyle.DotLine
    painter.setPen(QPen(color, 2.5, style, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(2, 6), QPointF(16, 6))


def print_names(painter: QPainter, series: Sequence[Series], width: float, tokens: theme.Tokens) -> float:
    """Draw the names one after the other, whole, in as many lines as they need; return how high they are."""
    font = theme.paper_font(12)
    metrics = QFontMetricsF(font)
    line, x, y = metrics.height() + 2, 0.0, 0.0
    for one in series:
        needed = _SAMPLE_PX + metrics.horizontalAdvance(one.text)
        if x and x + needed > width:
            x, y = 0.0, y + line
        painter.save()
        painter.translate(x, y + (line - 12) / 2)
        _sample(painter, one.kind, tokens.color(one.tone))
        painter.restore()
        painter.setFont(font)
        painter.setPen(tokens.color("text"))
        painter.drawText(QPointF(x + _SAMPLE_PX, y + metrics.ascent()), one.text)
        x += needed + theme.SPACE_4
    return y + line + theme.SPACE_1


class Legend(QWidget):
    """Names of the series with their value in the interval under the mouse (else the latest), and which interval that is. Two beside
    each other, so that four fit a narrow panel; of very many the first, and how many more there are."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_3)
        self._grid.setVerticalSpacing(2)
        self._cells: list[QWidget] = []
        self._figures: list[Any] = []
        self._when = theme.label("", "caption")
        self._when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._shape: tuple[tuple[str, str, str], ...] = ()

    def set_series(self, series: Sequence[Series]) -> None:
        """Name these series."""
        shape = tuple((one.text, one.kind, one.tone) for one in series)
        if shape == self._shape:
            return
        self._shape = shape
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.deleteLater()
        self._cells, self._figures = [], []
        for at, one in enumerate(series[:_MOST]):
            cell = self._cell(one)
            self._cells.append(cell)
            self._grid.addWidget(cell, at // _PER_ROW, at % _PER_ROW)
        if len(series) > _MOST:
            more = theme.label(self.tr("and {count} more").format(count=len(series) - _MOST), "caption")
            self._cells.append(more)
            self._grid.addWidget(more, _MOST // _PER_ROW, 0)
        self._grid.addWidget(self._when, 0, _PER_ROW)
        for column in range(_PER_ROW):
            self._grid.setColumnStretch(column, 1)

    def _cell(self, one: Series) -> QWidget:
        cell = QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_1)
        row.addWidget(_Swatch(one.kind, one.tone))
        name = ElidedLabel("caption", one.text)
        row.addWidget(name, 1)
        figure = theme.FigureLabel()
        figure.setMinimumWidth(40)
        self._figures.append(figure)
        row.addWidget(figure)
        return cell

    def show(self, when: str = "", figures: Sequence[str] = ()) -> None:
        """The interval that is read out, and the figures in it."""
        self._when.setText(when)
        for shown, text in zip(self._figures, figures, strict=False):
            shown.setText(text)
        super().show()

    def texts(self) -> list[str]:
        """Return the interval, then one figure per series."""
        return [self._when.text(), *(shown.text() for shown in self._figures)]
