"""A year as twelve small months: which days are worked, which are off, and which of them the bank has named itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from agent_desk.ui.kit import theme, words

_ONE: Final = timedelta(days=1)
_ACROSS, _DOWN, _LINES = 4, 3, 8.5
"""Months beside and above each other; lines of a month: its name, the weekdays, six weeks at the most, and half a line below."""
_GAP: Final = 12
_LEAST: Final = (17, 15)
_STEPS: Final[Mapping[int, int]] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A day: whether it is worked, whether the bank says so, and the holiday it belongs to."""

    worked: bool
    own: bool = False
    name: str = ""

    def says(self) -> str:
        """Return what the day is, in words."""
        worked, off = QCoreApplication.translate("YearView", "worked"), QCoreApplication.translate("YearView", "off")
        kind = worked if self.worked else off
        of = QCoreApplication.translate("YearView", "set by the bank") if self.own else self.name
        return words.with_more(kind, of) if of else kind


class YearView(QWidget):
    """The year. The arrows walk the days; Space, Enter or a click turns one, `turned` carries it."""

    turned = Signal(object)
    moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.year = 2026
        self.day = date(2026, 1, 1)
        self._days: Mapping[date, Shown] = {}
        self._places: dict[date, QRectF] = {}
        theme.changed.connect(self._tint)

    def _tint(self) -> None:
        # A method of its own goes with the view; a partial would be called after it.
        self.update()

    def show_year(self, year: int, days: Mapping[date, Shown]) -> None:
        """Show these days; what is not among them is like its weekday."""
        if year != self.year:
            self.year, self.day = year, date(year, self.day.month, min(self.day.day, 28))
        self._days = days
        self._place()
        self._say()
        self.update()

    def shown(self, day: date) -> Shown:
        """Return what stands on a day."""
        return self._days.get(day) or Shown(day.weekday() < 5)

    def place(self, day: date) -> QRectF:
        """Return where a day is drawn."""
        return self._places[day]

    def go(self, day: date) -> None:
        """Move the cursor to a day of this year."""
        if day.year == self.year:
            self.day = day
            self._say()
            self.update()

    def _say(self) -> None:
        self.setAccessibleDescription(self.said(self.day))
        self.moved.emit(self.day)

    def said(self, day: date) -> str:
        """Return a day in words."""
        return f"{day.isoformat()} {words.weekday(day.isoweekday())} · {self.shown(day).says()}"

    # -- where things stand --------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        wide, high = 22, 20
        return QSize(_ACROSS * 7 * wide + (_ACROSS - 1) * _GAP, round(_DOWN * _LINES * high))

    def minimumSizeHint(self) -> QSize:
        wide, high = _LEAST
        return QSize(_ACROSS * 7 * wide + (_ACROSS - 1) * _GAP, round(_DOWN * _LINES * high))

    def _cell(self) -> tuple[float, float]:
        wide = (self.width() - (_ACROSS - 1) * _GAP) / (_ACROSS * 7)
        return min(wide, 34.0), min(self.height() / (_DOWN * _LINES), 26.0)

    def _corner(self, month: int) -> QPointF:
        wide, high = self._cell()
        return QPointF((month - 1) % _ACROSS * (7 * wide + _GAP), (month - 1) // _ACROSS * _LINES * high)

    def _place(self) -> None:
        wide, high = self._cell()
        self._places = {}
        day = date(self.year, 1, 1)
        while day.year == self.year:
            corner, line = self._corner(day.month), (day.day - 1 + day.replace(day=1).weekday()) // 7
            self._places[day] = QRectF(corner.x() + day.weekday() * wide, corner.y() + (line + 2) * high, wide, high)
            day += _ONE

    def resizeEvent(self, event: object) -> None:
        self._place()

    def _at(self, point: QPointF) -> date | None:
        return next((day for day, place in self._places.items() if place.contains(point)), None)

    # -- what is done --------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        if step is not None:
            self.go(self.day + step * _ONE)
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.turned.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._at(event.position())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go(day)
            self.turned.emit(day)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.said(day) if day is not None else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    # -- drawing -------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._places:
            self._place()
        for month in range(1, 13):
            self._draw_head(painter, month)
        for day, place in self._places.items():
            self._draw_day(painter, day, place)

    def _draw_head(self, painter: QPainter, month: int) -> None:
        wide, high = self._cell()
        corner, tokens = self._corner(month), theme.current()
        painter.setFont(theme.font(12, bold=True))
        painter.setPen(tokens.color("text"))
        name = words.pick(f"{month}月", date(self.year, month, 1).strftime("%b"))
        painter.drawText(QRectF(corner.x() + 3, corner.y(), 7 * wide, high), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(theme.font(10))
        painter.setPen(tokens.color("muted"))
        for at in range(7):
            letter = words.weekday(at + 1)[-1] if words.language() == "zh" else words.weekday(at + 1)[0]
            where = QRectF(corner.x() + at * wide, corner.y() + high, wide, high)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, letter)

    def _draw_day(self, painter: QPainter, day: date, place: QRectF) -> None:
        tokens, shown = theme.current(), self.shown(day)
        box = place.adjusted(1, 1, -1, -1)
        plain = day not in self._days
        if not plain:
            # Off is a filled box, worked an empty one: told apart without their colours, too.
            tone = "good" if shown.worked else "bad"
            painter.setPen(QPen(tokens.color(tone), 2 if shown.own else 1))
            painter.setBrush(QColor(Qt.GlobalColor.transparent) if shown.worked else tokens.soft(tone))
            painter.drawRoundedRect(box, 4, 4)
        painter.setFont(theme.font(11, bold=shown.own))
        painter.setPen(tokens.color("text" if shown.worked or not plain else "muted"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if day == self.day and self.hasFocus():
            painter.setPen(QPen(tokens.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, 5, 5)
