"""At the real desk: a call comes before what lies over the window, its wrap-up is reached by one key, and forms go with their call."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import Queue, WrapUp
from agent_desk.ui.app import Desk
from agent_desk.ui.cases.complaint_form import ComplaintForm
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.pages.drafted_form import FormNotice
from agent_desk.ui.kit.shortcuts import ShortcutSheet
from agent_desk.ui.workspaces.agent import AgentWorkspace
from tests.fixtures.centre import QUEUES, Telephone, customer, join
from tests.fixtures.desks import open_desk, press, sign_in
from tests.fixtures.people import Staff

CALLER = "13800138000"
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


def talk(qtbot: QtBot, space: AgentWorkspace, telephone: Telephone) -> str:
    key = telephone.call("account", CALLER, talk_ms=600_000)
    state_is(qtbot, space, "reserved")
    press(qtbot, space, Qt.Key.Key_F2)
    state_is(qtbot, space, "talking")
    return key


def cursor(space: AgentWorkspace) -> QWidget | None:
    return space.window().focusWidget()


def in_topic(space: AgentWorkspace) -> bool:
    at = cursor(space)
    return at is not None and space.wrap_up.disposition.isAncestorOf(at)


def test_the_sheet_of_keys_is_open_while_it_rings_and_the_call_is_wrapped_up_by_keys(
    qtbot: QtBot, space: AgentWorkspace, telephone: Telephone, database: Database
) -> None:
    telephone.call("account", CALLER, talk_ms=600_000)
    state_is(qtbot, space, "reserved")
    press(qtbot, space, Qt.Key.Key_F1)
    sheet = space.window().findChild(ShortcutSheet)
    assert sheet is not None and sheet.ring_strip is not None and "138****8000" in sheet.ring_strip.words.text()
    press(qtbot, sheet, Qt.Key.Key_F2)
    state_is(qtbot, space, "talking")
    qtbot.waitUntil(lambda: space.window().findChild(ShortcutSheet) is None)
    space.window().activateWindow()
    qtbot.waitUntil(space.window().isActiveWindow)

    press(qtbot, space, Qt.Key.Key_F9)
    state_is(qtbot, space, "after_call_work")
    qtbot.waitUntil(lambda: in_topic(space))
    for typed, box in zip(("zhanghu", "yecx"), space.wrap_up.disposition.findChildren(Choice), strict=True):
        line = box.lineEdit()
        assert line is not None
        qtbot.waitUntil(lambda box=box: box.count() > 0, timeout=10_000)
        qtbot.keyClicks(line, typed)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert space.wrap_up.disposition.path() == ("account", "account.balance")
    press(qtbot, space, Qt.Key.Key_F5)
    assert cursor(space) is space.wrap_up.notes.editor
    press(qtbot, space, Qt.Key.Key_F5)
    assert in_topic(space)
    press(qtbot, space, Qt.Key.Key_Return, CONTROL)
    state_is(qtbot, space, "ready")
    assert not in_topic(space) and not isinstance(cursor(space), Choice)

    def saved() -> list[str | None]:
        with database.read() as db:
            return list(db.scalars(select(WrapUp.disposition_code)))

    qtbot.waitUntil(lambda: saved() == ["account.balance"], timeout=10_000)


def test_done_without_a_topic_is_asked_about_once(qtbot: QtBot, space: AgentWorkspace, telephone: Telephone) -> None:
    talk(qtbot, space, telephone)
    press(qtbot, space, Qt.Key.Key_F9)
    state_is(qtbot, space, "after_call_work")
    qtbot.waitUntil(lambda: in_topic(space))
    space.window().setFocus()
    press(qtbot, space, Qt.Key.Key_Return, CONTROL)
    says = space.wrap_up.says
    assert says.isVisible() and says.text().startswith("No topic is chosen.") and "Ctrl+Enter" in says.text()
    assert in_topic(space) and space.seat.view is not None and space.seat.view.own.state == "after_call_work"
    press(qtbot, space, Qt.Key.Key_Return, CONTROL)
    state_is(qtbot, space, "ready")
    assert not says.isVisible()


def test_a_queue_that_wants_a_topic_gets_one(
    qtbot: QtBot, space: AgentWorkspace, telephone: Telephone, database: Database
) -> None:
    with database.write() as db:
        for queue in db.scalars(select(Queue)):
            queue.topic_rule = "required"
    talk(qtbot, space, telephone)
    press(qtbot, space, Qt.Key.Key_F9)
    state_is(qtbot, space, "after_call_work")
    qtbot.waitUntil(lambda: in_topic(space))
    for _ in range(3):
        press(qtbot, space, Qt.Key.Key_Return, CONTROL)
        assert "wants one for every call" in space.wrap_up.says.text()
    qtbot.waitUntil(lambda: space.wrap_up.disposition.findChildren(Choice)[0].count() > 0, timeout=10_000)
    space.wrap_up.disposition.set_value("account.balance")
    press(qtbot, space, Qt.Key.Key_Return, CONTROL)
    state_is(qtbot, space, "ready")


def test_what_somebody_writes_when_the_caller_hangs_up_is_not_torn_away(
    qtbot: QtBot, space: AgentWorkspace, telephone: Telephone
) -> None:
    key = talk(qtbot, space, telephone)
    qtbot.waitUntil(lambda: space.wrap_up.notes.isEnabled(), timeout=10_000)
    press(qtbot, space, Qt.Key.Key_F5)
    press(qtbot, space, Qt.Key.Key_F5)
    editor = space.wrap_up.notes.editor
    qtbot.keyClicks(editor, "half a ")
    telephone.control.hang_up_customer(key)
    state_is(qtbot, space, "after_call_work")
    assert cursor(space) is editor
    assert space.wrap_up.says.text() == "The call has ended. F5 takes you to the topic."
    qtbot.keyClicks(editor, "sentence")
    assert editor.toPlainText() == "half a sentence"
    press(qtbot, space, Qt.Key.Key_F5)
    assert in_topic(space)


def forms_in_sight(space: AgentWorkspace, about: set[str]) -> list[str]:
    """Every form of the workspace, of areas to come too, that shows this call or this customer."""
    notices = (one for one in space.findChildren(FormNotice) if one.drafted.key in about)
    return [one.drafted.kind for one in notices if one.parentWidget() and one.parentWidget().isVisible()]


def open_form(qtbot: QtBot, space: AgentWorkspace) -> ComplaintForm:
    press(qtbot, space, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: space.middle.form_open)
    form = space.middle.form()
    qtbot.waitUntil(lambda: form.work.terms is not None, timeout=10_000)
    return form


def done(qtbot: QtBot, space: AgentWorkspace) -> None:
    press(qtbot, space, Qt.Key.Key_F9)
    state_is(qtbot, space, "after_call_work")
    for _ in range(2):
        press(qtbot, space, Qt.Key.Key_Return, CONTROL)
    state_is(qtbot, space, "ready")


def test_an_untouched_complaint_goes_with_its_call(
    qtbot: QtBot, space: AgentWorkspace, telephone: Telephone, database: Database
) -> None:
    customer(database, "C000001", "王小明", "+86" + CALLER)
    talk(qtbot, space, telephone)
    qtbot.waitUntil(lambda: space.card.card is not None, timeout=10_000)
    form = open_form(qtbot, space)
    assert form.hangs_on() is not None and not form.touched()
    about = {str(form.hangs_on()), str(form.work.about.customer_id)}
    assert forms_in_sight(space, about), "the walk sees the form, the wrap-up and the card"
    done(qtbot, space)
    qtbot.waitUntil(lambda: not space.middle.form_open)
    qtbot.waitUntil(lambda: forms_in_sight(space, about) == [])
    assert space.middle.showing() == "home" and space.context.outbox.drafts("complaint") == []


def test_a_touched_complaint_stays_and_says_whose_it_is(
    qtbot: QtBot, space: AgentWorkspace, telephone: Telephone, database: Database
) -> None:
    customer(database, "C000001", "王小明", "+86" + CALLER)
    talk(qtbot, space, telephone)
    qtbot.waitUntil(lambda: space.card.card is not None, timeout=10_000)
    form = open_form(qtbot, space)
    narrative = form.fields.field("narrative")
    narrative.set_value("the machine kept the card")  # type: ignore[attr-defined]
    assert form.touched()
    done(qtbot, space)
    qtbot.waitUntil(lambda: form.over_text() != "")
    said = form.over_text()
    assert space.middle.form_open and "王* · C000001" in said and "138****8000" in said
    assert "whoever calls now is somebody else" in said
    talk(qtbot, space, telephone)
    assert form.over_text() == said, "it goes on saying so while the next one talks"
    press(qtbot, space, Qt.Key.Key_F7)
    assert not space.middle.form_open
    again = open_form(qtbot, space)
    assert again.over_text() == "" and again.fields.values()["narrative"] == ""
