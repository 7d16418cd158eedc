"""A new person: login, name, roles. They sign in after a one-time password was set."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.people import operations
from agent_desk.schemas.administration.records import NewStaff, StaffRow
from agent_desk.ui.administration.check_list import Scrolled
from agent_desk.ui.administration.held_roles import HeldRoles, record_of
from agent_desk.ui.administration.reach import Offered, fault, text
from agent_desk.ui.kit import words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.forms import TextInput
from agent_desk.ui.kit.pages.form_dialog import FormDialog

ROLES_PX = 150


class NewPersonDialog(FormDialog):
    """Asks for a person. `saved` carries the StaffRow."""

    def __init__(self, context: DeskContext, offered: Offered, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            self.tr("Add a person"),
            "new_person",
            self._add,
            StaffRow,
            action=self.tr("Add"),
            action_icon="check",
            icon="user-plus",
            fault=fault,
            parent=parent,
        )
        self.setMinimumWidth(520)
        hint = self.tr("Small letters and digits; it cannot be changed later.")
        self.form.add("login", self.tr("User name"), TextInput(limit=64), required=True, hint=hint)
        self.form.add("name", self.tr("Name"), TextInput(limit=60), required=True)
        self.form.add("name_en", self.tr("Name in letters"), TextInput(limit=60))
        self.form.add("agent_code", self.tr("Agent code"), TextInput(limit=32))
        listed = [(one.id, words.pick(one.name_zh, one.name_en)) for one in offered.teams]
        self.form.add("team_id", self.tr("Team"), Choice([("", self.tr("No team")), *listed]))
        branches = [("", text("no_branch")), *offered.branches()]
        self.form.add("branch", text("branch"), Choice(branches, searchable=True))
        self.roles = HeldRoles()
        self.form.add("roles", self.tr("Roles"), Scrolled(self.roles, ROLES_PX))
        self.roles.offer(offered)
        self.begin("new", blank={"team_id": "", "branch": ""})

    def _add(self, sent: Submission[StaffRow]) -> StaffRow:
        values = sent.values
        form = NewStaff(
            login=values["login"].strip().lower(),
            name=values["name"],
            name_en=values["name_en"],
            agent_code=values["agent_code"] or None,
            team_id=values["team_id"] or None,
            branch=values["branch"] or None,
            roles=[record_of(one) for one in values["roles"]],
        )
        return operations.add_person(self._context.api, form)
