"""What a group of the bank's directory gives, and who a login would be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.desk.kit.sentences import sentence
from agent_desk.desk.people import operations
from agent_desk.schemas.administration.records import HeldRole
from agent_desk.schemas.people.changes import DirectoryGroupChanged, RoleChanged
from agent_desk.schemas.people.directory import GroupForm, GroupRow, Trial
from agent_desk.schemas.people.directory_words import OUTCOMES, SOURCES, TEXTS
from agent_desk.ui.administration.people_page import NEW
from agent_desk.ui.administration.reach import Offered, ReachInput, what_is_offered
from agent_desk.ui.administration.reach import fault as reach_fault
from agent_desk.ui.administration.reach import text as reach_text
from agent_desk.ui.kit import layouts, shortcuts, theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button, banner
from agent_desk.ui.kit.dialogs import Dialog, confirm
from agent_desk.ui.kit.forms import Form, TextInput
from agent_desk.ui.kit.pages.editor import Editor, Undo, Values
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.pages.undo import with_before
from agent_desk.ui.kit.tables import Column


def text(code: str) -> str:
    """Return a word of the page in the language in force."""
    return words.say(TEXTS[code])


def fault(code: str) -> str:
    """Return the sentence for a field's fault."""
    return text(code) if code in TEXTS else reach_fault(code)


class DirectoryPage(ListPage):
    """Groups and their roles with the form of one; and the question who a login is."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        self._offered: Feed[Offered] = Feed(context, lambda: what_is_offered, cares=changes_of(RoleChanged))
        super().__init__(context, parent)
        self._offers = Offered()
        undo = Undo(action="people.edit_directory_group", put=self._replaced)
        editor = Editor(context, GroupRow, _values, self._send, undo, fault=fault)
        _add_fields(editor.form, Offered())
        self.remove_button = Button(text("remove"), icon="trash-2")
        self.remove_button.clicked.connect(self._ask_removal)
        editor.buttons.insertWidget(0, self.remove_button)
        self.put_editor(editor)
        self.try_button = Button(text("try"), icon="search")
        self.try_button.clicked.connect(self.try_somebody)
        self.new_button = Button(text("add"), icon="plus")
        self.new_button.clicked.connect(self.add_group)
        shortcuts.bind(self, NEW.id, self.add_group)
        self.new_button.set_shortcut(NEW.keys)
        self.head_actions.addWidget(self.try_button)
        self.head_actions.addWidget(self.new_button)
        self.table.set_empty("users", text("nothing"))
        self._offered.came.connect(self._offer)

    def head(self) -> tuple[str, str]:
        return text("page"), text("note")

    def key(self, record: GroupRow) -> Any:
        return record.id

    def columns(self) -> list[Column[GroupRow]]:
        return [
            Column(text("name"), lambda row: row.name, tooltip=lambda row: row.name),
            Column(text("source"), lambda row: words.say(SOURCES[row.source]), width=140),
            Column(text("role"), self._gives, width=200, tooltip=self._gives),
        ]

    def _gives(self, row: GroupRow) -> str:
        held = HeldRole.model_construct(role=row.role, scope=row.scope, subjects=row.subjects, from_on=None, to_on=None)
        role = words.pick(row.role_zh, row.role_en)
        return role if row.scope is None else words.with_more(role, self._offers.extent(held))

    def cares(self, change: Change) -> bool:
        return changes_of(DirectoryGroupChanged, RoleChanged)(change)

    def ask(self) -> Request[list[GroupRow]]:
        return operations.directory_groups

    def also(self) -> tuple[Feed[Any], ...]:
        return (self._offered,)

    def open(self, record: GroupRow) -> None:
        assert self.editor is not None
        self.editor.show_record(record, record.name, "directory_group", str(record.id))

    def _offer(self, offered: Offered) -> None:
        self._offers = offered
        assert self.editor is not None
        choice, reach = self.editor.form.field("role"), self.editor.form.field("reach")
        assert isinstance(choice, Choice) and isinstance(reach, ReachInput)
        choice.set_options(_roles(offered))
        reach.offer(offered)
        self.table.viewport().update()
        if self.editor.record is not None:
            self.editor.refill()

    def _replaced(self, row: GroupRow, before: Mapping[str, Any]) -> GroupRow:
        """Return what a group gave before; the trail has the role and how far it reaches in one line."""
        held = self._offers.held_of(before["role"])
        gave: dict[str, Any] = {}
        if held is not None:
            gave = {"role": held.role, "scope": before.get("scope", held.scope), "subjects": held.subjects}
        return with_before(row, dict(before) | gave)  # type: ignore[no-any-return]

    def _send(self, record: GroupRow, values: Values) -> GroupRow:
        form = GroupForm.model_validate(_fields(values) | {"version": record.version})
        return operations.edit_directory_group(self._context.api, record.id, form)

    def add_group(self) -> None:
        """Ask for a group and the role that it gives."""
        dialog = NewGroupDialog(self._context, self._offers, self)
        dialog.saved.connect(lambda _row: self.refresh())
        dialog.open()

    def _ask_removal(self) -> None:
        row = self.editor.record if self.editor is not None else None
        if row is not None:
            confirm(self, row.name, text("remove_sure"), text("remove"), lambda: self._remove(row), kind="danger")

    def _remove(self, row: GroupRow) -> None:
        assert self.editor is not None
        api = self._context.api
        self._context.background.run(
            self,
            lambda: operations.remove_directory_group(api, row.id, row.version),
            lambda _done: self.refresh(),
            self.editor.failed,
        )

    def try_somebody(self) -> None:
        """Ask who a login is in the directory."""
        TrialDialog(self._context, self._offers, self).open()


class NewGroupDialog(FormDialog):
    """Asks for a group and a role. `saved` carries the GroupRow."""

    def __init__(self, context: DeskContext, offered: Offered, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            text("add"),
            "new_directory_group",
            self._add,
            GroupRow,
            action=text("add"),
            fault=fault,
            parent=parent,
        )
        _add_fields(self.form, offered)
        self.begin("new", blank={"source": "directory"})

    def _add(self, sent: Submission[GroupRow]) -> GroupRow:
        return operations.add_directory_group(self._context.api, GroupForm.model_validate(_fields(sent.values)))


class TrialDialog(Dialog):
    """Asks for a login and says who they are in the directory, and what would become of their sign-in."""

    def __init__(self, context: DeskContext, offered: Offered, parent: QWidget | None = None) -> None:
        super().__init__(text("try_title"), icon="search", parent=parent)
        self._context, self._offers = context, offered
        self.setMinimumWidth(560)
        self.body.addWidget(theme.label(text("try_note"), "muted", wrap=True))
        form = Form(labels="top")
        self.login = TextInput(limit=64)
        form.add("login", text("login"), self.login)
        self.body.addWidget(form)
        self.login.returnPressed.connect(self.ask)
        self._answer = QWidget()
        self._lines = QVBoxLayout(self._answer)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._answer)
        self.add_button(Button(text("close")), self.accept)
        self.ask_button = self.add_button(Button(text("ask"), kind="primary", icon="search"), self.ask)
        self.ask_button.setDefault(True)

    def ask(self) -> None:
        """Ask the hub, which asks the directory."""
        login, api = self.login.text().strip(), self._context.api
        if not login or not self.ask_button.isEnabled():
            self.login.setFocus()
            return
        self.ask_button.setEnabled(False)
        self._say(theme.label(text("asking"), "muted"))
        self._context.background.run(self, lambda: operations.try_directory(api, login), self._came, self._failed)

    def said(self) -> str:
        """Return what is on show, line by line."""
        items = [self._lines.itemAt(place) for place in range(self._lines.count())]
        shown = [item.widget() for item in items if item is not None]
        return "\n".join(one.accessibleName() or getattr(one, "text", str)() for one in shown if one is not None)

    def _came(self, trial: Trial) -> None:
        self.ask_button.setEnabled(True)
        term = OUTCOMES[trial.outcome]
        outcome, label = banner(words.say(term), term.tone or "accent_ink", term.icon or "info")
        label.setWordWrap(True)
        outcome.setAccessibleName(words.say(term))
        lines: list[QWidget] = [outcome]
        if trial.name:
            lines.append(theme.label(f"{trial.name} ({trial.login})", "strong"))
        for group in trial.groups:
            if group.roles:
                told = text("gives").format(group=group.name, roles=self._named(group.roles))
                lines.append(theme.label(told, "body", wrap=True))
        others = sum(not group.roles for group in trial.groups)
        if others:
            lines.append(theme.label(text("gives_nothing").format(n=others), "muted"))
        if trial.held:
            would_get = ", ".join(self._offers.said(one) for one in trial.held)
            lines.append(theme.label(text("would_get").format(roles=would_get), "strong", wrap=True))
        self._say(*lines)

    def _named(self, roles: list[str]) -> str:
        return ", ".join(self._offers.name(code) for code in roles)

    def _failed(self, error: DeskError) -> None:
        self.ask_button.setEnabled(True)
        fault_banner, label = banner("", "bad", "circle-alert")
        label.setText(sentence(error, words.language(), words.zone()))
        fault_banner.setAccessibleName(label.text())
        self._say(fault_banner)

    def _say(self, *lines: QWidget) -> None:
        layouts.empty(self._lines)
        for line in lines:
            self._lines.addWidget(line)


def _add_fields(form: Form, offered: Offered) -> None:
    listed = [(code, words.say(term)) for code, term in SOURCES.items()]
    form.add("source", text("source"), Choice(listed), required=True)
    form.add("name", text("name"), TextInput(limit=500), required=True, hint=text("name_hint"))
    form.add("role", text("role"), Choice(_roles(offered)), required=True)
    reach = ReachInput(dated=False, hint="which_hint_group")
    reach.offer(offered)
    form.add("reach", reach_text("reach"), reach, hint=reach_text("usual_of_group"))


def _roles(offered: Offered) -> list[tuple[str, str]]:
    return [(one.code, offered.name(one.code)) for one in offered.roles.roles]


def _values(row: GroupRow) -> Values:
    reach = {"scope": row.scope, "subjects": tuple(row.subjects)}
    return row.model_dump(include={"source", "name", "role"}) | {"reach": reach}


def _fields(values: Values) -> Values:
    """Return what the hub takes: the reach is one field of the form and two of the record."""
    reach = values["reach"] or {}
    plain = {name: value for name, value in values.items() if name != "reach"}
    return plain | {"scope": reach.get("scope"), "subjects": list(reach.get("subjects") or ())}
