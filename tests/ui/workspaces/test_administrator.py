"""The administrator's tree: only the pages one may see, and no page is left with something typed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desk.schemas.lists import declared_lists
from agent_desk.ui.administration.settings_page import SettingPage
from agent_desk.ui.kit.dialogs import ConfirmDialog
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from tests.fixtures.hub import GoingHub
from tests.fixtures.seats import MakeSeat, Seat

PEOPLE = ["people", "roles", "substitutions", "directory_groups"]
SECURITY = ["masks", "customer_access", "directory", "rights", "second_person", "sign_in", "screens", "security_file"]
CENTRE = [
    "members",
    "targets",
    "alarms",
    "recording",
    "voice",
    "seats",
    "score_forms",
    "registers",
    "letter_templates",
    "kinds",
    "wallboards",
    "call_rules",
    "recording_rule",
    "dialling",
    "identity_check",
    "retention",
    "working_days",
    "complaint_law",
    "reopening",
    "bank_sizes",
    "complaint_grades",
    "office_hours",
    "case_warnings",
    "file_limits",
    "desk_program",
    "centre",
    "gateways",
    "system_file",
    *(one.name for one in declared_lists() if one.permission in ("settings.manage", "equipment.keep")),
    "health",
]
OF_SECURITY_TOO = [one.name for one in declared_lists() if one.permission == "security.manage"]


@pytest.fixture
def desk(qtbot: QtBot, administrator: Seat) -> Iterator[AdministratorWorkspace]:
    """The administrator's workspace."""
    made = AdministratorWorkspace(administrator.context)
    qtbot.addWidget(made)
    made.resize(1366, 680)
    made.show()
    yield made
    made.close_down()


def pages_of(desk: AdministratorWorkspace) -> list[str]:
    return [entry.name for entry in desk.entries]


def test_no_two_pages_of_the_tree_share_a_symbol(desk: AdministratorWorkspace) -> None:
    icons = [entry.icon for entry in desk.entries]
    assert not {icon for icon in icons if icons.count(icon) > 1}


def test_the_tree_walks_by_keyboard_and_pages_are_made_when_opened(qtbot: QtBot, desk: AdministratorWorkspace) -> None:
    shown = [*PEOPLE, *SECURITY, *CENTRE, *OF_SECURITY_TOO, "approvals", "audit", "rights_review"]
    assert sorted(pages_of(desk)) == sorted(shown) and pages_of(desk)[: len(PEOPLE)] == PEOPLE
    assert list(desk.pages) == ["people"]
    desk.tree.setFocus()
    for _ in range(2):
        qtbot.keyClick(desk.tree, Qt.Key.Key_Down)
    assert list(desk.pages) == ["people", "roles", "substitutions"]
    assert desk.stack.currentWidget() is desk.pages["substitutions"]


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        ("security_administrator", [*PEOPLE, *SECURITY, *OF_SECURITY_TOO, "approvals", "rights_review"]),
        ("system_administrator", [*CENTRE, "approvals"]),
        ("auditor", ["audit", "rights_review"]),
    ],
)
def test_each_office_sees_its_own_pages(
    qtbot: QtBot, going_hub: GoingHub, make_seat: MakeSeat, role: str, pages: list[str]
) -> None:
    space = AdministratorWorkspace(make_seat(going_hub.url, "one", role).context)
    qtbot.addWidget(space)
    assert pages_of(space) == pages
    space.close_down()


def test_a_page_with_something_typed_is_left_on_purpose_only(qtbot: QtBot, desk: AdministratorWorkspace) -> None:
    page = desk.open_page("centre")
    assert isinstance(page, SettingPage)
    qtbot.waitUntil(lambda: page.editor.record is not None, timeout=10_000)
    page.editor.form.set_values({"hotline": "96000"}, clean=False)
    desk.tree.setCurrentItem(desk._items["audit"])
    dialog = desk.window().findChild(ConfirmDialog)
    assert isinstance(dialog, ConfirmDialog)
    assert desk.stack.currentWidget() is page
    dialog.action_button.click()
    assert desk.stack.currentWidget() is desk.pages["audit"]
    assert not page.editor.form.dirty()


def test_an_auditor_sees_the_trail_and_the_review_and_who_has_no_page_nothing(
    qtbot: QtBot, make_seat: MakeSeat, going_hub: GoingHub
) -> None:
    for role, pages in (("auditor", ["audit", "rights_review"]), ("complaint_handler", [])):
        desk = AdministratorWorkspace(make_seat(going_hub.url, f"one-{role}".replace("_", "-"), role).context)
        qtbot.addWidget(desk)
        assert pages_of(desk) == pages
