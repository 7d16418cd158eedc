"""At the agent's desk: while the customer's words are typed, the complaint of the same matter is seen, read beside and linked, and classes
are taken by a key; the next call changes nothing of it."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import Call
from agent_desk.models.cases import Complaint, ComplaintLink
from agent_desk.ui.app import Desk
from agent_desk.ui.workspaces.agent import AgentWorkspace
from tests.fixtures.cases import lists_of_the_form
from tests.fixtures.centre import QUEUES, Telephone, customer, join
from tests.fixtures.desks import open_desk, press, sign_in
from tests.fixtures.narratives import learn, narratives, put
from tests.fixtures.people import Staff

__all__ = ["lists_of_the_form"]
CALLER = "13800138000"
BEFORE = "手机银行里看到短信服务费扣了两次，都是十月的，要求退还一次。"
TYPED = "十月的短信服务费扣了两次，要求退还。"
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qapp: QApplication, hub: HubThread, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(qapp, hub.url, tmp_path) as opened:
        yield opened


def test_what_is_typed_shows_its_neighbour_and_its_classes_and_none_of_it_is_lost(
    qtbot: QtBot,
    desk: Desk,
    staff: Staff,
    database: Database,
    telephone: Telephone,
    hub_context: HubContext,
    lists_of_the_form: None,
) -> None:
    handler, person = staff.person("h1", "complaint_handler"), staff.person("a1001", "agent", agent_code="1001")
    join(database, person, QUEUES)
    caller = customer(database, "C000001", "王小明", "+86" + CALLER)
    fees = {"narrative": BEFORE, "business": "debit_card", "cause": "pricing"}
    put(
        database,
        handler.id,
        [*narratives(560), {**fees, "number": "S1", "customer_id": caller, "state": "received"}],
    )
    learn(hub_context)
    space = sign_in(qtbot, desk, "a1001", AgentWorkspace)
    state_is(qtbot, space, "not_ready")
    space.seat.ready()
    state_is(qtbot, space, "ready")
    talk(qtbot, space, telephone)
    qtbot.waitUntil(lambda: space.card.card is not None, timeout=10_000)
    space._attach(caller)
    qtbot.waitUntil(lambda: attached(database) == caller, timeout=10_000)
    form = space.middle.form()
    qtbot.waitUntil(lambda: form.work.terms is not None, timeout=10_000)
    press(qtbot, space, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: space.middle.form_open)
    editor = form.fields.narrative.editor
    qtbot.waitUntil(editor.hasFocus)
    editor.insertPlainText(TYPED)
    qtbot.waitUntil(
        lambda: len(form.neighbours.texts()) == 1 and form.suggested.texts("business") != [], timeout=15_000
    )
    (line,) = form.neighbours.texts()
    assert "S1" in line and "same customer" in line and "短信" in line
    assert form.fields.values()["business"] is None, "nothing is filled in by itself"
    (shown, *_) = form.neighbours.lines
    shown.read.click()
    qtbot.waitUntil(lambda: form.beside.text.text() == BEFORE, timeout=10_000)
    press(qtbot, space, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: form.beside.isHidden() and editor.hasFocus())
    press(qtbot, space, Qt.Key.Key_1, ALT)
    press(qtbot, space, Qt.Key.Key_4, ALT)
    shown.same.click()
    taken = {"business": "debit_card", "cause": "pricing", "same_as": "S1", "narrative": TYPED}
    assert taken.items() <= form.fields.values().items()
    assert shown.same.isHidden()

    press(qtbot, space, Qt.Key.Key_F9)
    state_is(qtbot, space, "after_call_work")
    for _ in range(2):
        press(qtbot, space, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    state_is(qtbot, space, "ready")
    talk(qtbot, space, telephone)
    qtbot.waitUntil(lambda: form.over_text() != "")
    assert taken.items() <= form.fields.values().items()
    form.fields.put("wish", "refund")
    with qtbot.waitSignal(form.opened, timeout=15_000) as came:
        form.save()
    with database.read() as db:
        (pair,) = db.execute(select(ComplaintLink.complaint_id, ComplaintLink.other_id)).all()
        before = db.scalars(select(Complaint.id).where(Complaint.number == "S1")).one()
    assert set(pair) == {before, came.args[0].id}


def attached(database: Database) -> uuid.UUID | None:
    with database.read() as db:
        return db.scalars(select(Call.customer_id).order_by(Call.offered_at.desc())).first()


def state_is(qtbot: QtBot, space: AgentWorkspace, state: str) -> None:
    qtbot.waitUntil(lambda: space.seat.view is not None and space.seat.view.own.state == state, timeout=15_000)


def talk(qtbot: QtBot, space: AgentWorkspace, telephone: Telephone) -> None:
    telephone.call("account", CALLER, talk_ms=600_000)
    state_is(qtbot, space, "reserved")
    press(qtbot, space, Qt.Key.Key_F2)
    state_is(qtbot, space, "talking")
