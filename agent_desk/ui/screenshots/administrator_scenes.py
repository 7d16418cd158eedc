"""The administrator's screens: every page of the tree with a record open, and its dialogs."""

from __future__ import annotations

from functools import partial

from agent_desk.ui.people.audit_page import AuditTrailPage
from agent_desk.ui.people.list_page import ListPage
from agent_desk.ui.people.people_page import PeoplePage
from agent_desk.ui.people.words_page import DispositionsPage
from agent_desk.ui.screenshots.play import Play, as_kind, close_dialogs
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace

LISTS = ("people", "roles", "targets", "alarms", "recording", "reasons", "dispositions", "masks")
NAMES = (
    *(f"administrator-{page}" for page in LISTS), "administrator-new-person", "administrator-one-time-password",
    "administrator-new-disposition", "administrator-centre", "administrator-audit", "administrator-audit-verified",
)  # fmt: skip


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
        as_kind(self.space.open_page("dispositions"), DispositionsPage).add_word()
        stage.shoot("administrator-new-disposition")
        close_dialogs(stage)

    def rest(self) -> None:
        """The centre itself, and the audit trail before and after it was verified."""
        stage = self.stage
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


def _opened(page: ListPage) -> bool:
    return page.editor is not None and page.editor.record is not None


def play(stage: Play) -> None:
    """Photograph them all."""
    scenes = AdministratorScenes(stage)
    for scene in (scenes.lists, scenes.dialogs, scenes.rest):
        scene()
