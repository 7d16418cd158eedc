"""Roles: what each one may do."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Request, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.desk.people import operations
from agent_desk.schemas.administration.records import RoleEdit, RoleRow, Roles
from agent_desk.schemas.people.changes import PersonChanged, RoleChanged
from agent_desk.ui.administration import permission_words
from agent_desk.ui.administration.check_list import Ticks
from agent_desk.ui.kit import words
from agent_desk.ui.kit.inputs import TextInput
from agent_desk.ui.kit.pages.editor import Editor, Values
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.tables import Column


class RolesPage(ListPage):
    """The list of roles with the permissions of one."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        editor = Editor(context, RoleRow, _values, self._send)
        editor.form.add("name_zh", self.tr("Chinese name"), TextInput(limit=60), required=True)
        editor.form.add("name_en", self.tr("English name"), TextInput(limit=60), required=True)
        self.permissions = Ticks()
        editor.form.add("permissions", self.tr("May"), self.permissions)
        self.put_editor(editor, (460, 560))
        self._known: list[str] = []

    def head(self) -> tuple[str, str]:
        says = self.tr("A person may do what any of their roles allows. Changes are in force with the next request.")
        return self.tr("Roles"), says

    def key(self, record: RoleRow) -> str:
        return record.code

    def columns(self) -> list[Column[RoleRow]]:
        return [
            Column(self.tr("Role"), lambda row: words.pick(row.name_zh, row.name_en)),
            Column(self.tr("Code"), lambda row: row.code, width=160),
            Column(
                self.tr("People"), lambda row: str(row.people), align="right", width=80, sort_key=lambda row: row.people
            ),
            Column(
                self.tr("Permissions"),
                lambda row: str(len(row.permissions)),
                align="right",
                width=104,
                sort_key=lambda row: len(row.permissions),
            ),
        ]

    def cares(self, change: Change) -> bool:
        return changes_of(RoleChanged, PersonChanged)(change)

    def ask(self) -> Request[Roles]:
        return operations.roles

    def records_of(self, answer: Roles) -> list[RoleRow]:
        if answer.permissions != self._known:
            self._known = answer.permissions
            self.permissions.set_groups(permission_words.grouped(answer.permissions))
        return answer.roles

    def open(self, record: RoleRow) -> None:
        assert self.editor is not None
        self.editor.show_record(record, words.pick(record.name_zh, record.name_en), "role", record.code)
        self.editor.says(self.tr("Held by {n}.").format(n=record.people))

    def _send(self, record: RoleRow, values: Values) -> RoleRow:
        form = RoleEdit.model_validate(values | {"permissions": list(values["permissions"]), "version": record.version})
        return operations.edit_role(self._context.api, record.code, form)


def _values(row: RoleRow) -> Values:
    return {"name_zh": row.name_zh, "name_en": row.name_en, "permissions": tuple(sorted(row.permissions))}
