"""Forms: aligned labels, the required mark, a hint and an error line per field, and whether anything was changed."""

from collections.abc import Mapping
from typing import Any, Literal, Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.cards import Icon
from agent_desk.ui.kit.choices import CascadeChoice, Choice, Option
from agent_desk.ui.kit.inputs import DateTimeInput, DayInput, NumberInput, TextArea, TextInput, Tick, TimeInput

__all__ = [
    "CascadeChoice",
    "Choice",
    "DateTimeInput",
    "DayInput",
    "Form",
    "Input",
    "NumberInput",
    "Option",
    "TextArea",
    "TextInput",
    "Tick",
    "TimeInput",
]


class _Edited(Protocol):
    def connect(self, slot: Any) -> Any: ...


class Input(Protocol):
    """What a form needs of an input; every input of the kit is one."""

    @property
    def edited(self) -> _Edited: ...
    def value(self) -> Any: ...
    def set_value(self, value: Any) -> None: ...


class _Row:
    def __init__(self, label: QLabel, widget: QWidget, required: bool) -> None:
        self.label = label
        self.widget = widget
        self.required = required
        self.around: list[QWidget] = []
        self.error = theme.label("", "error", wrap=True)
        self.mark = Icon("circle-alert", "bad", 14)
        self.line = QWidget()
        layout = QHBoxLayout(self.line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_1)
        layout.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.error, 1)
        self.line.hide()

    @property
    def input(self) -> Input:
        return cast(Input, self.widget)

    def show_error(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.line.setVisible(bool(sentence))
        target = self.widget.focusProxy() or self.widget
        target.setAccessibleDescription(sentence)
        theme.restyle(target, invalid=bool(sentence))


class Form(QWidget):
    """A column of fields.

    `dirty_changed` says when the first change is made and when the form is clean again; `edited` names the field.
    Errors go away from a field as soon as it is edited.
    """

    dirty_changed = Signal(bool)
    edited = Signal(str)

    def __init__(self, *, labels: Literal["left", "top"] = "left", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beside = labels == "left"
        self._rows: dict[str, _Row] = {}
        self._clean: dict[str, Any] = {}
        self._dirty = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_3)
        self._grid.setVerticalSpacing(theme.SPACE_3 if self._beside else theme.SPACE_2)
        self._grid.setColumnStretch(1, 1)

    def add(self, field: str, label: str, widget: QWidget, *, required: bool = False, hint: str = "") -> QWidget:
        """Put `widget` (an Input) under the name `field`; returns it."""
        caption = theme.label(label, "caption")
        row = _Row(caption, widget, required)
        self._rows[field] = row
        caption.setBuddy(widget)
        target = widget.focusProxy() or widget
        for named in (widget, target):
            named.setAccessibleName(self.tr("{label}, required").format(label=label) if required else label)
        self._place(row, self._caption_box(caption, required), hint)
        row.input.edited.connect(lambda: self._changed(field))
        self._clean[field] = row.input.value()
        return widget

    def _caption_box(self, caption: QLabel, required: bool) -> QWidget:
        box = QWidget()
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(caption)
        if required:
            star = theme.label("*", "required")
            star.setToolTip(self.tr("Required"))
            layout.addWidget(star)
        layout.addStretch(1)
        box.setMinimumHeight(theme.CONTROL_PX if self._beside else 0)
        return box

    def _place(self, row: _Row, caption: QWidget, hint: str) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        at = self._grid.rowCount()
        if self._beside:
            self._grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addLayout(column, at, 1)
        else:
            self._grid.addLayout(column, at, 0, 1, 2)
        if self._beside or row.label.text():
            row.around.append(caption)
        else:
            # A tick says itself what it is: an empty line above it would be a gap.
            caption.setParent(self)
            caption.hide()
        if not self._beside and row.label.text():
            column.addWidget(caption)
        column.addWidget(row.widget)
        if hint:
            row.around.append(theme.label(hint, "caption", wrap=True))
            column.addWidget(row.around[-1])
        column.addWidget(row.line)

    def add_wide(self, widget: QWidget) -> None:
        """Something across both columns that is no field: a heading, a banner."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def set_shown(self, name: str, shown: bool) -> None:
        """Show a field where it matters, with its caption and hint, or put it away. Raises KeyError."""
        row = self._rows[name]
        for widget in (row.widget, *row.around):
            widget.setVisible(shown)
        row.line.setVisible(shown and bool(row.error.text()))

    def field(self, name: str) -> QWidget:
        """Return the input of a field; raises KeyError."""
        return self._rows[name].widget

    def values(self) -> dict[str, Any]:
        """Return what every field holds."""
        return {name: row.input.value() for name, row in self._rows.items()}

    def set_values(self, values: Mapping[str, Any], *, clean: bool = True) -> None:
        """Fill fields; with `clean`, this is what the form counts as unchanged from now on."""
        for name, value in values.items():
            if name in self._rows:
                self._rows[name].input.set_value(value)
        if clean:
            self.mark_clean()

    def put(self, name: str, value: Any) -> None:
        """Put a value into a field as somebody's choice: it counts as typed. Raises KeyError."""
        self._rows[name].input.set_value(value)
        self._changed(name)

    def label(self, name: str) -> str:
        """Return what a field is called: its caption, or what its tick says. Raises KeyError."""
        row = self._rows[name]
        return row.label.text() or (row.widget.text() if isinstance(row.widget, Tick) else name)

    def say(self, name: str, value: Any) -> str:
        """Return a value of a field in words, as the field would show it."""
        widget = self._rows[name].widget if name in self._rows else None
        if isinstance(value, list | tuple):
            return self.tr(", ").join(self.say(name, one) for one in value) or "–"
        words = getattr(widget, "words_of", None)
        said = words(value) if words is not None else ""
        return said or ("–" if value in (None, "") else str(value))

    def changes(self) -> list[str]:
        """Return what differs from what was loaded or saved, a line each, in words."""
        now = self.values()
        return [
            f"{self.label(name)}: {self.say(name, self._clean[name])} → {self.say(name, now[name])}"
            for name in now
            if now[name] != self._clean[name]
        ]

    def mark_clean(self) -> None:
        """What stands in the form now is saved."""
        self._clean = self.values()
        self._check_dirty()

    def dirty(self) -> bool:
        """Return whether a field differs from what was loaded or saved."""
        return self._dirty

    def _changed(self, field: str) -> None:
        self._rows[field].show_error("")
        self._check_dirty()
        self.edited.emit(field)

    def _check_dirty(self) -> None:
        dirty = self.values() != self._clean
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)

    def missing(self) -> dict[str, str]:
        """Return a sentence for every required field that is empty and every text that is too long."""
        found: dict[str, str] = {}
        for name, row in self._rows.items():
            if row.required and row.input.value() in (None, "", ()):
                found[name] = self.tr("Please fill in {label}.").format(label=row.label.text())
            elif isinstance(row.widget, TextArea) and row.widget.too_long():
                found[name] = self.tr("{label} is too long.").format(label=row.label.text())
        return found

    def check(self) -> bool:
        """Show what is missing and say whether the form may be sent."""
        found = self.missing()
        self.set_errors(found)
        return not found

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence under each field named and put the cursor into the first of them; {} takes all away."""
        first: QWidget | None = None
        for name, row in self._rows.items():
            row.show_error(errors.get(name, ""))
            if first is None and errors.get(name):
                first = row.widget
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def errors(self) -> dict[str, str]:
        """Return the sentences that are shown."""
        return {name: row.error.text() for name, row in self._rows.items() if row.error.text()}
