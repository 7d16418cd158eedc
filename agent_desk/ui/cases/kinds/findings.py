"""What the checker finds, on the screen: a line each, with a symbol and in words."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Icon


def finding_line(said: str) -> QWidget:
    """Return a finding as a line."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE_2)
    row.addWidget(Icon("circle-alert", "bad"))
    row.addWidget(theme.label(said, wrap=True), 1)
    return line
