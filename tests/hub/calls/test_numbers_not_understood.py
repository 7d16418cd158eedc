"""A number that was sent and not understood is a number all the same: shown, told from others, called back; only who hides has none."""

from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.calls.seat import screen_pop
from agent_desk.hub.customers import cards
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.phone_numbers import as_dialled, canonical
from agent_desk.hub.supervising import abandoned, tasks
from agent_desk.models.customers import ContactPoint, Customer
from agent_desk.schemas.customers.records import ContactPointForm
from agent_desk.schemas.people.settings import CENTRE
from agent_desk.schemas.supervising.records import NewTask
from tests.fixtures.calls import Story, agent, caller_of, story

__all__ = ["agent", "story"]


@pytest.fixture
def customer(story: Story) -> Any:
    with story.hub_context.database.write() as db:
        one = Customer(number="C1", name="王小芳", care_flags=[])
        db.add(one)
        db.flush()
        for value in ("+8653162770334", "+861062770334", "+8613800138000"):
            db.add(ContactPoint(customer_id=one.id, kind="landline", value=value, verified=True, source="core_bank"))
        return one.id


def town(story: Story, area_code: str = "0531") -> None:
    with story.hub_context.database.write() as db:
        settings_store.seed(db, CENTRE, {"name_zh": "中心", "name_en": "Centre", "area_code": area_code})


def popped(story: Story, call: str = "c1", code: str = "8001") -> Any:
    seat = caller_of(story.hub_context, story.people[code])
    return story.work(screen_pop.pop, story.call(call).id, caller=seat)


def test_a_local_number_is_shown_masked_and_told_from_a_hidden_one(story: Story, customer: Any) -> None:
    story.tell(story.offered("c1", caller="62770334"), story.ringing("c1"))
    assert (story.call("c1").caller, story.call("c1").caller_raw) == ("62770334", "62770334")
    pop = popped(story)
    assert (pop.match, pop.candidates) == ("not_understood", [])
    assert pop.call.caller.text.endswith("0334") and pop.call.caller.text.count("*") >= 3
    story.tell(story.offered("c2", caller="anonymous"), story.ringing("c2", "8002"))
    hidden = popped(story, "c2", "8002")
    assert (story.call("c2").caller, hidden.match, hidden.call.caller.text) == ("", "withheld", "")


def test_with_the_centres_area_code_it_finds_the_customer(story: Story, customer: Any) -> None:
    town(story)
    story.tell(story.offered("c1", caller="62770334"), story.ringing("c1"))
    assert story.call("c1").caller == "+8653162770334"
    assert [one.customer_id for one in popped(story).candidates] == [customer]
    assert popped(story).match == "verified"


@pytest.mark.parametrize(
    "sent",
    [
        "08613800138000",
        "8613800138000",
        "013800138000",
        "1795113800138000",
        "01795113800138000",
        "+8617951 13800138000",
        "12593013800138000",
        "1062770334",
        "010-62770334",
        "08601062770334",
        "17951 01062770334",
        '"王" <sip:13800138000@10.0.0.1:5060;user=phone>',
    ],
)
def test_what_trunks_and_carriers_put_before_a_number_is_no_part_of_it(story: Story, customer: Any, sent: str) -> None:
    story.tell(story.offered("c1", caller=sent), story.ringing("c1"))
    assert [one.customer_id for one in popped(story).candidates] == [customer], story.call("c1").caller


def test_three_calls_of_a_local_number_are_one_abandoned_caller_who_is_called_back(story: Story) -> None:
    for key in ("c1", "c2", "c3"):
        story.tell(story.offered(key, caller="6277-0334"))
        story.later(9_000).tell(story.ended(key, "abandoned_queue"))
    story.tell(story.offered("c4", caller="anonymous"))
    story.later(9_000).tell(story.ended("c4", "abandoned_queue"))
    boss = caller_of(story.hub_context, story.people["8002"], "floor.view", "floor.steer", "calls.dial")
    listed = story.work(abandoned.listed, "Asia/Shanghai", caller=boss)
    assert [(one.calls, one.withheld) for one in listed.items] == [(3, False), (1, True)]
    row = story.work(tasks.add, NewTask(call_id=listed.items[0].call_id), caller=boss)
    assert row.caller.text.endswith("0334")
    assert as_dialled(canonical("62770334")) == "62770334"


@pytest.mark.parametrize(
    ("sent", "line"),
    [
        ("62770334", "62770334"),
        ("6277 0334", "62770334"),
        ("<sip:6277-0334@pbx>", "62770334"),
        ("400-6277", "4006277"),
        ("bob@10.0.0.1", "bob@10.0.0.1"),
        ("sip:Bob.Smith@10.0.0.1", "bob.smith"),
        ("anonymous", ""),
        ("Anonymous <sip:anonymous@anonymous.invalid>", ""),
        ("unknown", ""),
        ("号码未显示", ""),
        ("0000", ""),
        ("", ""),
        ("13800138000", "+8613800138000"),
        ("95577", "95577"),
        ("1069012345678", "1069012345678"),
    ],
)
def test_each_line_has_one_name_and_hiding_has_none(sent: str, line: str) -> None:
    assert canonical(sent).line == line


@pytest.mark.parametrize(
    ("typed", "area", "e164"),
    [
        ("62770334", "0531", "+8653162770334"),
        ("62770334-801", "0531", "+8653162770334"),
        ("2162770334", "0531", "+862162770334"),
        ("13800138000", "0531", "+8613800138000"),
        ("95577", "0531", None),
        ("8001", "0531", None),
        ("62770334", "", None),
        ("62770334/62770335", "", None),
    ],
)
def test_only_a_local_number_is_completed_and_only_by_the_area_code(typed: str, area: str, e164: str | None) -> None:
    assert canonical(typed, area=area).e164 == e164


def test_an_area_code_is_one_or_is_refused() -> None:
    good = {"name_zh": "中心", "name_en": "Centre"}
    assert CENTRE.faults_in(good | {"area_code": "0531"}) == {}
    assert CENTRE.faults_in(good | {"area_code": ""}) == {}
    for wrong in ("531", "05311", "0a1", "00", "１２３"):
        assert "area_code" in CENTRE.faults_in(good | {"area_code": wrong}), wrong


def test_a_customers_local_number_is_completed_when_it_is_typed(story: Story, customer: Any) -> None:
    town(story)
    seat = caller_of(story.hub_context, story.people["8001"], "customers.edit", "customers.view", "customers.all")
    story.work(cards.add_contact_point, customer, ContactPointForm(value="88886666"), caller=seat)
    with story.reading() as db:
        assert "+8653188886666" in set(db.scalars(select(ContactPoint.value)))
