"""Panels and figures: Card, Tile with its target, KeyValue grid."""

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.ui.kit import icons, layouts, theme
from agent_desk.ui.kit.elided import ElidedLabel


class Card(QFrame):
    """A raised panel: a heading with room for controls at its right, and a body.

    Put widgets into `body` (a vertical layout) with `add`, controls into the heading with `add_header`.
    """

    def __init__(
        self,
        title: str = "",
        *,
        icon: str = "",
        padding: int = theme.SPACE_4,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(padding, padding if not title else theme.SPACE_3, padding, padding)
        outer.setSpacing(theme.SPACE_3)
        self._title = theme.label(title, "heading")
        self._icon = Icon(icon, "muted") if icon else None
        self._header = QHBoxLayout()
        self._header.setSpacing(theme.SPACE_2)
        if self._icon is not None:
            self._header.addWidget(self._icon)
        self._header.addWidget(self._title)
        self._header.addStretch(1)
        self._title.setMinimumHeight(theme.CONTROL_PX)
        if title:
            outer.addLayout(self._header)
            self.setAccessibleName(title)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.SPACE_3)
        outer.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_header_visible(self, shown: bool) -> None:
        """Whether the title and its symbol are shown; the accessible name stays."""
        for widget in (self._title, self._icon):
            if widget is not None:
                widget.setVisible(shown)

    def add_header(self, widget: QWidget) -> None:
        """A control at the right end of the heading."""
        self._header.addWidget(widget)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        self.body.addWidget(widget, stretch)

    def set_tone(self, tone: Literal["", "ringing", "warning", "bad"]) -> None:
        """A coloured edge for what needs a look. Say it in words as well."""
        theme.restyle(self, tone=tone)


class Icon(QWidget):
    """A symbol of the set as a widget, in a token's colour; follows the theme."""

    def __init__(self, name: str, tone: str = "text", size: int = icons.SIZE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone = name, tone
        self._size = size
        self.setFixedSize(QSize(size, size))

    def set(self, name: str, tone: str = "text") -> None:
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._name:
            tone = self._tone if self.isEnabled() else "disabled"
            icons.paint(QPainter(self), QRect(0, 0, self._size, self._size), self._name, tone)


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should reach, as data. `near` is how far beside the target still counts as a warning."""

    value: float
    text: str
    kind: Literal["at_least", "at_most"] = "at_least"
    near: float = 0.0

    def tone(self, figure: float) -> str:
        """good, warning or bad."""
        reached = operator.ge if self.kind == "at_least" else operator.le
        if reached(figure, self.value):
            return "good"
        edge = self.value - self.near if self.kind == "at_least" else self.value + self.near
        return "warning" if self.near and reached(figure, edge) else "bad"


_TONE_ICON = {"good": "circle-check", "warning": "triangle-alert", "bad": "circle-alert"}


class Tile(QFrame):
    """One figure: caption and the window it is counted over, the number, its unit, and a line with its target. Pressing it asks for
    the calls in it.

    `explain` (tooltip) gives the formula and the window. `clicked` is emitted by mouse, Enter and Space.
    """

    clicked = Signal()

    def __init__(
        self,
        caption: str,
        *,
        window: str,
        unit: str = "",
        note: str = "",
        target: Target | None = None,
        explain: str = "",
        clickable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._caption, self._window, self._target, self._note = caption, window, target, note
        self._figure: float | None = None
        self._tone = ""
        self.setProperty("role", "tile")
        self.setProperty("clickable", clickable)
        self._clickable = clickable
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._number = theme.label("–", "figure")
        self._unit = theme.label(unit, "muted")
        self._mark = Icon("")
        self._line = ElidedLabel("caption", note or (target.text if target else ""))
        self._build()
        self.setToolTip(explain)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name_it()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        outer.setSpacing(2)
        self._heading = ElidedLabel("caption", self.heading())
        outer.addWidget(self._heading)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_1)
        # Bottom alignment with a small lift sets the unit on the figure's base line.
        self._unit.setContentsMargins(0, 0, 0, 6)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        outer.addLayout(row)
        below = QHBoxLayout()
        below.setSpacing(theme.SPACE_1)
        self._mark.hide()
        below.addWidget(self._mark)
        below.addWidget(self._line, 1)
        self._line.setMinimumHeight(18)
        outer.addLayout(below)

    def set_figure(
        self, text: str, value: float | None = None, *, tone: str | None = None, note: str | None = None
    ) -> None:
        """Show `text`. `value` is judged against the target; `tone` overrides that ("" for none); `note` replaces the line."""
        self._number.setText(text)
        self._figure = value
        if note is not None:
            self._note = note
            self._line.setText(note)
        judged = self._target.tone(value) if self._target is not None and value is not None else ""
        self._show_tone(judged if tone is None else tone)
        self._name_it()

    def heading(self) -> str:
        """Return what the figure is and over what it is counted."""
        return f"{self._caption} · {self._window}"

    def set_window(self, window: str) -> None:
        """Say that it is counted over something else."""
        self._window = window
        self._heading.setText(self.heading())
        self._name_it()

    def set_target(self, target: Target | None) -> None:
        """Judge by another target."""
        self._target = target
        if target is not None:
            self._line.setText(target.text)
        self.set_figure(self._number.text(), self._figure)

    def set_explain(self, text: str) -> None:
        """Formula and window for the tooltip."""
        self.setToolTip(text)

    def tone(self) -> str:
        return self._tone

    def text(self) -> str:
        return self._number.text()

    def _show_tone(self, tone: str) -> None:
        if tone == self._tone:
            return
        self._tone = tone
        self._mark.set(_TONE_ICON.get(tone, ""), tone or "text")
        self._mark.setVisible(tone in _TONE_ICON)
        shown = tone if tone in ("warning", "bad") else ""
        theme.restyle(self._number, tone=shown)
        theme.restyle(self._line, tone=shown)

    def _name_it(self) -> None:
        parts = (self.heading(), f"{self._number.text()} {self._unit.text()}".strip(), self._line.text())
        self.setAccessibleName(", ".join(part for part in parts if part))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (
            self._clickable
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class KeyValue(QWidget):
    """Captions and values in aligned columns. A value is a text or a widget (a masked field with its reveal button)."""

    def __init__(
        self, rows: Sequence[tuple[str, str | QWidget]] = (), *, columns: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._values: dict[str, QWidget] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_3)
        self._grid.setVerticalSpacing(theme.SPACE_1)
        for column in range(columns):
            self._grid.setColumnStretch(column * 2 + 1, 1)
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[tuple[str, str | QWidget]]) -> None:
        """Show `rows` instead; an empty text shows as an en dash."""
        layouts.empty(self._grid)
        self._values.clear()
        for at, (caption, value) in enumerate(rows):
            row, column = divmod(at, self._columns)
            heading = theme.label(caption, "caption")
            heading.setMinimumHeight(24)
            shown = theme.label(value or "–", selectable=True, wrap=True) if isinstance(value, str) else value
            shown.setAccessibleName(f"{caption}: {value}" if isinstance(value, str) else caption)
            self._grid.addWidget(heading, row, column * 2, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(shown, row, column * 2 + 1, Qt.AlignmentFlag.AlignVCenter)
            self._values[caption] = shown

    def set_value(self, caption: str, text: str) -> None:
        """Change one text; raises KeyError for a caption that is not shown."""
        shown = self._values[caption]
        if isinstance(shown, QLabel) and shown.text() != (text or "–"):
            shown.setText(text or "–")
            shown.setAccessibleName(f"{caption}: {text}")
