"""Groups and roles at an administrator's desk, on a real hub with the simulated directory; and who a login would be."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from agent_desk.demo.directory.adapter import ROLES
from agent_desk.desk.kit.errors import HubRefused
from agent_desk.desk.people import operations
from agent_desk.hub.kit.settings import Settings
from agent_desk.schemas.people.directory import GroupForm
from agent_desk.ui.administration.directory_page import DirectoryPage, NewGroupDialog, TrialDialog
from tests.fixtures.administrator import administrator
from tests.fixtures.people import Client, Staff
from tests.fixtures.seats import Seat

__all__ = ["administrator"]
AGENTS = next(iter(ROLES))


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, directory="simulated://demo?password=of-the-stage")


@pytest.fixture
def page(qtbot: QtBot, administrator: Seat) -> DirectoryPage:
    made = DirectoryPage(administrator.context)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_group_is_given_a_role_changed_and_taken_away(qtbot: QtBot, page: DirectoryPage, administrator: Seat) -> None:
    api = administrator.context.api
    qtbot.waitUntil(lambda: bool(page._offers.roles.roles), timeout=20_000)
    page.add_group()
    (dialog,) = page.findChildren(NewGroupDialog)
    dialog.form.set_values({"source": "directory", "name": "agents", "role": "agent"}, clean=False)
    dialog.send()
    qtbot.waitUntil(lambda: dialog.drafted.state == "refused", timeout=20_000)
    dialog.form.set_values({"source": "directory", "name": AGENTS.upper(), "role": "agent"}, clean=False)
    dialog.send()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=20_000)
    (row,) = operations.directory_groups(api)
    assert (row.name, row.role, row.version) == (AGENTS.upper(), "agent", 1)
    with pytest.raises(HubRefused, match="invalid_form"):
        operations.add_directory_group(api, GroupForm(source="directory", name=AGENTS, role="agent"))

    page.table.select_key(row.id)
    page.open(page.model.records()[0])
    assert page.editor is not None
    page.editor.form.set_values({"role": "supervisor"}, clean=False)
    page.editor.save()
    qtbot.waitUntil(lambda: page.editor.drafted.state == "saved", timeout=20_000)
    assert [one.role for one in operations.directory_groups(api)] == ["supervisor"]
    page._remove(operations.directory_groups(api)[0])
    qtbot.waitUntil(lambda: page.model.rowCount() == 0, timeout=20_000)


def test_who_a_login_is_and_what_they_would_get(qtbot: QtBot, page: DirectoryPage, administrator: Seat) -> None:
    operations.add_directory_group(administrator.context.api, GroupForm(source="directory", name=AGENTS, role="agent"))
    qtbot.waitUntil(lambda: bool(page._offers.roles.roles), timeout=20_000)
    page.try_somebody()
    (dialog,) = page.findChildren(TrialDialog)
    for login, words in (
        ("d.hu", ("Cannot sign in: there is no such person here", "胡可 (d.hu)", "Roles: Agent", "1 more groups")),
        ("d.wei", ("none of their groups gives a role",)),
        ("d.qin", ("disabled in the directory",)),
        ("d.nobody", ("has nobody",)),
    ):
        dialog.login.setText(login)
        dialog.ask()
        qtbot.waitUntil(lambda said=words: all(word in dialog.said() for word in said), timeout=20_000)


def test_only_who_manages_people_may_ask(client: Client, staff: Staff) -> None:
    staff.person("a1", "agent", agent_code="1001")
    client.sign_in("a1")
    assert client.get("/api/people/directory/people/d.hu").status_code == 403
    assert client.get("/api/people/directory/groups").status_code == 403
