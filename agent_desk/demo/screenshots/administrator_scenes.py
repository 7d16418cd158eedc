"""The administrators' screens, each office's own: every page of the tree with a record open, and its dialogs."""

from __future__ import annotations

from functools import partial
from typing import Any

from agent_desk.demo.screenshots.play import Play, as_kind, close_dialogs
from agent_desk.schemas.calls.voice_plan import VoicePlan
from agent_desk.ui.administration.audit_page import AuditTrailPage
from agent_desk.ui.administration.held_roles import HeldRoles
from agent_desk.ui.administration.lists_page import ListEntriesPage
from agent_desk.ui.administration.people_page import PeoplePage
from agent_desk.ui.administration.roles_page import RolesPage
from agent_desk.ui.administration.voice_plan.page import VoicePlanPage
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace

SECURITY = ("people", "roles", "masks")
SYSTEM = ("targets", "alarms", "recording", "reasons", "dispositions")
LISTS = (*SECURITY, *SYSTEM)
NAMES = (
    *(f"administrator-{page}" for page in LISTS),
    "administrator-new-person",
    "administrator-held-roles",
    "administrator-new-role",
    "administrator-one-time-password",
    "administrator-new-disposition",
    "administrator-voice-plan",
    "administrator-voice-plan-difference",
    "administrator-voice-plan-versions",
    "administrator-rings",
    "administrator-centre",
    "administrator-audit",
    "administrator-audit-verified",
)


FIRST_PLAN: dict[str, Any] = {
    "numbers": [
        {
            "number": "95500",
            "queue": "account",
            "hours": "office",
            "greeting_sound": "welcome",
            "menu": "main",
            "survey": True,
        }
    ],
    "hours": [
        {
            "code": "office",
            "week": [[{"start": "08:30", "end": "12:00"}, {"start": "13:30", "end": "17:30"}]] * 5 + [[], []],
        }
    ],
    "menus": [
        {
            "code": "main",
            "sound": "main-menu",
            "otherwise": "account",
            "choices": [
                {"key": "1", "does": "queue", "target": "account"},
                {"key": "2", "does": "queue", "target": "credit", "identity": True},
                {"key": "0", "does": "repeat"},
            ],
        }
    ],
    "queues": [
        {
            "queue": "account",
            "tell_wait": True,
            "handle_s": 180,
            "callback_key": "1",
            "overflow": {"does": "callback", "after_s": 90},
        }
    ],
}
SECOND_PLAN: dict[str, Any] = {
    **FIRST_PLAN,
    "queues": [
        *FIRST_PLAN["queues"],
        {"queue": "credit", "overflow": {"does": "queue", "target": "account", "after_s": 120}},
    ],
    "days": [{"day": "2027-01-01", "name": "元旦"}, {"day": "2027-01-03", "as_weekday": 1, "name": "元旦"}],
}
"""What stands on the pictures; its queues are those of the demonstration."""


class AdministratorScenes:
    """A walk through the settings."""

    def __init__(self, stage: Play) -> None:
        self.stage = stage
        self.space = self._sign_in("security")

    def _sign_in(self, held: str) -> AdministratorWorkspace:
        login = self.stage.cast[held][0]["login"]
        space: AdministratorWorkspace = self.stage.sign_in(login, AdministratorWorkspace)
        return space

    def security(self) -> None:
        """The pages of people and the rules of security, and their dialogs."""
        self._lists(SECURITY)
        self._dialogs()
        self.stage.sign_out()

    def system(self) -> None:
        """The pages of the centre's settings."""
        stage = self.stage
        self.space = self._sign_in("administrators")
        self._lists(SYSTEM)
        as_kind(self.space.open_page("dispositions"), ListEntriesPage).add_entry()
        stage.shoot("administrator-new-disposition")
        close_dialogs(stage)
        self._voice_plan()
        self.space.open_page("call_rules")
        stage.shoot("administrator-rings")
        self.space.open_page("centre")
        stage.shoot("administrator-centre")
        stage.sign_out()

    def audit(self) -> None:
        """The audit trail before and after it was verified."""
        stage = self.stage
        self.space = self._sign_in("auditors")
        page = as_kind(self.space.open_page("audit"), AuditTrailPage)
        stage.wait(page.model.rowCount, "the audit trail")
        page.table.selectRow(0)
        stage.shoot("administrator-audit")
        page.verify()
        stage.wait(lambda: page._verifying is None, "the verdict", 120)
        stage.shoot("administrator-audit-verified")
        stage.sign_out()

    def _lists(self, names: tuple[str, ...]) -> None:
        """Pages that are a list with a form."""
        stage = self.stage
        for name in names:
            page = as_kind(self.space.open_page(name), ListPage)
            stage.wait(page.model.rowCount, f"the list of {name}")
            page.table.selectRow(1)
            stage.wait(partial(_opened, page), "a record")
            stage.shoot(f"administrator-{name}")

    def _dialogs(self) -> None:
        """How far a role is held, adding a person, a password for one use, a role like another."""
        stage = self.stage
        people = as_kind(self.space.open_page("people"), PeoplePage)
        roles = as_kind(people.editor.form.field("roles") if people.editor is not None else None, HeldRoles)
        roles.line("supervisor").tick.click()
        roles.line("supervisor").open()
        stage.shoot("administrator-held-roles")
        if people.editor is not None:
            people.editor.undo()
        people.add_person()
        stage.shoot("administrator-new-person")
        close_dialogs(stage)
        people._ask_password()
        stage.shoot("administrator-one-time-password")
        close_dialogs(stage)
        as_kind(self.space.open_page("roles"), RolesPage).copy_role()
        stage.shoot("administrator-new-role")
        close_dialogs(stage)

    def _voice_plan(self) -> None:
        """A plan that was saved twice, with a menu's key open; what applying it changes; its versions."""
        stage = self.stage
        page = as_kind(self.space.open_page("voice"), VoicePlanPage)
        stage.wait(lambda: page.view is not None, "the voice plan")
        for plan in (FIRST_PLAN, SECOND_PLAN):
            page.edit(VoicePlan.model_validate(plan))
            page.save()
            stage.wait(lambda: not page.dirty(), "the saved plan")
        page.outline.select(("menus", 0, "choices", 1))
        stage.shoot("administrator-voice-plan")
        page.seen.turn("diff")
        page.outline.select(("queues", 0))
        stage.shoot("administrator-voice-plan-difference")
        stage.wait(page.seen.versions.list.count, "the versions")
        page.outline.select(("hours", 0))
        page.seen.turn("versions")
        stage.shoot("administrator-voice-plan-versions")


def _opened(page: ListPage) -> bool:
    return page.editor is not None and page.editor.record is not None


def play(stage: Play) -> None:
    """Photograph them all."""
    scenes = AdministratorScenes(stage)
    for scene in (scenes.security, scenes.system, scenes.audit):
        scene()
