"""Calls through a real Asterisk, told by its events, against its own queue_log of the same run."""

from collections.abc import Callable

from tests.journeys.centre import Seat
from tests.pbx.customers import Sipp
from tests.pbx.oracle import Oracle
from tests.pbx.phones import Phone

Calls = Callable[..., Sipp]


def test_an_answered_call_that_the_agent_ends(
    seat: Callable[..., Seat], phone: Callable[[str], Phone], calls: Calls, oracle: Oracle
) -> None:
    desk, telephone = phone("8001"), seat("8001")
    telephone.ready()
    customer = calls("95500", "13800138000")
    telephone.rings()
    desk.takes()
    talk = telephone.comes_to("talking")
    desk.press("hold")
    telephone.comes_to("on_hold")
    desk.press("resume")
    telephone.comes_to("talking")
    desk.press("hangup")
    customer.over()
    telephone.comes_to("after_call_work")
    (call,) = oracle.agrees(1).values()
    assert talk["call"]["queue"]["code"] == "account"
    assert call["hold_ms"] > 0 and call["ended_by"] == "agent"
