"""Classes that the text of a complaint suggests, three of an axis with the words that decided. One key takes one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.cases.records import AxisWord
from agent_desk.schemas.cases.text_told import Suggestion, TextTold
from agent_desk.ui.cases import presentation
from agent_desk.ui.kit import shortcuts, theme, words
from agent_desk.ui.kit.controls import Button, ElidedLabel, key_text, label
from agent_desk.ui.kit.pages.feed_panel import StaleMark

SHOWN = 3
_WORK = str(QT_TRANSLATE_NOOP("Shortcuts", "Work"))


def _key(number: int, text: object) -> shortcuts.Action:
    return shortcuts.register(
        shortcuts.Action(f"case.suggested_{number}", f"Alt+{number}", str(text), _WORK, page=True)
    )


KEYS: dict[AxisWord, tuple[shortcuts.Action, ...]] = {
    "business": (
        _key(1, QT_TRANSLATE_NOOP("Shortcuts", "Take the first business that the text suggests")),
        _key(2, QT_TRANSLATE_NOOP("Shortcuts", "Take the second business that the text suggests")),
        _key(3, QT_TRANSLATE_NOOP("Shortcuts", "Take the third business that the text suggests")),
    ),
    "cause": (
        _key(4, QT_TRANSLATE_NOOP("Shortcuts", "Take the first cause that the text suggests")),
        _key(5, QT_TRANSLATE_NOOP("Shortcuts", "Take the second cause that the text suggests")),
        _key(6, QT_TRANSLATE_NOOP("Shortcuts", "Take the third cause that the text suggests")),
    ),
}


class Suggested(QWidget):
    """`taken` carries the axis and the class's key. Once something is suggested the height stays as it is, so that no field moves while
    somebody types."""

    taken = Signal(str, str)

    def __init__(self, *feeds: Feed[TextTold], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._terms: dict[AxisWord, list[Suggestion]] = {axis: [] for axis in KEYS}
        self.buttons: dict[AxisWord, list[Button]] = {axis: [] for axis in KEYS}
        self._reasons: dict[AxisWord, list[ElidedLabel]] = {axis: [] for axis in KEYS}
        self._said = label("", "caption", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(self._said, 1)
        head.addWidget(StaleMark(*feeds))
        self._lines = QWidget()
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_3)
        grid.setVerticalSpacing(0)
        for column, axis in enumerate(KEYS):
            grid.setColumnStretch(column, 1)
            for at in range(SHOWN):
                grid.addLayout(self._line(axis, at), at, column)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(2)
        page.addLayout(head)
        page.addWidget(self._lines)
        self._lines.hide()
        self.show_told(None)

    def _line(self, axis: AxisWord, at: int) -> QHBoxLayout:
        button, reason = Button("", kind="link"), ElidedLabel("caption")
        kept = button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        button.setSizePolicy(kept)
        button.clicked.connect(partial(self.take, axis, at))
        shortcuts.bind(self, KEYS[axis][at].id, partial(self.take, axis, at))
        self.buttons[axis].append(button)
        self._reasons[axis].append(reason)
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_2)
        line.addWidget(button)
        line.addWidget(reason, 1)
        return line

    def show_told(self, found: TextTold | None) -> None:
        """Show what a text suggests; None while it tells nothing."""
        terms = {one.axis: one.terms[:SHOWN] for one in found.suggested} if found is not None else {}
        for axis in KEYS:
            self._show_axis(axis, terms.get(axis, []))
        if any(self._terms.values()):
            self._lines.show()
        self._said.setText(self._head(found))

    def _show_axis(self, axis: AxisWord, terms: Sequence[Suggestion]) -> None:
        self._terms[axis] = list(terms)
        for at, (button, reason) in enumerate(zip(self.buttons[axis], self._reasons[axis], strict=True)):
            one = terms[at] if at < len(terms) else None
            button.setVisible(one is not None)
            said = words.listed(one.words) if one is not None else ""
            reason.setText(said)
            if one is not None:
                key = key_text(KEYS[axis][at].keys)
                button.set_label(f"{key}  {presentation.name_of(one.term)}")
                button.set_tip(self.tr("Because of: {words}").format(words=said) if said else "")

    def _head(self, found: TextTold | None) -> str:
        if found is not None and found.learnt_at is None and found.needed:
            said = self.tr("Classes are suggested from {needed} complaints on: {cases} of {needed} so far.")
            return said.format(needed=found.needed, cases=found.cases)
        if any(self._terms.values()):
            return self.tr("The text suggests (business, cause); nothing is filled in by itself:")
        return ""

    def said(self) -> str:
        """Return the line above the suggestions."""
        return self._said.text()

    def texts(self, axis: AxisWord) -> list[str]:
        """Return what is suggested on an axis, with the words that decided."""
        shown = zip(self.buttons[axis], self._reasons[axis], strict=True)
        return [f"{button.text()} {reason.text()}" for button, reason in shown if not button.isHidden()]

    def take(self, axis: AxisWord, at: int, _checked: bool = False) -> None:
        """Take a suggestion, where there is one."""
        if at < len(self._terms[axis]) and self.isEnabled():
            self.taken.emit(axis, self._terms[axis][at].term.key)
