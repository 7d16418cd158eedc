"""The product's mark beside its name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from agent_desk.ui.kit import icons, theme


class Mark(QWidget):
    """The product's mark: a headset on a rounded square of the accent."""

    def __init__(self, size: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color("accent"))
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        inset = self.width() // 4
        icons.paint(painter, self.rect().adjusted(inset, inset, -inset, -inset), "headset", "accent_text")
