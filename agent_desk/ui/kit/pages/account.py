"""What became of an order about many: a word where all of it was done, else who it was not done for, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import HubRefused
from agent_desk.schemas.kit.account import Account
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView


@dataclass(frozen=True, slots=True)
class Line:
    """One of many. `why`: what the hub said where it was not done; empty: it was."""

    id: UUID
    name: str
    why: str = ""


class AccountDialog(Dialog):
    """Those it was not done for first, each with its sentence."""

    def __init__(self, title: str, lines: list[Line], parent: QWidget) -> None:
        super().__init__(title, icon="list", parent=parent)
        self.setMinimumSize(640, 420)
        done = sum(not line.why for line in lines)
        said = self.tr("Done for {done} of {count}.").format(done=done, count=len(lines))
        self.body.addWidget(theme.label(said, "body", wrap=True))
        self.model: TableModel[Line] = TableModel(self._columns(), key=lambda line: line.id)
        self.table: TableView[Line] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(title)
        self.model.replace(sorted(lines, key=lambda line: not line.why))
        self.body.addWidget(self.table, 1)
        self.add_button(Button(self.tr("Close"), kind="primary"), self.accept).setDefault(True)

    def _columns(self) -> list[Column[Line]]:
        return [
            Column(self.tr("Name"), lambda line: line.name, width=170),
            Column(self.tr("Result"), lambda line: _mark(line).text, mark=_mark, width=120),
            Column(self.tr("Why"), lambda line: line.why, tooltip=lambda line: line.why),
        ]


def _mark(line: Line) -> Mark:
    if line.why:
        return Mark(QCoreApplication.translate("AccountDialog", "not done"), "bad", "circle-alert")
    return Mark(QCoreApplication.translate("AccountDialog", "done"), "good", "circle-check")


def tell_account(
    context: DeskContext, account: Account, title: str, names: Mapping[UUID, str], parent: QWidget
) -> AccountDialog | None:
    """Say what became of it. Returns the dialog where there is more to say than that all of it was done."""
    lines = [
        Line(one.id, names.get(one.id, "–"), context.words(HubRefused(one.error, one.values)) if one.error else "")
        for one in account.items
    ]
    if not account.refused:
        said = QCoreApplication.translate("AccountDialog", "{what}: done for {count}.")
        context.notices.good(said.format(what=title, count=len(lines)), key=f"account:{title}")
        return None
    dialog = AccountDialog(title, lines, parent)
    dialog.open()
    return dialog
