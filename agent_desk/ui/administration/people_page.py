"""People: who may sign in, in which roles and team; unlocking, and the password for one use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit import table_file
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, PagedFeed, PageRequest, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.desk.people import operations, people_file
from agent_desk.schemas.administration.records import OneTimePassword, StaffEdit, StaffPage, StaffRow
from agent_desk.schemas.kit.table_file import TableFileAsk
from agent_desk.schemas.people.changes import PersonChanged, RoleChanged
from agent_desk.schemas.people.people_file import PeopleFileView
from agent_desk.ui.administration import would_change
from agent_desk.ui.administration.factor_reset import FactorReset
from agent_desk.ui.administration.held_roles import HeldRoles, record_of, value_of
from agent_desk.ui.administration.new_person import NewPersonDialog
from agent_desk.ui.administration.passwords_dialog import PasswordsDialog
from agent_desk.ui.administration.people_file_dialog import PeopleFileDialog
from agent_desk.ui.administration.people_file_dialog import text as file_text
from agent_desk.ui.administration.reach import Offered, fault, text, what_is_offered
from agent_desk.ui.kit import elapsed, files, shortcuts, theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button, SearchField
from agent_desk.ui.kit.dialogs import confirm
from agent_desk.ui.kit.inputs import TextInput, Tick
from agent_desk.ui.kit.pages.editor import Editor, Undo, Values
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.pages.taking_out import folder
from agent_desk.ui.kit.pages.undo import with_before
from agent_desk.ui.kit.shown_once import ShownOnce
from agent_desk.ui.kit.tables import Column, Mark

NEW = shortcuts.register(
    shortcuts.Action(
        "admin.new",
        "Ctrl+N",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Add an entry")),
        str(QT_TRANSLATE_NOOP("Shortcuts", "Administration")),
        page=True,
        place="administrator",
    )
)


class PeoplePage(ListPage):
    """The list of people with the form of one."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        self._offered: Feed[Offered] = Feed(context, lambda: what_is_offered, cares=changes_of(RoleChanged))
        super().__init__(context, parent)
        self._offers = Offered()
        self.search = SearchField(self.tr("Login, name, pinyin or agent code"))
        self.role = Choice([("", self.tr("All roles"))])
        self.role.set_value("")
        self.active = Tick(self.tr("Active only"))
        self.active.set_value(True)
        self.new_button = Button(self.tr("Add a person"), icon="user-plus")
        self.file_button = Button(file_text("button"), icon="upload")
        self.file_dialog: PeopleFileDialog | None = None
        self.passwords: PasswordsDialog | None = None
        self._count = theme.label("", "caption")
        self.more = Button(self.tr("Show more"), size="small")
        self.unlock_button = Button(self.tr("Unlock"), icon="lock-open")
        self.password_button = Button(self.tr("One-time password …"), icon="key-round")
        self.factor = FactorReset(context, self._acted)
        self._build()
        self._connect()

    def head(self) -> tuple[str, str]:
        return self.tr("People"), self.tr("Changes of roles and teams are in force with the person's next request.")

    def key(self, record: StaffRow) -> UUID:
        return record.id

    def columns(self) -> list[Column[StaffRow]]:
        return [
            Column(self.tr("Login"), lambda row: row.login, width=80),
            Column(self.tr("Name"), lambda row: words.pick(row.name, row.name_en), width=100),
            Column(
                self.tr("Team"),
                lambda row: words.pick(row.team.name_zh, row.team.name_en) if row.team else "–",
                width=104,
            ),
            Column(self.tr("Roles"), self._roles_words, tooltip=self._roles_words),
            Column(self.tr("State"), lambda row: self._mark(row).text, mark=self._mark, width=116),
        ]

    def choose_file(self, path: Path | None = None) -> None:
        """Read a list of people and show what each row would do; asks which one."""
        if path is None:
            files.ask_for_file(
                self, file_text("choose"), folder(self._context) / "-", file_text("kinds"), self.choose_file
            )
            return
        api, chosen = self._context.api, path

        def work() -> tuple[TableFileAsk, PeopleFileView]:
            ask = table_file.read(chosen)
            return ask, people_file.look(api, ask)

        self._context.background.run(self, work, lambda found: self._show_file(*found), self._context.tell)

    def _show_file(self, ask: TableFileAsk, view: PeopleFileView) -> None:
        self.file_dialog = PeopleFileDialog(self._context, ask, view, self)
        self.file_dialog.saved.connect(self._file_taken)
        self.file_dialog.open()

    def _file_taken(self, view: PeopleFileView) -> None:
        said = file_text("done").format(new=view.count("new"), changed=view.count("changed"))
        self._context.notices.good(said)
        self.refresh()
        new = [row.id for row in view.rows if row.change == "new" and row.id is not None]
        if new:
            self.passwords = PasswordsDialog(self._context, new, self)
            confirm(
                self,
                file_text("passwords_title"),
                file_text("passwords_says"),
                file_text("passwords_make"),
                self.passwords.begin,
            )

    def _roles_words(self, row: StaffRow) -> str:
        return self.tr(", ").join(self._offers.said(one) for one in row.held) or "–"

    def _mark(self, row: StaffRow) -> Mark:
        if not row.active:
            return Mark(self.tr("Not active"), "muted", "circle-off")
        if row.locked_until_at is not None and row.locked_until_at > elapsed.now():
            return Mark(self.tr("Locked"), "bad", "lock")
        if row.password == "none":  # noqa: S105
            return Mark(self.tr("No password"), "warning", "key-round")
        if row.password == "once":  # noqa: S105
            return Mark(self.tr("One-time"), "warning", "key-round")
        if row.seat is not None:
            return Mark(self.tr("Signed in"), "good", "monitor")
        return Mark(self.tr("Active"), "muted", "circle-check")

    def _build(self) -> None:
        self.filters.addWidget(self.search, 1)
        self.filters.addWidget(self.role)
        self.filters.addWidget(self.active)
        self.foot.addWidget(self._count, 1)
        self.foot.addWidget(self.more)
        self.more.hide()
        self.head_actions.addWidget(self.file_button)
        self.head_actions.addWidget(self.new_button)
        self.table.set_empty("users", self.tr("Nobody found"))
        editor = Editor(
            self._context,
            StaffRow,
            _values,
            self._send,
            Undo(action="people.edit", put=self._replaced),
            nothing=("users", self.tr("Nobody chosen"), self.tr("Choose a person on the left.")),
            fault=fault,
        )
        form = editor.form
        form.add("name", self.tr("Name"), TextInput(limit=60), required=True)
        form.add("name_en", self.tr("Name in letters"), TextInput(limit=60))
        hint = self.tr("The code on the telephone exchange; empty for people who take no calls.")
        form.add("agent_code", self.tr("Agent code"), TextInput(limit=32), hint=hint)
        form.add("team_id", self.tr("Team"), Choice([("", self.tr("No team"))]))
        form.add("branch", text("branch"), Choice([("", text("no_branch"))], searchable=True))
        form.add("roles", self.tr("Roles"), HeldRoles())
        form.add("active", self.tr("Signing in"), Tick(self.tr("Active: may sign in")))
        form.add_wide(self.factor)
        for place, button in enumerate((self.unlock_button, self.password_button)):
            editor.buttons.insertWidget(place, button)
        self.put_editor(editor)

    def _connect(self) -> None:
        self._offered.came.connect(self._offer)
        # Without roles to choose from a new person could be given none.
        self.new_button.setEnabled(False)
        self._offered.came.connect(lambda _offered: self.new_button.setEnabled(True))
        if self.editor is not None:
            self.editor.form.edited.connect(lambda _name: self._say_what_would_change())
        self.search.searched.connect(lambda _typed: self._anew())
        self.search.moved.connect(self.table.step)
        self.role.edited.connect(self._anew)
        self.active.edited.connect(self._anew)
        self.more.clicked.connect(self._more)
        self.file_button.clicked.connect(lambda: self.choose_file())
        self.new_button.clicked.connect(self.add_person)
        self.unlock_button.clicked.connect(self._unlock)
        self.password_button.clicked.connect(self._ask_password)
        shortcuts.bind(self, NEW.id, self.new_button.click)
        self.new_button.set_shortcut(NEW.keys)

    # -- fetching ----------------------------------------------------------------------------------------------------

    def _anew(self) -> None:
        self.feed.anew(keep=True)

    def _more(self) -> None:
        assert isinstance(self.feed, PagedFeed)
        self.feed.more()

    def cares(self, change: Change) -> bool:
        return changes_of(PersonChanged, RoleChanged)(change)

    def make_feed(self) -> PagedFeed[StaffPage]:
        return PagedFeed(self._context, self._ask_page, key=self.key, cares=self.cares, parent=self)

    def _ask_page(self) -> PageRequest[StaffPage]:
        wanted = self._wanted()
        return lambda api, after: operations.people(api, **wanted, after=after)

    def also(self) -> tuple[Feed[Any], ...]:
        return (self._offered,)

    def _wanted(self) -> dict[str, Any]:
        return {
            "q": self.search.value(),
            "role": self.role.value() or None,
            "active": self.active.value() or None,
        }

    def records_of(self, answer: StaffPage) -> list[StaffRow]:
        self.more.setVisible(answer.next is not None)
        self._count.setText(self.tr("{n} people").format(n=answer.total))
        return answer.items

    def _offer(self, offered: Offered) -> None:
        before, self._offers = self._offers, offered
        if offered != before:
            names = [(one.code, offered.name(one.code)) for one in offered.roles.roles]
            blocked = self.role.blockSignals(True)
            self.role.set_options([("", self.tr("All roles")), *names])
            self.role.blockSignals(blocked)
            roles, team, branch = self._field("roles"), self._field("team_id"), self._field("branch")
            assert isinstance(roles, HeldRoles) and isinstance(team, Choice) and isinstance(branch, Choice)
            roles.offer(offered)
            listed = [(one.id, words.pick(one.name_zh, one.name_en)) for one in offered.teams]
            team.set_options([("", self.tr("No team")), *listed])
            branch.set_options([("", text("no_branch")), *offered.branches()])
        if self.editor is not None and self.editor.record is not None:
            self.editor.refill()
            self._say_what_would_change()
        self.table.viewport().update()

    def _field(self, name: str) -> QWidget:
        assert self.editor is not None
        return self.editor.form.field(name)

    # -- one person --------------------------------------------------------------------------------------------------

    def open(self, record: StaffRow) -> None:
        assert self.editor is not None
        self.editor.show_record(record, words.pick(record.name, record.name_en), "person", str(record.id))
        locked = record.locked_until_at is not None and record.locked_until_at > elapsed.now()
        self.unlock_button.setVisible(locked)
        self.password_button.setEnabled(record.active)
        self.factor.show_person(record)
        self.editor.says(self._says(record, locked))
        self._say_what_would_change()

    def _says(self, record: StaffRow, locked: bool) -> str:
        if locked and record.locked_until_at is not None:
            at = words.time_of_day(record.locked_until_at)
            return self.tr("Locked after wrong passwords, until {time}.").format(time=at)
        if record.seat is not None and record.since_at is not None:
            return self.tr("Signed in at seat {seat} since {time}.").format(
                seat=record.seat, time=words.short(record.since_at)
            )
        if record.password == "none":  # noqa: S105
            return self.tr("Has no password yet: set a one-time password to let them sign in.")
        return ""

    def _say_what_would_change(self) -> None:
        assert self.editor is not None
        record, lines = self.editor.record, list[str]()
        if record is not None:
            wanted = [record_of(one) for one in self.editor.form.values()["roles"]]
            lines = would_change.of_person(record.held, wanted, self._offers)
        self.editor.foresee([text("would_change"), *lines] if lines else [])

    def _replaced(self, row: StaffRow, before: Mapping[str, Any]) -> StaffRow:
        """Return a person as they were; the trail has teams, and what roles are held for, by their codes."""
        told: dict[str, Any] = {"branch": before["branch_code"]} if "branch_code" in before else {}
        if "team" in before:
            told["team"] = next((one for one in self._offers.teams if one.code == before["team"]), None)
        if "roles" in before:
            held = [one for line in before["roles"] if (one := self._offers.held_of(line)) is not None]
            told |= {"held": held, "roles": [one.role for one in held]}
        return with_before(row, dict(before) | told)  # type: ignore[no-any-return]

    def _send(self, record: StaffRow, values: Values) -> StaffRow:
        form = StaffEdit.model_validate(
            values
            | {
                "agent_code": values["agent_code"] or None,
                "team_id": values["team_id"] or None,
                "branch": values["branch"] or None,
                "roles": [record_of(one) for one in values["roles"]],
                "version": record.version,
            }
        )
        return operations.edit_person(self._context.api, record.id, form)

    def add_person(self) -> None:
        """Ask for a new person."""
        dialog = NewPersonDialog(self._context, self._offers, parent=self)
        dialog.saved.connect(self._added)
        dialog.open()

    def _added(self, row: StaffRow) -> None:
        self.model.update(row)
        assert self.editor is not None
        self.editor.leave(lambda: self._show(row))

    def _show(self, row: StaffRow) -> None:
        self.table.select_key(row.id)
        self.open(row)

    def _unlock(self) -> None:
        self._act(lambda api, row: operations.unlock(api, row.id), self._acted)

    def _acted(self, row: StaffRow) -> None:
        assert self.editor is not None
        self.editor.take(row)
        self.open(row)

    def _ask_password(self) -> None:
        row = self.editor.record if self.editor is not None else None
        if row is None:
            return
        confirm(
            self,
            self.tr("Set a one-time password for {name}?").format(name=words.pick(row.name, row.name_en)),
            self.tr("Their password stops working and they are signed out. At the next sign-in they choose a new one."),
            self.tr("Set it"),
            self._set_password,
            kind="danger",
        )

    def _set_password(self) -> None:
        self._act(lambda api, row: operations.set_one_time_password(api, row.id), self._password_set)

    def _password_set(self, given: OneTimePassword) -> None:
        self._acted(given.person)
        PasswordDialog(given, parent=self).open()

    def _act(self, work: Callable[[Any, StaffRow], Any], done: Callable[[Any], None]) -> None:
        editor = self.editor
        if editor is not None and editor.record is not None:
            api, row = self._context.api, editor.record
            self._context.background.run(self, lambda: work(api, row), done, editor.failed)


class PasswordDialog(ShownOnce):
    """Shows a one-time password, once. It is not kept anywhere at this seat."""

    def __init__(self, given: OneTimePassword, parent: QWidget | None = None) -> None:
        name = words.pick(given.person.name, given.person.name_en)
        said = self.tr("For {name} ({login}). It is shown only now: hand it over in person, not by mail.")
        says = said.format(name=name, login=given.person.login)
        super().__init__(self.tr("One-time password"), says, given.password, parent=parent)


def _values(row: StaffRow) -> Values:
    return {
        "name": row.name,
        "name_en": row.name_en,
        "agent_code": row.agent_code or "",
        "team_id": row.team.id if row.team else "",
        "branch": row.branch or "",
        "roles": tuple(value_of(one) for one in sorted(row.held, key=lambda one: one.role)),
        "active": row.active,
    }
