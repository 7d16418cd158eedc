"""Signing out leaves the queues: at once, after the call, when the sign-in runs out, when an administrator ends it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from agent_desk.hub.calls.seat import seats, sign_out
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import AgentState
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import SeatSession
from tests.fixtures.calls import BEGIN, Story
from tests.fixtures.hub import set_clocks
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until


def session(story: Story, expires_at: datetime, ended_at: datetime | None = None) -> None:
    with story.hub_context.database.write() as db:
        db.add(
            SeatSession(
                person_id=story.people["8001"],
                token_digest=str(expires_at).encode(),
                seat="s",
                started_at=BEGIN,
                last_seen_at=BEGIN,
                expires_at=expires_at,
                ended_at=ended_at,
            )
        )
    set_clocks(story.hub_context, lambda: story.at)


def test_whoever_is_ready_and_signs_out_is_rung_no_more(story: Story, hub: HubThread) -> None:
    client = Client(hub.url)
    assert client.sign_in("agent8001").ok
    assert client.post("/api/people/sign-out").json() == {"done": True, "still": None}
    assert story.agent().state == "signed_out"
    with story.reading() as db:
        (entry,) = db.scalars(select(AuditEntry).where(AuditEntry.action == "calls.seat_sign_out"))
    assert entry.person_login == "agent8001"


def test_a_call_goes_on_after_its_agent_has_signed_out_and_the_next_sign_in_takes_it_up(
    story: Story, agent: Caller
) -> None:
    story.talk("c1")
    assert story.work(sign_out.leave, agent.person_id, caller=agent) == "talking"
    assert (story.agent().state, story.agent().next_state) == ("talking", "signed_out")
    story.later(60_000).tell(story.leg_ended("c1"), story.ended("c1"))
    assert story.agent().state == "after_call_work", "the wrap-up stays open"
    story.work(seats.sign_in, None, caller=agent)
    assert (story.agent().state, story.agent().next_state) == ("after_call_work", None)
    story.work(seats.done, caller=agent)
    assert story.agent().state == "ready"


def test_whoever_did_not_come_back_is_signed_out_after_the_work_on_the_call(story: Story, agent: Caller) -> None:
    story.talked("c1")
    assert story.work(sign_out.leave, agent.person_id, caller=agent) == "after_call_work"
    story.work(seats.done, caller=agent)
    assert story.agent().state == "signed_out"


def test_a_sign_in_that_runs_out_leaves_no_ready_agent_behind(story: Story) -> None:
    session(story, BEGIN + timedelta(hours=12))
    assert sign_out.sign_out_the_gone(story.hub_context) == 0
    story.at = BEGIN + timedelta(hours=12, seconds=1)
    assert sign_out.sign_out_the_gone(story.hub_context) == 1
    assert story.agent().state == "signed_out"
    assert story.agent("8002").state == "ready", "nobody else is touched"
    assert sign_out.sign_out_the_gone(story.hub_context) == 0


def test_a_call_outlives_the_sign_in(story: Story) -> None:
    session(story, BEGIN + timedelta(hours=12))
    story.talk("c1")
    story.at = BEGIN + timedelta(hours=12, seconds=1)
    assert [sign_out.sign_out_the_gone(story.hub_context) for _ in range(2)] == [1, 0]
    assert (story.agent().state, story.agent().next_state) == ("talking", "signed_out")


def test_whoever_has_signed_in_again_meanwhile_stays(story: Story) -> None:
    session(story, BEGIN + timedelta(hours=1), ended_at=BEGIN + timedelta(minutes=1))
    session(story, BEGIN + timedelta(hours=12))
    assert sign_out.sign_out_the_gone(story.hub_context) == 0


@pytest.mark.parametrize("deed", ["one-time-password", "runs out"])
def test_a_running_hub_sees_to_it_by_itself(story: Story, hub: HubThread, staff: Staff, deed: str) -> None:
    client = Client(hub.url)
    assert client.sign_in("agent8001").ok
    if deed == "runs out":
        with story.hub_context.database.write() as db:
            db.execute(update(SeatSession).values(expires_at=story.at))
    else:
        staff.person("boss", "security_administrator")
        boss = Client(hub.url)
        assert boss.sign_in("boss").ok
        assert boss.post(f"/api/people/{story.people['8001']}/one-time-password").ok
    until(lambda: state(story) == "signed_out", "the agent leaves", 15)


def state(story: Story) -> Any:
    with story.reading() as db:
        return db.get_one(AgentState, story.people["8001"]).state
