"""Picking up a call that rings at a colleague, on a real Asterisk, against its own queue_log."""

from collections.abc import Callable

from tests.fixtures.centre import Seat
from tests.fixtures.waiting import until
from tests.pbx.customers import Sipp
from tests.pbx.oracle import Oracle
from tests.pbx.phones import Phone

Calls = Callable[..., Sipp]
Seats = Callable[..., Seat]
Phones = Callable[[str], Phone]


def everybody_may(seat: Seat, admin: Callable[[], Seat]) -> None:
    """The centre lets agents pick up from everybody."""
    keeper = admin()
    rules = keeper.client.get("/api/settings/values/call_rules").json()
    if rules["value"]["pickup"] != "centre":
        form = {"value": rules["value"] | {"pickup": "centre"}, "version": rules["version"]}
        answer = keeper.client.ask("PUT", "/api/settings/values/call_rules", form)
        assert answer.ok, answer.text


def test_a_call_that_rings_at_a_colleague_is_picked_up(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle, keeper: Callable[[], Seat]
) -> None:
    rung, own = phone("8001"), phone("8002")
    first, second = seat("8001"), seat("8002")
    everybody_may(second, keeper)
    first.ready()
    customer = calls("95500", "13800138020")
    call_id = first.rings()
    rung.rings()
    (listed,) = second.get("/ringing")
    assert (listed["call_id"], listed["at"]["agent_code"]) == (call_id, "8001")
    heard = len(own.events)
    second.post(f"/{call_id}/pick-up-ring")
    own.rings(heard)
    assert first.state == "reserved", "it rings on until somebody takes it"
    own.press("accept")
    talk = second.comes_to("talking")
    assert talk["call"]["id"] == call_id
    first.comes_to("ready")
    assert first.view["own"]["misses"] == 0, "nobody is charged"
    second.post(f"/{call_id}/hang-up")
    customer.over()
    second.comes_to("after_call_work")
    oracle.picked_up["8001"] = "8002"
    (call,) = oracle.agrees(1, who=False).values()
    assert [(leg["agent"], leg["result"]) for leg in call["legs"]] == [("8001", "picked_up"), ("8002", "answered")]
    assert call["ended_by"] == "agent"


def test_who_was_rung_is_sooner(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle, keeper: Callable[[], Seat]
) -> None:
    rung, own = phone("8001"), phone("8002")
    first, second = seat("8001"), seat("8002")
    everybody_may(second, keeper)
    first.ready()
    customer = calls("95500", "13800138021")
    call_id = first.rings()
    heard = len(own.events)
    second.post(f"/{call_id}/pick-up-ring")
    own.rings(heard)
    rung.takes()
    first.comes_to("talking")
    own.press("accept")
    until(lambda: any(one.get("type") == "CALL_CLOSED" for one in own.events[heard:]), "the late telephone is let go")
    assert second.state == "not_ready"
    rung.press("hangup")
    customer.over()
    (call,) = oracle.agrees(1).values()
    assert [(leg["agent"], leg["result"]) for leg in call["legs"]] == [("8001", "answered")]
