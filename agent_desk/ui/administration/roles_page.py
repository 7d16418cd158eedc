"""Roles: what each one may do and who holds it; made, copied, retired and brought back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.desk.people import operations
from agent_desk.schemas.administration.records import RoleEdit, RoleHolder, RoleRow, Roles
from agent_desk.schemas.people.changes import PersonChanged, RoleChanged
from agent_desk.schemas.people.offices import WORDS as OFFICES
from agent_desk.schemas.people.role_words import STATES
from agent_desk.ui.administration import would_change
from agent_desk.ui.administration.check_list import Ticks
from agent_desk.ui.administration.new_role import NewRoleDialog, add_fields, offer
from agent_desk.ui.administration.people_page import NEW
from agent_desk.ui.administration.reach import fault, joined, text
from agent_desk.ui.kit import shortcuts, words
from agent_desk.ui.kit.controls import Button, banner
from agent_desk.ui.kit.dialogs import confirm
from agent_desk.ui.kit.pages.editor import Editor, Undo, Values
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.tables import Column, Mark

_NAMES = 3


def state(row: RoleRow) -> Mark:
    """Return whether a role is in use, unites offices, or is retired, as a pill."""
    return Mark.of(STATES["retired" if not row.active else "united" if len(row.offices) > 1 else "active"])


class RolesPage(ListPage):
    """The list of roles with the permissions of one."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        self._holders_feed: Feed[list[RoleHolder]] = Feed(
            context, self._ask_holders, cares=changes_of(PersonChanged, RoleChanged)
        )
        super().__init__(context, parent)
        self._roles = Roles(roles=[], permissions=[])
        self._holders: list[RoleHolder] = []
        self._known: tuple[object, ...] = ()
        self.united, self._united_words = banner("", "warning", "triangle-alert")
        self._united_words.setWordWrap(True)
        self.united.hide()
        self.filters.addWidget(self.united)
        editor = Editor(context, RoleRow, _values, self._send, _UNDO, fault=fault)
        add_fields(editor.form)
        self.permissions = Ticks()
        editor.form.add("permissions", text("may"), self.permissions)
        editor.form.edited.connect(lambda _name: self._say_what_would_change())
        self.copy_button = Button(text("copy"), icon="copy")
        self.retire_button = Button(text("retire"), icon="circle-off")
        self.restore_button = Button(text("restore"), icon="undo-2")
        for place, button in enumerate((self.copy_button, self.retire_button, self.restore_button)):
            editor.buttons.insertWidget(place, button)
        self.put_editor(editor, (500, 540))
        self.new_button = Button(text("add"), icon="plus")
        self.head_actions.addWidget(self.new_button)
        self._connect()

    def _connect(self) -> None:
        self._holders_feed.came.connect(self._take_holders)
        self.copy_button.clicked.connect(self.copy_role)
        self.retire_button.clicked.connect(self._ask_to_retire)
        self.restore_button.clicked.connect(self._restore)
        self.new_button.clicked.connect(self.add_role)
        shortcuts.bind(self, NEW.id, self.add_role)
        self.new_button.set_shortcut(NEW.keys)

    def head(self) -> tuple[str, str]:
        says = self.tr("A person may do what any of their roles allows. Changes are in force with the next request.")
        return self.tr("Roles"), says

    def key(self, record: RoleRow) -> str:
        return record.code

    def columns(self) -> list[Column[RoleRow]]:
        return [
            Column(self.tr("Role"), _name, tooltip=_name),
            Column(self.tr("Code"), lambda row: row.code, width=124, tooltip=lambda row: row.code),
            Column(
                self.tr("People"), lambda row: str(row.people), align="right", width=64, sort_key=lambda row: row.people
            ),
            Column(text("state"), lambda row: state(row).text, mark=state, width=112),
        ]

    def cares(self, change: Change) -> bool:
        return changes_of(RoleChanged, PersonChanged)(change)

    def ask(self) -> Request[Roles]:
        return operations.roles

    def also(self) -> tuple[Feed[Any], ...]:
        return (self._holders_feed,)

    def records_of(self, answer: Roles) -> list[RoleRow]:
        self._roles = answer
        known = (answer.permissions, answer.offices)
        if known != self._known:
            self._known = known
            offer(self.permissions, answer)
        names = [words.pick(one.name, one.name_en) or one.login for one in answer.united]
        shown = joined([*names[:_NAMES], text("and_more")] if len(names) > _NAMES else names)
        self._united_words.setText(text("united_people", names=shown) if names else "")
        self.united.setVisible(bool(names))
        return answer.roles

    def open(self, record: RoleRow) -> None:
        assert self.editor is not None
        another = self.editor.record is None or self.editor.record.code != record.code
        self.editor.show_record(record, _name(record), "role", record.code)
        self.retire_button.setVisible(record.active)
        self.restore_button.setVisible(not record.active)
        if another:
            self._holders = []
            self._holders_feed.anew(keep=False)
        self._say(record)
        self._say_what_would_change()

    def _say(self, record: RoleRow) -> None:
        assert self.editor is not None
        if not record.active:
            self.editor.says(text("is_retired", people=record.people))
        elif len(record.offices) > 1:
            self.editor.says(text("united_role", offices=joined([words.say(OFFICES[one]) for one in record.offices])))
        elif self._holders:
            self.editor.says(text("held_by", people=self._held_by(record), names=would_change.named(self._holders)))
        else:
            self.editor.says(self.tr("Held by {n}.").format(n=self._held_by(record)))

    # -- who holds it, and what a change comes to for them -------------------------------------------------------------

    def _ask_holders(self) -> Request[list[RoleHolder]] | None:
        record = self.editor.record if self.editor is not None else None
        if record is None:
            return None
        code = record.code
        return lambda api: operations.role_holders(api, code)

    def _take_holders(self, holders: list[RoleHolder]) -> None:
        self._holders = holders
        if self.editor is not None and self.editor.record is not None:
            self._say(self.editor.record)
            self._say_what_would_change()

    def _held_by(self, record: RoleRow) -> int:
        """Count who holds the role: the names are asked for anew while the row may be of before; who may not see all names counts more."""
        return max(record.people, len(self._holders))

    def _say_what_would_change(self) -> None:
        assert self.editor is not None
        record = self.editor.record
        lines = would_change.of_role(record, self.permissions.value(), self._holders) if record is not None else []
        self.editor.foresee([text("would_change"), *lines] if lines else [])

    def _send(self, record: RoleRow, values: Values) -> RoleRow:
        form = RoleEdit.model_validate(values | {"permissions": list(values["permissions"]), "version": record.version})
        return operations.edit_role(self._context.api, record.code, form)

    # -- made, copied, retired -------------------------------------------------------------------------------------------

    def add_role(self) -> None:
        """Ask for a new role."""
        self._open_dialog(None)

    def copy_role(self) -> None:
        """Ask for a role like the one that is open."""
        record = self.editor.record if self.editor is not None else None
        if record is not None:
            self._open_dialog(record)

    def _open_dialog(self, like: RoleRow | None) -> None:
        dialog = NewRoleDialog(self._context, self._roles, like, self)
        dialog.saved.connect(self._added)
        dialog.open()

    def _added(self, row: RoleRow) -> None:
        self.refresh()
        assert self.editor is not None
        self.editor.leave(lambda: self._show(row))

    def _show(self, row: RoleRow) -> None:
        self.model.update(row)
        self.table.select_key(row.code)
        self.open(row)

    def _ask_to_retire(self) -> None:
        record = self.editor.record if self.editor is not None else None
        if record is None:
            return
        said, people = text("retire_nobody"), self._held_by(record)
        if people:
            said = text("retire_held", people=people, names=would_change.named(self._holders) or str(people))
        title = text("retire_sure", name=_name(record))
        confirm(self, title, said, text("retire").removesuffix("…").strip(), self._retire, kind="danger")

    def _retire(self) -> None:
        self._act(lambda api, row: operations.retire_role(api, row.code, row.version))

    def _restore(self) -> None:
        self._act(lambda api, row: operations.restore_role(api, row.code, row.version))

    def _act(self, work: Callable[[Api, RoleRow], RoleRow]) -> None:
        editor = self.editor
        if editor is not None and editor.record is not None:
            api, row = self._context.api, editor.record
            self._context.background.run(self, lambda: work(api, row), self._acted, editor.failed)

    def _acted(self, row: RoleRow) -> None:
        assert self.editor is not None
        self.editor.take(row)
        self.open(row)
        self.refresh()


def _name(row: RoleRow) -> str:
    return words.pick(row.name_zh, row.name_en)


def _values(row: RoleRow) -> Values:
    return {
        "name_zh": row.name_zh,
        "name_en": row.name_en,
        "default_scope": row.default_scope,
        "permissions": tuple(sorted(row.permissions)),
    }


def _moved(detail: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return what an edit gave, took away and renamed: its entry says no more of a role."""
    return detail


def _without(row: RoleRow, moved: Mapping[str, Any]) -> RoleRow:
    """Return a role as it was before an edit."""
    before = {"permissions": sorted({*row.permissions, *moved.get("taken", ())} - set(moved.get("given", ())))}
    if "named" in moved:
        before |= dict(zip(("name_zh", "name_en"), moved["named"], strict=False))
    if "scope" in moved:
        before["default_scope"] = moved["scope"][0]
    return RoleRow.model_validate(row.model_dump() | before)


_UNDO = Undo(action="people.edit_role", held=_moved, put=_without)
