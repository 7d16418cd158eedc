"""Work on the floor at real desks: alarms, abandoned callers, messages, hands up and queues for a while, on a running hub."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.models.supervising import Alarm, AlarmRule, QueueOverride
from agent_desk.ui.app import Desk
from agent_desk.ui.supervising import abandoned
from agent_desk.ui.supervising.abandoned import ACT, AbandonedPanel
from agent_desk.ui.supervising.alarms import AlarmLine
from agent_desk.ui.supervising.assist import HandLine
from agent_desk.ui.supervising.messages import MessagesPanel
from agent_desk.ui.workspaces.agent import AgentWorkspace
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from tests.fixtures.centre import QUEUES, Seat, Telephone, join
from tests.fixtures.desks import open_desk, press, sign_in
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until as wait

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qapp: QApplication, hub: HubThread, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(qapp, hub.url, tmp_path) as opened:
        yield opened


@pytest.fixture
def floor(qtbot: QtBot, desk: Desk, staff: Staff, telephone: Telephone) -> SupervisorWorkspace:
    """A supervisor at the board."""
    staff.person("s2001", "supervisor", name="周明")
    space = sign_in(qtbot, desk, "s2001", SupervisorWorkspace)
    until(qtbot, lambda: space.floor.showing() == "content")
    return space


@pytest.fixture
def agent(qtbot: QtBot, desk: Desk, staff: Staff, database: Database, telephone: Telephone) -> AgentWorkspace:
    """An agent at the real desk, not ready."""
    person = staff.person("a1001", "agent", agent_code="1001", name="林静")
    join(database, person, QUEUES)
    space = sign_in(qtbot, desk, "a1001", AgentWorkspace)
    until(qtbot, lambda: space.seat.view is not None and space.seat.view.own.state == "not_ready")
    return space


@pytest.fixture
def boss(hub: HubThread, staff: Staff) -> Client:
    """A supervisor by HTTP."""
    staff.person("s2002", "supervisor", name="周明")
    client = Client(hub.url)
    assert client.sign_in("s2002").ok
    return client


def until(qtbot: QtBot, holds: Callable[[], object], ms: int = 15_000) -> None:
    qtbot.waitUntil(lambda: bool(holds()), timeout=ms)


def toasts(desk: Desk) -> list[str]:
    assert desk.shell is not None
    found = (one for one in desk.shell.findChildren(QWidget) if one.property("role") == "toast")
    return [one.accessibleName() for one in found if one.accessibleName()]


def asked(answer: Any) -> Any:
    assert answer.ok, answer.text
    return answer.json()


# -- the supervisor's desk -----------------------------------------------------------------------------------------------


def test_an_alarm_is_seen_heard_acknowledged_and_over(
    qtbot: QtBot, floor: SupervisorWorkspace, telephone: Telephone, database: Database
) -> None:
    with database.write() as db:
        for rule in db.query(AlarmRule):
            rule.active = rule.code == "waiting"
            if rule.active:
                rule.threshold, rule.clear_at, rule.hold_ms = 2, 1, 0
    strip = floor.floor.work
    until(qtbot, lambda: strip.alarms.feed.now is not None)
    assert strip.summary.text() == "No alarms"
    calls = [telephone.call("credit", f"1380013800{at}") for at in range(2)]
    until(qtbot, lambda: strip.alarms.now)
    (row,) = strip.alarms.now
    assert strip.alarms.heard == ["chime"] and strip.summary.text() == "Alarms: 1, to acknowledge: 1"
    assert strip.lines() == ["Warning: Many callers wait · Credit cards, 2 now, threshold 2"]
    line = strip.line_of(row.id)
    assert isinstance(line, AlarmLine)
    line.button.click()
    assert strip.alarms.dialog is not None
    strip.alarms.dialog.form.set_values({"text": "two more from accounts"})
    strip.alarms.dialog.action_button.click()
    until(qtbot, lambda: "two more from accounts" in line.seen.text())
    assert not line.button.isVisible() and strip.summary.text() == "Alarms: 1, all acknowledged"
    for call in calls:
        telephone.control.hang_up_customer(call)
    until(qtbot, lambda: not strip.alarms.now)
    assert strip.summary.text() == "No alarms" and strip.lines() == []
    strip.show_history()
    assert strip.window_ is not None
    history = strip.window_.panel
    until(qtbot, lambda: history.model.rowCount())  # type: ignore[attr-defined]
    assert history.state(history.model.record(0)).text == "over"  # type: ignore[attr-defined]


def test_an_abandoned_caller_is_called_back_by_an_agent_at_one_click(
    qtbot: QtBot,
    floor: SupervisorWorkspace,
    telephone: Telephone,
    hub: HubThread,
    staff: Staff,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(abandoned, "_CALLS_MS", 500)
    seat = Seat.take(hub.url, staff, "lin", "8001")
    gone = telephone.call("credit", "13800138000")
    telephone.control.hang_up_customer(gone)
    strip = floor.floor.work
    strip.abandoned.click()
    assert strip.window_ is not None
    panel = strip.window_.panel
    assert isinstance(panel, AbandonedPanel)
    until(qtbot, lambda: panel.model.rowCount())
    row = panel.model.record(0)
    assert row is not None and (row.caller.text, panel.mark(row).text) == ("138****8000", "Call back")
    panel._clicked(panel.model.index(0, ACT))
    panel._clicked(panel.model.index(0, ACT))
    until(qtbot, lambda: marked(panel, "to be called by anybody"))
    (task,) = asked(seat.client.get("/api/floor/tasks/own"))
    assert (task["caller"]["text"], task["state"]) == ("138****8000", "open")
    telephone.control.answer_dials("", "answered", ring_ms=100, talk_ms=600_000)
    asked(seat.client.post(f"/api/floor/tasks/{task['id']}/call", {}))
    seat.comes_to("talking")
    until(qtbot, lambda: marked(panel, "called back"), 25_000)
    # Until the end of the talk the agent may still say that it was a wrong number; then the answered call ends the task.
    assert len(asked(seat.client.get("/api/floor/tasks/own"))) == 1
    seat.post(f"/{seat.view['call']['id']}/hang-up")
    until(qtbot, lambda: asked(seat.client.get("/api/floor/tasks/own")) == [])
    until(qtbot, lambda: panel.feed.now is not None and panel.feed.now.open == 0)


def marked(panel: AbandonedPanel, words: str) -> bool:
    panel.filter.set_value("all")
    panel._show()
    row = panel.model.record(0)
    return row is not None and panel.mark(row).text.startswith(words)


def test_a_message_and_who_has_read_it(qtbot: QtBot, floor: SupervisorWorkspace, hub: HubThread, staff: Staff) -> None:
    seat = Seat.take(hub.url, staff, "lin", "8001")
    strip = floor.floor.work
    strip.show_messages()
    assert strip.window_ is not None
    panel = strip.window_.panel
    assert isinstance(panel, MessagesPanel)
    panel.write_button.click()
    assert strip.dialog is not None
    strip.dialog.form.set_values({"words": "The core system is slow"})
    strip.dialog.action_button.click()
    until(qtbot, lambda: panel.receipts.rowCount())
    assert [panel.read_mark(one).text for one in panel.model.records()] == ["0 of 1"]
    (told,) = asked(seat.client.get("/api/floor/messages/own"))
    assert told["words"] == "The core system is slow"
    asked(seat.client.post(f"/api/floor/messages/{told['id']}/read", {}))
    until(qtbot, lambda: panel.read_mark(panel.model.records()[0]).text == "1 of 1")
    until(qtbot, lambda: panel.receipts.records()[0].read_at is not None)


def test_a_hand_goes_up_is_counted_and_answered(
    qtbot: QtBot, floor: SupervisorWorkspace, hub: HubThread, staff: Staff
) -> None:
    seat = Seat.take(hub.url, staff, "lin", "8001")
    strip = floor.floor.work
    asked(seat.client.post("/api/floor/assist", {"words": "card limit"}))
    until(qtbot, lambda: strip.hands.up)
    (row,) = strip.hands.up
    line = strip.line_of(row.id)
    assert isinstance(line, HandLine) and strip.lines() == ["Hand up: Lin 8001 card limit"] and line.clock.text()
    assert not line.buttons["listen"].isEnabled(), "there is no call to listen to"
    line.buttons["message"].click()
    until(qtbot, lambda: strip.dialog is not None)
    assert strip.dialog is not None and strip.dialog.whom.text() in ("Lin", "8001 Lin"), (
        "with the list of agents or before it"
    )
    strip.dialog.reject()
    until(qtbot, lambda: "answered after" in line.state.text())
    line.buttons["settled"].click()
    until(qtbot, lambda: not strip.hands.up)
    assert strip.figures.text().startswith("Hands today: 1, answered after 0:0")
    assert asked(seat.client.get("/api/floor/assist/own"))["up"] is None


def test_an_agent_serves_another_queue_for_an_hour(
    qtbot: QtBot, floor: SupervisorWorkspace, telephone: Telephone, hub: HubThread, staff: Staff, database: Database
) -> None:
    seat = Seat.take(hub.url, staff, "lin", "8001", ["account"])
    seat.ready()
    waits = telephone.call("credit")
    until(qtbot, lambda: [row.state for row in floor.floor.agents.rows()] == ["ready"])
    floor.floor.agent_actions.change_queues(floor.floor.agents.rows()[0])
    dialog = floor.floor.agent_actions.queue_dialog
    assert dialog is not None
    until(qtbot, dialog.action_button.isEnabled)
    assert dialog.queue.value() == "credit" and "Accounts: priority 1" in dialog.now.text()
    dialog.form.set_values({"why": "many wait for cards"}, clean=False)
    dialog.action_button.click()
    seat.takes(seat.rings())
    (told,) = asked(seat.client.get("/api/floor/messages/own"))
    assert (told["kind"], told["queues"][0]["queue"]["code"]) == ("queues", "credit")
    assert until_now(database) == [("credit", True)] and waits
    with database.write() as db:
        row = db.query(QueueOverride).one()
        row.from_at, row.until_at = row.from_at.replace(year=2020), row.until_at.replace(year=2021)
    until(qtbot, lambda: not until_now(database))
    assert [one["code"] for one in seat.view["queues"]] == ["account"], "it goes back by itself"


def until_now(database: Database) -> list[tuple[str, bool]]:
    """Queue changes that hold."""
    with database.read() as db:
        found = db.query(QueueOverride).filter(QueueOverride.ended_at.is_(None)).all()
        return [("credit", row.member) for row in found]


# -- two hubs, and who may ----------------------------------------------------------------------------------------------


def test_another_hub_takes_the_alarms_over_and_raises_nothing_twice(
    settings: Settings, telephone: Telephone, database: Database, staff: Staff
) -> None:
    first = HubThread(settings).start()
    with database.write() as db:
        for rule in db.query(AlarmRule):
            rule.active = rule.code == "waiting"
            if rule.active:
                rule.threshold, rule.clear_at, rule.hold_ms = 1, 1, 0
    call = telephone.call("credit")
    raised = wait(lambda: alarms(database), "the alarm")
    with HubThread(replace(settings)) as second:
        first.stop()
        telephone.control.hang_up_customer(call)
        wait(lambda: all(one.cleared_at for one in alarms(database)), "the end of the alarm", 30)
        assert [one.id for one in alarms(database)] == [one.id for one in raised] and second.url


def alarms(database: Database) -> list[Alarm]:
    """Every alarm that was raised."""
    with database.read() as db:
        found = db.query(Alarm).filter(Alarm.raised_at.is_not(None)).all()
        db.expunge_all()
        return found


def test_an_agent_may_not_steer_write_or_acknowledge(hub: HubThread, staff: Staff, telephone: Telephone) -> None:
    seat = Seat.take(hub.url, staff, "lin", "8001")
    nobody = "00000000-0000-0000-0000-000000000001"
    refused = (
        ("/messages", {"audience": "all", "words": "hello"}),
        (f"/alarms/{nobody}/acknowledge", {}),
        ("/tasks", {"call_id": nobody}),
        (f"/assist/{nobody}/answer", {"way": "settled"}),
        (f"/agents/{nobody}/queues", {"queue": "credit", "member": True, "minutes": 60, "why": "x"}),
    )
    for path, body in refused:
        answer = seat.client.post(f"/api/floor{path}", body)
        assert answer.json()["error"]["id"] == "not_permitted", path
    assert seat.client.get("/api/floor/abandoned").status_code == 403


# -- the agent's desk ----------------------------------------------------------------------------------------------------


def test_a_message_at_the_agents_desk_takes_no_focus_and_is_read_by_a_press(
    qtbot: QtBot, desk: Desk, agent: AgentWorkspace, boss: Client
) -> None:
    agent.hand_up.word.setFocus()
    until(qtbot, agent.hand_up.word.hasFocus)
    until(qtbot, lambda: agent.messages.feed.now is not None)
    sent = asked(boss.post("/api/floor/messages", {"audience": "all", "words": "Stay calm"}))
    until(qtbot, lambda: any("Stay calm" in said for said in toasts(desk)))
    assert agent.hand_up.word.hasFocus(), "who types goes on typing"
    (message,) = agent.messages.shown.values()
    agent.messages.read(message.id)
    until(qtbot, lambda: not any("Stay calm" in said for said in toasts(desk)))
    row = asked(boss.get(f"/api/floor/messages/{sent['id']}"))
    assert (row["read"], row["receipts"][0]["read_at"] is not None) == (1, True)
    agent.messages.open_list()
    dialog = agent.messages.dialog
    assert dialog is not None
    until(qtbot, dialog.model.rowCount)
    dialog.reject()


def test_a_message_waits_for_an_agent_who_signs_in_later(
    qtbot: QtBot, desk: Desk, staff: Staff, database: Database, boss: Client, telephone: Telephone
) -> None:
    person = staff.person("a1002", "agent", agent_code="1002", name="林静")
    join(database, person, QUEUES)
    asked(boss.post("/api/floor/messages", {"audience": "all", "words": "New rate from today", "urgent": True}))
    sign_in(qtbot, desk, "a1002", AgentWorkspace)
    until(qtbot, lambda: any("New rate from today" in said for said in toasts(desk)))


def test_the_agents_key_puts_the_hand_up_and_down(
    qtbot: QtBot, desk: Desk, agent: AgentWorkspace, boss: Client
) -> None:
    until(qtbot, lambda: agent.hand_up.feed.now is not None)
    agent.hand_up.word.set_value("limit")
    press(qtbot, agent, Qt.Key.Key_H, CONTROL)
    until(qtbot, lambda: agent.hand_up.up)
    (hand,) = asked(boss.get("/api/floor/assist"))["up"]
    assert hand["words"] == "limit" and agent.hand_up.says.text() == "Hand is up: limit"
    asked(boss.post(f"/api/floor/assist/{hand['id']}/answer", {"way": "listen"}))
    until(qtbot, lambda: "has seen it" in agent.hand_up.says.text())
    press(qtbot, agent, Qt.Key.Key_H, CONTROL)
    until(qtbot, lambda: agent.hand_up.up is None)
    figures = asked(boss.get("/api/floor/assist"))["figures"]
    assert (figures["asked"], figures["answered"]) == (1, 1)


def test_an_agent_calls_back_by_a_press_and_says_what_came_of_it(
    qtbot: QtBot, agent: AgentWorkspace, boss: Client, telephone: Telephone
) -> None:
    gone = telephone.call("credit", "13800138000")
    telephone.control.hang_up_customer(gone)
    found: list[Any] = []

    def abandoned() -> bool:
        found[:] = asked(boss.get("/api/floor/abandoned"))["items"]
        return bool(found)

    until(qtbot, abandoned)
    telephone.control.answer_dials("", "no_answer", ring_ms=200)
    asked(boss.post("/api/floor/tasks", {"call_id": found[0]["call_id"]}))
    until(qtbot, lambda: agent.call_backs.isVisible() and agent.call_backs.lines)
    assert "138****8000" in agent.call_backs.lines[0].accessibleName()
    agent.call_backs.lines[0].call_button.click()
    until(qtbot, lambda: "not reached" in agent.call_backs.lines[0].accessibleName(), 30_000)
    line = agent.call_backs.lines[0]
    assert line.call_button.text() == "Again"
    agent.call_backs.say(line.task, "not_reached", done=True)
    until(qtbot, lambda: not agent.call_backs.isVisible())
    (row,) = asked(boss.get("/api/floor/abandoned"))["items"]
    assert (row["task"]["state"], row["task"]["result"], row["task"]["attempts"]) == ("done", "not_reached", 1)
