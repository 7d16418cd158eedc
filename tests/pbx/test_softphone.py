"""The desk as its own telephone, at a real Asterisk."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from agent_desk.desk.calls.phone import Softphone
from agent_desk.hub.exchange.asterisk.exchange import AsteriskExchange
from agent_desk.hub.exchange.asterisk.softphone import PREFIX
from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Call
from agent_desk.schemas.calls.records import PhoneLine
from agent_desk.ui.app import Desk
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.workspaces.agent import AgentWorkspace
from tests.fixtures.centre import Seat
from tests.fixtures.desks import open_desk, sign_in
from tests.fixtures.hub_process import HubProcess
from tests.fixtures.people import Staff
from tests.fixtures.waiting import until
from tests.pbx.conftest import leave_seat, take_seat
from tests.pbx.customers import Sipp
from tests.pbx.oracle import Oracle
from tests.pbx.own_phone import LONG, OwnPhone, PhonePage
from tests.pbx.phones import Phone
from tests.pbx.rig import IP, QUEUES, SOFTPHONE_TLS, Rig, centre

Calls = Callable[..., Sipp]


class Own(OwnPhone):
    """A desk whose telephone is this computer, with an agent signed in."""

    def __init__(self, qtbot: QtBot, desk: Desk, login: str) -> None:
        self.desk = desk
        self.space = sign_in(qtbot, desk, login, AgentWorkspace)
        super().__init__(qtbot, self.space.context)
        self.until(lambda: self.status() == "Telephone ready", "the registration")
        self.until(lambda: self.state == "not_ready", "the seat")

    def shown(self) -> str:
        return f"{self.status()}, {self.space.seat.view}"

    def status(self) -> str:
        """What the status line says about the telephone."""
        return self.desk.shell.status.phone_text() if self.desk.shell is not None else ""

    @property
    def state(self) -> str:
        view = self.space.seat.view
        return view.own.state if view is not None else ""

    def press(self, name: str) -> None:
        """A button of the call, which must be there to be pressed."""
        button = next(one for one in self.space.call.findChildren(Button) if one.text() == name)
        self.until(lambda: button.isVisible() and button.isEnabled(), name)
        button.click()

    def picture(self, name: str) -> None:
        """For docs/exchange.md, where a folder is named for it: AGENT_DESK_PICTURES=DIR."""
        folder, window = os.environ.get("AGENT_DESK_PICTURES"), self.desk.shell
        if folder and window is not None:
            window.resize(1440, 900)
            self.qtbot.wait(600)
            window.grab().save(str(Path(folder) / f"{name}.png"))

    def takes(self) -> None:
        """Ready, rung, answered."""
        self.space.seat.ready()
        self.until(lambda: self.state == "reserved", "ring")
        self.picture("asterisk-ringing")
        self.press("Answer")
        self.until(lambda: self.state == "talking", "talk")

    def sound(self, packets: int) -> None:
        """That many more packets, each way."""
        before = self.phone.quality
        sent, received = (before.sent, before.received) if before is not None else (0, 0)

        def flows() -> bool:
            now = self.phone.quality
            return now is not None and now.sent >= sent + packets and now.received >= received + packets

        self.until(flows, "sound both ways")


AGENT = "8006"


@pytest.fixture
def own(
    qapp: QApplication, qtbot: QtBot, hub: HubProcess, staff: Staff, asterisk: Rig, tmp_path: Path
) -> Iterator[Own]:
    """Agent 8006 at a desk of their own, with the test of the shift done; out of the queues afterwards."""
    before = take_seat(hub.url, staff, AGENT, QUEUES)
    leave_seat(before)
    with open_desk(qapp, hub.url, tmp_path, telephone="computer") as desk:
        yield Own(qtbot, desk, f"agent{AGENT}")
    asterisk.cli("channel request hangup all")
    assert before.client.sign_in(f"agent{AGENT}", takeover=True).ok
    leave_seat(before)


def digits_at(rig: Rig) -> str:
    """Which digits Asterisk heard from telephones in desks."""
    log = rig.root / "var/log/asterisk/digits.log"
    lines = log.read_text().splitlines() if log.exists() else []
    return "".join(
        line.partition("DTMF end '")[2][:1] for line in lines if "received on PJSIP/" in line and "web-" in line
    )


def test_a_call_through_the_queue_is_answered_held_and_ended_at_the_desk_itself(
    own: Own, asterisk: Rig, calls: Calls, oracle: Oracle
) -> None:
    dialog = own.space.phone.dialog
    assert dialog is not None, "the test at the start of the shift"
    own.until(lambda: dialog.verdict.text() == "The microphone works.", "voice in the self-test")
    dialog.done_button.click()
    customer = calls("95500", "13800138000", echo=True)
    own.takes()
    own.sound(100)
    own.until(lambda: own.status() == "Sound good", "the quality")
    own.picture("asterisk-talking")
    own.press("Hold")
    own.until(lambda: own.state == "on_hold", "hold")
    own.press("Take back")
    own.until(lambda: own.state == "talking", "talk after the hold")
    own.sound(50)
    heard = len(digits_at(asterisk))
    own.phone.dtmf("159#")
    own.until(lambda: digits_at(asterisk)[heard:] == "159#", "digits at Asterisk")
    own.press("Mute")
    own.until(lambda: own.phone.muted and own.space.seat.call.muted, "closed microphone")
    own.press("Unmute")
    own.until(lambda: not own.phone.muted and not own.space.seat.call.muted, "open microphone")
    own.press("End call")
    own.until(lambda: own.state == "after_call_work", "the end")
    customer.over()
    (call,) = oracle.agrees(1).values()
    assert call["ended_by"] == "agent" and call["hold_ms"] > 0
    assert own.status() == "Telephone ready"


def test_a_transfer_by_the_desk_itself_reaches_the_queue(
    own: Own, seat: Callable[..., Seat], phone: Callable[[str], Phone], calls: Calls, oracle: Oracle
) -> None:
    customer = calls("95500", "13800138001", echo=True)
    own.takes()
    other, second = phone("8002"), seat("8002", "credit")
    second.ready()
    own.phone.refer(f"sip:credit@{IP}")
    call_id = second.rings()
    own.until(lambda: own.state == "after_call_work", "the own end")
    other.takes()
    assert second.comes_to("talking")["call"]["id"] == call_id
    other.press("hangup")
    customer.over()
    (call,) = oracle.agrees(1).values()
    assert [leg["result"] for leg in call["legs"]] == ["transferred", "answered"]


def test_a_call_goes_on_in_another_language(own: Own, calls: Calls) -> None:
    customer = calls("95500", "13800138002", echo=True)
    own.takes()
    own.sound(20)
    before = own.space
    own.desk.set_language("zh")
    own.until(lambda: own.desk.shell is not None and own.desk.shell.workspace is not before, "the other language")
    space = own.desk.shell.workspace if own.desk.shell is not None else None
    assert isinstance(space, AgentWorkspace)
    own.space = space
    own.until(lambda: own.state == "talking", "the call in the new workspace")
    own.sound(50)
    own.space.seat.hang_up()
    own.until(lambda: own.state == "after_call_work", "the end")
    customer.over()


def test_an_exchange_that_dies_makes_the_agent_not_ready_with_a_reason_of_its_own(own: Own, asterisk: Rig) -> None:
    own.space.seat.ready()
    own.until(lambda: own.state == "ready", "ready")
    asterisk.kill()
    own.until(lambda: own.state == "not_ready", "the failure")
    view = own.space.seat.view
    assert view is not None and view.own.reason == "device_failure" and view.own.misses == 0
    assert own.status() == "Telephone lost"
    own.space.seat.ready()
    own.qtbot.wait(500)
    assert own.state == "not_ready", "nobody takes calls with a telephone that is not there"
    asterisk.start(fresh=False)
    own.until(lambda: own.status() == "Telephone ready", "the new registration", ms=40_000)
    assert own.state == "not_ready", "nobody is made ready"
    own.space.seat.ready()
    own.until(lambda: own.state == "ready", "ready again")


def test_a_secret_is_shown_once_kept_nowhere_and_ends_with_the_seat(
    seat: Callable[..., Seat], asterisk: Rig, database: Database
) -> None:
    agent = seat("8003")
    first, second = agent.post("/seat/phone"), agent.post("/seat/phone")
    assert first["secret"] != second["secret"] and first["extension"] == "8003web"
    kept = asterisk.cli(f"database show {PREFIX}")
    assert second["secret"] in kept and first["secret"] not in kept, "a fresh one ends the one before"
    with database.read() as db:
        for table in ("audit_entry", "idempotent_answer", "change", "procrastinate_jobs"):
            rows = db.execute(text(f"SELECT {table}::text FROM {table}")).scalars().all()
            assert not any(second["secret"] in row for row in rows), table
    leave_seat(agent)
    until(lambda: second["secret"] not in asterisk.cli(f"database show {PREFIX}"), "the end of the secret")


@pytest.mark.parametrize("trusted", [True, False])
def test_an_encrypted_line_with_the_banks_certificate_and_without(
    qapp: QApplication, qtbot: QtBot, asterisk: Rig, trusted: bool
) -> None:
    exchange = AsteriskExchange(replace(centre().address, softphone=SOFTPHONE_TLS))
    exchange.connect()
    given = exchange.softphone("8004")
    exchange.close()
    assert given is not None
    page = PhonePage(given.url, asterisk.authority if trusted else None)
    phone = Softphone(page)
    facts = {name: getattr(given, name) for name in ("url", "user", "domain", "secret", "extension")}
    phone.register(PhoneLine(**facts, expires_at=datetime.now(UTC) + timedelta(hours=1)))
    wanted = "registered" if trusted else "untrusted"
    qtbot.waitUntil(lambda: phone.state == wanted, timeout=LONG)
    page.close()


def test_a_colleague_with_a_desk_telephone_sends_a_call_to_the_desk(
    own: Own, seat: Callable[..., Seat], phone: Callable[[str], Phone], calls: Calls, oracle: Oracle, asterisk: Rig
) -> None:
    desk, first = phone("8002"), seat("8002", "credit")
    first.ready()
    customer = calls("95501", "13800138003", echo=True)
    call_id = first.rings()
    desk.takes()
    first.comes_to("talking")
    own.space.seat.ready()

    def free() -> bool:
        lines = asterisk.cli("queue show account").splitlines()
        return any(f"PJSIP/{AGENT}web" in line and "paused" not in line for line in lines)

    own.until(free, "place in the queue")
    first.post(f"/{call_id}/transfer", {"kind": "blind_agent", "target": AGENT})
    own.until(lambda: own.state == "reserved", "ring")
    own.press("Answer")
    own.until(lambda: own.state == "talking", "talk")
    own.sound(20)
    own.press("End call")
    customer.over()
    (call,) = oracle.agrees(1).values()
    assert [(leg["agent"], leg["result"]) for leg in call["legs"]] == [("8002", "transferred"), (AGENT, "answered")]


def test_the_desk_calls_a_number_and_takes_its_own_ring_by_itself(
    own: Own, stranger: Callable[[int], Sipp], database: Database, asterisk: Rig
) -> None:
    outside = stranger(60_000)
    own.space.talk.dial_number("13900139000")
    own.until(lambda: own.state == "talking", "the own telephone")
    own.until(lambda: own.phone.call == "talking", "the own ring, taken without a key")
    own.until(lambda: own.space.seat.call.dialling is None and own.space.seat.call.answered_at, "the answer")
    own.space.talk.press("7")
    own.until(lambda: outside.digits == "7", "a key at the other end")
    call_id = own.space.seat.call.id
    own.press("End call")
    own.until(lambda: own.state == "after_call_work", "the end")
    with database.read() as db:
        call = db.get_one(Call, call_id)
        db.expunge_all()
        assert (call.direction, call.outcome, call.ended_by) == ("outbound", "answered", "agent")
    (record,) = [one for one in asterisk.cdr() if one["uniqueid"] == call.exchange_key and one["to"] == "13900139000"]
    assert record["disposition"] == "ANSWERED"
