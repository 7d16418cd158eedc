"""The administrator's screens: every page of the tree with a record open, and its dialogs."""

from __future__ import annotations

from functools import partial
from typing import Any

from agent_desk.demo.screenshots.play import Play, as_kind, close_dialogs
from agent_desk.schemas.calls.voice_plan import VoicePlan
from agent_desk.ui.administration.audit_page import AuditTrailPage
from agent_desk.ui.administration.lists_page import ListEntriesPage
from agent_desk.ui.administration.people_page import PeoplePage
from agent_desk.ui.administration.voice_plan.page import VoicePlanPage
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace

LISTS = ("people", "roles", "targets", "alarms", "recording", "reasons", "dispositions", "masks")
NAMES = (
    *(f"administrator-{page}" for page in LISTS),
    "administrator-new-person",
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
        login = stage.cast["administrators"][0]["login"]
        self.space: AdministratorWorkspace = stage.sign_in(login, AdministratorWorkspace)

    def lists(self) -> None:
        """Every page that is a list with a form."""
        stage = self.stage
        for name in LISTS:
            page = as_kind(self.space.open_page(name), ListPage)
            stage.wait(page.model.rowCount, f"the list of {name}")
            page.table.selectRow(1)
            stage.wait(partial(_opened, page), "a record")
            stage.shoot(f"administrator-{name}")

    def dialogs(self) -> None:
        """Adding a person, a password for one use, a word."""
        stage = self.stage
        people = as_kind(self.space.open_page("people"), PeoplePage)
        people.add_person()
        stage.shoot("administrator-new-person")
        close_dialogs(stage)
        people._ask_password()
        stage.shoot("administrator-one-time-password")
        close_dialogs(stage)
        as_kind(self.space.open_page("dispositions"), ListEntriesPage).add_entry()
        stage.shoot("administrator-new-disposition")
        close_dialogs(stage)

    def rest(self) -> None:
        """The centre itself, and the audit trail before and after it was verified."""
        stage = self.stage
        self._voice_plan()
        self.space.open_page("call_rules")
        stage.shoot("administrator-rings")
        self.space.open_page("centre")
        stage.shoot("administrator-centre")
        audit = as_kind(self.space.open_page("audit"), AuditTrailPage)
        stage.wait(audit.model.rowCount, "the audit trail")
        audit.table.selectRow(0)
        stage.shoot("administrator-audit")
        audit.verify()
        stage.wait(lambda: audit._verifying is None, "the verdict", 120)
        stage.shoot("administrator-audit-verified")
        stage.sign_out()

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
    for scene in (scenes.lists, scenes.dialogs, scenes.rest):
        scene()
