"""A project from its plan to its report: started by its time, its script beside the call, answered by keys alone, counted right."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import Queue
from agent_desk.models.campaigns import ProjectAnswers
from agent_desk.models.people import PersonRole
from agent_desk.ui.app import Desk
from agent_desk.ui.workspaces.agent import REST_MS, AgentWorkspace
from tests.fixtures.campaigns import project_form
from tests.fixtures.centre import QUEUES, Telephone, join
from tests.fixtures.desks import open_desk, sign_in
from tests.fixtures.keyboard import Keyboard, keyboard, said
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until

pytestmark = pytest.mark.long

__all__ = ["keyboard"]


@pytest.fixture
def desk(qapp: QApplication, hub: HubThread, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(qapp, hub.url, tmp_path) as opened:
        yield opened


@pytest.fixture
def planner(hub: HubThread, staff: Staff) -> Client:
    staff.person("boss", "supervisor", name="周敏")
    client = Client(hub.url)
    assert client.sign_in("boss").ok
    return client


def projects(planner: Client) -> Any:
    answer = planner.get("/api/projects")
    assert answer.ok, answer.text
    return answer.json()


def test_a_project_from_plan_to_report(
    qtbot: QtBot,
    desk: Desk,
    keyboard: Keyboard,
    telephone: Telephone,
    staff: Staff,
    planner: Client,
    database: Database,
) -> None:
    person = staff.person("a1001", "agent", agent_code="1001", name="林静")
    join(database, person, QUEUES)
    form = project_form(datetime.now(UTC) + timedelta(seconds=1), person.id)
    planned = planner.post("/api/projects", form.model_dump(mode="json"))
    assert planned.ok, planned.text

    space = sign_in(qtbot, desk, "a1001", AgentWorkspace)
    assert desk.shell is not None
    desk.shell.activateWindow()
    qtbot.wait(REST_MS)
    keyboard.press("Ctrl+Shift+R")
    until(lambda: projects(planner)[0]["state"] == "running", "the project starts at its time", 30)

    telephone.call("account", "13800138000", talk_ms=600_000)
    qtbot.waitUntil(lambda: space.seat.view is not None and space.seat.view.own.state == "reserved", timeout=15_000)
    qtbot.waitUntil(space.script.isVisible, timeout=10_000)
    assert space.script.text.text().startswith("Have you heard"), "while it rings, in the desk's language"
    keyboard.press("F2")
    qtbot.waitUntil(lambda: space.seat.view is not None and space.seat.view.own.state == "talking", timeout=15_000)
    qtbot.waitUntil(lambda: space.answers.project is not None and space.answers.drafted.state == "clean")

    keyboard.press("F10")
    assert space.script.ask is not None
    now = QApplication.focusWidget()
    assert now is not None and space.script.ask.isAncestorOf(now), said(now)
    keyboard.type("yes")
    keyboard.press("Return")
    assert space.answers.answers == {"heard": "yes"}
    keyboard.press("F10")
    assert space.script.text.text().startswith("Bring your identity card")

    keyboard.press("F9")
    qtbot.waitUntil(lambda: space.seat.view is not None and space.seat.view.own.state == "after_call_work")
    panel = space.wrap_up
    qtbot.waitUntil(lambda: panel._offered.now is not None and panel.work.call_id is not None, timeout=10_000)
    keyboard.press("F5") if not panel.disposition.isAncestorOf(QApplication.focusWidget() or space) else None
    keyboard.type("acc")
    keyboard.press("Return", "Tab")
    keyboard.type("bal")
    keyboard.press("Return", "Ctrl+Return")
    assert panel.says.isVisible() and "Wants" in panel.says.text(), (
        "what is required stands in the way, and has the keyboard"
    )
    now = QApplication.focusWidget()
    assert now is not None and space.wrap_up.isAncestorOf(now), said(now)
    keyboard.type("banli")
    keyboard.press("Return")
    assert space.answers.answers == {"heard": "yes", "want": "办理"}
    keyboard.press("F5")
    assert panel.notes.isAncestorOf(QApplication.focusWidget() or space), "the third stop of the key"
    keyboard.type("wants the card")
    keyboard.press("Ctrl+Return")
    qtbot.waitUntil(lambda: space.seat.view is not None and space.seat.view.own.state == "ready", timeout=15_000)
    qtbot.waitUntil(space.script.isHidden, timeout=10_000)
    with database.read() as db:
        kept = db.query(ProjectAnswers).one()
        assert kept.answers == {"heard": "yes", "want": "办理"}
    assert not keyboard.faults, keyboard.told()

    row = projects(planner)[0]
    ended = planner.post(f"/api/projects/{row['id']}/move", {"move": "end", "version": row["version"]})
    assert ended.ok, ended.text
    report = planner.get(f"/api/reports/projects/{row['id']}", lang="en").json()
    assert report["progress"] | {"project_id": None} == {
        "project_id": None,
        "handled": 1,
        "offered": 1,
        "service_level": 1.0,
        "answered_calls": 1,
        "value": 1.0,
        "met": True,
    }
    answers = [[cell["text"] for cell in one["cells"]] for one in report["tables"][1]["rows"]]
    assert ["Wants", "办理", "1", "100.0 %"] in answers and ["Has heard of it", "Yes", "1", "100.0 %"] in answers


def test_who_holds_a_role_for_another_queue_neither_sees_nor_touches_it(
    hub: HubThread, planner: Client, staff: Staff, database: Database
) -> None:
    made = planner.post("/api/projects", project_form(datetime.now(UTC)).model_dump(mode="json")).json()
    other = staff.person("cards", name="黄蕾")
    with database.write() as db:
        credit = db.query(Queue).filter_by(code="credit").one()
        db.add(PersonRole(person_id=other.id, role_code="supervisor", scope="queue", subjects=[str(credit.id)]))
    stranger = Client(hub.url)
    assert stranger.sign_in("cards").ok
    assert stranger.get("/api/projects").json() == []
    assert [one["code"] for one in stranger.get("/api/projects/choices").json()["queues"]] == ["credit"]
    at = f"/api/projects/{made['id']}"
    form = project_form(datetime.now(UTC), version=made["version"]).model_dump(mode="json")
    move = {"move": "start", "version": made["version"]}
    for answer in (
        stranger.ask("PUT", at, form),
        stranger.post(f"{at}/move", move),
        stranger.post("/api/projects", form | {"version": None}),
        stranger.get(f"/api/reports/projects/{made['id']}"),
        stranger.get(f"/api/reports/projects/{made['id']}/progress"),
        stranger.get(f"/api/reports/projects/{made['id']}/export/workbook"),
    ):
        assert answer.status_code in (403, 404), answer.text
    staff.person("lin", "agent", agent_code="8001")
    agent = Client(hub.url)
    assert agent.sign_in("lin").ok
    assert agent.get("/api/projects").status_code == 403
    assert agent.get(f"/api/projects/calls/{made['id']}").status_code == 404, "nobody's call"
    assert [one["state"] for one in projects(planner)] in (["planned"], ["running"])
