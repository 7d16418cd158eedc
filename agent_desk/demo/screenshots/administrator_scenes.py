"""The administrators' screens, each office's own: every page of the tree with a record open, and its dialogs."""

from __future__ import annotations

from functools import partial

from agent_desk.demo.screenshots.designer_scenes import NAMES as DESIGNER
from agent_desk.demo.screenshots.designer_scenes import designer
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
DIALOGS = (
    "administrator-new-person",
    "administrator-held-roles",
    "administrator-new-role",
    "administrator-one-time-password",
)
VOICE_PLAN = (
    "administrator-voice-plan",
    "administrator-voice-plan-difference",
    "administrator-voice-plan-versions",
)
NAMES = (
    *(f"administrator-{page}" for page in LISTS),
    *DIALOGS,
    "administrator-new-disposition",
    *VOICE_PLAN,
    *DESIGNER,
    "administrator-rings",
    "administrator-centre",
    "administrator-audit",
    "administrator-audit-verified",
)
_RELIEVED_AFTER_S = 60
_SETTLES_MS = 1_200
"""The page hears of its own change and shows it anew."""


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
        if self.stage.camera.wants(*DIALOGS):
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
        if stage.camera.wants(*VOICE_PLAN):
            self._voice_plan()
        if stage.camera.wants(*DESIGNER):
            designer(stage, self.space)
        for page, name in (("call_rules", "administrator-rings"), ("centre", "administrator-centre")):
            if stage.camera.wants(name):
                self.space.open_page(page)
                stage.shoot(name)
        stage.sign_out()

    def audit(self) -> None:
        """The audit trail before and after it was verified."""
        stage = self.stage
        self.space = self._sign_in("auditors")
        page = as_kind(self.space.open_page("audit"), AuditTrailPage)
        stage.wait(page.model.rowCount, "the audit trail")
        page.table.selectRow(0)
        stage.shoot("administrator-audit")
        if stage.camera.wants("administrator-audit-verified"):
            page.verify()
            stage.wait(lambda: page._verifying is None, "the verdict", 120)
            stage.shoot("administrator-audit-verified")
        stage.sign_out()

    def _lists(self, names: tuple[str, ...]) -> None:
        """Pages that are a list with a form."""
        stage = self.stage
        for name in names:
            if not stage.camera.wants(f"administrator-{name}"):
                continue
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
        """The plan with a menu's key open; a change that is not applied yet; its versions."""
        stage = self.stage
        page = as_kind(self.space.open_page("voice"), VoicePlanPage)
        stage.wait(lambda: page.view is not None, "the voice plan")
        assert page.view is not None
        page.edit(_relieved(page.view.plan))
        page.save()
        stage.wait(lambda: not page.dirty(), "the saved plan")
        stage.rest(_SETTLES_MS)
        page._context.notices.withdraw("admin.saved")
        page.outline.select(("menus", 0, "choices", 1))
        stage.shoot("administrator-voice-plan")
        page.seen.turn("diff")
        page.outline.select(("queues", 0))
        stage.shoot("administrator-voice-plan-difference")
        stage.wait(page.seen.versions.list.count, "the versions")
        page.outline.select(("hours", 0))
        page.seen.turn("versions")
        stage.shoot("administrator-voice-plan-versions")


def _relieved(plan: VoicePlan) -> VoicePlan:
    """Return the plan with every overflow by time earlier: something to apply."""
    queues = [
        one.model_copy(update={"overflow": one.overflow.model_copy(update={"after_s": _RELIEVED_AFTER_S})})
        if one.overflow is not None and one.overflow.after_s is not None
        else one
        for one in plan.queues
    ]
    return plan.model_copy(update={"queues": queues})


def _opened(page: ListPage) -> bool:
    return page.editor is not None and page.editor.record is not None


def play(stage: Play) -> None:
    """Photograph them all."""
    scenes = AdministratorScenes(stage)
    for scene in (scenes.security, scenes.system, scenes.audit):
        scene()
