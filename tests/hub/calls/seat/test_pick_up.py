"""Picking up a call that rings at a colleague: who may, what is ordered, and what the exchange's events make of it."""

import uuid

import pytest
from sqlalchemy import select

from agent_desk.hub.calls.orders import jobs
from agent_desk.hub.calls.orders.commands import CallOrder
from agent_desk.hub.calls.seat import pick_up
from agent_desk.hub.exchange.protocol.dialling import PickUpRing
from agent_desk.hub.kit import settings_in_force, settings_store
from agent_desk.hub.kit.errors import NotFound, StaleVersion, TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.models.calls.calls import QueueMember
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import Person, Team
from agent_desk.schemas.calls.settings import RINGS, PickupWord, RingRules
from agent_desk.schemas.kit.settings import SettingForm
from tests.fixtures.calls import Story


def allow(story: Story, word: PickupWord) -> None:
    story.work(settings_store.put, RINGS, RingRules(pickup=word, misses_allowed=3))


def rings(story: Story, call: str = "c1", agent: str = "8002") -> uuid.UUID:
    story.tell(story.offered(call), story.ringing(call, agent))
    return story.call(call).id


def same_team(story: Story, *codes: str) -> None:
    with story.hub_context.database.write() as db:
        team = Team(code=uuid.uuid4().hex[:6], name_zh="一组", name_en="One")
        db.add(team)
        db.flush()
        for code in codes:
            db.get_one(Person, story.people[code]).team_id = team.id


def test_out_of_the_box_only_from_the_own_team(story: Story, agent: Caller) -> None:
    call_id = rings(story)
    assert story.work(pick_up.ringing, caller=agent) == [], "nobody without a team"
    same_team(story, "8002", "8003")
    assert story.work(pick_up.ringing, caller=agent) == []
    with pytest.raises(NotFound):
        story.work(pick_up.pick_up_ring, call_id, caller=agent)
    same_team(story, "8001", "8002")
    (seen,) = story.work(pick_up.ringing, caller=agent)
    assert (seen.call_id, seen.at.agent_code, seen.caller.text) == (call_id, "8002", "138****8000")


def test_by_queue_by_centre_and_from_nobody(story: Story, agent: Caller) -> None:
    rings(story)
    allow(story, "queue")
    assert len(story.work(pick_up.ringing, caller=agent)) == 1
    with story.hub_context.database.write() as db:
        for row in db.scalars(select(QueueMember).where(QueueMember.person_id == agent.person_id)):
            db.delete(row)
    assert story.work(pick_up.ringing, caller=agent) == []
    allow(story, "centre")
    assert len(story.work(pick_up.ringing, caller=agent)) == 1
    allow(story, "nobody")
    assert story.work(pick_up.ringing, caller=agent) == []


def test_the_order_and_its_trace(story: Story, agent: Caller) -> None:
    call_id = rings(story)
    allow(story, "centre")
    story.work(pick_up.pick_up_ring, call_id, caller=agent)
    (order,) = story.jobs("calls.command")
    command = CallOrder.read(order).command
    assert isinstance(command, PickUpRing)
    assert (command.call, command.agent, command.at) == ("c1", "8001", "8002")
    assert jobs.COMMAND == "calls.command"
    with story.reading() as db:
        entry = db.scalars(select(AuditEntry).where(AuditEntry.action == "calls.pick_up_ring")).one()
    assert entry.detail == {"agent": str(story.people["8002"])}


def test_a_busy_agent_picks_nothing_up(story: Story, agent: Caller) -> None:
    call_id = rings(story)
    allow(story, "centre")
    story.talk("mine", "8001")
    with pytest.raises(TransitionRefused):
        story.work(pick_up.pick_up_ring, call_id, caller=agent)


def test_an_own_ring_and_what_is_talked_to_are_not_listed(story: Story, agent: Caller) -> None:
    allow(story, "centre")
    rings(story, "own", "8001")
    rings(story, "talk", "8002")
    story.tell(story.answered("talk", "8002"))
    assert story.work(pick_up.ringing, caller=agent) == []


@pytest.mark.parametrize("state", ["ready", "not_ready"])
def test_the_ring_goes_over_and_nobody_is_charged(story: Story, agent: Caller, state: str) -> None:
    story.put("8001", state)
    rings(story)
    story.later(2_000).tell(
        story.ring_ended("c1", "picked_up", "8002", ring_ms=2_000),
        story.ringing("c1", "8001"),
        story.answered("c1", "8001", wait_ms=2_000, ring_ms=0),
    )
    assert [(leg.person_id, leg.result) for leg in story.legs("c1")] == [
        (story.people["8002"], "picked_up"),
        (story.people["8001"], "open"),
    ]
    assert (story.agent("8002").state, story.agent("8002").misses) == ("ready", 0)
    assert story.agent("8001").state == "talking"
    assert story.call("c1").agent_id == story.people["8001"]


def test_the_rules_have_versions(story: Story) -> None:
    allow(story, "queue")
    with pytest.raises(StaleVersion):
        late = SettingForm[RingRules](value=RingRules(pickup="team", misses_allowed=1), version=0)
        story.work(settings_store.change, RINGS, late, "Asia/Shanghai")
    with story.reading() as db:
        held = settings_in_force.read(db, RINGS, story.at)
    assert (held.pickup, held.misses_allowed) == ("queue", 3)
