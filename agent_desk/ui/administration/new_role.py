"""A role of the bank's own: made anew, or like another."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.people import operations
from agent_desk.schemas.administration.records import NewRole, RoleRow, Roles
from agent_desk.schemas.people.role_words import NAMED_REACHES
from agent_desk.ui.administration import permission_words
from agent_desk.ui.administration.check_list import Scrolled, Ticks
from agent_desk.ui.administration.reach import fault, text
from agent_desk.ui.kit import words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.forms import Form, TextInput
from agent_desk.ui.kit.pages.form_dialog import FormDialog

MAY_PX = 220


class NewRoleDialog(FormDialog):
    """Asks for a role, with the permissions of `like` ticked. `saved` carries the RoleRow."""

    def __init__(
        self, context: DeskContext, roles: Roles, like: RoleRow | None = None, parent: QWidget | None = None
    ) -> None:
        name = words.pick(like.name_zh, like.name_en) if like is not None else ""
        super().__init__(
            context,
            text("copy_title", name=name) if like is not None else text("add"),
            "new_role",
            self._add,
            RoleRow,
            action=text("add"),
            action_icon="check",
            icon="id-card",
            fault=fault,
            parent=parent,
        )
        self._like = like
        self.setMinimumWidth(640)
        add_fields(self.form)
        self.form.add("code", text("code"), TextInput(limit=40), hint=text("code_hint"))
        self.permissions = Ticks()
        self.form.add("permissions", text("may"), Scrolled(self.permissions, MAY_PX))
        offer(self.permissions, roles)
        self.begin(like.code if like is not None else "new", blank=_blank(like))

    def _add(self, sent: Submission[RoleRow]) -> RoleRow:
        values = sent.values
        form = NewRole(
            code=values["code"].strip().lower() or None,
            name_zh=values["name_zh"],
            name_en=values["name_en"],
            permissions=list(values["permissions"]),
            default_scope=values["default_scope"],
            like=self._like.code if self._like is not None else None,
        )
        return operations.add_role(self._context.api, form)


def add_fields(form: Form) -> None:
    """Put in what a new role and one that is edited have alike."""
    form.add("name_zh", text("name_zh"), TextInput(limit=60), required=True)
    form.add("name_en", text("name_en"), TextInput(limit=60), required=True)
    reaches = [(code, words.say(term)) for code, term in NAMED_REACHES.items()]
    form.add("default_scope", text("usual"), Choice(reaches), required=True, hint=text("usual_hint"))


def offer(ticks: Ticks, roles: Roles) -> None:
    """Offer every permission there is, by area, with the office of what administers."""
    ticks.set_groups(permission_words.grouped(roles.permissions, roles.offices))


def _blank(like: RoleRow | None) -> dict[str, object]:
    if like is None:
        return {"default_scope": "all"}
    return {
        "name_zh": f"{like.name_zh}（副本）",
        "name_en": f"{like.name_en} (copy)",
        "default_scope": like.default_scope,
        "permissions": tuple(like.permissions),
    }
