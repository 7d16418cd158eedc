"""Disposition and notes: versioned, never ending after-call work, and a line in the customer's time line."""

import uuid

import pytest
from sqlalchemy import select

from agent_desk.hub.calls.seat import screen_pop, wrapup
from agent_desk.hub.kit.errors import InvalidForm, NotFound, StaleVersion
from agent_desk.hub.kit.security import Caller
from agent_desk.models.customers import Contact, Customer
from agent_desk.schemas.calls.records import WrapUp, WrapUpForm
from tests.fixtures.calls import Story, caller_of

FEE = WrapUpForm(disposition_code="account.fee", notes="问年费", resolved=True)


def save(story: Story, agent: Caller, form: WrapUpForm, key: str = "c1") -> WrapUp:
    return story.work(wrapup.save, story.call(key).id, form, caller=agent)


def test_saving_the_disposition_does_not_end_after_call_work(story: Story, agent: Caller) -> None:
    story.talked("c1")
    saved = save(story, agent, FEE)
    assert (saved.version, saved.disposition_code, saved.resolved) == (1, "account.fee", True)
    assert story.agent().state == "after_call_work"
    assert story.agent().wrapup_call_id == story.call("c1").id


def test_it_can_be_saved_in_the_talk_and_mended_after_everything(story: Story, agent: Caller) -> None:
    story.talk("c1")
    assert save(story, agent, WrapUpForm(notes="开头")).version == 1
    story.later(60_000).tell(story.leg_ended("c1"), story.ended("c1"))
    assert save(story, agent, FEE.model_copy(update={"version": 1})).version == 2


def test_a_stale_save_gets_both_versions_and_changes_nothing(story: Story, agent: Caller) -> None:
    story.talked("c1")
    save(story, agent, FEE)
    for stale in (0, 7):
        with pytest.raises(StaleVersion) as refused:
            save(story, agent, WrapUpForm(notes="other seat", version=stale))
        assert refused.value.values["yours"]["notes"] == "other seat"
        assert refused.value.values["current"]["notes"] == "问年费"
        assert refused.value.values["current"]["version"] == 1
    assert story.work(wrapup.wrap_up, story.call("c1").id, caller=agent).notes == "问年费"


@pytest.mark.parametrize("code", ["account", "no such code"])
def test_only_leaves_of_the_tree_are_dispositions(story: Story, agent: Caller, code: str) -> None:
    story.talked("c1")
    with pytest.raises(InvalidForm):
        save(story, agent, WrapUpForm(disposition_code=code))


def test_each_agent_of_a_call_has_their_own(story: Story, agent: Caller) -> None:
    story.talk("c1")
    story.later(9_000).tell(story.transferred("c1", "blind_agent", "8002"), story.ringing("c1", "8002"))
    story.later(3_000).tell(story.answered("c1", "8002"))
    second = caller_of(story.hub_context, story.people["8002"])
    assert save(story, agent, FEE).version == save(story, second, WrapUpForm(notes="接手")).version == 1
    with pytest.raises(NotFound):
        save(story, caller_of(story.hub_context, story.people["8003"]), FEE)


def test_a_change_tells_the_floor_without_the_notes(story: Story, agent: Caller) -> None:
    story.talked("c1")
    save(story, agent, FEE)
    (told,) = story.changes("wrap_up")
    assert told.hint == {"disposition": "account.fee"}


def test_the_customers_time_line_has_the_call_once_in_the_words_of_its_disposition(story: Story, agent: Caller) -> None:
    with story.hub_context.database.write() as db:
        person = Customer(number="C000001", name="王小明", care_flags=[])
        db.add(person)
        db.flush()
        customer_id = person.id
    story.talked("c1")
    story.work(screen_pop.choose_customer, story.call("c1").id, customer_id, caller=agent)
    assert [(line.title, line.title_en) for line in lines(story, customer_id)] == [("账户", "Accounts")]
    save(story, agent, FEE)
    (line,) = lines(story, customer_id)
    assert (line.title, line.title_en, line.state, line.open) == ("收费", "Fees", "resolved", False)
    assert (line.words, line.words_en) == ("问年费", ""), "what somebody typed is what it is"


def lines(story: Story, customer_id: uuid.UUID) -> list[Contact]:
    with story.reading() as db:
        return list(db.scalars(select(Contact).where(Contact.customer_id == customer_id)))
