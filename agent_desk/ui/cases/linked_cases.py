"""What belongs to a complaint and runs by itself (review, mediation, rectification): a line for each, with the way to it."""

from datetime import datetime, time, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.schemas.cases.records import LinkedCase
from agent_desk.ui.cases.kinds.fields import text
from agent_desk.ui.kit import layouts, theme, words
from agent_desk.ui.kit.controls import Button, Pill, label


class LinkedCases(QWidget):
    """The lines; nothing where there are none. `wanted` carries a case's id, where the person may read registers."""

    wanted = Signal(object)

    def __init__(self, *, opens: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opens = opens
        self.lines: list[str] = []
        self.links: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(label(text("linked"), "section"))
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.SPACE_2)
        column.addLayout(self._column)

    def show_cases(self, cases: list[LinkedCase]) -> None:
        """Show these."""
        layouts.empty(self._column)
        self.lines, self.links = [], []
        for one in cases:
            self._column.addWidget(self._line(one))
        self.setVisible(bool(cases))

    def _line(self, one: LinkedCase) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        name, state = words.pick(one.name_zh, one.name_en), words.pick(one.state_zh, one.state_en)
        if one.closed_at is not None:
            when = words.date(one.closed_at)
        else:
            when = text("due_by").format(when=_last(one.due_at)) if one.due_at is not None else ""
        pill = Pill()
        pill.set(state, tone=one.tone)
        row.addWidget(pill)
        row.addWidget(label(f"{name} {one.number}", "strong"))
        row.addWidget(label(when, "caption"), 1)
        if self._opens:
            link = Button(text("read_it"), kind="link")
            link.setAccessibleName(f"{text('read_it')} {one.number}")
            link.clicked.connect(partial(self._want, one))
            row.addWidget(link)
            self.links.append(link)
        said = f"{state} {name} {one.number} {when}".strip()
        line.setAccessibleName(said)
        self.lines.append(said)
        return line

    def _want(self, one: LinkedCase, _checked: bool = False) -> None:
        self.wanted.emit(one.id)


def _last(due_at: datetime) -> str:
    """Return until when: of a limit in days its last day, not the midnight after it."""
    last = due_at - timedelta(minutes=1) if words.local(due_at).time() == time() else due_at
    return words.date(last) if last != due_at else words.short(due_at)
