"""The exchange and we saw it differently: every difference is mended, written down and shown; nothing is guessed away."""

from collections.abc import Sequence
from typing import Any

import pytest

from agent_desk.hub.calls.intake.reconcile import reconcile
from agent_desk.hub.calls.seat import supervisor_control
from agent_desk.hub.exchange.protocol.calls import SeenAgent, SeenCall, Snapshot
from tests.fixtures.calls import EXCHANGE, Story
from tests.fixtures.people import Staff

READY = {"8001": True, "8002": True, "8003": True}


def seen(call: str, state: Any, agent: str | None = None, queue: str = "account") -> SeenCall:
    return SeenCall(call=call, queue=queue, state=state, agent=agent, caller="13800138000")


def compare(story: Story, *calls: SeenCall, agents: dict[str, bool] | None = None) -> Sequence[str]:
    """The kinds of difference found when the exchange holds this, ten seconds later."""
    story.later(10_000)
    available = {**READY, **{one.agent: False for one in calls if one.agent}} if agents is None else agents
    there = tuple(SeenAgent(agent=code, queues=("account",), available=on, call=None) for code, on in available.items())
    found = story.work(reconcile, EXCHANGE, Snapshot(at=story.at, calls=calls, agents=there))
    return [one.kind for one in found]


def test_nothing_differs_and_nothing_moves(story: Story) -> None:
    story.talk("c1")
    before = (story.call("c1").version, story.agent().version)
    assert compare(story, seen("c1", "talking", "8001")) == []
    assert (story.call("c1").version, story.agent().version) == before


def test_a_talk_whose_end_was_lost_is_closed_as_answered_with_what_is_known(story: Story) -> None:
    story.talk("c1")
    assert sorted(compare(story, agents={"8001": False, "8002": True, "8003": True})) == ["call_gone"]
    call, (leg,) = story.call("c1"), story.legs("c1")
    assert (call.state, call.outcome, call.ended_by, call.wait_ms) == ("ended", "answered", "lost", 9_000)
    assert (leg.result, leg.ended_at) == ("answered", story.at)
    assert story.agent().state == "after_call_work"
    (told,) = story.changes("difference")
    assert (told.hint["kind"], told.audience) == ("call_gone", ["perm:floor.view@all"])


def test_a_waiting_call_whose_end_was_lost_is_closed_as_abandoned(story: Story) -> None:
    story.tell(story.offered("c1"))
    assert compare(story) == ["call_gone"]
    assert (story.call("c1").outcome, story.call("c1").ended_by) == ("abandoned_queue", "lost")


def test_a_ring_whose_end_was_lost_is_charged_to_nobody(story: Story) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"))
    assert compare(story, agents={**READY, "8001": False}) == ["call_gone"]
    assert (story.agent().state, story.agent().misses) == ("ready", 0)
    assert story.legs("c1")[0].result == "caller_gone"
    assert story.jobs("calls.presence")[-1]["person_id"] == str(story.people["8001"])


@pytest.mark.parametrize(
    ("state", "agent_state", "call_state"),
    [("ringing", "reserved", "ringing"), ("talking", "talking", "talking"), ("held", "on_hold", "on_hold")],
)
def test_a_call_we_never_heard_of_is_taken_in_where_it_is(
    story: Story, state: str, agent_state: str, call_state: str
) -> None:
    assert compare(story, seen("c1", state, "8002")) == ["call_unknown"]
    call = story.call("c1")
    assert (call.state, call.caller, story.agent("8002").state) == (call_state, "+8613800138000", agent_state)
    assert story.agent("8002").call_id == call.id
    story.later(9_000).tell(story.leg_ended("c1", "8002", talk_ms=9_000), story.ended("c1"))
    assert story.call("c1").outcome == "answered"


def test_a_waiting_call_we_never_heard_of_is_taken_in(story: Story) -> None:
    assert compare(story, seen("c1", "waiting")) == ["call_unknown"]
    assert story.call("c1").state == "waiting"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("waiting", ("ringing", "8002")),
        ("waiting", ("talking", "8002")),
        ("ringing", ("waiting", None)),
        ("ringing", ("talking", "8001")),
        ("ringing", ("talking", "8002")),
        ("ringing", ("ringing", "8003")),
        ("talking", ("waiting", None)),
        ("talking", ("held", "8001")),
        ("talking", ("talking", "8002")),
        ("talking", ("ringing", "8001")),
        ("held", ("talking", "8001")),
        ("held", ("held", "8003")),
    ],
)
def test_a_call_that_has_moved_on_is_followed(story: Story, ours: str, theirs: tuple[Any, str | None]) -> None:
    story.tell(story.offered("c1"))
    if ours != "waiting":
        story.tell(story.ringing("c1"))
    if ours in ("talking", "held"):
        story.tell(story.answered("c1"))
    if ours == "held":
        story.tell(story.held("c1"))
    state, code = theirs
    available = {one: one not in (code, "8001") for one in READY}
    assert "call_state" in compare(story, seen("c1", state, code), agents=available)
    expected = {"held": "on_hold"}.get(state, state)
    assert story.call("c1").state == expected
    seats = {"ringing": "reserved", "talking": "talking", "held": "on_hold"}
    for one in READY:
        agent = story.agent(one)
        if one == code:
            assert (agent.state, agent.call_id) == (seats[state], story.call("c1").id)
        else:
            assert agent.call_id is None and agent.misses == 0
    assert len([leg for leg in story.legs("c1") if leg.ended_at is None]) == (1 if code else 0)
    assert compare(story, seen("c1", state, code), agents=_ours(story)) == [], "one reconciling is enough"


def _ours(story: Story) -> dict[str, bool]:
    return {code: story.agent(code).state == "ready" for code in READY}


def test_a_freed_agent_is_not_drawn_back_into_the_call(story: Story, staff: Staff) -> None:
    story.talk("c1")
    story.work(supervisor_control.free_agent, story.people["8001"], "stuck", caller=staff.caller("boss", "supervisor"))
    assert compare(story, seen("c1", "talking", "8001")) == ["call_at_freed_agent"]
    assert story.agent().state == "not_ready"
    assert compare(story, agents={**READY, "8001": False}) == ["call_gone"]
    assert story.call("c1").outcome == "answered"


def test_who_is_available_is_ours_to_say(story: Story) -> None:
    story.put("8002", "not_ready")
    story.put("8003", "signed_out")
    assert sorted(compare(story, agents={"8001": False, "8002": True, "8003": True})) == [
        "agent_availability",
        "agent_availability",
        "agent_not_signed_out",
    ]
    assert {job["person_id"] for job in story.jobs("calls.presence")} == {str(one) for one in story.people.values()}


def test_an_exchange_that_started_anew_is_given_its_agents_again(story: Story) -> None:
    story.talk("c1")
    assert sorted(compare(story, agents={})) == ["agent_not_signed_in"] * 2 + ["call_gone"]
    assert all(job["joins"] for job in story.jobs("calls.presence")[1:])


def test_a_state_that_is_still_on_its_way_is_no_difference(story: Story) -> None:
    story.later(-10_000 + 60_000).put("8001", "not_ready")
    story.later(-9_000)
    assert compare(story, agents=READY) == []


def test_what_we_do_not_know_at_all_is_only_counted(story: Story) -> None:
    found = compare(
        story, seen("c1", "waiting", queue="nowhere"), seen("c2", "talking", "9999"), agents={**READY, "9998": True}
    )
    assert found == ["call_in_unknown_queue", "call_at_unknown_agent", "agent_unknown"]
