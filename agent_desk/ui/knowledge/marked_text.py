"""Text with marked ranges, laid out on at most so many lines and painted: the ranges come from the hub as data."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

from agent_desk.ui.kit import theme

Range = tuple[int, int]
_LEADING = 1.08


class MarkedText:
    """A laid-out text. `height` in device-independent pixels; longer texts end with "…" on the last line allowed."""

    def __init__(self, text: str, marks: Sequence[Range], font: QFont, width: float, most_lines: int) -> None:
        self._marks = utf16(text, marks)
        self._layout, cut = _lay_out(text, font, width, most_lines)
        if cut is not None:
            self._layout, _ = _lay_out(text[:cut].rstrip("，。；、 ") + "…", font, width, most_lines)
        lines = self._layout.lineCount()
        self.height = self._layout.lineAt(lines - 1).rect().bottom() if lines else 0.0

    def paint(self, painter: QPainter, left: float, top: float, tone: str) -> None:
        """Draw with the upper left corner at (left, top), in the colour of a token."""
        tokens = theme.current()
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            begin, end = line.textStart(), line.textStart() + line.textLength()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("highlight"))
            for start, stop in self._marks:
                if start < end and stop > begin:
                    x1 = _x(line.cursorToX(max(start, begin)))
                    x2 = _x(line.cursorToX(min(stop, end)))
                    box = line.rect()
                    painter.drawRoundedRect(QRectF(left + x1 - 1, top + box.top(), x2 - x1 + 2, line.height()), 3, 3)
        painter.setPen(tokens.color(tone))
        self._layout.draw(painter, QPointF(left, top))


def utf16(text: str, marks: Sequence[Range]) -> list[Range]:
    """Ranges of characters as Qt counts them: what lies beyond the basic plane (rare characters, emoji) takes two places."""
    if text.isascii() or max(map(ord, text), default=0) <= 0xFFFF:
        return list(marks)

    def place(at: int) -> int:
        return at + sum(ord(character) > 0xFFFF for character in text[:at])

    return [(place(start), place(end)) for start, end in marks]


def _lay_out(text: str, font: QFont, width: float, most_lines: int) -> tuple[QTextLayout, int | None]:
    """Return the layout, and where to cut the text if it has more lines than allowed."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = 0.0
    cut: int | None = None
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += round(line.height() * _LEADING) if most_lines > 1 else line.height()
        if layout.lineCount() == most_lines:
            end = line.textStart() + line.textLength()
            cut = end - 2 if end < len(text) else None
            break
    layout.endLayout()
    return layout, cut


def _x(found: object) -> float:
    """PySide gives cursorToX as a number or as (number, position), by version."""
    value = found[0] if isinstance(found, tuple) else found
    assert isinstance(value, int | float)
    return float(value)
