"""A list of a panel with its buttons at the right below it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.ui.kit import theme


def with_foot(table: QWidget, *buttons: QWidget) -> QWidget:
    """Return a widget that holds both."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.SPACE_2)
    column.addWidget(table, 1)
    foot = QHBoxLayout()
    foot.addStretch(1)
    for button in buttons:
        foot.addWidget(button)
    column.addLayout(foot)
    return held
