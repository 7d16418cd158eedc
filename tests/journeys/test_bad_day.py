"""A bad day, by keys: a queue explodes, its cause is found, eight agents are steered at once, an overflow is set, a message is read,
and the report of the day tells all of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from agent_desk.hub.serve import HubThread
from agent_desk.ui.workspaces.agent import AgentWorkspace
from agent_desk.ui.workspaces.board.board_view import FloorBoard
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from tests.fixtures.centre import Seat, Telephone
from tests.fixtures.desks import open_desk, press, sign_in
from tests.fixtures.people import Client, Staff

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
CALLERS = 12


def until(qtbot: QtBot, holds: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(holds()), timeout=30_000)


def sends(qtbot: QtBot, dialog: Any, **values: Any) -> None:
    """Fill a dialog in and send it by its key; it closes when the hub has it."""
    until(qtbot, dialog.action_button.isEnabled)
    dialog.form.set_values(values, clean=False)
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    until(qtbot, lambda: not isValid(dialog) or not dialog.isVisible())


def of_queue(floor: FloorBoard, code: str) -> Any:
    """The line of a queue on the board."""
    return next(line for line in floor.queues.model.records() if line.queue is not None and line.queue.code == code)


def to_board(qtbot: QtBot, floor: FloorBoard) -> None:
    """Its window has the keys, as it has once a dialog is gone."""
    floor.window().activateWindow()
    until(qtbot, floor.isActiveWindow)


def choose(qtbot: QtBot, floor: FloorBoard, code: str) -> None:
    """Its row is the chosen one, and has the keys."""
    to_board(qtbot, floor)
    floor.queues.table.setFocus()
    floor.queues.table.select_key(code)


def test_a_bad_day(
    qtbot: QtBot, qapp: QApplication, centre: HubThread, telephone: Telephone, staff: Staff, tmp_path: Path
) -> None:
    staff.person("s2001", "supervisor", name="周明")
    seats = [Seat.take(centre.url, staff, f"a{code}", str(code), ["credit"]) for code in range(8001, 8009)]
    first = Seat.take(centre.url, staff, "a8101", "8101", ["account"])
    with open_desk(qapp, centre.url, tmp_path) as desk:
        space = sign_in(qtbot, desk, "s2001", SupervisorWorkspace)
        floor = space.floor
        until(qtbot, lambda: floor.showing() == "content" and len(floor.agents.rows()) == 9)
        queue_explodes(qtbot, floor, telephone, first)
        cause_found(qtbot, space, first)
        agents_steered(qtbot, floor, seats)
        overflow_set(qtbot, floor, telephone, seats)
        message_read(qtbot, floor, seats[0])
        told_in_the_report(qtbot, space)


def queue_explodes(qtbot: QtBot, floor: FloorBoard, telephone: Telephone, first: Seat) -> None:
    first.ready()
    for at in range(CALLERS):
        telephone.call("account", f"138001380{at:02}")
    first.takes(first.rings())
    until(qtbot, lambda: of_queue(floor, "account").now.waiting == CALLERS - 1)


def cause_found(qtbot: QtBot, space: SupervisorWorkspace, first: Seat) -> None:
    """What the one agent wrote down of their call says what everybody calls about."""
    floor, call = space.floor, first.view["call"]["id"]
    first.post(
        f"/{call}/wrap-up",
        {"disposition_code": "account.balance", "notes": "手机银行余额不显示", "version": 0},
        method="PUT",
    )
    choose(qtbot, floor, "account")
    press(qtbot, floor.queues.table, Qt.Key.Key_Return)
    told = floor.explanation
    assert told is not None
    until(qtbot, lambda: len(told.model.records()) == CALLERS)
    at = next(at for at, one in enumerate(told.model.records()) if str(one.call.id) == call)
    told.table.selectRow(at)
    press(qtbot, told.table, Qt.Key.Key_Return)
    until(qtbot, lambda: space.story is not None and space.story.states.showing() == "content")
    assert space.story is not None
    said = " ".join(one.text() for one in space.story.findChildren(QWidget) if hasattr(one, "text"))
    assert "手机银行余额不显示" in said and "Balance" in said
    space.story.back.click()
    told.reject()


def agents_steered(qtbot: QtBot, floor: FloorBoard, seats: list[Seat]) -> None:
    """Eight at once, by one order: they serve the queue that explodes, and take calls."""
    cards = floor.agents.cards
    floor.agents.narrow_to_queue("credit")
    until(qtbot, lambda: len(floor.agents.rows()) == 8)
    to_board(qtbot, floor)
    cards.setFocus()
    floor.agents.choose(floor.agents.rows()[0].person.id)
    press(qtbot, cards, Qt.Key.Key_A, CONTROL)
    assert len(floor.agents.chosen_many()) == 8
    press(qtbot, cards, Qt.Key.Key_Q, ALT)
    sends(qtbot, floor.agent_actions.queue_dialog, queue="account", place=0, why="手机银行故障")
    until(qtbot, lambda: all("account" in row.queues for row in floor.agents.rows()))
    to_board(qtbot, floor)
    press(qtbot, cards, Qt.Key.Key_R, ALT)
    sends(qtbot, floor.agent_actions.dialog, text="手机银行故障")
    until(qtbot, lambda: all(row.state == "reserved" for row in floor.agents.rows()))
    for seat in seats:
        seat.takes(seat.rings())


def overflow_set(qtbot: QtBot, floor: FloorBoard, telephone: Telephone, seats: list[Seat]) -> None:
    """Who calls from now on rings in the other queue."""
    choose(qtbot, floor, "account")
    press(qtbot, floor.queues.table, Qt.Key.Key_O, ALT)
    sends(qtbot, floor.queue_actions.dialog, where="queue:credit", when="now", why="手机银行故障")
    until(qtbot, lambda: floor.measures.isVisible() and "not in force" not in floor.measures.text.text())
    assert floor.measures.text.text() == "Accounts: Overflow to Credit cards at once, until 24:00"
    telephone.call("account", "13800138099")
    until(qtbot, lambda: of_queue(floor, "credit").now.waiting == 1)
    seat = seats[0]
    seat.post(f"/{seat.view['call']['id']}/hang-up")


def message_read(qtbot: QtBot, floor: FloorBoard, seat: Seat) -> None:
    to_board(qtbot, floor)
    press(qtbot, floor, Qt.Key.Key_M, ALT)
    sends(qtbot, floor.work.dialog, words="手机银行故障，请告知客户两小时内恢复")
    floor.work.show_messages()
    assert floor.work.window_ is not None
    panel: Any = floor.work.window_.panel

    def unread() -> list[Any]:
        answer = seat.client.get("/api/floor/messages/own")
        return [one for one in answer.json() if one["kind"] == "text"]

    until(qtbot, unread)
    assert seat.client.post(f"/api/floor/messages/{unread()[0]['id']}/read").ok
    until(qtbot, lambda: panel.model.rowCount() and any(row.read == 1 for row in panel.model.records()))
    floor.work.window_.reject()


def told_in_the_report(qtbot: QtBot, space: SupervisorWorkspace) -> None:
    space.pages.set_value("history")
    space.open_page("history")
    assert space.history is not None
    page = space.history.page
    until(qtbot, lambda: page.sheet is not None)
    page.bar.set_choice(page.bar.choice().model_copy(update={"rows": "measures", "period": "today", "of": "centre"}))

    def told() -> dict[str, tuple[str, str, str]]:
        sheet = page.sheet
        rows = sheet.rows if sheet is not None and sheet.choice.rows == "measures" else []
        return {row.cells[1].text: (row.cells[3].text, row.cells[4].text, row.cells[5].text) for row in rows}

    until(qtbot, told)
    found = told()
    assert found["Accounts: Overflow to Credit cards, at once"] == ("S2001", "手机银行故障", "1")
    assert found["8 agents serve Accounts"][1] == found["8 agents: Ready"][1] == "手机银行故障"
    assert found["Message: to 9, read by 1"][0] == "S2001"
    assert page.title.text().startswith("Measures taken")


def test_the_agents_desk_says_what_holds_and_for_how_long(
    qtbot: QtBot, qapp: QApplication, centre: HubThread, telephone: Telephone, staff: Staff, tmp_path: Path
) -> None:
    staff.person("s2001", "supervisor", name="周明")
    staff.person("a1001", "agent", agent_code="1001")
    boss = Client(centre.url)
    assert boss.sign_in("s2001").ok
    with open_desk(qapp, centre.url, tmp_path) as desk:
        space = sign_in(qtbot, desk, "a1001", AgentWorkspace)
        ids = {one["queue"]["code"]: one["id"] for one in boss.get("/api/calls/measures").json()["queues"]}
        form = {"queues": [ids["credit"]], "does": "closed", "sound": "closed", "why": "fire alarm"}
        assert boss.post("/api/calls/measures", form).ok
        until(qtbot, lambda: "not in force" not in space.measures.text.text() and space.measures.isVisible())
        assert space.measures.text.text() == "Credit cards: Closed, callers hear “Closed”, until it is taken back"
        assert not space.measures.button.isVisible(), "an agent takes nothing back"
        (row,) = boss.get("/api/calls/measures").json()["held"]
        assert boss.post(f"/api/calls/measures/{row['id']}/end", {"why": "false alarm"}).ok
        until(qtbot, space.measures.isHidden)
