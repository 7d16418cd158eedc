"""Calls by keys alone, at the real desk on a real hub: from signing in to "done", with every step's focus looked at."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agent_desk.hub.customers.keys import refresh_keys
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import Call
from agent_desk.models.cases import Complaint
from agent_desk.models.customers import Customer
from agent_desk.models.kinds import KindCase
from agent_desk.schemas.kit import operations as kit_ops
from agent_desk.ui.app import Desk
from agent_desk.ui.calls.transfer import TransferDialog
from agent_desk.ui.customers.new_customer import NewCustomerDialog
from agent_desk.ui.kit.focus import rests
from agent_desk.ui.workspaces.agent import REST_MS, AgentWorkspace
from tests.fixtures import cases
from tests.fixtures.centre import QUEUES, Seat, Telephone, customer, join
from tests.fixtures.desks import open_desk
from tests.fixtures.keyboard import Keyboard, keyboard, said
from tests.fixtures.people import PASSWORD, Client, Staff
from tests.fixtures.waiting import until

__all__ = ["keyboard"]

CALLER, OTHER = "13800138000", "13900139000"


@pytest.fixture
def desk(qapp: QApplication, hub: HubThread, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(qapp, hub.url, tmp_path) as opened:
        yield opened


class Agent:
    """An agent without a mouse. What they look at is read off the screen; what they do is a key."""

    def __init__(self, qtbot: QtBot, desk: Desk, keyboard: Keyboard, telephone: Telephone, database: Database) -> None:
        self.qtbot, self.desk, self.keyboard = qtbot, desk, keyboard
        self.telephone, self.database = telephone, database
        self.space: AgentWorkspace

    def signs_in(self, login: str) -> None:
        """Type the name and the password; Enter."""
        window = self.desk.sign_in
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        self.keyboard.type(login)
        self.keyboard.press("Tab")
        self.keyboard.type(PASSWORD)
        self.keyboard.press("Return", judge=False)
        desk = self.desk
        self.qtbot.waitUntil(lambda: desk.shell is not None and desk.shell.isVisible(), timeout=15_000)
        assert desk.shell is not None
        space = desk.shell.workspace
        assert isinstance(space, AgentWorkspace)
        self.space = space
        desk.shell.activateWindow()
        self.qtbot.wait(REST_MS)
        self.state_is("not_ready")

    def state_is(self, *states: str) -> None:
        """Wait until the own state is one of these."""
        seat = self.space.seat
        self.qtbot.waitUntil(lambda: seat.view is not None and seat.view.own.state in states, timeout=15_000)

    def focus_is(self, wanted: QWidget) -> None:
        """The next key goes here, or to the field inside."""

        def there() -> bool:
            now = QApplication.focusWidget()
            assert now is not None and (now is wanted or wanted.isAncestorOf(now)), f"{said(now)}, not {said(wanted)}"
            return True

        self.qtbot.waitUntil(there, timeout=10_000)

    def takes(self, caller: str, queue: str = "account") -> None:
        """It rings; F2."""
        self.telephone.call(queue, caller, talk_ms=600_000)
        self.state_is("reserved")
        self.keyboard.press("F2")
        self.state_is("talking")

    def names_the_caller(self) -> None:
        """The candidate is who calls."""
        self.qtbot.waitUntil(lambda: self.space.candidates.current() is not None, timeout=10_000)
        self.keyboard.press("Ctrl+Shift+K")
        self.focus_is(self.space.candidates.rows)
        self.keyboard.press("Return")
        self.qtbot.waitUntil(lambda: self.space.seat.call is not None and self.space.seat.call.customer_id is not None)
        self.qtbot.waitUntil(lambda: self.space.card.card is not None and self.space.card.header.verify.isVisible())

    def checks_the_identity(self) -> None:
        """As the guide says: Ctrl+Shift+V, Space for each right answer, Enter."""
        self.keyboard.press("Ctrl+Shift+V")
        checklist = self.space.checklist
        self.focus_is(checklist.rows[0])
        needed = len(checklist.rows)
        for at in range(needed):
            self.focus_is(checklist.rows[at])
            self.keyboard.press("Space")
            if checklist.confirm.isEnabled():
                break
        self.keyboard.press("Return")
        self.qtbot.waitUntil(self.space.card.header.verified.isVisible, timeout=10_000)

    def wraps_up(self, notes: str, *, writing: bool = False) -> None:
        """F9; the topic has the cursor (F5 where somebody was writing elsewhere); choose, write, done."""
        self.keyboard.press("F9")
        self.state_is("after_call_work")
        panel = self.space.wrap_up
        self.qtbot.waitUntil(lambda: panel.disposition.isEnabled() and panel.work.call_id is not None)
        self.qtbot.waitUntil(lambda: panel._offered.now is not None, timeout=10_000)
        if writing:
            self.keyboard.press("F5")
        self.focus_is(panel.disposition)
        self.keyboard.type("acc")
        self.keyboard.press("Return", "Tab")
        self.keyboard.type("bal")
        self.keyboard.press("Return")
        assert panel.disposition.value() == "account.balance"
        self.keyboard.press("F5")
        self.focus_is(panel.notes)
        self.keyboard.type(notes)
        self.keyboard.press("Ctrl+Return")
        self.state_is("ready", "reserved")

    def done(self) -> None:
        """Nothing was wrong after any key."""
        assert not self.keyboard.faults, self.keyboard.told()


@pytest.fixture
def agent(
    qtbot: QtBot, desk: Desk, keyboard: Keyboard, telephone: Telephone, staff: Staff, database: Database
) -> Agent:
    """Signed in and ready, by keys; two customers are known by their numbers."""
    person = staff.person("a1001", "agent", agent_code="1001", name="林静")
    join(database, person, QUEUES)
    cases.terms(database)
    for number, name, telephone_number in (("C000001", "王小明", CALLER), ("C000002", "李娜", OTHER)):
        who = customer(database, number, name, "+86" + telephone_number)
        with database.write() as db:
            refresh_keys(db, db.get_one(Customer, who))
    made = Agent(qtbot, desk, keyboard, telephone, database)
    made.signs_in("a1001")
    keyboard.press("Ctrl+Shift+R")
    made.state_is("ready")
    return made


def test_the_identity_check_goes_by_the_keys_of_the_guide(agent: Agent) -> None:
    agent.takes(CALLER)
    agent.names_the_caller()
    agent.checks_the_identity()
    agent.focus_is(agent.space.card)
    agent.done()


def test_a_check_that_is_put_off_gives_the_focus_back(agent: Agent) -> None:
    agent.takes(CALLER)
    agent.names_the_caller()
    # While the card is still being filled the focus rests on its panel, and goes to its first control with the answer.
    agent.qtbot.waitUntil(lambda: not rests())
    before = QApplication.focusWidget()
    agent.keyboard.press("Ctrl+Shift+V", "N", "Esc")
    assert QApplication.focusWidget() is before, said(QApplication.focusWidget())
    agent.done()


def test_tab_in_the_complaint_form_never_comes_to_what_lies_under_it(agent: Agent) -> None:
    agent.takes(CALLER)
    agent.names_the_caller()
    agent.keyboard.press("F7")
    form = agent.space.middle.form()
    agent.focus_is(form)
    agent.qtbot.waitUntil(lambda: form.work.terms is not None, timeout=10_000)
    for stops in (agent.keyboard.walk(), agent.keyboard.walk("Shift+Tab")):
        assert not [said(one) for one in stops if agent.space.card.isAncestorOf(one)]
        assert form.save_button in stops
    assert agent.keyboard.reach(form.fields.narrative.editor), agent.keyboard.told()
    agent.keyboard.press("Esc")
    assert not agent.space.middle.form_open
    agent.focus_is(agent.space.card)
    agent.done()


def test_six_calls_by_keys_alone(agent: Agent) -> None:
    """Two with a check, one with a complaint, one of a number nobody knows, one on hold, one with an article; each with its wrap-up."""
    space, keyboard = agent.space, agent.keyboard
    for caller in (CALLER, OTHER):
        agent.takes(caller)
        agent.names_the_caller()
        agent.checks_the_identity()
        agent.wraps_up("checked and told")
    agent.takes(CALLER)
    agent.names_the_caller()
    file_a_complaint(agent)
    agent.wraps_up("complained")
    agent.takes("13700000001")
    keyboard.press("Ctrl+K")
    agent.focus_is(space.lookup.panel.field)
    keyboard.type("C000002")
    agent.qtbot.waitUntil(lambda: space.lookup.panel.current() is not None, timeout=10_000)
    keyboard.press("Return")
    agent.qtbot.waitUntil(lambda: space.card.card is not None)
    keyboard.press("Ctrl+J")
    agent.qtbot.waitUntil(lambda: space.seat.call is not None and space.seat.call.customer_id is not None)
    agent.wraps_up("found by number")
    agent.takes(CALLER)
    keyboard.press("F3")
    agent.state_is("on_hold")
    keyboard.press("F3")
    agent.state_is("talking")
    agent.wraps_up("held and told")
    agent.takes(OTHER)
    keyboard.press("Ctrl+E")
    agent.focus_is(space.knowledge.field)
    keyboard.type("gs")
    agent.wraps_up("looked it up", writing=True)
    with agent.database.read() as db:
        found = list(db.scalars(select(Call)))
        assert len(found) == 6 and sum(one.customer_id is not None for one in found) >= 4
        assert len(list(db.scalars(select(Complaint)))) == 1
    agent.done()


def test_a_customer_whom_nobody_knows_is_entered_during_the_call(agent: Agent) -> None:
    space, keyboard = agent.space, agent.keyboard
    agent.takes("13700000001")
    keyboard.press("Ctrl+K")
    agent.focus_is(space.lookup.panel.field)
    keyboard.type("zhao")
    keyboard.press("Alt+N", judge=False)
    agent.qtbot.waitUntil(lambda: space.findChild(NewCustomerDialog) is not None, timeout=10_000)
    dialog = space.findChild(NewCustomerDialog)
    assert isinstance(dialog, NewCustomerDialog)
    agent.focus_is(dialog.form.field("name"))
    keyboard.press("Tab")
    keyboard.type(CALLER)
    keyboard.press("Return", judge=False)
    # That number is a known customer's: the agent is warned, and corrects it.
    agent.qtbot.waitUntil(lambda: len(dialog.alike()) == 1, timeout=10_000)
    assert keyboard.reach(dialog.form.field("telephone")), keyboard.told()
    keyboard.press("Ctrl+A")
    keyboard.type("13700000001")
    keyboard.press("Return", judge=False)
    agent.qtbot.waitUntil(lambda: space.card.card is not None and space.card.card.number == "N00000001", timeout=10_000)
    keyboard.press("Ctrl+J")
    agent.qtbot.waitUntil(lambda: space.seat.call is not None and space.seat.call.customer_id is not None)
    agent.wraps_up("a new customer")
    agent.takes("13700000001")
    agent.qtbot.waitUntil(lambda: space.candidates.current() is not None, timeout=10_000)
    found = space.candidates.current()
    assert found is not None and found.number == "N00000001" and not found.match.verified
    agent.wraps_up("called again")
    agent.done()


def file_a_complaint(agent: Agent) -> None:
    """F7, fill it, hand it in, and go on."""
    space, keyboard = agent.space, agent.keyboard
    keyboard.press("F7")
    form = space.middle.form()
    agent.qtbot.waitUntil(lambda: form.work.terms is not None, timeout=10_000)
    agent.focus_is(form)
    fields = form.fields
    for name, words in (
        ("business", ("Debit card",)),
        ("cause", ("Pricing",)),
        ("narrative", ("The fee was taken twice.",)),
        ("wish", ("Refund",)),
    ):
        assert keyboard.reach(fields.field(name).focusProxy() or fields.field(name)), keyboard.told()
        for word in words:
            keyboard.type(word)
            if name != "narrative":
                keyboard.press("Return")
    keyboard.press("Ctrl+S")
    agent.qtbot.waitUntil(lambda: form.work.standing == "opened", timeout=10_000)
    agent.focus_is(form.outcome.finish)
    keyboard.press("Return")
    assert not space.middle.form_open


def test_a_request_goes_from_a_key_to_the_call_back_that_closes_it(agent: Agent, hub: HubThread, staff: Staff) -> None:
    """F8 in a call, typed by keys; a supervisor answers it; the agent sees it on the card and in the inbox, calls back and closes it."""
    staff.person("boss", "supervisor")
    boss = Client(hub.url)
    assert boss.sign_in("boss").ok
    agent.takes(CALLER)
    agent.names_the_caller()
    space, keyboard = agent.space, agent.keyboard
    keyboard.press("F8")
    form = space.middle.order_form()
    agent.qtbot.waitUntil(lambda: form.work.ready, timeout=10_000)
    agent.qtbot.waitUntil(lambda: QApplication.focusWidget() is form.fields.field("subject"), timeout=10_000)
    keyboard.type("A new card by post")
    keyboard.press("Tab")
    keyboard.type("replacement")
    keyboard.press("Return")
    wish = form.fields.field("wish").focusProxy()
    assert wish is not None and keyboard.reach(wish), keyboard.told()
    keyboard.type("Send it to the office.")
    keyboard.press("Ctrl+S")
    agent.qtbot.waitUntil(lambda: form.work.standing == "opened", timeout=10_000)
    agent.focus_is(form.outcome.finish)
    number = form.outcome.number()
    keyboard.press("Return")
    assert not space.middle.order_open and number.startswith("GD")
    with agent.database.read() as db:
        case = db.scalars(select(KindCase)).one()
        call = db.scalars(select(Call)).one()
        assert case.fields["call"] == str(call.id) and case.customer_id == call.customer_id is not None
        assert case.fields["telephone"] == "+86" + CALLER and case.fields["urgency"] == "ordinary"
        path, customer_id = f"/api/registers/cases/{case.id}", call.customer_id
    agent.qtbot.waitUntil(
        lambda: bool([one for one in space.card.timeline.model.texts() if number in one]), timeout=10_000
    )
    assert "(1 open)" in space.card.tabs.tabText(1)
    agent.wraps_up("request taken down")

    def moves(step: str, **form: Any) -> Any:
        now = boss.get(path).json()
        answer = boss.post(f"{path}/move", {"transition": step, "version": now["version"], **form})
        assert answer.ok, answer.text
        return answer.json()

    moves("take")
    answered = moves("answer", fields={"result": "On its way."})
    assert answered["owner"]["name"] == "林静", "whoever took it down calls back"
    item = next(one for one in space.context.api.ask(kit_ops.mine.request()).items if one.kind == "kind_case")
    assert number in item.title_en and space.open_work(item)
    detail = space.middle.case
    assert detail is not None
    agent.qtbot.waitUntil(lambda: "close" in detail.moves, timeout=10_000)
    agent.telephone.control.answer_dials(CALLER, "answered", ring_ms=200)
    agent.qtbot.waitUntil(detail.calls.call_button.isEnabled, timeout=10_000)
    detail.calls.call_button.click()
    agent.state_is("talking")
    agent.qtbot.waitUntil(
        lambda: space.seat.call is not None and space.seat.call.answered_at is not None, timeout=10_000
    )
    assert space.seat.call is not None and space.seat.call.caller.text == "138****8000"
    agent.wraps_up("called back")
    detail.moves["close"].click()
    assert detail.dialog is not None
    detail.dialog.form.set_values({"satisfied": "yes"}, clean=False)
    detail.dialog.send()
    agent.qtbot.waitUntil(lambda: detail.case is not None and detail.case.state == "closed", timeout=10_000)
    space.middle.show_customer(customer_id, None)
    space.card.tabs.setCurrentIndex(1)
    agent.qtbot.waitUntil(lambda: any(number in one for one in space.card.cases.model.texts()), timeout=10_000)
    shown = next(row.item for row in map(space.card.cases.model.row, range(9)) if row and row.item)
    assert shown.words_en.startswith("Closed") and not shown.open
    agent.done()


def test_a_colleague_is_asked_and_the_customer_passed_on_by_keys(agent: Agent, hub: HubThread, staff: Staff) -> None:
    colleague = Seat.take(hub.url, staff, "a1002", "1002", ["credit"])
    colleague.ready()
    colleague.comes_to("ready")
    agent.takes(CALLER)
    agent.keyboard.press("F6")
    dialog = agent.space._transfer
    assert isinstance(dialog, TransferDialog)
    agent.qtbot.waitUntil(lambda: dialog.list.count() > 0, timeout=10_000)
    agent.focus_is(dialog.search)
    agent.keyboard.type("1002")
    agent.keyboard.press("Ctrl+Return")
    seat = agent.space.seat
    agent.qtbot.waitUntil(
        lambda: (
            seat.view is not None and seat.view.consultation is not None and seat.view.consultation.state == "talking"
        ),
        timeout=15_000,
    )
    agent.keyboard.press("Ctrl+F6")
    agent.state_is("after_call_work")
    until(lambda: colleague.state == "talking", "the colleague has the customer")
    agent.done()


def test_the_note_of_who_passed_the_call_on_stands_beside_it(
    agent: Agent, hub: HubThread, staff: Staff, telephone: Telephone
) -> None:
    colleague = Seat.take(hub.url, staff, "a1002", "1002", ["credit"])
    agent.takes(OTHER)
    colleague.ready()
    telephone.call("credit", CALLER, talk_ms=600_000)
    call = colleague.rings()
    colleague.takes(call)
    assert colleague.client.ask("PUT", f"/api/calls/{call}/wrap-up", {"notes": "card checked", "version": 0}).ok
    agent.wraps_up("told the balance")
    free = until(lambda: [one for one in colleague.get("/targets")["agents"] if one["free"]], "the agent is free")
    colleague.post(f"/{call}/transfer", {"kind": "blind_agent", "target": free[0]["person"]["agent_code"]})
    agent.state_is("reserved")
    panel = agent.space.call
    agent.qtbot.waitUntil(lambda: panel.passed.isVisible() and "card checked" in panel.passed.text(), timeout=10_000)
    if folder := os.environ.get("AGENT_DESK_PICTURES"):
        agent.space.grab().save(f"{folder}/passed.png")
    agent.keyboard.press("F2")
    agent.state_is("talking")
    assert "card checked" in panel.passed.text(), "and stays while they talk"
    agent.wraps_up("card blocked")


def test_after_the_wrap_up_the_next_call_rings_and_is_taken(agent: Agent) -> None:
    agent.takes(CALLER)
    agent.telephone.call("account", OTHER, talk_ms=600_000)
    agent.wraps_up("told the balance")
    agent.state_is("reserved")
    agent.keyboard.press("F2")
    agent.state_is("talking")
    agent.names_the_caller()
    agent.done()
