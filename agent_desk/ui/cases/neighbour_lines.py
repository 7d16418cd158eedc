"""Complaints that look like the same matter, a line each: number, day, state, class, why; read beside, or said to be the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.schemas.cases.text_told import Neighbour
from agent_desk.ui.cases import presentation
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, ElidedLabel, Pill, label

_LIKE = 100


class Offers(Protocol):
    """What may be said of a neighbour: which words stand on the button, or none."""

    def __call__(self, one: Neighbour) -> str: ...


def why(one: Neighbour) -> str:
    """Return why a complaint is told, in words: the same customer, telephone or number, how alike, and the words that both have."""
    said = []
    if one.linked:
        said.append(QCoreApplication.translate("Neighbours", "said to be the same matter"))
    if one.same_customer:
        said.append(QCoreApplication.translate("Neighbours", "same customer"))
    if one.same_telephone:
        said.append(QCoreApplication.translate("Neighbours", "same telephone"))
    if one.same_number:
        said.append(QCoreApplication.translate("Neighbours", "same number in the text"))
    alike = QCoreApplication.translate("Neighbours", "texts {share} % alike").format(share=round(one.likeness * _LIKE))
    said.append(f"{alike}: {words.pick('、', ', ').join(one.words)}" if one.words else alike)
    return " · ".join(said)


class NeighbourLine(QWidget):
    """One of them. It is filled again rather than made anew, so that nothing jumps while somebody types."""

    read_wanted = Signal(object)
    same_wanted = Signal(object)
    merge_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: Neighbour | None = None
        self._number, self._state = label("", "strong", selectable=True), Pill()
        self._facts, self._why = ElidedLabel("caption"), ElidedLabel("caption")
        self.read = Button(self.tr("Read"), size="small")
        self.same = Button("", size="small", icon="link")
        self.merge = Button(self.tr("Merge …"), size="small")
        for button, signal in (
            (self.read, self.read_wanted),
            (self.same, self.same_wanted),
            (self.merge, self.merge_wanted),
        ):
            button.clicked.connect(lambda _checked=False, wanted=signal: wanted.emit(self.shown))
        first = QHBoxLayout()
        first.setSpacing(theme.SPACE_2)
        first.addWidget(self._state)
        first.addWidget(self._number)
        first.addWidget(self._facts, 1)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addLayout(first)
        told.addWidget(self._why)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addLayout(told, 1)
        for button in (self.read, self.same, self.merge):
            row.addWidget(button)

    def show_one(self, one: Neighbour | None, same: str = "", *, merge: bool = False) -> None:
        """Show this one, or nothing. `same`: what its button says, "" for none."""
        self.shown = one
        self.setVisible(one is not None)
        if one is None:
            return
        state = presentation.state_mark(one.state)
        self._state.set(state.text, tone=state.tone, icon=state.icon)
        self._number.setText(one.number)
        self._facts.setText(f"{words.date(one.received_at)} · {presentation.name_of(one.business)}")
        self._why.setText(why(one))
        self._why.setToolTip(f"{why(one)}\n{one.text}")
        self.same.setVisible(bool(same))
        if same:
            self.same.set_label(same)
        self.merge.setVisible(merge)
        for button in (self.read, self.same, self.merge):
            button.setAccessibleName(f"{button.text()} {one.number}")
        self.setAccessibleName(self.words())

    def words(self) -> str:
        """Return what the line says."""
        if self.shown is None:
            return ""
        return f"{self._state.accessibleName()} {self._number.text()} {self._facts.text()} {self._why.text()}"


class NeighbourLines(QWidget):
    """The lines, at most `most` of them; out of sight where there is none."""

    read_wanted = Signal(object)
    """Neighbour that is to be read beside."""
    same_wanted = Signal(object)
    merge_wanted = Signal(object)

    def __init__(self, most: int, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(title, "section")
        self._title.hide()
        self.lines = [NeighbourLine() for _ in range(most)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(self._title)
        for line in self.lines:
            line.read_wanted.connect(self.read_wanted)
            line.same_wanted.connect(self.same_wanted)
            line.merge_wanted.connect(self.merge_wanted)
            line.hide()
            column.addWidget(line)

    def show_cases(self, found: Sequence[Neighbour], same: Offers, *, merge: bool = False) -> None:
        """Show these, what is most alike first. `merge`: whether those that may be merged into can be."""
        self._title.setVisible(bool(found) and bool(self._title.text()))
        for at, line in enumerate(self.lines):
            one = found[at] if at < len(found) else None
            line.show_one(one, same(one) if one is not None else "", merge=one is not None and merge and one.merges)

    def texts(self) -> list[str]:
        """Return what the lines say."""
        return [line.words() for line in self.lines if line.shown is not None]
