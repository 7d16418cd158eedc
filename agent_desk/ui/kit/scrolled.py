"""What may be higher than its place: scrolled up and down, never sideways, without a frame of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


class ScrollArea(QScrollArea):
    """Shows `inside`, or what a layout holds, in the room there is.

    `read`: its accessible name where it is text to be read, which takes the focus itself so that the arrows scroll it. Else what is
    inside takes the focus, and comes into sight with it.
    """

    def __init__(
        self, inside: QWidget | QLayout | None = None, *, read: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(read)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if read else Qt.FocusPolicy.NoFocus)
        if inside is not None:
            self.setWidget(inside)

    def setWidget(self, inside: QWidget | QLayout) -> None:
        """Show this instead, on the ground that lies beneath."""
        shown = QWidget() if isinstance(inside, QLayout) else inside
        if isinstance(inside, QLayout):
            shown.setLayout(inside)
        shown.setProperty("role", "plain")
        super().setWidget(shown)
