"""Registers: choose one, its list at the left, a case at the right, and a new one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.cases import kinds
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.cases.kinds.changes import KindCaseChanged, KindVersionChanged
from agent_desk.schemas.cases.kinds.records import KindCase, Register
from agent_desk.schemas.kit.work_items import WorkItem
from agent_desk.ui.cases.kinds.case_detail import CaseDetail
from agent_desk.ui.cases.kinds.case_list import CaseList
from agent_desk.ui.cases.kinds.dialogs import NewCaseDialog
from agent_desk.ui.cases.kinds.fields import called, text
from agent_desk.ui.kit import focus, theme, words
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.controls import Button, Card
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.pages.list_page import Page

_SIDE_BY_SIDE_PX = 820


class RegistersPage(Page):
    """Every register that the person sees or may open a case of; list and case one after the other where there is no room for both.

    `complaint_wanted` carries the id of a complaint that a case belongs to.

    `in_calls_first`: it begins with the register that is behind a key during a call.
    """

    complaint_wanted = Signal(object)

    def __init__(self, context: DeskContext, *, in_calls_first: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._in_calls_first = in_calls_first
        self._reading = False
        self._registers: dict[str, Register] = {}
        self._turning = False
        """Whether the program, not the person, turns to another register: what is read stays."""
        self.register = Choice(placeholder=text("register"))
        self.note = theme.label("", "muted", wrap=True)
        self.counts = theme.label("", "caption")
        self.new_button = Button("", kind="primary", icon="plus")
        self.list, self.detail = CaseList(context), CaseDetail(context, back=True)
        self.choices = self.detail.offered
        self._lay()
        self.register.edited.connect(self._chosen)
        self.list.selected.connect(self._selected)
        self.list.chosen.connect(self._open)
        self.detail.closed.connect(self.show_list)
        self.detail.changed.connect(lambda _case: self.list.refresh())
        self.detail.complaint_wanted.connect(self.complaint_wanted)
        self.new_button.clicked.connect(self.add_case)
        self.detail.feed.came.connect(self._read)
        self.dialog: NewCaseDialog | None = None

    def head(self) -> tuple[str, str]:
        return text("page"), text("note")

    def focus_home(self) -> QWidget:
        """The list: the arrows walk it."""
        return self.list.table

    def ask(self) -> Request[list[Register]]:
        return kinds.registers

    def cares(self, change: Change) -> bool:
        return KindVersionChanged.is_told_by(change) or KindCaseChanged.is_told_by(change)

    def also(self) -> Sequence[Feed[Any]]:
        return (self.choices,)

    def _lay(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        bar = QHBoxLayout()
        bar.setSpacing(theme.SPACE_3)
        self.register.setMinimumWidth(240)
        self.register.setAccessibleName(text("register"))
        bar.addWidget(self.register)
        bar.addWidget(self.counts)
        bar.addWidget(self.note, 1)
        bar.addWidget(self.new_button)
        column.addLayout(bar)
        card = self._list_card = Card(padding=theme.SPACE_3)
        card.add(self.list, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(card)
        split.addWidget(self.detail)
        split.setSizes([720, 420])
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        column.addWidget(split, 1)
        self.states = FeedPanel(self._context, self.feed, content, self._came, also=self.also())
        self.body.addWidget(self.states, 1)
        self._arrange()

    def _arrange(self) -> None:
        """Both beside each other where there is room, else the one that is being looked at."""
        both = self.width() >= _SIDE_BY_SIDE_PX
        self._list_card.setMinimumWidth(460 if both else 0)
        self.detail.setMinimumWidth(340 if both else 0)
        self._list_card.setVisible(both or not self._reading)
        self.detail.setVisible(both or self._reading)
        self.detail.back.setVisible(not both)
        self.note.setVisible(both)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _open(self, case_id: uuid.UUID) -> None:
        """Read a case: by Enter or a double click."""
        self._reading = True
        self.detail.show_case(case_id)
        focus.enter(self.detail, self._arrange)

    def show_list(self) -> None:
        """Back to the list."""
        self._reading = False
        self._arrange()
        focus.to(self.list)

    # -- which register ----------------------------------------------------------------------------------------------

    def _came(self, registers: list[Register]) -> Nothing | None:
        self._registers = {one.kind.code: one for one in registers}
        if not registers:
            return Nothing("clipboard-list", text("no_register"), text("no_register_hint"))
        now = self.register.value()
        self._turning = True
        self.register.set_options([Option(one.kind.code, called(one.kind)) for one in registers])
        first = next((one for one in registers if one.kind.in_calls and self._in_calls_first), registers[0])
        self.register.set_value(now if now in self._registers else first.kind.code)
        self._turning = False
        self._show_register()
        if self.detail.case is not None:
            self._read(self.detail.case)
        return None

    def _chosen(self) -> None:
        if not self._turning:
            self.detail.show_case(None)
            self._show_register()

    def _show_register(self) -> None:
        found = self._registers.get(self.register.value())
        if found is None:
            return
        self.counts.setText(text("counts").format(open=found.open, late=found.late))
        self.note.setText(words.pick(found.kind.note_zh, found.kind.note_en))
        self.new_button.set_label(text("new").format(kind=called(found.kind)))
        self.new_button.setVisible(found.may_open)
        self.list.show_kind(found.kind)

    def open_register(self, code: str) -> None:
        """Turn to a register; nothing is changed where the person does not see it."""
        if code in self._registers:
            self.register.set_value(code)
            self._chosen()

    def show_case(self, case_id: uuid.UUID) -> None:
        """Read one case, of whatever register."""
        self.list.wanted = case_id
        self._open(case_id)

    def show_work(self, item: WorkItem) -> None:
        """Read the case that a work item is about, or a task of it."""
        self.show_case(item.subject_id)

    def _read(self, case: KindCase) -> None:
        """A case that was named elsewhere may be of another register than the one that is listed."""
        if case.kind != self.register.value() and case.kind in self._registers:
            self.list.wanted = case.id
            self._turning = True
            self.register.set_value(case.kind)
            self._turning = False
            self._show_register()

    def _selected(self, case_id: uuid.UUID | None) -> None:
        # Reading is written down: a case that is not in sight is not read. One that was named elsewhere stays while the list of its
        # register comes.
        if self.width() >= _SIDE_BY_SIDE_PX and (case_id is not None or self.list.wanted is None):
            self.detail.show_case(case_id)

    # -- a new case --------------------------------------------------------------------------------------------------

    def add_case(self) -> None:
        """Ask for a new case of the register shown."""
        found = self._registers.get(self.register.value())
        if found is None or not found.may_open:
            return
        self.dialog = NewCaseDialog(self._context, found.kind, self.choices.now, self.window())
        self.dialog.saved.connect(self._added)
        self.dialog.finished.connect(self._dialog_gone)
        self.dialog.open()

    def _dialog_gone(self) -> None:
        self.dialog = None

    def _added(self, case: KindCase) -> None:
        self.list.wanted = case.id
        self.list.refresh()
        self._open(case.id)
