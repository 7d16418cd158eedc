"""Who serves each queue, and how soon each is rung."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from agent_desk.desk.calls.members import queue_members, set_queue_members
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.calls.changes import QueueMembersChanged
from agent_desk.schemas.calls.lists import QUEUES
from agent_desk.schemas.calls.members import QueueMembersForm, QueueMembersPage, QueueMembersRow
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.lists.changes import ListChanged
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.pages.editor import Editor, Undo, Values
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.search_field import SearchField
from agent_desk.ui.kit.tables import Column

_ID = Qt.ItemDataRole.UserRole
MOST_PENALTY = 20


class MembersInput(QWidget):
    """An input of a form: every agent with a tick, and a number for how soon they are rung. `value()` is a tuple of (id, penalty).

    Space ticks; the number is typed over or edited by F2.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: dict[str, int] = {}
        self.search = SearchField(self.tr("Name or code"))
        self.search.textChanged.connect(self._narrow)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([self.tr("Agent"), self.tr("Rung in turn")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(self.tr("Agents of this queue"))
        self.tree.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.tree.setMinimumHeight(300)
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        self.tree.itemChanged.connect(self._changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.search)
        column.addWidget(self.tree)
        self.setFocusProxy(self.tree)

    def set_agents(self, agents: Sequence[PersonRef]) -> None:
        """Offer these, in their order."""
        self.tree.blockSignals(True)
        self.tree.clear()
        for agent in agents:
            item = QTreeWidgetItem([f"{words.pick(agent.name, agent.name_en)} {agent.agent_code}", ""])
            item.setData(0, _ID, str(agent.id))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable)
            self.tree.addTopLevelItem(item)
        self.tree.blockSignals(False)
        self._show()

    def value(self) -> tuple[tuple[str, int], ...]:
        """Return (id, penalty) of everybody chosen."""
        return tuple(sorted(self._value.items()))

    def set_value(self, wanted: Sequence[tuple[str, int]] | None) -> None:
        """Choose exactly these."""
        self._value = dict(wanted or ())
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        self.tree.blockSignals(True)
        for item in self._items():
            penalty = self._value.get(item.data(0, _ID))
            item.setCheckState(0, Qt.CheckState.Unchecked if penalty is None else Qt.CheckState.Checked)
            item.setText(1, "" if penalty is None else str(penalty + 1))
        self.tree.blockSignals(False)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _narrow(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        for item in self._items():
            item.setHidden(wanted not in item.text(0).casefold())

    def _changed(self, item: QTreeWidgetItem, column: int) -> None:
        """A tick, or a number typed: anything that is no turn from 1 on is put back."""
        one = str(item.data(0, _ID))
        if column == 0:
            ticked = item.checkState(0) == Qt.CheckState.Checked
            if ticked and one not in self._value:
                self._value[one] = 0
            elif not ticked:
                self._value.pop(one, None)
        elif item.text(1).strip().isdecimal():
            self._value[one] = max(0, min(int(item.text(1)) - 1, MOST_PENALTY))
        elif not item.text(1).strip():
            self._value.pop(one, None)
        self._show()
        self.edited.emit()


class MembersPage(ListPage):
    """The queues in use with who serves one."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        undo = Undo(action="settings.queue_members", put=self._replaced)
        editor = Editor(context, QueueMembersRow, _values, self._send, undo)
        self.members = MembersInput()
        hint = self.tr("Space ticks. 1 is rung first; agents of the next turn only when none of those before is free.")
        editor.form.add("members", self.tr("Serve this queue"), self.members, hint=hint)
        self.put_editor(editor, (420, 520))
        self._agents: list[PersonRef] = []

    def head(self) -> tuple[str, str]:
        says = self.tr(
            "Who is offered the calls of a queue. In force at once; a call that rings or is talked in goes on."
        )
        return self.tr("Queue members"), says

    def key(self, record: QueueMembersRow) -> str:
        return record.queue.code

    def columns(self) -> list[Column[QueueMembersRow]]:
        return [
            Column(self.tr("Queue"), lambda row: words.pick(row.queue.name_zh, row.queue.name_en)),
            Column(self.tr("Code"), lambda row: row.queue.code, width=130),
            Column(
                self.tr("Agents"),
                lambda row: str(len(row.members)),
                align="right",
                width=90,
                sort_key=lambda row: len(row.members),
            ),
        ]

    def cares(self, change: Change) -> bool:
        listed = ListChanged.read(change)
        return QueueMembersChanged.is_told_by(change) or (listed is not None and listed.name == QUEUES.name)

    def ask(self) -> Request[QueueMembersPage]:
        return queue_members

    def records_of(self, answer: QueueMembersPage) -> list[QueueMembersRow]:
        if answer.agents != self._agents:
            self._agents = answer.agents
            self.members.set_agents(answer.agents)
        return answer.queues

    def open(self, record: QueueMembersRow) -> None:
        assert self.editor is not None
        name = words.pick(record.queue.name_zh, record.queue.name_en)
        self.editor.show_record(record, name, QUEUES.entity, record.queue.code, key=f"members/{record.queue.code}")

    def _replaced(self, row: QueueMembersRow, before: Mapping[str, Any]) -> QueueMembersRow:
        """Return who served the queue before; who is no agent any more stays away."""
        known = {one.agent_code: one.id for one in self._agents}
        members = [{"person_id": known[code], "penalty": turn} for code, turn in before.items() if code in known]
        return QueueMembersRow.model_validate(row.model_dump() | {"members": members})

    def _send(self, record: QueueMembersRow, values: Values) -> QueueMembersRow:
        members: Any = [{"person_id": one, "penalty": penalty} for one, penalty in values["members"]]
        form = QueueMembersForm(members=members, version=record.version)
        return set_queue_members(self._context.api, record.queue.code, form)


def _values(row: QueueMembersRow) -> Values:
    return {"members": tuple(sorted((str(one.person_id), one.penalty) for one in row.members))}
