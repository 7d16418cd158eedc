"""A visitor's day at a supervisor's desk: expected, given a badge, in, on the list of the day, out."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from agent_desk.desk.cases import kinds
from agent_desk.ui.kit import elapsed
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from tests.fixtures.hub import GoingHub
from tests.fixtures.people import Staff
from tests.fixtures.seats import MakeSeat


def test_a_visitors_day(qtbot: QtBot, make_seat: MakeSeat, going_hub: GoingHub, staff: Staff, tmp_path: Path) -> None:
    host = staff.person("host", "agent", name="林静")
    seat = make_seat(going_hub.url, "boss", "supervisor")
    space = SupervisorWorkspace(seat.context)
    qtbot.addWidget(space)
    space.resize(1440, 900)
    space.open_page("registers")
    space.show()
    page = space.registers
    assert page is not None
    qtbot.waitUntil(lambda: page.register.value() == "visitor" and page.choices.now is not None, timeout=20_000)

    page.add_case()
    dialog = page.dialog
    assert dialog is not None
    dialog.form.set_values(
        {
            "visitor": "王小明",
            "company": "齐川科技",
            "telephone": "13800138000",
            "host": str(host.id),
            "expected": elapsed.now().isoformat(),
            "purpose": "business",
        },
        clean=False,
    )
    dialog.send()
    qtbot.waitUntil(lambda: page.detail.case is not None, timeout=20_000)
    case = page.detail.case
    assert case is not None and case.number.startswith("FK")
    assert case.fields["telephone"] != "13800138000", "a telephone leaves the hub masked"
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1, timeout=20_000)

    page.detail.moves["come_in"].click()
    asked = page.detail.dialog
    assert asked is not None
    asked.form.set_values({"badge": "A12", "areas": "floor"}, clean=False)
    asked.send()
    qtbot.waitUntil(lambda: page.detail.case is not None and page.detail.case.state == "inside", timeout=20_000)
    page.list.view.set_value("today")
    page.list.anew()
    qtbot.waitUntil(lambda: [row.state for row in page.list.model.records()] == ["inside"], timeout=20_000)

    page.detail.moves["leave"].click()
    asked = page.detail.dialog
    assert asked is not None
    asked.send()
    qtbot.waitUntil(lambda: page.detail.case is not None and page.detail.case.closed_at is not None, timeout=20_000)
    assert page.detail.moves == {}
    qtbot.waitUntil(lambda: [row.state for row in page.list.model.records()] == ["left"], timeout=20_000)
    assert kinds.registers(seat.context.api)[0].open == 0
