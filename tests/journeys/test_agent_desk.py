"""An agent's call at the real desk: ring, pop, answer, customer, wrap-up, done; and a hub that goes away in the middle."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agent_desk.desk.kit.live import LiveState
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import AgentState, Call, WrapUp
from agent_desk.ui.app import Desk
from agent_desk.ui.workspaces.agent import AgentWorkspace
from tests.fixtures.cable import Cable
from tests.fixtures.centre import QUEUES, Telephone, customer, join
from tests.fixtures.desks import open_desk, press, sign_in
from tests.fixtures.people import Client, Staff

CALLER = "13800138000"


@pytest.fixture
def cable(hub: HubThread) -> Iterator[Cable]:
    made = Cable(int(hub.url.rsplit(":", 1)[1]))
    yield made
    made.close()


@pytest.fixture
def desk(qapp: QApplication, cable: Cable, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(qapp, cable.url, tmp_path) as opened:
        yield opened


@pytest.fixture
def space(qtbot: QtBot, desk: Desk, staff: Staff, database: Database) -> AgentWorkspace:
    """An agent at the desk, ready."""
    person = staff.person("a1001", "agent", agent_code="1001", name="林静")
    join(database, person, QUEUES)
    space = sign_in(qtbot, desk, "a1001", AgentWorkspace)
    qtbot.waitUntil(lambda: space.seat.view is not None and space.seat.view.own.state == "not_ready")
    press(qtbot, space, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    state_is(qtbot, space, "ready")
    return space


def state_is(qtbot: QtBot, space: AgentWorkspace, *states: str) -> None:
    qtbot.waitUntil(lambda: space.seat.view is not None and space.seat.view.own.state in states, timeout=10_000)


def test_a_call_from_ring_to_done_by_keyboard_alone(
    qtbot: QtBot, space: AgentWorkspace, telephone: Telephone, database: Database
) -> None:
    who = customer(database, "C000001", "王小明", "+86" + CALLER)
    telephone.call("account", CALLER, talk_ms=600_000)
    state_is(qtbot, space, "reserved")
    qtbot.waitUntil(lambda: space.candidates.current() is not None)
    # Who calls is painted first, their card in the next picture.
    qtbot.waitUntil(lambda: space.card.customer_id == who)
    with database.read() as db:
        assert db.scalars(select(Call)).one().customer_id is None, "nothing is attached before somebody chooses"

    press(qtbot, space, Qt.Key.Key_F2)
    state_is(qtbot, space, "talking")
    space.candidates.rows.setFocus()
    press(qtbot, space.candidates.rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: space.seat.call is not None and space.seat.call.customer_id == who)

    press(qtbot, space, Qt.Key.Key_F3)
    state_is(qtbot, space, "on_hold")
    press(qtbot, space, Qt.Key.Key_F3)
    state_is(qtbot, space, "talking")
    press(qtbot, space, Qt.Key.Key_F9)
    state_is(qtbot, space, "after_call_work")

    space.wrap_up.disposition.set_value("account.balance")
    qtbot.keyClicks(space.wrap_up.notes.editor, "told the balance")
    press(qtbot, space, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    state_is(qtbot, space, "ready")
    # "Done" does not wait for the wrap-up to arrive: it is on the seat's disk already.
    qtbot.waitUntil(lambda: saved_wrap_ups(database) == [("account.balance", "told the balance")], timeout=10_000)


def saved_wrap_ups(database: Database) -> list[tuple[str | None, str]]:
    with database.read() as db:
        return [(row.disposition_code, row.notes) for row in db.scalars(select(WrapUp))]


def test_the_pop_is_withdrawn_when_the_caller_gives_up_and_the_agent_is_not_charged(
    qtbot: QtBot, space: AgentWorkspace, telephone: Telephone
) -> None:
    key = telephone.call("account", CALLER, patience_ms=600_000)
    state_is(qtbot, space, "reserved")
    telephone.control.hang_up_customer(key)
    state_is(qtbot, space, "ready")
    assert space.seat.view is not None
    assert space.seat.view.today.missed == 0
    qtbot.waitUntil(lambda: space._below_call.currentWidget() is space.recent)


def test_what_is_typed_while_the_hub_is_away_arrives_once_when_it_is_back(
    qtbot: QtBot, space: AgentWorkspace, telephone: Telephone, database: Database, cable: Cable
) -> None:
    telephone.call("account", CALLER, talk_ms=600_000)
    state_is(qtbot, space, "reserved")
    press(qtbot, space, Qt.Key.Key_F2)
    state_is(qtbot, space, "talking")
    press(qtbot, space, Qt.Key.Key_F9)
    state_is(qtbot, space, "after_call_work")
    qtbot.waitUntil(lambda: space.wrap_up.work.call_id is not None)

    context = space.context
    cable.cut()
    qtbot.waitUntil(lambda: context.live.state is not LiveState.LIVE)
    qtbot.keyClicks(space.wrap_up.notes.editor, "typed while away")
    space.wrap_up.work.save()
    qtbot.waitUntil(lambda: context.outbox.pending_count == 1, timeout=10_000)
    cable.mend()
    qtbot.waitUntil(lambda: context.outbox.pending_count == 0, timeout=20_000)

    with database.read() as db:
        assert [row.notes for row in db.scalars(select(WrapUp))] == ["typed while away"]
    qtbot.waitUntil(lambda: not space.wrap_up.work.dirty)


def test_changes_missed_while_the_line_was_cut_arrive_when_it_is_mended(
    qtbot: QtBot, space: AgentWorkspace, telephone: Telephone, cable: Cable, hub: HubThread, staff: Staff
) -> None:
    key = telephone.call("account", CALLER, patience_ms=600_000)
    state_is(qtbot, space, "reserved")
    cable.cut()
    qtbot.waitUntil(lambda: space.context.live.state is not LiveState.LIVE)
    telephone.control.hang_up_customer(key)
    person = space.seat.view.own.person_id if space.seat.view else None
    assert person is not None
    staff.person("s2001", "supervisor")
    supervisor = Client(hub.url)
    supervisor.sign_in("s2001")
    supervisor.post(
        f"/api/calls/agents/{person}/state", {"state": "not_ready", "reason_code": "break", "why": "a rest is due"}
    )
    cable.mend()
    state_is(qtbot, space, "not_ready")
    assert space.seat.view is not None
    assert space.seat.view.own.reason == "break"


def test_an_agent_who_signs_out_at_the_desk_is_rung_no_more(
    qtbot: QtBot, desk: Desk, space: AgentWorkspace, telephone: Telephone, database: Database
) -> None:
    desk.sign_out()
    qtbot.waitUntil(lambda: agent_states(database) == ["signed_out"], timeout=10_000)
    assert desk.sign_in.error_text() == ""


def test_an_agent_who_signs_out_in_a_call_is_told_that_it_goes_on(
    qtbot: QtBot, desk: Desk, space: AgentWorkspace, telephone: Telephone, database: Database
) -> None:
    telephone.call("account", CALLER, talk_ms=600_000)
    state_is(qtbot, space, "reserved")
    press(qtbot, space, Qt.Key.Key_F2)
    state_is(qtbot, space, "talking")
    desk.sign_out()
    qtbot.waitUntil(lambda: "your call goes on" in desk.sign_in.error_text(), timeout=10_000)
    assert agent_states(database) == ["talking"]


def agent_states(database: Database) -> list[str]:
    with database.read() as db:
        return list(db.scalars(select(AgentState.state)))
