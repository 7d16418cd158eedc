"""Substitution at the desk: named on the administrator's page, seen and ended by the substitute, whose window hears of new rights."""

from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog
from agent_desk.ui.kit.pages.substitutes import AwayDialog
from agent_desk.ui.shell import Shell
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from tests.fixtures.hub import GoingHub
from tests.fixtures.people import Client, Staff
from tests.fixtures.seats import MakeSeat, Seat


class Bench(QWidget):
    """A workspace with nothing in it."""

    title = "Bench"

    def __init__(self) -> None:
        super().__init__()
        self.top_bar = QLabel("bar")

    def close_down(self) -> None:
        return

    def open_work(self, _item: Any) -> bool:
        return False


def opened(qtbot: QtBot, seat: Seat, name: str) -> Any:
    workspace = AdministratorWorkspace(seat.context)
    qtbot.addWidget(workspace)
    page = workspace.open_page(name)
    workspace.show()
    qtbot.waitUntil(lambda: page.feed.now is not None, timeout=20_000)
    return page


def test_a_substitute_is_named_and_their_window_hears_of_it(
    qtbot: QtBot, seat: Seat, make_seat: MakeSeat, going_hub: GoingHub, staff: Staff, tmp_path: Any
) -> None:
    staff.person("boss", "supervisor", name="赵班")
    lin = make_seat(going_hub.url, "lin", "agent")
    memory = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    shell = Shell(lin.context, ["agent"], lambda _name, _context: Bench(), memory)
    qtbot.addWidget(shell)
    gained: list[list[str]] = []
    shell.rights_changed.connect(gained.append)

    page = opened(qtbot, seat, "substitutions")
    qtbot.waitUntil(lambda: page._people.now is not None, timeout=20_000)
    page.add_substitution()
    dialog = page.dialog
    assert dialog is not None
    ids = {one.login: one.id for one in page._people.now}
    begins = datetime.now(UTC) - timedelta(minutes=1)
    values = {"from_at": begins, "until_at": begins + timedelta(days=3), "reason": ""}
    dialog.form.set_values({"person_id": ids["boss"], "substitute_id": ids["lin"], **values}, clean=False)
    dialog.send()
    assert set(dialog.form.errors()) == {"reason"}
    dialog.form.set_values({"reason": "annual leave"}, clean=False)
    dialog.send()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1 and page.dialog is None, timeout=20_000)
    row = page.model.record(0)
    assert (row.person.name, row.state, [one.code for one in row.roles]) == ("赵班", "running", ["supervisor"])
    qtbot.waitUntil(lambda: bool(gained), timeout=20_000)
    assert gained == [["agent", "supervisor"]] and lin.context.session.may("floor.view")

    page.table.selectRow(0)
    assert "annual leave" in page.about.text() and page.end_button.isVisible()
    page.end()
    (asked,) = page.findChildren(ReasonFormDialog)
    asked.form.set_values({"text": "back early"}, clean=False)
    asked.send()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0, timeout=20_000)
    qtbot.waitUntil(lambda: len(gained) == 2, timeout=20_000)
    assert gained[-1] == ["agent"]
    page.over.set_value(True)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=20_000)
    shell.close_down()


def test_what_waits_for_a_second_person_closes_the_dialog_and_is_said(qtbot: QtBot, seat: Seat, staff: Staff) -> None:
    staff.person("boss", "supervisor")
    staff.person("deputy", "agent")
    staff.person("admin2", "security_administrator")
    page = opened(qtbot, seat, "substitutions")
    qtbot.waitUntil(lambda: page._people.now is not None, timeout=20_000)
    page.add_substitution()
    ids = {one.login: one.id for one in page._people.now}
    values = {"person_id": ids["boss"], "substitute_id": ids["deputy"], "reason": "annual leave"}
    page.dialog.form.set_values(values, clean=False)
    page.dialog.send()
    qtbot.waitUntil(lambda: page.dialog is None, timeout=20_000)
    assert any("waits for approval" in one for one in seat.told.texts())
    assert page.model.rowCount() == 0
    page.add_substitution()
    assert page.dialog.form.values()["reason"] == "", "nothing is left as a draft"
    page.dialog.reject()


def test_who_is_away_sees_it_and_takes_it_back(
    qtbot: QtBot, make_seat: MakeSeat, going_hub: GoingHub, seat: Seat, staff: Staff
) -> None:
    boss = make_seat(going_hub.url, "boss", "supervisor")
    lin = staff.person("lin", "agent")
    admin = Client(going_hub.url, seat.context.api.token)
    begins = datetime.now(UTC) + timedelta(hours=1)
    form = {
        "person_id": str(boss.context.session.me.id),
        "substitute_id": str(lin.id),
        "from_at": begins.isoformat(),
        "until_at": (begins + timedelta(hours=1)).isoformat(),
        "reason": "visit",
    }
    assert admin.post("/api/substitutions", form).ok
    dialog = AwayDialog(boss.context)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1, timeout=20_000)
    assert not dialog.name_button.isVisible(), "the bank has not allowed that"
    dialog.table.selectRow(0)
    assert dialog.end_button.isEnabled()
    dialog.end()
    (asked,) = dialog.findChildren(ReasonFormDialog)
    asked.send()
    qtbot.waitUntil(lambda: dialog.model.record(0).state == "ended", timeout=20_000)


def test_who_decides_reads_who_and_when_in_the_centres_time(
    qtbot: QtBot, make_seat: MakeSeat, going_hub: GoingHub, seat: Seat, staff: Staff
) -> None:
    for login in ("boss", "deputy"):
        staff.person(login, "supervisor")
    staff.person("admin2", "security_administrator")
    author = Client(going_hub.url)
    author.sign_in("admin2")
    ids = {one["login"]: one["id"] for one in author.get("/api/people").json()["items"]}
    form = {
        "person_id": ids["boss"],
        "substitute_id": ids["deputy"],
        "from_at": "2999-01-01T01:00:00Z",
        "until_at": "2999-01-03T01:00:00Z",
        "reason": "annual leave",
    }
    assert author.post("/api/substitutions", form).status_code == 409
    page = opened(qtbot, seat, "approvals")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=20_000)
    page.table.selectRow(0)
    lines = page.lines.text()
    assert page.title.text() == "A substitute while somebody is away" and "annual leave" in page.about.text()
    assert "person: boss" in lines and "substitute: deputy" in lines
    assert "from: 2999-01-01 09:00" in lines and "until: 2999-01-03 09:00" in lines
