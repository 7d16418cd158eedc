"""The screen pop lists and never attaches; the customer is chosen; verified is a property of the call."""

import uuid
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.calls.seat import queries, screen_pop
from agent_desk.hub.customers import service as customers
from agent_desk.hub.kit.errors import InvalidForm, NotFound, TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.models.customers import Contact, ContactPoint, Customer
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.calls.records import CallPage, Pop, Verified
from agent_desk.schemas.customers.records import VerificationForm
from tests.fixtures.calls import Story, caller_of
from tests.fixtures.people import Staff


def add_customer(story: Story, number: str, telephone: str = "+8613800138000", **more: Any) -> uuid.UUID:
    with story.hub_context.database.write() as db:
        person = Customer(number=number, name="王小明", care_flags=[])
        db.add(person)
        db.flush()
        db.add(ContactPoint(customer_id=person.id, kind="mobile", value=telephone, **more))
        return person.id


@pytest.fixture
def wang(story: Story) -> uuid.UUID:
    return add_customer(story, "C000001")


def ask_pop(story: Story, caller: Caller, key: str = "c1") -> Pop:
    return story.work(screen_pop.pop, story.call(key).id, caller=caller)


def choose(story: Story, agent: Caller, customer_id: uuid.UUID | None) -> Any:
    return story.work(screen_pop.choose_customer, story.call("c1").id, customer_id, caller=agent)


def check(story: Story, agent: Caller, customer_id: uuid.UUID, *, right: bool = True) -> Verified:
    with story.reading() as db:
        codes = [question.code for question in customers.verification_policy(db).questions]
    form = VerificationForm(customer_id=customer_id, items=codes if right else codes[:1])
    return story.work(screen_pop.verify, story.call("c1").id, form, caller=agent)


def test_a_shared_number_gives_a_list_and_attaches_nobody(story: Story, agent: Caller, wang: uuid.UUID) -> None:
    add_customer(story, "C000002", verified=False, source="web_form")
    story.tell(story.offered("c1", caller="138 0013 8000"), story.ringing("c1"))
    found = ask_pop(story, agent)
    assert [one.number for one in found.candidates] == ["C000001", "C000002"]
    assert found.match == "verified" and found.call.caller.text == "138****8000"
    assert story.call("c1").customer_id is None and found.customer is None


@pytest.mark.parametrize(("caller", "match"), [("anonymous", "withheld"), ("", "withheld"), ("13900139000", "none")])
def test_a_number_that_nobody_has_says_so(story: Story, agent: Caller, caller: str, match: str) -> None:
    story.tell(story.offered("c1", caller=caller), story.ringing("c1"))
    assert ask_pop(story, agent).match == match


def test_a_guess_is_called_a_guess(story: Story, agent: Caller) -> None:
    add_customer(story, "C000002", verified=False, source="call")
    story.tell(story.offered("c1"), story.ringing("c1"))
    found = ask_pop(story, agent)
    assert (found.match, found.candidates[0].match.source) == ("guess", "call")


def test_that_a_pop_was_shown_is_written_down(story: Story, agent: Caller, wang: uuid.UUID) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"))
    ask_pop(story, agent)
    with story.reading() as db:
        sent, asked = db.scalars(select(AuditEntry).where(AuditEntry.action == "calls.pop").order_by(AuditEntry.id))
    for entry in (sent, asked):
        assert entry.detail["candidates"] == [str(wang)] and entry.person_login == agent.login


def test_the_pop_goes_to_the_seat_with_the_ring_and_to_nobody_else(
    story: Story, agent: Caller, wang: uuid.UUID
) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"))
    (sent,) = story.changes("pop")
    assert sent.audience == [f"person:{agent.person_id}"]
    assert Pop.model_validate(sent.hint) == ask_pop(story, agent)
    assert [one.customer_id for one in Pop.model_validate(sent.hint).candidates] == [wang]
    assert "13800138000" not in str(sent.hint)
    state = next(one for one in story.changes("agent_state") if one.hint["state"] == "reserved")
    assert sent.id < state.id


def test_a_caller_who_has_gone_already_pops_nowhere(story: Story, agent: Caller) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"), story.ring_ended("c1", "caller_gone"))
    assert story.changes("pop") == []


def test_nobody_sees_a_colleagues_call(story: Story, agent: Caller, staff: Staff) -> None:
    story.talk("c1", "8002")
    for do in (screen_pop.pop, queries.story):
        with pytest.raises(NotFound):
            story.work(do, story.call("c1").id, caller=agent)
        story.work(do, story.call("c1").id, caller=staff.caller(f"boss {do.__name__}", "supervisor"))


def test_passing_the_checklist_verifies_the_call_and_attaches_the_customer(
    story: Story, agent: Caller, wang: uuid.UUID
) -> None:
    story.talk("c1")
    assert not check(story, agent, wang, right=False).passed
    assert story.call("c1").verified_at is None and story.call("c1").customer_id is None
    assert check(story, agent, wang).passed
    assert (story.call("c1").customer_id, story.call("c1").verified_at) == (wang, story.at)
    told = story.work(queries.story, story.call("c1").id, caller=agent)
    assert [one.passed for one in told.checks] == [False, True]


def test_another_customer_is_not_verified(story: Story, agent: Caller, wang: uuid.UUID) -> None:
    other = add_customer(story, "C000002", "+8613900139000")
    story.talk("c1")
    check(story, agent, wang)
    row = choose(story, agent, other)
    assert row.verified_at is None and row.customer.number == "C000002"
    with story.reading() as db:
        lines = db.scalars(select(Contact.customer_id).where(Contact.entity_id == row.id)).all()
    assert lines == [other], "the call has left the first customer's time line"
    assert choose(story, agent, None).customer is None


def test_the_last_check_holds(story: Story, agent: Caller, wang: uuid.UUID) -> None:
    story.talk("c1")
    check(story, agent, wang)
    check(story, agent, wang, right=False)
    assert story.call("c1").verified_at is None


def test_nobody_is_verified_who_is_not_on_the_line(story: Story, agent: Caller, wang: uuid.UUID) -> None:
    story.talked("c1")
    with pytest.raises(TransitionRefused):
        check(story, agent, wang)


def test_an_unknown_question_or_customer_is_refused(story: Story, agent: Caller, wang: uuid.UUID) -> None:
    story.talk("c1")
    with pytest.raises(InvalidForm):
        form = VerificationForm(customer_id=wang, items=["shoe size"])
        story.work(screen_pop.verify, story.call("c1").id, form, caller=agent)
    with pytest.raises(NotFound):
        choose(story, agent, uuid.uuid4())


# ---------------------------------------------------------------------- lists


def page(story: Story, caller: Caller, after: str | None = None, limit: int = 50, **wanted: Any) -> CallPage:
    return story.work(partial(queries.page, limit=limit, after=after, **wanted), caller=caller)


def keys(story: Story, found: CallPage) -> list[str]:
    with story.reading() as db:
        by_id = {row.id: row.exchange_key for row in db.scalars(select(type(story.call("c1"))))}
    return [by_id[one.id] for one in found.items]


def test_agents_list_their_own_calls_and_supervisors_all(story: Story, agent: Caller, staff: Staff) -> None:
    story.talk("c1")
    story.later(60_000).talk("c2", "8002", "loan")
    boss = staff.caller("boss", "supervisor")
    assert keys(story, page(story, agent)) == ["c1"]
    assert keys(story, page(story, boss)) == ["c2", "c1"]
    assert keys(story, page(story, boss, queue="loan")) == ["c2"]
    assert keys(story, page(story, boss, agent=story.people["8001"])) == ["c1"]
    assert keys(story, page(story, boss, outcome="answered")) == []
    assert keys(story, page(story, caller_of(story.hub_context, story.people["8003"]))) == []


def test_pages_follow_each_other_without_gap_or_repeat(story: Story, staff: Staff) -> None:
    boss = staff.caller("boss", "supervisor")
    story.tell(*(story.offered(f"c{number}") for number in range(1, 6)))
    first = page(story, boss, limit=2)
    second = page(story, boss, limit=2, after=first.next)
    third = page(story, boss, limit=2, after=second.next)
    assert len({row.id for part in (first, second, third) for row in part.items}) == 5
    assert third.next is None
    for torn in ("nonsense", "W10="):
        with pytest.raises(InvalidForm):
            page(story, boss, after=torn)


def test_a_day_is_a_day_of_the_centre(story: Story, staff: Staff) -> None:
    boss = staff.caller("boss", "supervisor")
    story.later(10 * 3_600_000).tell(story.offered("c1"))
    assert page(story, boss, day=date(2025, 11, 13)).items == []
    assert keys(story, page(story, boss, day=date(2025, 11, 14))) == ["c1"]


def test_a_story_tells_the_legs_in_order_and_hides_an_outside_number(story: Story, agent: Caller) -> None:
    story.talk("c1")
    story.later(9_000).tell(story.transferred("c1", "blind_number", "053712345678"), story.ended("c1"))
    told = story.work(queries.story, story.call("c1").id, caller=agent)
    assert [(leg.result, leg.transfer_target) for leg in told.legs] == [("transferred", "********5678")]
