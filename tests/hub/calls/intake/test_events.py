"""Events of the exchange become calls, legs and agents' states: every outcome, and everything that can go wrong on the way."""

import itertools
from datetime import timedelta

import pytest

from agent_desk.hub.exchange.protocol.calls import AnyEvent
from tests.fixtures.calls import BEGIN, Story


def presence(story: Story) -> list[str]:
    return [job["person_id"] for job in story.jobs("calls.presence")]


def test_a_call_rings_is_answered_held_taken_back_and_ends(story: Story) -> None:
    story.tell(story.offered("c1"))
    assert story.call("c1").state == "waiting"
    story.later(6_000).tell(story.ringing("c1"))
    assert (story.call("c1").state, story.call("c1").rung_at) == ("ringing", story.at)
    assert (story.agent().state, story.agent().call_id) == ("reserved", story.call("c1").id)
    story.later(3_000).tell(story.answered("c1"))
    assert (story.agent().state, story.call("c1").wait_ms, story.call("c1").agent_id) == (
        "talking",
        9_000,
        story.people["8001"],
    )
    story.later(10_000).tell(story.held("c1"))
    assert (story.agent().state, story.call("c1").state) == ("on_hold", "on_hold")
    story.later(5_000).tell(story.retrieved("c1"))
    assert story.legs("c1")[0].hold_ms == 5_000
    story.later(30_000).tell(story.leg_ended("c1", talk_ms=40_000, hold_ms=5_000), story.ended("c1"))
    call, (leg,) = story.call("c1"), story.legs("c1")
    assert (call.state, call.outcome, call.talk_ms, call.hold_ms, call.ended_by) == (
        "ended",
        "answered",
        40_000,
        5_000,
        "customer",
    )
    assert (leg.result, leg.ring_ms, leg.talk_ms, leg.hold_ms) == ("answered", 3_000, 40_000, 5_000)
    agent = story.agent()
    assert (agent.state, agent.wrapup_call_id) == ("after_call_work", call.id)
    assert agent.limit_at == story.at + timedelta(seconds=60)


def test_the_history_of_an_agent_has_no_gap_and_no_overlap(story: Story) -> None:
    story.later(1_000).talked("c1")
    history = story.intervals()
    assert [one.state for one in history] == ["ready", "reserved", "talking", "after_call_work"]
    assert all(one.ended_at == after.started_at for one, after in itertools.pairwise(history))
    assert history[-1].ended_at is None


def test_the_exchange_is_told_at_the_ring_that_the_agent_is_not_available(story: Story) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"))
    assert presence(story) == [str(story.people["8001"])]


def test_what_a_batch_does_to_a_call_is_told_once_and_without_numbers(story: Story) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"))
    (told,) = story.changes("call")
    assert told.hint == {"queue": "account", "state": "ringing"}
    assert told.audience == sorted(["hub", f"person:{story.people['8001']}"]), "the floor is told by the board"
    assert told.version == story.call("c1").version == 1
    assert story.changes("agent_state")[0].hint["state"] == "reserved"


@pytest.mark.parametrize(
    "outcome",
    [
        "abandoned_queue",
        "abandoned_ivr",
        "diverted",
        "full",
        "closed",
        "join_empty",
        "leave_empty",
        "timed_out",
        "called_back",
    ],
)
def test_a_call_that_nobody_answered_has_the_outcome_the_exchange_tells(story: Story, outcome: str) -> None:
    story.tell(story.offered("c1"))
    story.later(12_000).tell(story.ended("c1", outcome=outcome, wait_ms=12_000))
    call = story.call("c1")
    assert (call.state, call.outcome, call.wait_ms, call.answered_at) == ("ended", outcome, 12_000, None)


def test_a_caller_who_leaves_while_it_rings_costs_the_agent_nothing(story: Story) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"))
    story.later(4_000).tell(
        story.ring_ended("c1", "caller_gone", ring_ms=4_000), story.ended("c1", "abandoned_queue", wait_ms=4_000)
    )
    assert (story.agent().state, story.agent().misses) == ("ready", 0)
    assert story.legs("c1")[0].result == "caller_gone"
    assert story.call("c1").ended_by == "customer"


def test_a_missed_ring_is_listed_and_the_third_pauses(story: Story) -> None:
    for number in range(3):
        assert story.agent().state == "ready"
        story.tell(story.offered(f"c{number}"), story.ringing(f"c{number}"))
        story.later(20_000).tell(story.ring_ended(f"c{number}"))
        assert story.legs(f"c{number}")[0].result == "missed"
        assert story.call(f"c{number}").state == "waiting"
    agent = story.agent()
    assert (agent.state, agent.reason, agent.misses) == ("not_ready", "missed_calls", 3)


def test_a_ring_that_crosses_with_going_not_ready_is_charged_to_nobody(story: Story) -> None:
    story.put("8001", "not_ready")
    story.tell(story.offered("c1"), story.ringing("c1"))
    assert story.agent().state == "reserved"
    story.later(20_000).tell(story.ring_ended("c1"))
    assert (story.agent().state, story.agent().reason, story.agent().misses) == ("not_ready", "break", 0)
    assert story.legs("c1")[0].result == "caller_gone"


def test_a_refused_ring_goes_to_the_next_agent(story: Story) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"))
    story.later(2_000).tell(story.ring_ended("c1", "refused", ring_ms=2_000), story.ringing("c1", "8002"))
    assert (story.agent("8001").state, story.agent("8002").state) == ("ready", "reserved")
    assert sorted(leg.result for leg in story.legs("c1")) == ["open", "refused"]


def test_a_ring_that_reaches_an_agent_in_after_call_work_is_given_back(story: Story) -> None:
    story.talked("c1")
    story.later(500).tell(story.offered("c2"), story.ringing("c2"))
    assert story.agent().state == "after_call_work"
    assert story.legs("c2") == []
    (order,) = story.jobs("calls.command")
    assert (order["command"], order["call_key"], order["agent_code"]) == ("refuse", "c2", "8001")
    story.later(50).tell(story.ring_ended("c2", "refused", ring_ms=50))
    assert (story.call("c2").state, story.agent().misses) == ("waiting", 0)


def test_transfer_to_an_agent_closes_the_first_leg_at_once(story: Story) -> None:
    story.talk("c1")
    story.later(40_000).tell(story.transferred("c1", "blind_agent", "8002"), story.ringing("c1", "8002"))
    assert story.agent("8001").state == "after_call_work"
    assert story.call("c1").state == "ringing"
    story.later(5_000).tell(story.answered("c1", "8002", wait_ms=5_000, ring_ms=5_000))
    story.later(3_600_000).tell(story.leg_ended("c1", "8002", talk_ms=3_600_000), story.ended("c1"))
    first, second = story.legs("c1")
    assert (first.result, first.talk_ms, first.transfer_target) == ("transferred", 40_000, "8002")
    assert second.talk_ms == 3_600_000
    call = story.call("c1")
    assert (call.agent_id, call.wait_ms, call.talk_ms) == (story.people["8001"], 9_000, 3_640_000)


def test_transfer_to_a_queue_offers_the_same_call_again_and_counts_in_the_first_queue(story: Story) -> None:
    story.talk("c1")
    story.later(40_000).tell(story.transferred("c1", "blind_queue", "loan"), story.offered("c1", "loan"))
    call = story.call("c1")
    assert (call.state, call.offered_at) == ("waiting", BEGIN)
    assert story.changes("call")[-1].hint == {"queue": "loan", "state": "waiting"}
    story.later(2_000).tell(story.ringing("c1", "8003", "loan"))
    story.later(2_000).tell(story.answered("c1", "8003", "loan", wait_ms=4_000, ring_ms=2_000))
    assert story.agent("8003").acw_mode == "mandatory"
    assert story.call("c1").queue_id == call.queue_id


def test_transfer_to_a_number_ends_our_part(story: Story) -> None:
    story.talk("c1")
    story.later(40_000).tell(story.transferred("c1", "blind_number", "053795577"), story.ended("c1"))
    call = story.call("c1")
    assert (call.state, call.outcome, call.ended_by, call.talk_ms) == ("ended", "answered", "agent", 40_000)


def test_a_customer_given_up_after_a_transfer_was_answered_all_the_same(story: Story) -> None:
    story.talk("c1")
    story.later(40_000).tell(story.transferred("c1", "blind_queue", "loan"), story.offered("c1", "loan"))
    story.later(90_000).tell(story.ended("c1", "abandoned_queue", wait_ms=9_000))
    assert story.call("c1").outcome == "answered"


def whole_call(story: Story) -> list[AnyEvent]:
    """One of everything, in order."""
    events: list[AnyEvent] = [story.offered("c1"), story.later(1_000).ringing("c1")]
    events += [story.later(20_000).ring_ended("c1"), story.ringing("c1", "8002")]
    events += [story.later(3_000).answered("c1", "8002"), story.later(5_000).held("c1", "8002")]
    events += [story.later(5_000).retrieved("c1", "8002")]
    events += [story.later(9_000).transferred("c1", "blind_agent", "8003", "8002"), story.ringing("c1", "8003")]
    events += [story.later(2_000).answered("c1", "8003"), story.later(9_000).leg_ended("c1", "8003"), story.ended("c1")]
    return events


def picture(story: Story) -> object:
    """Everything a person could see of it, but for versions."""
    call = story.call("c1")
    legs = [(leg.person_id, leg.result, leg.ring_ms, leg.talk_ms, leg.hold_ms) for leg in story.legs("c1")]
    agents = [(story.agent(code).state, story.agent(code).misses) for code in ("8001", "8002", "8003")]
    history = [[one.state for one in story.intervals(code)] for code in ("8001", "8002", "8003")]
    return (call.state, call.outcome, call.wait_ms, call.talk_ms, call.hold_ms, sorted(map(str, legs)), agents, history)


def test_every_event_told_twice_at_once_under_other_ids_changes_nothing(story: Story, hub_context: object) -> None:
    events = whole_call(story)
    for event in events:
        story.tell(event)
        before = picture(story)
        twin = type(event)(**{**{name: getattr(event, name) for name in event.__slots__}, **_head(event)})
        taken = story.tell(twin)
        assert picture(story) == before, type(event).__name__
        assert not taken.orphans


def _head(event: AnyEvent) -> dict[str, object]:
    return {"id": f"{event.id}x", "at": event.at, "call": event.call}


def test_one_batch_or_many_make_the_same_picture(story: Story) -> None:
    story.tell(*whole_call(story))
    legs = story.legs("c1")
    assert [leg.result for leg in legs] == ["missed", "transferred", "answered"]
    assert [one.state for one in story.intervals("8003")] == ["ready", "reserved", "talking", "after_call_work"]
    assert story.call("c1").talk_ms == 100_000


def test_an_answer_without_its_offer_and_ring_is_taken_in(story: Story) -> None:
    story.tell(story.answered("c1"))
    assert (story.call("c1").state, story.agent().state) == ("talking", "talking")
    story.tell(story.offered("c1", caller="13900139000"))
    assert story.call("c1").caller == "+8613900139000"
    assert story.call("c1").state == "talking"


def test_an_answer_finds_an_agent_we_believed_in_after_call_work(story: Story) -> None:
    story.talked("c1")
    story.later(5_000).tell(story.offered("c2"), story.answered("c2"))
    agent = story.agent()
    assert (agent.state, agent.call_id, agent.wrapup_call_id) == ("talking", story.call("c2").id, None)
    assert story.legs("c1")[0].acw_ms == 5_000


def test_an_end_before_its_leg_end_still_books_the_talk(story: Story) -> None:
    story.talk("c1")
    story.later(60_000).tell(story.ended("c1"))
    assert (story.call("c1").state, story.agent().state) == ("ended", "after_call_work")
    story.tell(story.leg_ended("c1", talk_ms=60_000))
    assert (story.call("c1").talk_ms, story.legs("c1")[0].talk_ms) == (60_000, 60_000)


def test_orphans_are_counted_and_change_nothing(story: Story) -> None:
    taken = story.tell(
        story.offered("c1", queue="no such queue"),
        story.ended("never seen"),
        story.held("never seen"),
        story.leg_ended("never seen"),
        story.ring_ended("never seen"),
    )
    assert taken.orphans.total() == 5
    story.tell(story.offered("c2"), story.ringing("c2", "nobody"))
    story.later(1_000).tell(story.answered("c2", "nobody"), story.leg_ended("c2", "nobody"), story.ended("c2"))
    assert story.call("c2").outcome == "answered", "a call counts though its agent is not one of ours"


def test_a_withheld_number_is_no_number(story: Story) -> None:
    story.tell(story.offered("c1", caller="anonymous"), story.offered("c2", caller=""))
    assert (story.call("c1").caller, story.call("c2").caller) == ("", "")


def test_a_caller_who_tries_again_is_joined_to_the_call_they_gave_up(story: Story) -> None:
    story.tell(story.offered("c1"), story.ended("c1", "abandoned_queue"))
    story.later(60_000).tell(story.offered("c2", again_of="c1"))
    assert story.call("c2").again_of_id == story.call("c1").id


def test_a_reader_that_began_in_the_talk_does_not_take_the_wait_away(story: Story) -> None:
    story.talk("c1")
    story.later(30_000).tell(story.leg_ended("c1"), story.ended("c1", wait_ms=0))
    assert story.call("c1").wait_ms == 9_000
