"""The list of call-backs: who sees which, taking one by hand, withdrawing one, and that nobody is called twice."""

import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import delete, select

from agent_desk.hub.calls.seat import callback_list
from agent_desk.hub.exchange.protocol.dialling import DialAnswered, DialFailed, Dialling
from agent_desk.hub.exchange.protocol.menu import CallbackAsked, CallbackTold
from agent_desk.hub.kit.errors import InvalidForm, TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.models.calls.calls import Call, QueueMember
from agent_desk.models.calls.voice_plan import Callback
from agent_desk.models.kit import AuditEntry
from tests.fixtures.calls import EXCHANGE, Story, caller_of

LINE: Any = SimpleNamespace(name=EXCHANGE)


def agent_of(story: Story, *more: str) -> Caller:
    return caller_of(story.hub_context, story.people["8001"], "calls.take", "calls.dial", "calls.view", *more)


def promised(story: Story, call: str = "c1") -> uuid.UUID:
    """A customer has asked, and the exchange keeps their place."""
    asked = CallbackAsked(**story.head(call), queue="account", number="13800138000", position=1)
    story.tell(story.offered(call), asked, story.offered(f"kept-{call}", again_of=call, callback=True))
    story.tell(story.ended(call, "called_back"))
    with story.reading() as db:
        return db.scalars(select(Callback.id).where(Callback.call_id == story.call(call).id)).one()


def row(story: Story, callback_id: uuid.UUID) -> Callback:
    with story.reading() as db:
        return db.get_one(Callback, callback_id)


def dialled(story: Story) -> Call:
    with story.reading() as db:
        keys = Call.exchange_key.like("agent-desk-dial-%")
        return db.scalars(select(Call).where(keys).order_by(Call.offered_at.desc())).all()[0]


def test_agents_see_their_own_queues_and_the_floor_sees_all(story: Story) -> None:
    promised(story)
    (mine,) = story.work(callback_list.listed, caller=agent_of(story))
    assert (mine.queue, mine.number.text, mine.attempts, mine.state, mine.ahead) == (
        "account",
        "138****8000",
        0,
        "kept",
        0,
    )
    with story.hub_context.database.write() as db:
        db.execute(delete(QueueMember).where(QueueMember.person_id == story.people["8001"]))
    assert story.work(callback_list.listed, caller=agent_of(story)) == []
    assert len(story.work(callback_list.listed, caller=agent_of(story, "floor.view"))) == 1


def test_how_many_wait_before_it(story: Story) -> None:
    story.tell(story.offered("sooner", caller="13900139000"))
    story.later(1_000)
    promised(story)
    story.later(1_000).tell(story.offered("later", caller="13900139001"))
    (mine,) = story.work(callback_list.listed, caller=agent_of(story))
    assert mine.ahead == 1


def test_taken_now_the_place_is_given_up_and_the_customer_is_reached(story: Story) -> None:
    callback_id, agent = promised(story), agent_of(story)
    story.work(callback_list.take, LINE, callback_id, caller=agent)
    orders = {one["command"]: one for one in story.jobs("calls.command")}
    assert orders["drop_kept"]["call_key"] == "kept-c1"
    assert "13800138000" not in str(orders["dial"]), "the number is handed over by memory"
    assert dialled(story).caller == "+8613800138000"
    with pytest.raises(TransitionRefused):  # no second agent dials
        story.work(callback_list.take, LINE, callback_id, caller=caller_of(story.hub_context, story.people["8002"]))
    key = dialled(story).exchange_key
    story.tell(story.ended("kept-c1", "abandoned_queue"))
    assert row(story, callback_id).state == "dialling", "the end of the kept place is no end of the promise"
    story.later(2_000).tell(Dialling(**story.head(key), agent="8001"))
    story.tell(DialAnswered(**story.head(key), agent="8001", ring_ms=2_000))
    kept = row(story, callback_id)
    assert (kept.state, kept.attempts, kept.by_person_id) == ("reached", 1, story.people["8001"])
    assert kept.made_call_id == dialled(story).id
    with story.reading() as db:
        assert db.scalars(select(AuditEntry.action).where(AuditEntry.action == "calls.callback_taken")).one()


def test_not_reached_it_can_be_tried_again(story: Story) -> None:
    callback_id, agent = promised(story), agent_of(story)
    for attempt in (1, 2):
        story.later(60_000).work(callback_list.take, LINE, callback_id, caller=agent)
        key = dialled(story).exchange_key
        story.tell(Dialling(**story.head(key), agent="8001"))
        story.later(9_000).tell(DialFailed(**story.head(key), agent="8001", why="no_answer", ring_ms=9_000))
        assert (row(story, callback_id).state, row(story, callback_id).attempts) == ("not_reached", attempt)


def test_one_that_the_exchange_dials_counts_as_an_attempt(story: Story) -> None:
    callback_id = promised(story)
    story.tell(story.ringing("kept-c1"), story.answered("kept-c1"))
    story.tell(CallbackTold(**story.head("kept-c1"), state="dialling"))
    assert row(story, callback_id).attempts == 1
    with pytest.raises(TransitionRefused):
        story.work(callback_list.take, LINE, callback_id, caller=agent_of(story))


def test_withdrawn_with_a_reason(story: Story) -> None:
    callback_id, boss = promised(story), agent_of(story, "floor.steer", "floor.view")
    with pytest.raises(InvalidForm):
        story.work(callback_list.cancel, callback_id, "  ", caller=boss)
    shown = story.work(callback_list.cancel, callback_id, "customer came to the branch", caller=boss)
    assert (shown.state, shown.reason) == ("cancelled", "customer came to the branch")
    assert shown.by, "who withdrew it is said"
    assert [one["command"] for one in story.jobs("calls.command")] == ["drop_kept"]
    story.tell(story.ended("kept-c1", "abandoned_queue"))
    assert row(story, callback_id).state == "cancelled"
    with pytest.raises(TransitionRefused):
        story.work(callback_list.cancel, callback_id, "again", caller=boss)
    with story.reading() as db:
        entry = db.scalars(select(AuditEntry).where(AuditEntry.action == "calls.callback_cancelled")).one()
    assert entry.reason == "customer came to the branch"
