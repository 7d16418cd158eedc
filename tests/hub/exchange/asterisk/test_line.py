"""The line to a manager that is silent, wrong, or gone; what an address may say; the whole, compared and corrected."""

import threading
import time
from collections.abc import Iterator

import pytest

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.ami import AmiLine, SignInRefused
from agent_desk.hub.exchange.asterisk.exchange import AsteriskExchange
from agent_desk.hub.exchange.connect import exchange_from_url
from agent_desk.hub.exchange.protocol.calls import (
    Answer,
    AnyEvent,
    Ended,
    ExchangeLost,
    HangUp,
    Hold,
    LegEnded,
    LineLost,
    Mute,
    Offered,
    Refuse,
    Result,
    SetAvailable,
    SignIn,
    SignOut,
    Transfer,
)
from tests.fixtures.asterisk_manager import Manager, block, running
from tests.fixtures.waiting import patience, promised

SECRET = "never-to-be-seen"


@pytest.fixture
def manager() -> Iterator[Manager]:
    with running() as one:
        yield one


def address(manager: Manager, **more: str) -> Address:
    return Address(host="127.0.0.1", port=manager.port, user="hub", secret=SECRET, **more)


@pytest.fixture
def exchange(manager: Manager) -> Iterator[AsteriskExchange]:
    made = AsteriskExchange(address(manager))
    made.connect()
    yield made
    made.close()


def heard(exchange: AsteriskExchange, least: int = 1, within_s: float = 5.0) -> list[AnyEvent]:
    events: list[AnyEvent] = []
    deadline = time.monotonic() + patience(within_s)
    while len(events) < least and time.monotonic() < deadline:
        events += exchange.events(0.5)
    return events


# ---------------------------------------------------------------------- the line


def test_the_secret_never_crosses_the_wire_and_stands_in_no_error(manager: Manager) -> None:
    manager.says("Login", Response="Error", Message="Authentication failed")
    with pytest.raises(SignInRefused) as refused:
        AsteriskExchange(address(manager)).connect()
    assert SECRET not in str(refused.value) and "hub" in str(refused.value)
    assert all(SECRET not in value for message in manager.asked for value in message.values())
    assert SECRET not in repr(address(manager))


def test_something_else_answers(manager: Manager) -> None:
    manager.banner = b"220 mail.bank.example ESMTP\r\n"
    with pytest.raises(ExchangeLost, match="not an Asterisk manager"):
        AsteriskExchange(address(manager)).connect()
    manager.close()
    with pytest.raises(ExchangeLost, match="No exchange answers"):
        AsteriskExchange(address(manager)).connect()


def test_a_question_that_is_never_answered_ends_in_time_and_the_line_with_it(
    manager: Manager, exchange: AsteriskExchange
) -> None:
    manager.replies["QueuePause"] = None
    before = time.monotonic()
    with pytest.raises(ExchangeLost, match="in time"):
        exchange.perform(SetAvailable(id="1", agent="8001", available=True), timeout_s=0.3)
    assert time.monotonic() - before < promised(2)
    with pytest.raises(ExchangeLost):
        exchange.perform(SetAvailable(id="2", agent="8001", available=True))
    exchange.connect()
    manager.says("QueuePause", Response="Success")
    assert exchange.perform(SetAvailable(id="2", agent="8001", available=True)).ok


def test_a_line_that_ends_wakes_whoever_waits(manager: Manager, exchange: AsteriskExchange) -> None:
    assert isinstance(heard(exchange)[0], LineLost)
    threading.Timer(0.2, manager.hang_up).start()
    before = time.monotonic()
    with pytest.raises(ExchangeLost):
        exchange.events(30)
    assert time.monotonic() - before < promised(5)


def test_a_message_torn_anywhere_and_without_an_end(manager: Manager) -> None:
    got: list[dict[str, str]] = []
    come = threading.Event()

    def take(message: dict[str, str]) -> None:
        got.append(message)
        come.set()

    gone = threading.Event()
    line = AmiLine("127.0.0.1", manager.port, "hub", SECRET, take, gone.set)
    octets = block({"Event": "Hold", "CallerIDName": "张伟"})
    for place in range(len(octets)):
        manager.tell(octets[place : place + 1])
    assert come.wait(patience(5)) and got == [{"Event": "Hold", "CallerIDName": "张伟"}]
    manager.tell(b"x" * (1 << 21))
    assert gone.wait(patience(5)) and "without an end" in line.lost


def test_a_value_of_two_lines_is_no_way_to_give_orders(manager: Manager, exchange: AsteriskExchange) -> None:
    assert exchange.perform(SignOut(id="1", agent="8001\r\nAction: Logoff")) == Result(False, "no_such_agent")
    calls = {"call": "1.1\r\nX: 1", "agent": "8001"}
    manager.lists("CoreShowChannels")
    assert exchange.perform(HangUp(id="2", **calls)) == Result(False, "no_such_call")
    manager.says("QueuePause", Response="Success")
    exchange.perform(SetAvailable(id="3", agent="8001", available=False, reason="lunch\r\nAction: Logoff"))
    assert {message["Action"] for message in manager.asked} <= {"Challenge", "Login", "CoreShowChannels", "QueuePause"}


# ---------------------------------------------------------------------- the address


@pytest.mark.parametrize(
    "url",
    [
        "asterisk://pbx",
        f"asterisk://hub:{SECRET}@pbx:x",
        f"asterisk://hub:{SECRET}@pbx?color=red",
        f"asterisk://hub:{SECRET}@pbx?interface=PJSIP/8001",
        f"asterisk://hub:{SECRET}@pbx?phones=smart",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_its_secret(url: str) -> None:
    with pytest.raises(ValueError) as fault:
        exchange_from_url(url)
    assert SECRET not in str(fault.value)


def test_an_address_says_how_agents_are_rung() -> None:
    one = Address.from_url("asterisk://hub:a%40b@pbx?interface=SIP/desk-{agent}&context=bank")
    assert (one.port, one.secret, one.context) == (5038, "a@b", "bank")
    assert one.interface_of("8001") == "SIP/desk-8001"
    assert one.agent_at("SIP/desk-8001") == "8001" and one.agent_at("SIP/trunk") == ""


# ---------------------------------------------------------------------- commands


QUEUE = {"Event": "QueueParams", "Queue": "account"}
MEMBER = {
    "Event": "QueueMember",
    "Queue": "account",
    "Name": "8001",
    "Location": "PJSIP/8001",
    "Paused": "0",
    "Status": "1",
}
CHANNEL = {
    "Event": "CoreShowChannel",
    "Channel": "PJSIP/8001-0000000a",
    "Uniqueid": "1.2",
    "Linkedid": "1.1",
    "ChannelStateDesc": "Up",
    "BridgeId": "b",
    "ChanVariable": "AD_QUEUE=account",
    "Application": "AppQueue",
}
CUSTOMER = {
    **CHANNEL,
    "Channel": "PJSIP/trunk-00000009",
    "Uniqueid": "1.1",
    "CallerIDNum": "13800138000",
    "Application": "Queue",
}
ABOUT = {"call": "1.1", "agent": "8001"}


def test_signing_in_joins_what_is_missing_and_leaves_what_is_too_much(
    manager: Manager, exchange: AsteriskExchange
) -> None:
    manager.lists("QueueStatus", QUEUE, {**QUEUE, "Queue": "credit"}, MEMBER)
    for action in ("QueueAdd", "QueueRemove", "QueuePause", "QueuePenalty"):
        manager.says(action, Response="Success")
    manager.says("Getvar", Response="Success", Value="NOT_INUSE")
    assert exchange.perform(SignIn(id="1", agent="8001", queues=("credit",))).ok
    asked = {message["Action"]: message for message in manager.asked}
    assert asked["QueueRemove"]["Queue"] == "account" and "QueuePause" not in asked
    assert (asked["QueueAdd"]["Queue"], asked["QueueAdd"]["MemberName"], asked["QueueAdd"]["Paused"]) == (
        "credit",
        "8001",
        "true",
    )
    many = len(manager.asked)
    assert exchange.perform(SignIn(id="1", agent="8001", queues=("credit",))).ok
    assert len(manager.asked) == many, "the same command again is not carried out again"
    assert exchange.perform(SignIn(id="2", agent="8001", queues=("loans",))).error == "no_such_queue"
    assert exchange.perform(SignIn(id="6", agent="8001", queues=("credit", "loans"))).ok, (
        "not made there yet: the others"
    )
    assert exchange.perform(SignIn(id="4", agent="8001", queues=("account",), penalties=(3,))).ok
    assert [one for one in manager.asked if one["Action"] == "QueuePenalty"][-1]["Penalty"] == "3"
    assert [one for one in manager.asked if one["Action"] == "QueuePause"][-1]["Paused"] == "true"
    assert exchange.perform(SignIn(id="5", agent="8001", queues=("account",), extension="7001")).ok
    assert [one for one in manager.asked if one["Action"] == "QueueRemove"][-1]["Interface"] == "PJSIP/8001"
    assert [one for one in manager.asked if one["Action"] == "QueueAdd"][-1]["Interface"] == "PJSIP/7001"
    manager.says("Getvar", Response="Success", Value="INVALID")
    assert exchange.perform(SignIn(id="3", agent="8001", queues=("account",))).error == "no_such_extension"


def test_orders_about_a_call_that_is_not_there_or_not_so(manager: Manager, exchange: AsteriskExchange) -> None:
    manager.lists("QueueStatus", QUEUE)
    manager.lists("CoreShowChannels", CUSTOMER)
    assert exchange.perform(HangUp(id="1", **ABOUT)).error == "no_such_call"
    manager.lists("CoreShowChannels", CUSTOMER, CHANNEL)
    assert exchange.perform(Refuse(id="2", **ABOUT)).error == "not_ringing"
    manager.lists("CoreShowChannels", CUSTOMER, {**CHANNEL, "ChannelStateDesc": "Ringing"})
    assert exchange.perform(Mute(id="3", on=True, **ABOUT)).error == "not_talking"
    assert exchange.perform(Answer(id="4", **ABOUT)).error == "answer_at_phone"


def test_where_a_call_may_be_sent(manager: Manager, exchange: AsteriskExchange) -> None:
    manager.lists("CoreShowChannels", CUSTOMER, CHANNEL)
    manager.lists("QueueStatus", QUEUE, MEMBER)
    manager.says("BlindTransfer", Response="Success")
    for number, (kind, target, error) in enumerate(
        [
            ("blind_agent", "8001", "no_such_target"),
            ("blind_queue", "loans", "no_such_target"),
            ("blind_number", "x", "no_such_target"),
            ("blind_number", "+86 139 0013 9000", ""),
            ("blind_queue", "account", ""),
        ]
    ):
        result = exchange.perform(Transfer(id=str(number), kind=kind, target=target, **ABOUT))  # type: ignore[arg-type]
        assert result == Result(not error, error)
    sent = [message["Exten"] for message in manager.asked if message["Action"] == "BlindTransfer"]
    assert sent == ["+8613900139000", "account"]


def test_telephones_that_follow_notify_answer_and_hold_by_order(manager: Manager) -> None:
    exchange = AsteriskExchange(address(manager, phones="talk"))
    exchange.connect()
    manager.says("PJSIPNotify", Response="Success")
    manager.lists("CoreShowChannels", CUSTOMER, {**CHANNEL, "ChannelStateDesc": "Ringing"})
    assert exchange.perform(Answer(id="1", **ABOUT)).ok
    manager.lists("CoreShowChannels", CUSTOMER, CHANNEL)
    assert exchange.perform(Hold(id="2", on=True, **ABOUT)).ok
    assert exchange.perform(Hold(id="3", on=False, **ABOUT)).ok
    exchange.close()
    said = [message["Variable"] for message in manager.asked if message["Action"] == "PJSIPNotify"]
    assert said == ["Event=talk", "Event=hold", "Event=talk"]


# ---------------------------------------------------------------------- the whole


def event(name: str, at: float, **headers: str) -> bytes:
    return block({"Event": name, "Timestamp": f"{at:.6f}", **headers})


def test_the_whole_holds_who_waits_and_who_talks_though_nobody_told_us(
    manager: Manager, exchange: AsteriskExchange
) -> None:
    waits = {**CUSTOMER, "Channel": "PJSIP/trunk-0000000b", "Uniqueid": "2.1", "Linkedid": "2.1", "BridgeId": ""}
    entry = {
        "Event": "QueueEntry",
        "Queue": "account",
        "Uniqueid": "2.1",
        "Wait": "17",
        "CallerIDNum": "13900139000",
    }
    manager.lists("CoreShowChannels", CUSTOMER, CHANNEL, waits)
    manager.lists("QueueStatus", QUEUE, {**MEMBER, "Paused": "1"}, entry)
    whole = exchange.snapshot()
    calls = {call.call: call for call in whole.calls}
    assert (calls["1.1"].state, calls["1.1"].agent, calls["1.1"].caller) == ("talking", "8001", "13800138000")
    assert (calls["2.1"].state, calls["2.1"].queue, calls["2.1"].caller) == ("waiting", "account", "13900139000")
    (agent,) = whole.agents
    assert (agent.agent, agent.available, agent.call) == ("8001", False, "1.1")
    (lost,) = heard(exchange)
    assert isinstance(lost, LineLost) and whole.position == lost.id
    # Its end is told from here on, with the queue's own count of the talk.
    manager.tell(event("AgentComplete", 100.0, DestUniqueid="1.2", TalkTime="33", Reason="agent", Linkedid="1.1"))
    manager.tell(event("Hangup", 100.1, Uniqueid="1.2") + event("Hangup", 100.2, Uniqueid="1.1"))
    leg, ended = heard(exchange, 2)
    assert isinstance(leg, LegEnded) and (leg.talk_ms, leg.by) == (33_000, "agent")
    assert isinstance(ended, Ended) and ended.outcome == "answered"
    manager.lists("CoreShowChannels", waits)
    assert {call.call for call in exchange.snapshot().calls} == {"2.1"}
    manager.lists("CoreShowChannels")
    manager.lists("QueueStatus", QUEUE)
    whole = exchange.snapshot()
    assert not whole.calls and not whole.agents and whole.position == ended.id


def test_what_moves_while_the_lists_are_read_is_taken_from_the_events(
    manager: Manager, exchange: AsteriskExchange
) -> None:
    heard(exchange)
    join = {"Queue": "account", "Uniqueid": "3.1", "Linkedid": "3.1", "CallerIDNum": "13700137000"}

    def late_list(_: dict[str, str]) -> list[dict[str, str]]:
        manager.tell(event("QueueCallerJoin", 50.0, **join))
        return [{"Response": "Success", "EventList": "start"}, {"Event": "Complete", "EventList": "Complete"}]

    manager.replies["CoreShowChannels"] = late_list
    manager.lists("QueueStatus", QUEUE)
    (call,) = exchange.snapshot().calls
    assert (call.call, call.state) == ("3.1", "waiting")


def test_rights_that_are_missing_are_said(manager: Manager, exchange: AsteriskExchange) -> None:
    manager.says("CoreShowChannels", Response="Error", Message="Permission denied")
    manager.lists("QueueStatus")
    with pytest.raises(ExchangeLost, match="Permission denied"):
        exchange.snapshot()
    manager.says("UserEvent", Response="Error", Message="Permission denied")
    with pytest.raises(ExchangeLost, match="user"):
        exchange.snapshot()


def test_a_reader_that_was_away_is_told_of_the_calls_that_ended_meanwhile(manager: Manager) -> None:
    manager.lists(
        "DBGetTree",
        {
            "Event": "DBGetTreeResponse",
            "Key": "/agent-desk/202001010000/1.1",
            "Val": "10.5|40.5|account|8001|12|||||1380",
        },
        {"Event": "DBGetTreeResponse", "Key": "/agent-desk/209901010000/2.1", "Val": "50.0|61.5|credit||||95501|||a|b"},
        {"Event": "DBGetTreeResponse", "Key": "/agent-desk/209901010000/3.1", "Val": "nonsense"},
    )
    manager.says("DBDelTree", Response="Success")
    exchange = AsteriskExchange(address(manager))
    exchange.connect("40.000000/ended/0.1")
    lost, *missed = heard(exchange, 7)
    assert isinstance(lost, LineLost) and lost.id.startswith("40.000000/")
    assert [type(one).__name__ for one in missed] == ["Offered", "Answered", "LegEnded", "Ended", "Offered", "Ended"]
    leg, gave_up, offered = missed[2], missed[-1], missed[4]
    assert isinstance(leg, LegEnded) and (leg.agent, leg.talk_ms) == ("8001", 18_000)
    assert isinstance(gave_up, Ended) and (gave_up.outcome, gave_up.wait_ms) == ("abandoned_queue", 11_500)
    assert isinstance(offered, Offered) and offered.caller == "a|b"
    deleted = [message["Family"] for message in manager.asked if message["Action"] == "DBDelTree"]
    assert deleted == ["agent-desk/202001010000"], "what is old is deleted, what may be of use stays"
    exchange.close()
    exchange.connect("61.500000/away_ended/2.1")
    (lost,) = heard(exchange)
    assert isinstance(lost, LineLost)
    exchange.close()
