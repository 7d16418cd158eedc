"""The telephone in the desk against a scripted page: every state, and orders that come before their time."""

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from agent_desk.desk.calls import phone as calls_phone
from agent_desk.desk.calls.phone import Device, Softphone
from agent_desk.schemas.calls.records import PhoneLine
from tests.fixtures.scripted_page import ScriptedPage

LINE = PhoneLine(
    url="wss://pbx.example/ws",
    user="8001web",
    domain="pbx.example",
    secret="s3cret",
    extension="8001web",
    expires_at=datetime(2025, 11, 13, tzinfo=UTC),
)


class Told:
    """A telephone with its page, and the states it went through."""

    def __init__(self) -> None:
        self.page = ScriptedPage()
        self.phone = Softphone(self.page)
        self.states: list[str] = []
        self.calls: list[str] = []
        self.phone.state_changed.connect(self.states.append)
        self.phone.call_changed.connect(self.calls.append)

    def registered(self) -> "Told":
        self.phone.register(LINE)
        self.page.says("page")
        self.page.says("line", state="registered")
        return self


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    return Told()


def test_orders_wait_for_the_page(told: Told) -> None:
    told.phone.register(LINE)
    assert told.page.orders == [] and told.phone.state == "registering"
    told.page.says("page")
    assert told.page.words() == ["register", "check"]
    assert told.page.given("register") == {"url": LINE.url, "uri": "sip:8001web@pbx.example", "secret": "s3cret"}


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ([("line", {"state": "registered"})], "registered"),
        ([("line", {"state": "lost"})], "lost"),
        ([("line", {"state": "refused", "why": "Rejected"})], "refused"),
        ([("line", {"state": "off"})], "off"),
        ([("certificate", {}), ("line", {"state": "lost"})], "untrusted"),
        ([("certificate", {}), ("line", {"state": "lost"}), ("line", {"state": "registering"})], "untrusted"),
        ([("certificate", {}), ("line", {"state": "registered"}), ("line", {"state": "lost"})], "lost"),
        (
            [("microphone", {"works": False, "why": "NotFoundError"}), ("line", {"state": "registered"})],
            "no_microphone",
        ),
        ([("microphone", {"works": False, "why": "NotFoundError"}), ("line", {"state": "lost"})], "lost"),
        ([("line", {"state": "registered"}), ("devices", {"microphones": [], "speakers": []})], "no_microphone"),
        ([("line", {"state": "registered"}), ("gone", {})], "lost"),
    ],
)
def test_the_state_is_the_worst_of_what_was_said(
    told: Told, said: list[tuple[str, dict[str, object]]], state: str
) -> None:
    told.phone.register(LINE)
    told.page.says("page")
    for what, facts in said:
        told.page.says(what, **facts)
    assert told.phone.state == state


def test_a_microphone_that_comes_back_is_told_once(told: Told) -> None:
    told.registered()
    for works in (True, False, False, True):
        told.page.says("microphone", works=works, why="")
    assert told.states == ["registering", "registered", "no_microphone", "registered"]


def test_a_call_from_ring_to_end(told: Told) -> None:
    told.registered()
    page, phone = told.page, told.phone
    page.says("call", state="ringing", who="13800138000")
    phone.answer()
    page.says("call", state="talking")
    phone.hold(True)
    page.says("call", state="held")
    phone.hold(False)
    page.says("call", state="talking")
    phone.mute(True)
    page.says("muted", on=True)
    assert phone.muted
    phone.dtmf("12#")
    phone.refer("sip:credit@pbx.example")
    phone.hang_up()
    page.says("call", state="ended", by="local", why="Terminated")
    assert told.calls == ["ringing", "talking", "held", "talking", "idle"]
    assert page.words()[2:] == ["answer", "hold", "hold", "mute", "dtmf", "refer", "hang_up"]
    assert not phone.muted, "the next call begins with an open microphone"


def test_an_answer_before_the_ring_is_kept_for_it_and_not_for_long(
    told: Told, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told.registered()
    told.phone.answer()
    assert "answer" not in told.page.words()
    told.page.says("call", state="ringing", who="")
    assert told.page.words()[-1] == "answer"
    told.page.says("call", state="ended", by="remote", why="Canceled")
    monkeypatch.setattr(calls_phone, "ANSWER_WISH_MS", 30)
    late = Told().registered()
    with qtbot.waitSignal(late.phone.answer_failed, timeout=2000):
        late.phone.answer()
    late.page.says("call", state="ringing", who="")
    assert "answer" not in late.page.words(), "a press of long ago answers nothing"


def test_no_microphone_at_the_ring_is_an_answer_that_failed(told: Told, qtbot: QtBot) -> None:
    told.registered()
    told.page.says("call", state="ringing", who="")
    with qtbot.waitSignal(told.phone.answer_failed, timeout=1000):
        told.page.says("microphone", works=False, why="NotReadableError")


def test_a_page_that_broke_down_is_given_its_orders_when_it_is_there_again(told: Told, qtbot: QtBot) -> None:
    told.registered()
    told.page.says("call", state="talking")
    with qtbot.waitSignal(told.phone.page_gone, timeout=1000):
        told.page.says("gone")
    assert told.phone.call == "idle"
    many = len(told.page.orders)
    told.phone.register(LINE)
    assert len(told.page.orders) == many
    told.page.says("page")
    assert told.page.words()[many:] == ["register", "check"]


def test_a_fresh_secret_does_not_disturb_a_registration(told: Told) -> None:
    told.registered()
    told.phone.register(LINE)
    assert told.states == ["registering", "registered"]


def test_devices_are_ordered_only_when_others_are_wanted(told: Told) -> None:
    told.registered()
    told.page.says("devices", microphones=[{"id": "a", "label": "Headset"}], speakers=[])
    assert told.phone.devices.microphones == (Device("a", "Headset"),)
    for _ in range(2):
        told.phone.use("a", "")
    assert told.page.words().count("choose") == 1
    told.phone.use("", "")
    assert told.page.words().count("choose") == 2


def test_quality_is_measured_while_the_call_lasts(told: Told) -> None:
    told.registered()
    told.page.says("call", state="talking")
    heard: list[object] = []
    told.phone.quality_changed.connect(heard.append)
    told.page.says("quality", sent=100, received=100, lost=0, jitter_ms=1, round_trip_ms=2, buffer_ms=20, codec="PCMU")
    assert told.phone.quality is not None and told.phone.quality.grade == "good"
    told.page.says("call", state="ended", by="remote", why="")
    assert told.phone.quality is None and heard[-1] is None


def test_what_is_not_known_is_not_minded(told: Told) -> None:
    told.page.says("something new", fact=1)
    told.page.says("fault", order="dtmf", why="InvalidStateError")
    assert told.states == []
