"""A new person: login, name, roles. They sign in after a one-time password was set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from agent_desk.desk.customers.operations import fields_of
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.people import operations
from agent_desk.schemas.administration.records import NewStaff, StaffRow, Team
from agent_desk.ui.administration.check_list import Ticks
from agent_desk.ui.kit import words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button, banner
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.forms import Form, TextInput
from agent_desk.ui.kit.pages.editor import fault


class NewPersonDialog(Dialog):
    """Asks for a person. `added` carries the StaffRow."""

    added = Signal(object)

    def __init__(
        self, context: DeskContext, roles: Mapping[str, str], teams: Sequence[Team], parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Add a person"), icon="user-plus", parent=parent)
        self._context = context
        self.setMinimumWidth(520)
        self.form = Form(labels="top")
        hint = self.tr("Small letters and digits; it cannot be changed later.")
        self.form.add("login", self.tr("User name"), TextInput(limit=64), required=True, hint=hint)
        self.form.add("name", self.tr("Name"), TextInput(limit=60), required=True)
        self.form.add("name_en", self.tr("Name in letters"), TextInput(limit=60))
        self.form.add("agent_code", self.tr("Agent code"), TextInput(limit=32))
        listed = [(one.id, words.pick(one.name_zh, one.name_en)) for one in teams]
        self.form.add("team_id", self.tr("Team"), Choice([("", self.tr("No team")), *listed]))
        self.form.set_values({"team_id": ""})
        ticks = Ticks()
        ticks.set_groups([("", list(roles.items()))])
        self.form.add("roles", self.tr("Roles"), ticks)
        self.body.addWidget(self.form)
        self._fault, self.fault_words = banner("", "bad", "circle-alert")
        self._fault.hide()
        self.body.addWidget(self._fault)
        self.add_cancel()
        self.add_action = self.add_button(Button(self.tr("Add"), kind="primary", icon="check"), self.send)
        self.form.field("login").setFocus()

    def send(self) -> None:
        """Have the hub add the person."""
        if not self.form.check() or not self.add_action.isEnabled():
            return
        values = self.form.values()
        login = values["login"].strip().lower()
        # Checked by the hub; said here in words before anything is sent.
        try:
            form = NewStaff(
                login=login,
                name=values["name"],
                name_en=values["name_en"],
                agent_code=values["agent_code"] or None,
                team_id=values["team_id"] or None,
                roles=list(values["roles"]),
            )
        except ValueError:
            self.form.set_errors({"login": fault("string_pattern_mismatch")})
            return
        self.add_action.setEnabled(False)
        api = self._context.api
        self._context.background.run(self, lambda: operations.add_person(api, form), self._done, self._failed)

    def _done(self, row: StaffRow) -> None:
        self.added.emit(row)
        self.accept()

    def _failed(self, error: DeskError) -> None:
        self.add_action.setEnabled(True)
        faults = {name: fault(code) for name, code in fields_of(error).items() if name in self.form.values()}
        self.form.set_errors(faults)
        if not faults:
            self.fault_words.setText(self._context.words(error))
            self._fault.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        else:
            super().keyPressEvent(event)
