"""The page of approvals at an administrator's desk: what would change is shown, and the second person's word does it."""

from pytestqt.qtbot import QtBot

from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from tests.fixtures.administrator import administrator
from tests.fixtures.hub import GoingHub
from tests.fixtures.people import ADMINISTRATORS, Client, Staff
from tests.fixtures.seats import Seat

__all__ = ["administrator"]


def test_the_second_person_sees_the_difference_and_approves(
    qtbot: QtBot, administrator: Seat, going_hub: GoingHub, staff: Staff
) -> None:
    lin = staff.person("lin", name="林静")
    staff.person("admin2", *ADMINISTRATORS, name="王安")
    author = Client(going_hub.url)
    author.sign_in("admin2")
    row = author.get(f"/api/people/{lin.id}").json()
    form = {name: row[name] for name in ("name", "name_en", "agent_code", "active", "version")} | {"roles": ["agent"]}
    assert author.ask("PUT", f"/api/people/{lin.id}", form).status_code == 409

    workspace = AdministratorWorkspace(administrator.context)
    qtbot.addWidget(workspace)
    page = workspace.open_page("approvals")
    workspace.show()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=20_000)
    page.table.selectRow(0)
    assert "lin" in page.lines.text() and "agent" in page.lines.text()
    assert page.approve_button.isVisible() and not page.withdraw_button.isVisible()
    page.approve_button.click()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.state == "approved", timeout=20_000)
    assert author.get(f"/api/people/{lin.id}").json()["roles"] == ["agent"]
    assert not page.approve_button.isVisible()
