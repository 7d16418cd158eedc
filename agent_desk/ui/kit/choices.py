"""Choosing one of several values, flat or in levels that depend on each other."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractProxyModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QHBoxLayout, QListView, QVBoxLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.finding import finds

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WHY, _ALSO = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a choice; `children` for the levels below it. `why_not`: why it cannot be chosen now, which is shown with it.

    `also`: other words that find it, such as its name in the other language.
    """

    value: Any
    text: str
    children: tuple["Option", ...] = ()
    why_not: str = ""
    also: tuple[str, ...] = ()


def _is_found(typed: str, index: QModelIndex) -> bool:
    return finds(typed, str(index.data() or ""), *(index.data(_ALSO) or ()))


class _Entries(QListView):
    """The list of a choice. Letters typed while it has the keyboard go to the next entry that they find."""

    def __init__(self) -> None:
        super().__init__()
        self._typed, self._typed_at = "", float("-inf")

    def keyboardSearch(self, search: str) -> None:
        now, before = time.monotonic(), self._typed_at
        goes_on = (now - before) * 1000 < QApplication.keyboardInputInterval()
        self._typed, self._typed_at = self._typed + search if goes_on else search, now
        model, at = self.model(), self.currentIndex().row()
        count = model.rowCount() if model is not None else 0
        # A letter more goes on with the entry that is found; the first of a word looks for the next one.
        first = 0 if len(self._typed) > 1 and at >= 0 else 1
        for step in range(first, first + count):
            index = model.index((at + step) % count, self.modelColumn())
            if index.flags() & Qt.ItemFlag.ItemIsEnabled and _is_found(self._typed, index):
                self.setCurrentIndex(index)
                return


class _Found(QAbstractProxyModel):
    """Of the entries, those that what is typed finds; where it finds none, one line says so."""

    def __init__(self, source: QAbstractItemModel, nothing: str, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[int] = []
        self._nothing = nothing
        self.setSourceModel(source)

    def narrow(self, typed: str) -> None:
        """Show what this finds."""
        self.beginResetModel()
        source = self.sourceModel()
        rows = range(source.rowCount())
        self._rows = [row for row in rows if _is_found(typed, source.index(row, 0))]
        self.endResetModel()

    def first(self) -> int:
        """Return the first row of the entries that is found and can be chosen; -1 where there is none."""
        source = self.sourceModel()
        open_ = (row for row in self._rows if source.index(row, 0).flags() & Qt.ItemFlag.ItemIsEnabled)
        return next(open_, -1)

    def texts(self) -> list[str]:
        """Return what is shown."""
        return [str(self.index(row, 0).data()) for row in range(self.rowCount())]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else max(1, len(self._rows))

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 1

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        return self.createIndex(row, column) if 0 <= row < self.rowCount() and column == 0 else QModelIndex()

    def parent(self, child: Index = _ROOT) -> QModelIndex:  # type: ignore[override]  # QObject has another of this name
        return QModelIndex()

    def mapToSource(self, index: Index) -> QModelIndex:
        at = index.row()
        return self.sourceModel().index(self._rows[at], 0) if 0 <= at < len(self._rows) else QModelIndex()

    def mapFromSource(self, index: Index) -> QModelIndex:
        return self.index(self._rows.index(index.row()), 0) if index.row() in self._rows else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        source = self.mapToSource(index)
        if source.isValid():
            return source.data(role)
        return self._nothing if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        source = self.mapToSource(index)
        return source.flags() if source.isValid() else Qt.ItemFlag.NoItemFlags


class Choice(QComboBox):
    """One of several values. Letters find an entry by any part of its text, by pinyin and by initials; with `searchable`, they
    are typed into the field and narrow the list, and Enter takes the first. What cannot be chosen says why.

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
        self.setView(_Entries())
        self._offered = False
        self.found: _Found | None = None
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
        self.found = _Found(self.model(), self.tr("Nothing found"), self)
        completer = QCompleter(self.found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = QListView()
        popup.setProperty("role", "popup")
        completer.setPopup(popup)
        popup.setFrameShape(QListView.Shape.StyledPanel)
        self.setCompleter(completer)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(self._placeholder)
            line.textEdited.connect(self._narrow)
            line.returnPressed.connect(self._take_first)
            line.editingFinished.connect(self._settle)

    def focusNextPrevChild(self, next: bool) -> bool:
        """What is typed is chosen before Tab leaves: the level below comes into sight by it, and is where Tab goes."""
        if self.isEditable():
            self._settle()
        return super().focusNextPrevChild(next)

    def _narrow(self, typed: str) -> None:
        assert self.found is not None
        self.found.narrow(typed)
        QTimer.singleShot(0, self, self._point_at_first)

    def _point_at_first(self) -> None:
        """Show what Enter will take. Quietly: a completer puts what is chosen in its list into the field."""
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if popup is None or not popup.isVisible() or popup.currentIndex().isValid():
            return
        rows = range(popup.model().rowCount())
        indexes = (popup.model().index(row, 0) for row in rows)
        first = next((index for index in indexes if index.flags() & Qt.ItemFlag.ItemIsEnabled), None)
        if first is not None:
            chosen = popup.selectionModel()
            blocked = chosen.blockSignals(True)
            popup.setCurrentIndex(first)
            chosen.blockSignals(blocked)
            popup.viewport().update()

    def _take_first(self) -> None:
        """Enter: the first entry that is found, where what is typed is not an entry's whole text."""
        typed = self.currentText()
        if self.found is None or not typed or self.findText(typed, Qt.MatchFlag.MatchFixedString) >= 0:
            return
        self.found.narrow(typed)
        first = self.found.first()
        if first >= 0:
            self.setCurrentIndex(first)
            self.setEditText(self.itemText(first))

    def _settle(self) -> None:
        # Half-typed text that names no entry goes back to the entry that is chosen.
        typed = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        if typed >= 0 and self._can_be_chosen(typed):
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
            self._add(made)
        self._offered = self._offered or bool(options)
        self._say_empty()
        self.setCurrentIndex(self._find(kept) if kept is not None else -1)
        self.blockSignals(was_blocked)
        self._changed_look()
        if self.value() != kept:
            self.edited.emit()

    def _add(self, option: Option) -> None:
        text = f"{option.text} · {option.why_not}" if option.why_not else option.text
        self.addItem(text, option.value)
        if option.also:
            self.setItemData(self.count() - 1, option.also, _ALSO)
        model = self.model()
        if option.why_not and isinstance(model, QStandardItemModel):
            item = model.item(self.count() - 1)
            item.setEnabled(False)
            item.setData(option.why_not, _WHY)
            item.setToolTip(option.why_not)

    def _can_be_chosen(self, at: int) -> bool:
        return bool(self.model().index(at, 0).flags() & Qt.ItemFlag.ItemIsEnabled)

    def why_not(self, value: Any) -> str:
        """Return why an entry cannot be chosen now; empty where it can, or is not offered."""
        at = self._find(value)
        return str(self.itemData(at, _WHY) or "") if at >= 0 else ""

    def _say_empty(self) -> None:
        """A list that has lost its last entry says so in the field; one that was not filled yet says what it is for."""
        nothing = self._offered and self.count() == 0
        shown = self.tr("Nothing to choose from") if nothing else self._placeholder
        self.setPlaceholderText(shown)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(shown)

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
