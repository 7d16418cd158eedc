"""A queue that rings several telephones: each seat has the pop while it rings, and only who let it ring has missed it."""

from typing import Any

import pytest

from agent_desk.hub.calls.intake import transaction
from agent_desk.hub.calls.intake.reconcile import reconcile
from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.events.translator import Translator
from agent_desk.hub.exchange.protocol.calls import SeenAgent, SeenCall, Snapshot
from tests.fixtures.asterisk_told import connects, hangs_up, join, lifted, no_answer, plain, rings
from tests.fixtures.calls import EXCHANGE, Story

ONE, TWO, THREE = plain("8001", 1), plain("8002", 2), plain("8003", 3)


def states(story: Story) -> dict[str, tuple[str, int]]:
    return {code: (story.agent(code).state, story.agent(code).misses) for code in story.people}


def results(story: Story, call: str = "c1") -> list[str]:
    of = {person: code for code, person in story.people.items()}
    return sorted(f"{of[leg.person_id]} {leg.result}" for leg in story.legs(call))


def test_both_seats_are_reserved_and_have_the_pop_while_both_ring(story: Story) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"), story.ringing("c1", "8002"))
    assert states(story) == {"8001": ("reserved", 0), "8002": ("reserved", 0), "8003": ("ready", 0)}
    assert story.call("c1").state == "ringing"
    popped = {audience for change in story.changes("pop") for audience in change.audience}
    assert popped == {f"person:{story.people['8001']}", f"person:{story.people['8002']}"}


def test_one_answers_the_other_is_ready_again_and_nobody_is_charged(story: Story) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"), story.ringing("c1", "8002"))
    story.later(3_000).tell(story.answered("c1"), story.ring_ended("c1", "caller_gone", "8002", 3_000))
    assert states(story) == {"8001": ("talking", 0), "8002": ("ready", 0), "8003": ("ready", 0)}
    assert results(story) == ["8001 open", "8002 caller_gone"]
    story.later(60_000).tell(story.leg_ended("c1"), story.ended("c1"))
    assert results(story) == ["8001 answered", "8002 caller_gone"]


def test_the_second_who_was_rung_may_be_the_one_who_answers(story: Story) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"), story.ringing("c1", "8002"))
    story.later(3_000).tell(story.answered("c1", "8002"))
    assert (states(story)["8001"], states(story)["8002"]) == (("ready", 0), ("talking", 0))
    assert story.call("c1").agent_id == story.people["8002"]


def test_both_let_it_ring_and_both_are_charged(story: Story) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"), story.ringing("c1", "8002"))
    story.later(20_000).tell(story.ring_ended("c1"))
    assert story.call("c1").state == "ringing", "it rings on at the other seat"
    story.tell(story.ring_ended("c1", agent="8002"))
    assert story.call("c1").state == "waiting"
    assert results(story) == ["8001 missed", "8002 missed"]
    assert (states(story)["8001"], states(story)["8002"]) == (("ready", 1), ("ready", 1))


def test_one_refuses_and_the_other_rings_on(story: Story) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"), story.ringing("c1", "8002"))
    story.later(2_000).tell(story.ring_ended("c1", "refused"))
    assert (story.call("c1").state, states(story)["8002"]) == ("ringing", ("reserved", 0))


def test_a_ring_that_ended_in_the_moment_of_the_answer_was_missed_by_nobody(story: Story) -> None:
    story.put("8002", "ready", misses=2)
    story.tell(story.offered("c1"), story.ringing("c1"), story.ringing("c1", "8002"))
    story.later(3_000).tell(story.ring_ended("c1", agent="8002", ring_ms=3_000))
    story.later(10).tell(story.answered("c1"))
    assert results(story) == ["8001 open", "8002 caller_gone"]
    assert (story.agent("8002").state, story.agent("8002").misses) == ("ready", 2)


def test_a_miss_of_before_stays_one(story: Story) -> None:
    story.tell(story.offered("c1"), story.ringing("c1", "8002"))
    story.later(20_000).tell(story.ring_ended("c1", agent="8002"), story.ringing("c1"))
    story.later(3_000).tell(story.answered("c1"))
    assert results(story) == ["8001 open", "8002 missed"]


def test_a_second_call_at_a_seat_takes_only_that_ring_away(story: Story) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"), story.ringing("c1", "8002"), story.offered("c2", "loan"))
    story.later(1_000).tell(story.ringing("c2", "8001", "loan"))
    assert (story.call("c1").state, story.call("c2").state) == ("ringing", "ringing")
    assert (story.agent("8001").call_id, story.agent("8002").call_id) == (story.call("c2").id, story.call("c1").id)


def test_the_caller_goes_and_all_seats_are_free(story: Story) -> None:
    story.tell(story.offered("c1"), *(story.ringing("c1", code) for code in story.people))
    story.later(2_000).tell(story.ended("c1", "abandoned_queue"))
    assert set(states(story).values()) == {("ready", 0)}
    assert {one.split()[1] for one in results(story)} == {"caller_gone"}


@pytest.mark.parametrize("ours", [("8001", "8002"), ("8001",), ()])
def test_rings_that_we_did_not_hear_of_are_taken_in(story: Story, ours: tuple[str, ...]) -> None:
    story.tell(story.offered("c1"), *(story.ringing("c1", code) for code in ours))
    story.later(10_000)
    seen = SeenCall(call="c1", queue="account", state="ringing", agent="8001", caller="1", also=("8002",))
    agents = tuple(
        SeenAgent(agent=code, queues=("account",), available=code == "8003", call=None) for code in story.people
    )
    found = story.work(reconcile, EXCHANGE, Snapshot(at=story.at, calls=(seen,), agents=agents))
    assert ([one.kind for one in found] == []) == (len(ours) == 2)
    assert {code for code, (state, _) in states(story).items() if state == "reserved"} == {"8001", "8002"}


CASES: dict[str, tuple[Any, ...]] = {
    "first connect wins": (
        rings(ONE, 1),
        rings(TWO, 1),
        lifted(ONE, 4.0),
        lifted(TWO, 4.01),
        connects(ONE, 4.02),
        hangs_up("a.2", 4.05, "26"),
    ),
    "both connect": (
        rings(ONE, 1),
        rings(TWO, 1),
        connects(ONE, 4.02),
        connects(TWO, 4.03),
        hangs_up("a.2", 4.3, "26"),
    ),
    "no answer told late": (
        rings(ONE, 1),
        rings(TWO, 1),
        connects(ONE, 4.02),
        no_answer(TWO, 4.03),
        hangs_up("a.2", 4.05),
    ),
    "no answer told first": (
        rings(ONE, 1),
        rings(TWO, 1),
        no_answer(TWO, 4.01),
        connects(ONE, 4.02),
        hangs_up("a.2", 4.05),
    ),
    "no hangup told": (rings(ONE, 1), rings(TWO, 1), connects(ONE, 4.02)),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("batch", [1, 3, 100])
def test_as_asterisk_tells_it_one_talks_and_the_other_is_free_and_uncharged(
    story: Story, case: str, batch: int
) -> None:
    translator = Translator(Address.from_url("asterisk://u:s@localhost"))
    for code in story.people:
        joined = {"Event": "QueueMemberAdded", "Queue": "account", "MemberName": code, "Interface": f"PJSIP/{code}"}
        translator.feed(joined, 0)
    messages = [join(), *CASES[case], hangs_up("c.1", 64), hangs_up("a.1", 64.1)]
    events = [one for message in messages for one in translator.feed(message, 0.0)]
    for start in range(0, len(events), batch):
        story.work(transaction.apply, "asterisk", events[start : start + batch])
    assert results(story, "c.1") == ["8001 answered", "8002 caller_gone"]
    assert states(story)["8002"] == ("ready", 0)
    assert story.call("c.1").talk_ms == 59_980
