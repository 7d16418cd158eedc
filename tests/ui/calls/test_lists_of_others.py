"""Calls of others at a seat: call-backs taken and withdrawn, rings at colleagues, colleagues who can be asked though not ready."""

import os
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import AgentState, Call, CallLeg, Queue, QueueMember
from agent_desk.models.calls.voice_plan import Callback, CallRouting
from agent_desk.models.people import Person, Team
from agent_desk.ui.calls.callbacks import CallbackList
from agent_desk.ui.calls.ringing import RingingDialog
from agent_desk.ui.calls.routings import RoutingList
from agent_desk.ui.calls.transfer import TransferDialog
from tests.fixtures.hub import GoingHub
from tests.fixtures.people import Staff
from tests.fixtures.seats import MakeSeat, Seat

NOW = datetime.now(UTC)


@pytest.fixture
def seat(make_seat: MakeSeat, going_hub: GoingHub, database: Database, staff: Staff) -> Seat:
    """Agent 8001, who is a supervisor as well; 8002 of the same team is on a break; one queue."""
    with database.write() as db:
        queue = Queue(code="card", name_zh="卡", name_en="Cards")
        team = Team(code="T1", name_zh="一组", name_en="Team 1")
        db.add_all([queue, team])
        db.flush()
        queue_id, team_id = queue.id, team.id
    for login, roles, code in (("agent1", ("agent", "supervisor"), "8001"), ("agent2", ("agent",), "8002")):
        person = staff.person(login, *roles, agent_code=code)
        with database.write() as db:
            db.get_one(Person, person.id).team_id = team_id
            db.add(QueueMember(queue_id=queue_id, person_id=person.id))
            reason = "signed_in" if code == "8001" else "break"
            db.add(AgentState(person_id=person.id, state="not_ready", reason=reason, since_at=NOW))
    return make_seat(going_hub.url, "agent1")


def call(database: Database, key: str, state: str = "ended", **more: Any) -> uuid.UUID:
    with database.write() as db:
        queue = db.scalars(select(Queue)).one()
        ended = {"ended_at": NOW, "outcome": "called_back"} if state == "ended" else {}
        made = Call(
            id=uuid.uuid4(),
            exchange="simulated",
            exchange_key=key,
            queue_id=queue.id,
            caller="+8613800138000",
            state=state,
            offered_at=NOW - timedelta(minutes=4),
            **ended,
            **more,
        )
        db.add(made)
        db.flush()
        return made.id


def promised(database: Database, state: str, minutes: int, **more: Any) -> None:
    about = call(database, f"c{minutes}")
    with database.write() as db:
        queue = db.scalars(select(Queue)).one()
        over = {} if state in ("kept", "dialling") else {"ended_at": NOW - timedelta(minutes=minutes - 2)}
        db.add(
            Callback(
                id=uuid.uuid4(),
                call_id=about,
                queue_id=queue.id,
                number="+8613800138000",
                position=2,
                state=state,
                asked_at=NOW - timedelta(minutes=minutes),
                **over,
                **more,
            )
        )


def picture(widget: QWidget, name: str) -> None:
    """To be looked at, where a folder is named: AGENT_DESK_PICTURES=DIR."""
    folder = os.environ.get("AGENT_DESK_PICTURES")
    if folder:
        widget.grab().save(str(Path(folder) / f"{name}.png"))


@pytest.fixture
def shown(qtbot: QtBot, seat: Seat, database: Database) -> CallbackList:
    """A list of three."""
    promised(database, "kept", 4)
    promised(database, "not_reached", 30, attempts=2, tried_at=NOW - timedelta(minutes=5))
    promised(database, "cancelled", 50, reason="came to the branch")
    panel = CallbackList(seat.context)
    qtbot.addWidget(panel)
    panel.resize(900, 420)
    panel.show()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3, timeout=10_000)
    return panel


def test_call_backs_are_listed_the_open_ones_first(qtbot: QtBot, shown: CallbackList) -> None:
    rows = shown.model.records()
    assert [(row.state, row.attempts) for row in rows] == [("kept", 0), ("not_reached", 2), ("cancelled", 0)]
    picture(shown, "callbacks")
    shown.table.selectRow(2)
    assert not shown.take_button.isEnabled() and not shown.cancel_button.isEnabled(), "what is withdrawn is over"
    shown.table.selectRow(1)
    assert shown.take_button.isEnabled(), "one who was not reached can be called again"


def test_one_is_withdrawn_with_a_reason(qtbot: QtBot, shown: CallbackList) -> None:
    shown.table.selectRow(0)
    shown.ask_why()
    assert shown.dialog is not None
    shown.dialog.form.set_values({"text": "customer wrote an e-mail"})
    shown.dialog.action_button.click()
    qtbot.waitUntil(
        lambda: {row.state for row in shown.model.records()} == {"cancelled", "not_reached"}, timeout=10_000
    )
    assert "customer wrote an e-mail" in {row.reason for row in shown.model.records()}


def test_without_an_exchange_taking_one_says_why(qtbot: QtBot, shown: CallbackList, seat: Seat) -> None:
    shown.table.selectRow(0)
    shown.take()
    qtbot.waitUntil(lambda: bool(seat.told.texts()), timeout=10_000)
    assert {row.state for row in shown.model.records()} >= {"kept"}, "the promise stands"


def test_rings_at_colleagues_appear_by_themselves(qtbot: QtBot, seat: Seat, database: Database) -> None:
    dialog = RingingDialog(seat.context)
    # It would be gone before the test lets it go.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    about = call(database, "ring", "ringing", rung_at=NOW)
    with database.write() as db:
        queue = db.scalars(select(Queue)).one()
        colleague = db.scalars(select(Person).where(Person.agent_code == "8002")).one()
        db.add(
            CallLeg(
                id=uuid.uuid4(), call_id=about, person_id=colleague.id, queue_id=queue.id, rung_at=NOW, result="open"
            )
        )
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=10_000)
    assert "138****8000 · Cards · rings at" in dialog.list.item(0).text()
    picture(dialog, "ringing")
    with qtbot.waitSignal(dialog.chosen, timeout=5_000) as chosen:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert chosen.args == [about]


def test_a_colleague_on_a_break_can_be_asked_and_not_sent_to(qtbot: QtBot, seat: Seat) -> None:
    dialog = TransferDialog(seat.context)
    # It would be gone before the test lets it go.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.list.count() == 2, timeout=10_000)
    row = next(at for at in range(2) if "8002" in dialog.list.item(at).text())
    assert "can be asked first" in dialog.list.item(row).text()
    dialog.list.setCurrentRow(row)
    picture(dialog, "transfer")
    assert dialog._ask.isEnabled() and not dialog._go.isEnabled()
    with qtbot.waitSignal(dialog.ask_wanted, timeout=5_000) as asked:
        dialog._ask.click()
    assert asked.args == ["blind_agent", "8002"]


def routed(database: Database, key: str, answer: str, state: str, **more: Any) -> uuid.UUID:
    """A call that asked who calls."""
    about = call(database, key)
    who = {"flag:elderly": answer == "known", "unknown": answer != "known"}
    steps = [{"who": name, "holds": holds} for name, holds in who.items()]
    with database.write() as db:
        db.add(CallRouting(call_id=about, at=NOW, answer=answer, steps=steps, state=state, **more))
    return about


def test_calls_routed_by_who_calls_are_listed_and_opened(qtbot: QtBot, seat: Seat, database: Database) -> None:
    elderly = routed(database, "r1", "known", "obeyed", queue="card", priority=9)
    routed(database, "r2", "several", "late")
    panel = RoutingList(seat.context)
    qtbot.addWidget(panel)
    panel.resize(1240, 420)
    panel.show()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2, timeout=10_000)
    picture(panel, "routings")
    panel.filter.choose("late")
    assert [row.answer for row in panel.model.records()] == ["several"]
    panel.filter.choose("")
    panel.table.selectRow(panel.model.row_of(elderly))
    with qtbot.waitSignal(panel.call_wanted) as opened:
        qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert opened.args == [elderly]
    assert "138" not in panel.model.records()[0].model_dump_json(), "the number stands nowhere"
