"""An agent at the real desk calls, asks a colleague, talks of three, parks and picks up; the exchange is the simulated one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.demo.exchange.control import DialOutcome
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.ui.app import Desk
from agent_desk.ui.calls.keypad import DialDialog, TonesDialog
from agent_desk.ui.calls.parked import ParkedDialog
from agent_desk.ui.calls.transfer import TransferDialog
from agent_desk.ui.kit.controls import IconButton
from agent_desk.ui.workspaces.agent import AgentWorkspace
from tests.fixtures.centre import QUEUES, Seat, Telephone, customer, join
from tests.fixtures.desks import open_desk, press, sign_in
from tests.fixtures.people import Staff
from tests.fixtures.waiting import until

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qapp: QApplication, hub: HubThread, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(qapp, hub.url, tmp_path) as opened:
        yield opened


@pytest.fixture
def space(qtbot: QtBot, desk: Desk, staff: Staff, database: Database) -> AgentWorkspace:
    person = staff.person("a1001", "agent", agent_code="1001", name="林静")
    join(database, person, QUEUES)
    space = sign_in(qtbot, desk, "a1001", AgentWorkspace)
    state_is(qtbot, space, "not_ready")
    space.seat.ready()
    state_is(qtbot, space, "ready")
    return space


def state_is(qtbot: QtBot, space: AgentWorkspace, *states: str) -> None:
    qtbot.waitUntil(lambda: space.seat.view is not None and space.seat.view.own.state in states, timeout=15_000)


def told(desk: Desk) -> list[str]:
    assert desk.shell is not None
    toasts = (one for one in desk.shell.findChildren(QWidget) if one.property("role") == "toast")
    return [one.accessibleName() for one in toasts if one.accessibleName()]


def said(space: AgentWorkspace) -> str:
    return space.call._waited.text()


def to_the_front(qtbot: QtBot, space: AgentWorkspace) -> None:
    """A dialog has closed: offscreen nobody makes the window behind it the active one."""
    space.window().activateWindow()
    qtbot.waitUntil(space.window().isActiveWindow)


def talk(qtbot: QtBot, space: AgentWorkspace, telephone: Telephone) -> None:
    telephone.call("account", "13800138000", talk_ms=600_000)
    state_is(qtbot, space, "reserved")
    press(qtbot, space, Qt.Key.Key_F2)
    state_is(qtbot, space, "talking")


@pytest.fixture
def colleague(hub: HubThread, staff: Staff, space: AgentWorkspace) -> Seat:
    """Somebody else, not ready, whom an agent can ask."""
    seat = Seat.take(hub.url, staff, "a1002", "1002", ["credit"])
    seat.ready()
    seat.comes_to("ready")
    return seat


def test_a_customer_is_called_from_their_card_and_the_number_is_never_seen(
    qtbot: QtBot, space: AgentWorkspace, telephone: Telephone, database: Database
) -> None:
    telephone.control.answer_dials("13912345678", "answered", ring_ms=300)
    who = customer(database, "C000001", "王小明", "+8613912345678")
    space.middle.show_customer(who, None)
    qtbot.waitUntil(lambda: space.card.card is not None, timeout=10_000)
    (button,) = [
        one for one in space.card.findChildren(IconButton) if one.toolTip().startswith("Call:") and one.isVisible()
    ]
    button.click()
    state_is(qtbot, space, "talking")
    qtbot.waitUntil(lambda: space.seat.call is not None and space.seat.call.answered_at is not None, timeout=10_000)
    call = space.seat.call
    assert call is not None and call.customer_id == who and call.caller.text == "139****5678"
    press(qtbot, space, Qt.Key.Key_F9)
    state_is(qtbot, space, "after_call_work")


@pytest.mark.parametrize(("outcome", "sentence"), [("busy", "They are busy"), ("no_answer", "Nobody answers")])
def test_a_number_is_typed_and_nobody_is_reached(
    qtbot: QtBot, desk: Desk, space: AgentWorkspace, telephone: Telephone, outcome: DialOutcome, sentence: str
) -> None:
    telephone.control.answer_dials("13900139000", outcome, ring_ms=300)
    press(qtbot, space, Qt.Key.Key_F12)
    dialog = space.window().findChild(DialDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.number, "139 0013 9000")
    press(qtbot, dialog.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(sentence in one for one in told(desk)), timeout=15_000)
    state_is(qtbot, space, "ready")


def test_a_forbidden_number_is_refused_in_words_and_stays_to_be_mended(
    qtbot: QtBot, desk: Desk, space: AgentWorkspace
) -> None:
    press(qtbot, space, Qt.Key.Key_F12)
    dialog = space.window().findChild(DialDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.number, "110")
    press(qtbot, dialog.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("may not be called" in one for one in told(desk)), timeout=10_000)
    state_is(qtbot, space, "ready")
    assert dialog.isVisible() and dialog.number.text() == "110"
    dialog.reject()


def test_a_colleague_is_asked_joins_in_and_leaves(
    qtbot: QtBot, space: AgentWorkspace, telephone: Telephone, colleague: Seat
) -> None:
    talk(qtbot, space, telephone)
    press(qtbot, space, Qt.Key.Key_F6)
    dialog = space.findChild(TransferDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.list.count() > 0, timeout=10_000)
    qtbot.keyClicks(dialog.search, "1002")
    press(qtbot, dialog.search, Qt.Key.Key_Return, CONTROL)
    state_is(qtbot, space, "on_hold")
    to_the_front(qtbot, space)
    qtbot.waitUntil(lambda: "The customer waits" in said(space) and not space.call._keys.isVisible(), timeout=10_000)
    assert colleague.view["asked_by"]["state"] in ("ringing", "talking")
    qtbot.waitUntil(lambda: said(space).startswith("You talk to"), timeout=10_000)
    press(qtbot, space, Qt.Key.Key_F5, CONTROL)
    qtbot.waitUntil(lambda: "talk together" in said(space), timeout=10_000)
    talking = colleague.comes_to("talking")
    assert space.seat.call is not None and talking["call"]["id"] == str(space.seat.call.id)
    colleague.post(f"/{talking['call']['id']}/hang-up")
    colleague.comes_to("after_call_work")
    qtbot.waitUntil(lambda: space.seat.view is not None and space.seat.view.consultation is None, timeout=10_000)
    state_is(qtbot, space, "talking")


def test_a_consultation_is_given_up_and_another_is_completed(
    qtbot: QtBot, space: AgentWorkspace, telephone: Telephone, colleague: Seat
) -> None:
    talk(qtbot, space, telephone)
    space.talk.consult("blind_agent", "1002")
    state_is(qtbot, space, "on_hold")
    press(qtbot, space, Qt.Key.Key_F3, CONTROL)
    state_is(qtbot, space, "talking")
    until(lambda: colleague.view["asked_by"] is None, "nobody asks any more")
    space.talk.consult("blind_queue", "credit")
    qtbot.waitUntil(lambda: said(space).startswith("You talk to"), timeout=15_000)
    press(qtbot, space, Qt.Key.Key_F6, CONTROL)
    state_is(qtbot, space, "after_call_work")
    assert colleague.comes_to("talking")["call"]["transferred_from"]["name"] == "林静"


def test_keys_are_pressed_and_the_customer_is_parked_and_picked_up(
    qtbot: QtBot, desk: Desk, space: AgentWorkspace, telephone: Telephone
) -> None:
    talk(qtbot, space, telephone)
    press(qtbot, space, Qt.Key.Key_F8, CONTROL)
    tones = space.window().findChild(TonesDialog)
    assert tones is not None
    qtbot.keyClicks(tones, "12#")
    assert tones.shown.text() == "12#"
    tones.reject()
    to_the_front(qtbot, space)
    qtbot.waitUntil(lambda: not space.talk._press.isActive())
    press(qtbot, space, Qt.Key.Key_F7, CONTROL)
    state_is(qtbot, space, "after_call_work")
    space.seat.done()
    state_is(qtbot, space, "ready")
    qtbot.waitUntil(lambda: space.seat.view is not None and len(space.seat.view.parked) == 1, timeout=10_000)
    to_the_front(qtbot, space)
    press(qtbot, space, Qt.Key.Key_F9, CONTROL)
    parked = space.window().findChild(ParkedDialog)
    assert parked is not None and "138****8000" in parked.list.item(0).text()
    press(qtbot, parked.list, Qt.Key.Key_Return)
    state_is(qtbot, space, "reserved")
    to_the_front(qtbot, space)
    press(qtbot, space, Qt.Key.Key_F2)
    state_is(qtbot, space, "talking")
    assert told(desk) == []
