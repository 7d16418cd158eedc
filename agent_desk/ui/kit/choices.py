"""Choosing one of several values, flat or in levels that depend on each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QListView, QVBoxLayout, QWidget

from agent_desk.ui.kit import theme


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a choice; `children` for the levels below it."""

    value: Any
    text: str
    children: tuple["Option", ...] = ()


class Choice(QComboBox):
    """One of several values. With `searchable`, typing any part of a text narrows the list.

    `value()` is None while nothing is chosen. The wheel does not change a choice by accident.
    """

    edited = Signal()

    def __init__(
        self,
        options: Sequence[Option | tuple[Any, str]] = (),
        *,
        placeholder: str = "",
        searchable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._placeholder = placeholder or self.tr("Choose …")
        self.setView(QListView())
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if searchable:
            self._make_searchable()
        self.setPlaceholderText(self._placeholder)
        # Until a form gives it another name.
        self.setAccessibleName(placeholder.removesuffix("…").strip())
        self.set_options(options)
        self.currentIndexChanged.connect(self._changed)
        self._changed_look()

    def setAccessibleName(self, name: str) -> None:
        """Name the choice and the field that is typed into alike."""
        super().setAccessibleName(name)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)

    def _changed(self) -> None:
        self._changed_look()
        self.edited.emit()

    def _changed_look(self) -> None:
        theme.restyle(self, blank=self.currentIndex() < 0 and not self.isEditable())
        self.setToolTip(self.text())
        line = self.lineEdit()
        if line is not None and not line.hasFocus():
            # Of words that are too long for the field, the beginning is what tells them apart.
            line.setCursorPosition(0)

    def _make_searchable(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = QListView()
        popup.setProperty("role", "popup")
        completer.setPopup(popup)
        popup.setFrameShape(QListView.Shape.StyledPanel)
        self.setCompleter(completer)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(self._placeholder)
            line.editingFinished.connect(self._settle)

    def _settle(self) -> None:
        # Half-typed text that names no entry goes back to the entry that is chosen.
        typed = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        if typed >= 0:
            self.setCurrentIndex(typed)
        self.setEditText(self.itemText(self.currentIndex()) if self.currentText() else "")
        if not self.currentText():
            self.setCurrentIndex(-1)
        self._changed_look()

    def set_options(self, options: Sequence[Option | tuple[Any, str]]) -> None:
        """Offer other entries; what was chosen stays chosen if it is among them."""
        kept = self.value()
        was_blocked = self.blockSignals(True)
        self.clear()
        for option in options:
            made = option if isinstance(option, Option) else Option(*option)
            self.addItem(made.text, made.value)
        self.setCurrentIndex(self._find(kept) if kept is not None else -1)
        self.blockSignals(was_blocked)
        self._changed_look()
        if self.value() != kept:
            self.edited.emit()

    def _find(self, value: Any) -> int:
        # findData compares as Qt variants, which knows neither UUID nor tuple.
        return next((at for at in range(self.count()) if self.itemData(at) == value), -1)

    def value(self) -> Any:
        return self.itemData(self.currentIndex()) if self.currentIndex() >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose; None or an unknown value chooses nothing."""
        self.setCurrentIndex(-1 if value is None else self._find(value))
        if self.isEditable() and self.currentIndex() < 0:
            self.setEditText("")

    def words_of(self, value: Any) -> str:
        """Return the words of an entry; empty for one that is not offered."""
        at = self._find(value)
        return self.itemText(at) if at >= 0 else ""

    def text(self) -> str:
        """Return the words of what is chosen."""
        return self.itemText(self.currentIndex()) if self.currentIndex() >= 0 else ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CascadeChoice(QWidget):
    """Choices that depend on each other (the A, B and C classes of a complaint): two or three levels.

    `value()` is the value of the deepest level that is chosen, `path()` all of them. Levels without entries hide.
    """

    edited = Signal()

    def __init__(
        self,
        options: Sequence[Option] = (),
        *,
        levels: int = 2,
        placeholders: Sequence[str] = (),
        stacked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout: QHBoxLayout | QVBoxLayout = QVBoxLayout(self) if stacked else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_2)
        self._options: tuple[Option, ...] = ()
        self._boxes: list[Choice] = []
        for level in range(levels):
            box = Choice(placeholder=placeholders[level] if level < len(placeholders) else "", searchable=True)
            box.edited.connect(lambda level=level: self._chosen(level))
            self._boxes.append(box)
            layout.addWidget(box, 1)
        self.setFocusProxy(self._boxes[0])
        self._quiet = False
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer another tree; what was chosen stays chosen as far as it exists."""
        kept = self.value()
        self._options = tuple(options)
        self._boxes[0].set_options(self._options)
        self._fill_below(0)
        if kept is not None:
            self.set_value(kept)

    def _fill_below(self, level: int) -> None:
        children = self._children(level)
        for at in range(level + 1, len(self._boxes)):
            box = self._boxes[at]
            box.set_options(children if at == level + 1 else ())
            if at > level + 1:
                box.set_value(None)
            box.setVisible(bool(children) and at == level + 1)
        if level + 1 < len(self._boxes):
            self._boxes[level + 1].setVisible(bool(children))

    def _children(self, level: int) -> tuple[Option, ...]:
        options = self._options
        for box in self._boxes[: level + 1]:
            match = next((option for option in options if option.value == box.value()), None)
            if match is None:
                return ()
            options = match.children
        return options

    def _chosen(self, level: int) -> None:
        if self._quiet:
            return
        self._quiet = True
        self._fill_below(level)
        self._quiet = False
        self.edited.emit()

    def setAccessibleName(self, name: str) -> None:
        """Name every level: the first as the field, those below by what is chosen in them too."""
        super().setAccessibleName(name)
        for at, box in enumerate(self._boxes):
            below = box.placeholderText().removesuffix("…").strip()
            box.setAccessibleName(f"{name}: {below}" if at and below else name)

    def path(self) -> tuple[Any, ...]:
        """Return the values chosen, from the top."""
        found = []
        for box in self._boxes:
            if box.value() is None:
                break
            found.append(box.value())
        return tuple(found)

    def value(self) -> Any:
        path = self.path()
        return path[-1] if path else None

    def words_of(self, value: Any) -> str:
        """Return the words of an entry at any level; empty for one that is not offered."""
        return _words_of(self._options, value)

    def complete(self) -> bool:
        """Return whether no level below the chosen one is left to choose."""
        path = self.path()
        return bool(path) and (len(path) == len(self._boxes) or not self._children(len(path) - 1))

    def set_value(self, value: Any) -> None:
        """Choose the entry with this value at any level, with everything above it; None chooses nothing."""
        path = _path_to(self._options, value) if value is not None else ()
        self._quiet = True
        for level, box in enumerate(self._boxes):
            box.set_value(path[level] if level < len(path) else None)
            self._fill_below(level)
        self._quiet = False
        self.edited.emit()


def _path_to(options: Sequence[Option], value: Any) -> tuple[Any, ...]:
    for option in options:
        if option.value == value:
            return (option.value,)
        below = _path_to(option.children, value)
        if below:
            return (option.value, *below)
    return ()


def _words_of(options: Sequence[Option], value: Any) -> str:
    for option in options:
        found = option.text if option.value == value else _words_of(option.children, value)
        if found:
            return found
    return ""
