"""Hands up: one per agent, answered within a time that is kept, down when settled, taken down or the agent has left."""

import pytest

from agent_desk.hub.kit.errors import TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.supervising import assist
from agent_desk.models.calls.calls import AgentState
from agent_desk.schemas.supervising.records import AssistAnswer, AssistList
from tests.fixtures.floor import ZONE, Floor
from tests.fixtures.people import Staff


@pytest.fixture
def lin(ground: Floor, staff: Staff) -> Caller:
    """An agent at the seat."""
    found = staff.caller("lin", "agent", agent_code="1")
    with ground.hub_context.database.write() as db:
        db.add(AgentState(person_id=found.person_id, state="ready", since_at=ground.at))
    return found


def seen(ground: Floor, boss: Caller) -> AssistList:
    found: AssistList = ground.work(assist.listed, ZONE, caller=boss)
    return found


def test_a_hand_is_answered_and_the_time_is_kept(ground: Floor, lin: Caller, boss: Caller) -> None:
    hand = ground.work(assist.raise_hand, "card limit", caller=lin)
    assert [(one.id, one.words) for one in seen(ground, boss).up] == [(hand.id, "card limit")]
    ground.later(seconds=12)
    answered = ground.work(assist.answer, hand.id, AssistAnswer(way="listen"), caller=boss)
    assert (answered.answer_ms, answered.ended_at) == (12_000, None), "it stays up until it is settled"
    ground.later(seconds=30)
    settled = ground.work(assist.answer, hand.id, AssistAnswer(way="settled"), caller=boss)
    assert settled.answer_ms == 12_000 and settled.ended_at == ground.at
    with pytest.raises(TransitionRefused):
        ground.work(assist.answer, hand.id, AssistAnswer(way="message"), caller=boss)
    assert ground.work(assist.own, caller=lin).up is None


def test_a_hand_that_is_up_goes_not_up_again(ground: Floor, lin: Caller, boss: Caller) -> None:
    first = ground.work(assist.raise_hand, "", caller=lin)
    ground.later(seconds=5)
    again = ground.work(assist.raise_hand, "customer shouts", caller=lin)
    assert again.id == first.id and again.asked_at == first.asked_at and again.words == "customer shouts"


def test_figures_of_the_day(ground: Floor, lin: Caller, boss: Caller) -> None:
    for seconds in (10, 90):
        hand = ground.work(assist.raise_hand, "", caller=lin)
        ground.later(seconds=seconds)
        ground.work(assist.answer, hand.id, AssistAnswer(way="settled"), caller=boss)
    ground.work(assist.raise_hand, "", caller=lin)
    ground.work(assist.take_down, caller=lin)
    figures = seen(ground, boss).figures
    assert (figures.asked, figures.answered, figures.withdrawn) == (3, 2, 1)
    assert (figures.mean_s, figures.longest_s, figures.within) == (50, 90, 0.5)


def test_the_hand_of_an_agent_who_has_left_is_down(ground: Floor, lin: Caller, boss: Caller) -> None:
    ground.work(assist.raise_hand, "", caller=lin)
    ground.set(AgentState, lin.person_id, state="signed_out")
    assert assist.take_down_the_gone(ground.hub_context) == 1
    assert seen(ground, boss).up == []
    with pytest.raises(TransitionRefused):
        ground.work(assist.raise_hand, "", caller=lin)
