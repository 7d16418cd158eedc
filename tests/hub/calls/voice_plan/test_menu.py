"""The voice menu as the hub hears it: calls before any queue, facts, overflow, call-backs; and what the figures make of them."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.calls.intake.reconcile import reconcile
from agent_desk.hub.calls.seat import callback_list
from agent_desk.hub.calls.voice_plan import menu
from agent_desk.hub.calls.voice_plan.estimate import estimated_wait_s
from agent_desk.hub.exchange.protocol.calls import SeenCall, Snapshot
from agent_desk.hub.exchange.protocol.menu import CallbackAsked, CallbackTold, Entered, Fact, Overflowed
from agent_desk.hub.figures import measures
from agent_desk.hub.figures.now import floor_now
from agent_desk.hub.kit.security import Caller
from agent_desk.models.calls.calls import Call, Queue
from agent_desk.models.calls.voice_plan import Callback
from tests.fixtures.calls import BEGIN, EXCHANGE, Story, caller_of


def entered(story: Story, call: str, queue: str = "account") -> Entered:
    return Entered(**story.head(call), queue=queue, caller="13800138000", dialled="95500")


def fact(story: Story, call: str, name: Any, value: str) -> Fact:
    return Fact(**story.head(call), name=name, value=value)


def facts(story: Story, call: str) -> dict[str, str]:
    with story.reading() as db:
        return {one.name: one.value for one in menu.facts_of(db, [story.call(call).id])}


def offered(story: Story) -> int:
    """Calls that count as offered."""
    with story.reading() as db:
        day = measures.offered(BEGIN - timedelta(hours=1), BEGIN + timedelta(hours=1))
        return len(db.scalars(select(Call).where(day)).all())


def test_a_call_that_ends_in_the_menu_is_offered_to_nobody(story: Story) -> None:
    story.tell(entered(story, "c1"))
    assert (story.call("c1").state, offered(story)) == ("in_menu", 0)
    story.later(4_000).tell(story.ended("c1", "abandoned_ivr", wait_ms=0))
    story.tell(entered(story, "c2"), story.ended("c2", "closed", wait_ms=0))
    assert [story.call(key).outcome for key in ("c1", "c2")] == ["abandoned_ivr", "closed"]
    assert offered(story) == 0


def test_a_call_counts_in_the_queue_it_chose_from_the_moment_it_joined(story: Story) -> None:
    story.tell(entered(story, "c1", "account"), fact(story, "c1", "menu", "2"))
    story.later(9_000).tell(story.offered("c1", "loan"))
    call = story.call("c1")
    assert (call.state, call.offered_at, facts(story, "c1")) == ("waiting", story.at, {"menu": "2"})
    with story.reading() as db:
        assert call.queue_id == menu_queue(db, "loan")
    assert offered(story) == 1


def menu_queue(db: Any, code: str) -> Any:
    from_code = db.execute(select(Queue.id).where(Queue.code == code))
    return from_code.scalar_one()


def test_a_fact_told_again_takes_the_place_of_the_older_and_never_the_other_way(story: Story) -> None:
    older = fact(story, "c1", "menu", "1")
    story.later(1_000).tell(entered(story, "c1"), fact(story, "c1", "menu", "1.2"))
    assert story.tell(older).late == {"Fact": 1}
    assert facts(story, "c1") == {"menu": "1.2"}
    assert story.tell(fact(story, "nobody", "menu", "1")).orphans == {"Fact": 1}


def test_a_score_comes_after_the_agent_has_gone(story: Story) -> None:
    story.talk("c1")
    story.later(30_000).tell(story.leg_ended("c1", by="agent"))
    assert story.agent().state == "after_call_work"
    story.later(6_000).tell(fact(story, "c1", "survey", "5"), story.ended("c1"))
    assert (facts(story, "c1"), story.call("c1").outcome) == ({"survey": "5"}, "answered")


def test_an_overflow_goes_on_in_another_queue_and_counts_where_it_began(story: Story) -> None:
    story.tell(story.offered("c1", "account"))
    first = story.call("c1").queue_id
    story.later(60_000).tell(
        Overflowed(**story.head("c1"), queue="account", to="queue", target="loan", why="wait"),
        story.offered("c1", "loan"),
    )
    assert (story.call("c1").state, story.call("c1").queue_id) == ("waiting", first)
    assert facts(story, "c1") == {"overflow": "account>loan/wait"}
    assert story.changes("call")[-1].hint["queue"] == "loan"


@pytest.mark.parametrize("kept_first", [False, True])
def test_a_call_back_is_one_promise_and_its_own_call_is_not_offered(story: Story, kept_first: bool) -> None:
    story.tell(story.offered("c1"))
    asked = CallbackAsked(**story.head("c1"), queue="account", number="13800138000", position=2)
    kept = story.offered("k1", again_of="c1", callback=True)
    story.tell(*((kept, asked) if kept_first else (asked, kept)))
    story.later(3_000).tell(story.ended("c1", "called_back", wait_ms=2_000))
    assert (story.call("c1").outcome, story.call("k1").direction, offered(story)) == ("called_back", "outbound", 1)
    assert promise(story) == ("kept", story.call("k1").id, None)
    story.tell(story.ringing("k1"))
    story.later(2_000).tell(story.answered("k1"), CallbackTold(**story.head("k1"), state="dialling"))
    assert promise(story)[0] == "dialling"
    story.later(2_000).tell(CallbackTold(**story.head("k1"), state="reached"), story.leg_ended("k1"), story.ended("k1"))
    assert promise(story) == ("reached", story.call("k1").id, story.at)
    assert offered(story) == 1, "the call-back itself is our call, not theirs"
    again = CallbackAsked(**story.head("c1"), queue="account", number="13800138000", position=2)
    assert story.tell(again).late == {"CallbackAsked": 1}, "asked twice is one promise"


def viewer(story: Story, *more: str) -> Caller:
    return caller_of(story.hub_context, story.people["8001"], "calls.take", "calls.dial", "calls.view", *more)


def promise(story: Story) -> tuple[Any, ...]:
    with story.reading() as db:
        row = db.scalars(select(Callback)).one()
        return row.state, row.made_call_id, row.ended_at


def test_a_place_that_the_exchange_has_lost_is_said_to_be_lost(story: Story) -> None:
    story.tell(story.offered("c1"), CallbackAsked(**story.head("c1"), queue="account", number="138", position=1))
    story.tell(story.offered("k1", again_of="c1", callback=True))
    story.later(5_000).work(reconcile, EXCHANGE, Snapshot(at=story.at))
    assert promise(story)[0] == "lost"
    assert story.call("c1").outcome == "called_back", "the customer did not give up"
    listed = story.work(callback_list.listed, caller=viewer(story))
    assert [(one.state, one.queue) for one in listed] == [("lost", "account")]


def test_a_call_in_the_menu_is_compared_like_any_other(story: Story) -> None:
    story.tell(entered(story, "c1"), entered(story, "c2"))
    there = SeenCall(call="c1", queue="", state="menu", agent=None, caller="")
    strange = SeenCall(call="c9", queue="", state="menu", agent=None, caller="")
    found = story.later(5_000).work(reconcile, EXCHANGE, Snapshot(at=story.at, calls=(there, strange)))
    assert [one.kind for one in found if one.entity == "call"] == ["call_gone"]
    assert (story.call("c1").state, story.call("c2").outcome) == ("in_menu", "abandoned_ivr")


def test_the_estimate_is_the_sum_that_the_dial_plan_does() -> None:
    assert estimated_wait_s(0, 1, 120) == 120
    assert estimated_wait_s(5, 4, 180) == 270
    assert estimated_wait_s(3, 0, 180) is None
    with pytest.raises(ValueError, match="at least 0"):
        estimated_wait_s(-1, 1, 1)


def test_an_overflowed_call_stands_where_it_waits_and_counts_where_it_began(story: Story) -> None:
    story.tell(story.offered("c1"))
    story.later(5_000).tell(
        Overflowed(**story.head("c1"), queue="account", to="queue", target="loan", why="wait"),
        story.offered("c1", queue="loan"),
    )
    with story.reading() as db:
        queues = {queue.code: queue.id for queue in db.scalars(select(Queue))}
        board = floor_now(db).by_queue()
    assert story.call("c1").queue_id == queues["account"], "its figures stay"
    assert queues["account"] not in {id for id, now in board.items() if now.waiting}
    assert (board[queues["loan"]].waiting, board[queues["loan"]].longest_since) == (1, BEGIN)
    back = story.later(5_000).tell(story.offered("c1"))
    assert back.applied == {"Offered": 1}, "and back again"
    assert story.call("c1").waits_in_id == queues["account"]


def test_a_missed_overflow_is_mended_by_the_comparison(story: Story) -> None:
    story.tell(story.offered("c1"))
    there = SeenCall(call="c1", queue="loan", state="waiting", agent=None, caller="")
    found = story.later(5_000).work(reconcile, EXCHANGE, Snapshot(at=story.at, calls=(there,)))
    assert [one.kind for one in found if one.entity == "call"] == ["call_state"]
    again = story.later(5_000).work(reconcile, EXCHANGE, Snapshot(at=story.at, calls=(there,)))
    assert [one for one in again if one.entity == "call"] == []
