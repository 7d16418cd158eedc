"""A complaint handler and a knowledge editor who have that role alone: a workspace of their own, and nothing else loaded."""

import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot

from agent_desk.hub.areas import AREAS
from agent_desk.hub.kit.permissions import permissions_of
from agent_desk.ui import workspaces
from agent_desk.ui.workspaces.complaints import ComplaintsWorkspace
from agent_desk.ui.workspaces.knowledge import KnowledgeWorkspace
from tests.fixtures.hub import GoingHub
from tests.fixtures.seats import MakeSeat

assert AREAS, "they declare the permissions"


@pytest.mark.parametrize(
    ("roles", "spaces"),
    [
        (["agent"], ["agent"]),
        (["supervisor"], ["supervisor"]),
        (["reviewer"], ["reviewer"]),
        (["complaint_handler"], ["complaints"]),
        (["knowledge_editor"], ["knowledge"]),
        (["auditor"], ["administrator"]),
        (["system_administrator"], ["administrator"]),
        (["security_administrator"], ["administrator"]),
        (["system_administrator", "auditor", "knowledge_editor"], ["administrator", "knowledge"]),
        (["agent", "complaint_handler"], ["agent", "complaints"]),
        ([], []),
    ],
)
def test_each_role_has_its_workspace(roles: list[str], spaces: list[str]) -> None:
    assert workspaces.workspaces_for({word for role in roles for word in permissions_of(role)}) == spaces


@pytest.mark.parametrize(
    ("permissions", "spaces"),
    [
        (["calls.take"], ["agent"]),
        (["floor.view", "floor.message"], ["supervisor"]),
        (["floor.view"], ["supervisor"]),
        (["cases.view", "knowledge.view"], ["complaints"]),
        (["knowledge.view"], ["knowledge"]),
        (["security.manage"], ["administrator"]),
        (["customers.edit"], []),
    ],
)
def test_a_role_of_the_banks_own_opens_the_workspace_of_its_work(permissions: list[str], spaces: list[str]) -> None:
    assert workspaces.workspaces_for(permissions) == spaces


@pytest.mark.usefixtures("lists_of_the_form")
def test_a_complaint_handler_sees_the_complaints_due_first(
    qtbot: QtBot, going_hub: GoingHub, make_seat: MakeSeat
) -> None:
    seat = make_seat(going_hub.url, "handler", "complaint_handler")
    space = ComplaintsWorkspace(seat.context)
    qtbot.addWidget(space)
    space.resize(1366, 700)
    space.show()
    qtbot.waitUntil(lambda: space.complaints.list.feed.now is not None, timeout=10_000)
    assert space.complaints.list.buckets.value() == "open"
    assert space.complaints.list._wanted()["sort"] == "due"
    space.close_down()


def test_a_knowledge_editor_can_search_and_read(qtbot: QtBot, going_hub: GoingHub, make_seat: MakeSeat) -> None:
    space = KnowledgeWorkspace(make_seat(going_hub.url, "editor", "knowledge_editor").context)
    qtbot.addWidget(space)
    space.show()
    assert "changed in their files" in space.hint.text()
    assert space.panel.reader.pane.insert_button.isHidden()
    space.close_down()


@pytest.mark.parametrize(
    ("name", "strangers"),
    [
        ("complaints", ("ui.floor", "ui.quality", "ui.calls", "ui.knowledge")),
        ("knowledge", ("ui.floor", "ui.cases", "ui.calls")),
    ],
)
def test_a_workspace_loads_only_what_it_needs(name: str, strangers: tuple[str, ...]) -> None:
    told = (
        f"import sys; from agent_desk.ui import workspaces; workspaces.load_workspace({name!r}); "
        f"print([one for one in sys.modules if one.startswith(tuple('agent_desk.' + word for word in {strangers!r}))])"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
