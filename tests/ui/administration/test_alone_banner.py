"""An administrator who decides alone is told so, always, on their workspace; and no more once there are two."""

from pytestqt.qtbot import QtBot

from agent_desk.desk.people import operations
from agent_desk.schemas.administration.records import NewStaff
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from tests.fixtures.hub import GoingHub
from tests.fixtures.people import Client, Staff
from tests.fixtures.seats import MakeSeat, Seat


def test_the_banner_stands_until_a_second_person_can_decide(
    qtbot: QtBot, seat: Seat, staff: Staff, going_hub: GoingHub
) -> None:
    workspace = AdministratorWorkspace(seat.context)
    qtbot.addWidget(workspace)
    workspace.show()
    banner = workspace.alone
    assert banner is not None
    qtbot.waitUntil(lambda: "one person decides alone" in banner.text(), timeout=20_000)
    assert "Roles and rights" in banner.text() and "administrator's role" in banner.text(), "what to do is said"
    for name in ("audit", "approvals"):
        workspace.open_page(name)
        assert banner.isVisible() and banner.text()
    banner.people_button.click()
    assert workspace.stack.currentWidget() is workspace.pages["people"]
    staff.person("admin2", "security_administrator", "system_administrator")
    form = NewStaff(login="somebody", name="x")
    operations.add_person(seat.context.api, form)
    qtbot.waitUntil(lambda: "Roles and rights" not in banner.text(), timeout=20_000)


def test_a_rule_that_says_never_leads_to_its_page(qtbot: QtBot, seat: Seat, staff: Staff, going_hub: GoingHub) -> None:
    client = Client(going_hub.url, seat.context.api.token)
    value = client.get("/api/settings/values/second_person").json()["value"] | {"masks": "never"}
    change = {"value": value, "version": 0, "reason": "small house"}
    assert client.ask("PUT", "/api/settings/values/second_person", change).ok
    workspace = AdministratorWorkspace(seat.context)
    qtbot.addWidget(workspace)
    workspace.show()
    banner = workspace.alone
    assert banner is not None
    qtbot.waitUntil(lambda: "Masks: the rule says" in banner.text(), timeout=20_000)
    banner.rules_button.click()
    assert workspace.stack.currentWidget() is workspace.pages["second_person"]


def test_who_does_not_manage_people_has_no_banner(qtbot: QtBot, make_seat: MakeSeat, going_hub: GoingHub) -> None:
    workspace = AdministratorWorkspace(make_seat(going_hub.url, "auditor1", "auditor").context)
    qtbot.addWidget(workspace)
    assert workspace.alone is None
