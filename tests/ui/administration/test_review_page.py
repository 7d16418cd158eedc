"""The review of rights at the desk: begun, confirmed, taken away, finished by another, and exported."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from tests.fixtures.hub import GoingHub
from tests.fixtures.people import Client, Staff
from tests.fixtures.seats import MakeSeat, Seat


def opened(qtbot: QtBot, seat: Seat) -> Any:
    workspace = AdministratorWorkspace(seat.context)
    qtbot.addWidget(workspace)
    page = workspace.open_page("rights_review")
    workspace.show()
    qtbot.waitUntil(lambda: page.feed.now is not None, timeout=20_000)
    return page


def row_of(page: Any, login: str, role: str) -> None:
    at = next(
        at
        for at in range(page.model.rowCount())
        if (page.model.record(at).login, page.model.record(at).role) == (login, role)
    )
    page.table.selectRow(at)


def test_a_review_from_its_beginning_to_the_workbook(
    qtbot: QtBot, seat: Seat, make_seat: MakeSeat, going_hub: GoingHub, staff: Staff, tmp_path: Path
) -> None:
    lin = staff.person("lin", "agent", "supervisor", name="林静")
    page = opened(qtbot, seat)
    assert page.progress.text() == "No review yet" and not page.finish_button.isVisible()
    page.begin()
    qtbot.waitUntil(lambda: page.model.rowCount() == 5, timeout=20_000)
    assert "0 of 5 settled" in page.progress.text() and "Your own rights" in page.progress.text()
    assert not page.begin_button.isEnabled() and not page.finish_button.isEnabled()

    row_of(page, "admin1", "security_administrator")
    assert not page.confirm_button.isEnabled() and not page.take_button.isEnabled(), "nobody confirms their own"
    row_of(page, "lin", "agent")
    page.remark.set_value("as agreed")
    page.confirm()
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=20_000)
    assert page.remark.value() == ""
    row_of(page, "lin", "supervisor")
    page.take_away()
    page.dialog.form.set_values({"text": "moved"}, clean=False)
    page.dialog.send()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3 and page.dialog is None, timeout=20_000)
    assert Client(going_hub.url, seat.context.api.token).get(f"/api/people/{lin.id}").json()["roles"] == ["agent"]

    auditor = make_seat(going_hub.url, "auditor1", "auditor")
    other = opened(qtbot, auditor)
    qtbot.waitUntil(lambda: other.model.rowCount() == 3, timeout=20_000)
    row_of(other, "admin1", "security_administrator")
    assert not other.take_button.isEnabled(), "who does not manage people takes nothing away"
    other.confirm_person()
    qtbot.waitUntil(lambda: other.finish_button.isEnabled(), timeout=20_000)
    other.finish()
    other.dialog.form.set_values({"text": "done for this year"}, clean=False)
    other.dialog.send()
    qtbot.waitUntil(lambda: not other.finish_button.isVisible(), timeout=20_000)
    qtbot.waitUntil(lambda: page.review is not None and page.review.finished_at is not None, timeout=20_000)
    assert page.begin_button.isEnabled()

    file = tmp_path / "review.xlsx"
    page.export(file)
    qtbot.waitUntil(lambda: any("review.xlsx" in one for one in seat.told.texts()), timeout=20_000)
    lines = [[cell.value for cell in line] for line in load_workbook(file).active.iter_rows()]
    assert any("done for this year" in str(line[0]) for line in lines)
    decided = {(line[0], line[3]): line[8] for line in lines if line[0] in ("admin1", "lin")}
    assert decided == {
        ("admin1", "Auditor"): "Confirmed",
        ("admin1", "Security administrator"): "Confirmed",
        ("admin1", "System administrator"): "Confirmed",
        ("lin", "Agent"): "Confirmed",
        ("lin", "Supervisor"): "Taken away",
    }
