"""Calls through a real Asterisk, told by its events, against its own queue_log of the same run."""

from collections.abc import Callable

from agent_desk.hub.exchange.asterisk.ami import AmiLine
from tests.fixtures.centre import Seat
from tests.fixtures.hub_process import HubProcess
from tests.fixtures.people import Staff
from tests.fixtures.waiting import until
from tests.pbx.conftest import leave_seat, take_seat
from tests.pbx.customers import Sipp
from tests.pbx.oracle import Oracle
from tests.pbx.phones import Phone
from tests.pbx.rig import AMI_PORT, AMI_SECRET, AMI_USER, IP, RING_S, SIP_PORT, Rig

Calls = Callable[..., Sipp]
Seats = Callable[..., Seat]
Phones = Callable[[str], Phone]
Look = Callable[[str], bool]
Available = Callable[[str, str], bool]


def test_an_answered_call_that_the_agent_ends_after_a_hold_at_the_phone(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle
) -> None:
    desk, agent = phone("8001"), seat("8001")
    agent.ready()
    customer = calls("95500", "13800138000")
    agent.rings()
    desk.takes()
    talk = agent.comes_to("talking")
    desk.press("hold")
    agent.comes_to("on_hold")
    desk.press("resume")
    agent.comes_to("talking")
    desk.press("hangup")
    customer.over()
    agent.comes_to("after_call_work")
    (call,) = oracle.agrees(1).values()
    assert talk["call"]["queue"]["code"] == "account"
    assert call["caller"] == "+8613800138000"
    assert call["hold_ms"] > 0 and call["ended_by"] == "agent"


def test_one_call_after_another_the_customer_ends_them(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle
) -> None:
    desk, agent = phone("8001"), seat("8001")
    for number in ("13800138001", "13800138002"):
        agent.ready()
        heard = len(desk.events)
        customer = calls("95500", number, stay_ms=2500)
        desk.rings(heard)
        desk.press("accept")
        agent.comes_to("talking")
        customer.over()
        agent.comes_to("after_call_work")
        agent.post("/seat/done")
    assert {call["ended_by"] for call in oracle.agrees(2).values()} == {"customer"}


def test_customers_who_give_up_waiting_and_while_it_rings(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle
) -> None:
    waiting = [calls("95500", f"1390013900{n}", stay_ms=1200 + 500 * n) for n in range(3)]
    for customer in waiting:
        customer.over()
    phone("8001")
    agent = seat("8001")
    agent.ready()
    ringing = calls("95500", "13900139009", stay_ms=2500)
    agent.rings()
    ringing.over()
    agent.comes_to("ready")
    assert agent.view["own"]["misses"] == 0, "the customer was gone: nobody is charged"
    assert {call["outcome"] for call in oracle.agrees(4).values()} == {"abandoned_queue"}


def test_a_ring_that_is_not_answered_goes_to_the_next_agent(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle
) -> None:
    phone("8001")
    first = seat("8001")
    first.ready()
    customer = calls("95500", "13800138003")
    first.rings()
    desk, second = phone("8002"), seat("8002")
    second.ready()
    desk.rings(within_s=RING_S + 10)
    desk.takes()
    second.comes_to("talking")
    assert first.view["own"]["misses"] == 1
    desk.press("hangup")
    customer.over()
    (call,) = oracle.agrees(1).values()
    assert [(leg["agent"], leg["result"]) for leg in call["legs"]] == [("8001", "missed"), ("8002", "answered")]
    assert abs(call["legs"][0]["ring_ms"] - RING_S * 1000) < 1000


def test_a_ring_that_is_refused_at_the_phone_and_at_the_desk(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle
) -> None:
    desk, agent = phone("8001"), seat("8001")
    agent.ready()
    customer = calls("95500", "13800138004", stay_ms=12_000)
    agent.rings()
    desk.press("hangup")
    until(lambda: agent.view["own"]["misses"] == 1, "the refusal at the phone")
    call_id = agent.rings()
    agent.post(f"/{call_id}/refuse")
    until(lambda: agent.view["own"]["misses"] == 2, "the refusal at the desk")
    agent.post("/seat/ask", {"state": "not_ready", "reason": "break"})
    customer.over()
    (call,) = oracle.agrees(1).values()
    assert [leg["result"] for leg in call["legs"]][:2] == ["refused", "refused"]


def test_hang_up_and_mute_from_the_desk(seat: Seats, phone: Phones, calls: Calls, oracle: Oracle) -> None:
    desk, agent = phone("8001"), seat("8001")
    agent.ready()
    customer = calls()
    call_id = agent.rings()
    desk.takes()
    agent.comes_to("talking")
    agent.post(f"/{call_id}/mute", {"on": True})
    until(lambda: agent.view["call"]["muted"], "the closed microphone")
    agent.post(f"/{call_id}/mute", {"on": False})
    until(lambda: not agent.view["call"]["muted"], "the open microphone")
    agent.post(f"/{call_id}/hang-up")
    customer.over()
    agent.comes_to("after_call_work")
    (call,) = oracle.agrees(1, who=False).values()
    assert call["ended_by"] == "agent"


def talking(
    seat: Seats, phone: Phones, calls: Calls, agent: str, stay_ms: int = 60_000
) -> tuple[Phone, Seat, str, Sipp]:
    """A customer talks to this agent."""
    desk, own = phone(agent), seat(agent)
    own.ready()
    customer = calls(stay_ms=stay_ms)
    call_id = own.rings()
    desk.takes()
    own.comes_to("talking")
    return desk, own, call_id, customer


def test_blind_transfer_to_an_agent(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle, refused: Look, available: Available
) -> None:
    _, first, call_id, customer = talking(seat, phone, calls, "8001")
    desk, second = phone("8002"), seat("8002", "credit")
    first.post(f"/{call_id}/transfer", {"kind": "blind_agent", "target": "8002"})
    # Before the sign-in of 8002 has reached Asterisk there is no such target yet; after it, it is not available.
    until(lambda: refused("target_busy") or refused("no_such_target"), "the refusal: 8002 is not available")
    assert first.state == "talking", "where the target cannot take it, the agent keeps the call"
    second.ready()
    until(lambda: available("8002", "credit"), "8002 is available")
    first.post(f"/{call_id}/transfer", {"kind": "blind_agent", "target": "8002"})
    assert second.rings() == call_id
    first.comes_to("after_call_work")
    desk.takes()
    second.comes_to("talking")
    desk.press("hangup")
    customer.over()
    (call,) = oracle.agrees(1).values()
    assert [(leg["agent"], leg["result"]) for leg in call["legs"]] == [("8001", "transferred"), ("8002", "answered")]
    assert (call["legs"][0]["kind"], call["legs"][0]["target"]) == ("blind_agent", "8002")
    assert call["talk_ms"] == sum(leg["talk_ms"] for leg in call["legs"])


def test_blind_transfer_to_a_queue(seat: Seats, phone: Phones, calls: Calls, oracle: Oracle) -> None:
    _, first, call_id, customer = talking(seat, phone, calls, "8001")
    desk, second = phone("8002"), seat("8002", "credit")
    second.ready()
    first.post(f"/{call_id}/transfer", {"kind": "blind_queue", "target": "credit"})
    assert second.rings() == call_id
    desk.takes()
    second.comes_to("talking")
    desk.press("hangup")
    customer.over()
    (call,) = oracle.agrees(1).values()
    assert [(leg["agent"], leg["result"]) for leg in call["legs"]] == [("8001", "transferred"), ("8002", "answered")]


def test_blind_transfer_to_an_outside_number(
    seat: Seats, phone: Phones, calls: Calls, stranger: Callable[[int], Sipp], oracle: Oracle
) -> None:
    _, agent, call_id, customer = talking(seat, phone, calls, "8001")
    outside = stranger(1500)
    agent.post(f"/{call_id}/transfer", {"kind": "blind_number", "target": "13900139000"})
    agent.comes_to("after_call_work")
    (call,) = oracle.agrees(1).values()
    assert call["legs"][0]["kind"] == "blind_number" and call["outcome"] == "answered"
    outside.over()
    customer.over()


def test_a_transfer_by_the_phones_own_key(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle, available: Available
) -> None:
    desk, first, call_id, customer = talking(seat, phone, calls, "8001", stay_ms=6000)
    other, second = phone("8002"), seat("8002", "credit")
    second.ready()
    until(lambda: available("8002", "credit"), "8002 is available")
    desk.press("transfer", f"sip:8002@{IP}:{SIP_PORT}")
    assert second.rings() == call_id
    first.comes_to("after_call_work")
    other.takes()
    second.comes_to("talking")
    customer.over()
    second.comes_to("after_call_work")
    (call,) = oracle.agrees(1).values()
    assert [leg["result"] for leg in call["legs"]] == ["transferred", "answered"]


def test_a_transfer_that_nobody_answers_waits_in_its_queue_again(
    seat: Seats, phone: Phones, calls: Calls, available: Available
) -> None:
    _, first, call_id, customer = talking(seat, phone, calls, "8001")
    phone("8002")
    second = seat("8002", "credit")
    second.ready()
    until(lambda: available("8002", "credit"), "8002 is available")
    first.post(f"/{call_id}/transfer", {"kind": "blind_agent", "target": "8002"})
    second.rings()
    until(lambda: second.view["own"]["misses"] == 1, "the missed transfer", within_s=RING_S + 5)
    first.comes_to("after_call_work")
    first.post("/seat/done")
    assert first.rings() == call_id
    customer.stop()


def test_what_a_plain_desk_telephone_must_do_itself_is_refused_in_words(
    seat: Seats, phone: Phones, calls: Calls, refused: Look
) -> None:
    desk, agent = phone("8001"), seat("8001")
    agent.ready()
    calls(stay_ms=20_000)
    call_id = agent.rings()
    agent.post(f"/{call_id}/answer")
    until(lambda: refused("answer_at_phone"), "the word of the exchange")
    desk.takes()
    agent.comes_to("talking")
    agent.post(f"/{call_id}/hold", {"on": True})
    until(lambda: refused("hold_at_phone"), "the word of the exchange")
    assert agent.state == "talking"


def test_an_agent_without_an_extension_is_told_so(seat: Seats, refused: Look) -> None:
    agent = seat("7999")
    agent.comes_to("signed_out")
    assert refused("no_such_extension")


def test_any_seat_the_telephone_is_chosen_at_sign_in(
    hub: HubProcess, staff: Staff, phone: Phones, calls: Calls, oracle: Oracle, refused: Look
) -> None:
    desk, agent = phone("8005"), take_seat(hub.url, staff, "7101", ["account"])
    agent.comes_to("signed_out")
    assert refused("no_such_extension"), "7101 has no telephone of their own"
    agent.post("/seat/sign-in", {"extension": "8005"})
    agent.ready()
    customer = calls()
    call_id = agent.rings()
    desk.takes()
    agent.comes_to("talking")
    desk.press("hold")
    agent.comes_to("on_hold")
    agent.post(f"/{call_id}/hang-up")
    customer.over()
    (call,) = oracle.agrees(1, who=False).values()
    assert call["legs"][0]["agent"] == "7101"
    leave_seat(agent)


def test_an_attended_transfer_by_the_telephones_keys(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle, available: Available, asterisk: Rig
) -> None:
    desk, first, call_id, customer = talking(seat, phone, calls, "8001")
    other, second = phone("8002"), seat("8002", "credit")
    second.ready()
    until(lambda: available("8002", "credit"), "8002 is available")
    line = AmiLine(IP, AMI_PORT, AMI_USER, AMI_SECRET, lambda _: None)
    channels = line.ask_list({"Action": "CoreShowChannels"}, 5).items
    (own,) = [one["Channel"] for one in channels if one["Channel"].startswith("PJSIP/8001-")]
    # As *2 and the extension on the telephone's keys.
    assert line.ask({"Action": "Atxfer", "Channel": own, "Exten": "8002", "Context": "agent-desk-agent"}, 5).ok
    line.close()
    first.comes_to("on_hold")
    other.rings()
    other.takes()
    until(lambda: oracle.joined("8002"), "the second call's bridge")
    assert second.state == "ready", "who is asked has no customer yet"
    desk.press("hangup")
    assert second.comes_to("talking")["call"]["id"] == call_id
    first.comes_to("after_call_work")
    other.press("hangup")
    customer.over()
    (call,) = oracle.agrees(1).values()
    assert [(leg["agent"], leg["result"]) for leg in call["legs"]] == [("8001", "transferred"), ("8002", "answered")]
    assert call["legs"][0]["hold_ms"] > 1000, "asking somebody is a hold for the customer"
