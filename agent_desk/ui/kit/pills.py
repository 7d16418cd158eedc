"""Small coloured marks that paint themselves: pill, count, initial circle, keyboard key."""

from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desk.ui.kit import icons, theme

PILL_PX = 24
_FONT_PX = 12
_ICON_PX = 14
_PAD = 8
_GAP = 5


def pill_width(text: str, icon: str = "") -> int:
    """Width of a pill with this text and symbol."""
    width = QFontMetrics(theme.font(_FONT_PX, bold=True)).horizontalAdvance(text) + 2 * _PAD
    if icon:
        width += _ICON_PX + (_GAP if text else 0)
    return width


def paint_pill(painter: QPainter, box: QRect, text: str, tone: str, icon: str = "") -> None:
    """Draw a pill left in `box`, centred in height, cut with "…" when the box is narrower. Used by tables as well."""
    tokens = theme.current()
    width = min(pill_width(text, icon), box.width())
    height = min(PILL_PX, box.height())
    area = QRectF(box.left(), box.top() + (box.height() - height) / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.soft(tone))
    painter.drawRoundedRect(area, height / 2, height / 2)
    left = area.left() + _PAD
    if icon:
        icons.paint(
            painter, QRect(round(left), round(area.center().y() - _ICON_PX / 2), _ICON_PX, _ICON_PX), icon, tone
        )
        left += _ICON_PX + _GAP
    painter.setPen(tokens.color(tone))
    font = theme.font(_FONT_PX, bold=True)
    painter.setFont(font)
    room = QRectF(left, area.top(), max(0.0, area.right() - _PAD - left + 1), height)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, round(room.width()) + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class Pill(QWidget):
    """A word with its symbol on a quiet ground of its tone."""

    def __init__(self, text: str = "", tone: str = "muted", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon = text, tone, icon
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set(self, text: str, *, tone: str = "muted", icon: str = "") -> None:
        """Show something else."""
        if (text, tone, icon) == (self._text, self._tone, self._icon):
            return
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def tone(self) -> str:
        return self._tone

    def sizeHint(self) -> QSize:
        return QSize(pill_width(self._text, self._icon), PILL_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(pill_width(self._text, self._icon), 56), PILL_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_pill(QPainter(self), self.rect(), self._text, self._tone, self._icon)


class Badge(Pill):
    """A small count or mark, such as "3" beside a tab or "simulated" beside a name."""

    def __init__(self, text: str = "", tone: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(text, tone, "", parent)

    def set_count(self, count: int) -> None:
        """Show a count; more than 99 as "99+", none hides the badge."""
        self.set("99+" if count > 99 else str(count), tone=self._tone)
        self.setVisible(count > 0)

    def sizeHint(self) -> QSize:
        return QSize(max(20, pill_width(self._text) - 4), 20)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.soft(self._tone))
        painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
        painter.setPen(tokens.color(self._tone))
        painter.setFont(theme.font(_FONT_PX, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class Avatar(QWidget):
    """A circle with the first character of a name; `dot` names a tone for a small state mark."""

    def __init__(self, name: str = "", size: int = 36, tone: str = "accent_ink", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone, self._dot = name, tone, ""
        self.setFixedSize(size, size)
        self.setAccessibleName(name)

    def set_name(self, name: str, *, tone: str = "accent_ink", dot: str = "") -> None:
        self._name, self._tone, self._dot = name, tone, dot
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.soft(self._tone))
        painter.drawEllipse(self.rect())
        initial = self._name.strip()[:1].upper()
        if initial:
            painter.setPen(tokens.color(self._tone))
            painter.setFont(theme.font(max(12, round(self.width() * 0.42)), bold=True))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, initial)
        else:
            edge = self.width() // 2
            box = QRect((self.width() - edge) // 2, (self.height() - edge) // 2, edge, edge)
            icons.paint(painter, box, "user", self._tone)
        if self._dot:
            self._paint_dot(painter, tokens)

    def _paint_dot(self, painter: QPainter, tokens: theme.Tokens) -> None:
        radius = max(4.0, self.width() * 0.14)
        painter.setPen(QPen(tokens.color("surface_raised"), 2))
        painter.setBrush(tokens.color(self._dot))
        painter.drawEllipse(QPointF(self.width() - radius - 1, self.height() - radius - 1), radius, radius)


class Divider(QWidget):
    """A hairline between parts of a panel."""

    def __init__(
        self, direction: Literal["horizontal", "vertical"] = "horizontal", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        if direction == "horizontal":
            self.setFixedHeight(1)
        else:
            self.setFixedWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().color("border"))
