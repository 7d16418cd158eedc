"""Who may write about a call: whoever had a say in it. Who only let it ring writes nothing, by no way."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import pytest
from sqlalchemy import select

from agent_desk.hub.calls.access import ONLY_RANG
from agent_desk.hub.calls.seat import screen_pop, sound_quality, wrapup
from agent_desk.hub.cases.seen import had_call
from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import CallLeg
from agent_desk.models.customers import Customer
from agent_desk.schemas.calls.dialling import QualityForm, QualitySample
from agent_desk.schemas.calls.records import WrapUpForm
from agent_desk.schemas.customers.records import VerificationForm
from tests.fixtures.calls import Story, caller_of

SAMPLE = QualitySample(jitter_ms=1, loss_percent=0, round_trip_ms=20, mos=4.3)


def customer(story: Story) -> uuid.UUID:
    with story.hub_context.database.write() as db:
        made = Customer(number=f"C{uuid.uuid4().hex[:8]}", name="王小明", care_flags=[])
        db.add(made)
        db.flush()
        return made.id


def _complaint(unit: Unit, call_id: uuid.UUID, _customer: uuid.UUID) -> None:
    if not had_call(unit, call_id):
        raise NotFound(what="call")


WRITES: Final[dict[str, Callable[[Unit, uuid.UUID, uuid.UUID], Any]]] = {
    "wrap-up": lambda unit, call, _: wrapup.save(unit, call, WrapUpForm(notes="I only missed the ring")),
    "customer": lambda unit, call, who: screen_pop.choose_customer(unit, call, who),
    "no customer": lambda unit, call, _: screen_pop.choose_customer(unit, call, None),
    "identity check": lambda unit, call, who: screen_pop.verify(
        unit, call, VerificationForm(customer_id=who, items=[])
    ),
    "sound": lambda unit, call, _: sound_quality.note(
        unit, call, QualityForm(codec="opus", every_ms=1000, samples=[SAMPLE])
    ),
    "complaint": _complaint,
}


def missed(story: Story) -> None:
    """8001 let it ring, 8002 has taken it."""
    story.tell(story.offered("c1"))
    story.later(1_000).tell(story.ringing("c1"))
    story.later(20_000).tell(story.ring_ended("c1"))
    story.later(1_000).tell(story.ringing("c1", agent="8002"))
    story.later(3_000).tell(story.answered("c1", agent="8002"))


def elsewhere(story: Story) -> None:
    """8001 has nothing to do with it."""
    story.tell(story.offered("c1"))
    story.later(1_000).tell(story.ringing("c1", agent="8002"))
    story.later(3_000).tell(story.answered("c1", agent="8002"))


def gone(story: Story) -> None:
    """The caller has hung up while it rang at 8001."""
    story.tell(story.offered("c1"))
    story.later(1_000).tell(story.ringing("c1"))
    story.later(5_000).tell(story.ring_ended("c1", "caller_gone"), story.ended("c1", "abandoned_queue"))


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("part", [missed, elsewhere, gone])
def test_who_only_let_it_ring_writes_nothing(
    story: Story, agent: Caller, part: Callable[[Story], None], write: str
) -> None:
    part(story)
    call, who = story.call("c1").id, customer(story)
    for _ in range(2):
        with pytest.raises(NotFound):
            story.work(WRITES[write], call, who, caller=agent)
        story.at += timedelta(days=3)
    with story.reading() as db:
        assert story.call("c1").customer_id is None
        legs = db.scalars(select(CallLeg).where(CallLeg.person_id == agent.person_id)).all()
    assert all(leg.result in ONLY_RANG for leg in legs)


@pytest.mark.parametrize("write", WRITES)
def test_who_has_taken_it_writes(story: Story, agent: Caller, write: str) -> None:
    story.talk("c1")
    story.work(WRITES[write], story.call("c1").id, customer(story), caller=agent)


@pytest.mark.parametrize("write", [name for name in WRITES if name != "sound"])
def test_at_whom_it_rings_now_writes(story: Story, agent: Caller, write: str) -> None:
    story.tell(story.offered("c1"))
    story.later(1_000).tell(story.ringing("c1"))
    story.work(WRITES[write], story.call("c1").id, customer(story), caller=agent)


def test_who_has_passed_it_on_still_writes(story: Story, agent: Caller) -> None:
    story.talk("c1")
    story.later(40_000).tell(story.transferred("c1", "blind_queue", "loan"))
    saved = story.work(wrapup.save, story.call("c1").id, WrapUpForm(notes="转贷款"), caller=agent)
    assert saved.version == 1


def test_who_took_it_after_a_missed_ring_of_their_own_writes(story: Story, agent: Caller) -> None:
    missed(story)
    other = caller_of(story.hub_context, story.people["8002"], "calls.take")
    assert story.work(wrapup.save, story.call("c1").id, WrapUpForm(notes="接了"), caller=other).version == 1
