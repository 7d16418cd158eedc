"""Who calls, asked before the menu: only a verified number of one customer is an answer, and the proof says what each rule did."""

from typing import Any

import pytest

from agent_desk.hub.calls.orders.control import COMMAND
from agent_desk.hub.calls.voice_plan import plan, routing
from agent_desk.hub.exchange.protocol.menu import Entered, Routed
from agent_desk.models.kit import Setting
from agent_desk.schemas.calls.voice_plan import Routing, VoicePlan
from tests.fixtures.calls import Story
from tests.fixtures.customers import MOBILE, customer

RULES = [
    {"who": "flag:fraud_watch", "queue": "loan"},
    {"who": "flag:elderly", "skip_menu": True, "priority": 9},
    {"who": "unknown", "priority": 1},
]


@pytest.fixture
def ruled(story: Story) -> Story:
    """A centre whose plan asks who calls."""
    with story.hub_context.database.write() as db:
        db.add(Setting(key=plan.PLAN, value=VoicePlan.model_validate({"callers": RULES}).model_dump(mode="json")))
    return story


def comes(story: Story, call: str, caller: str) -> None:
    story.tell(Entered(**story.head(call), queue="account", caller=caller, dialled="95500", asks=True))


def proof(story: Story, call: str) -> Routing:
    with story.hub_context.database.read() as db:
        found = routing.of_call(db, story.call(call))
    assert found is not None
    return found


def held(found: Routing) -> list[tuple[str, bool]]:
    return [(one.who, one.holds) for one in found.steps]


def known(story: Story, number: str, *phones: tuple[str, bool]) -> None:
    """A customer of the level gold, elderly, with these telephones: verified or not."""
    with story.hub_context.database.write() as db:
        listed = [(value, verified, "core_bank", None) for value, verified in phones]
        customer(db, number, phones=listed, cards=[], identity_number=f"37080219900101{number}")


def orders(story: Story) -> list[dict[str, Any]]:
    return [one["details"] for one in story.jobs(COMMAND) if one["command"] == "route"]


def test_a_verified_number_of_one_customer_decides_and_the_proof_says_why(ruled: Story) -> None:
    known(ruled, "0001", (MOBILE, True))
    comes(ruled, "c1", "13800138000")
    found = proof(ruled, "c1")
    assert (found.answer, found.queue, found.priority, found.state) == ("known", "account", 9, "asked")
    assert held(found) == [("flag:fraud_watch", False), ("flag:elderly", True)], "the first that holds decides"
    assert [one.who_en for one in found.steps] == ["Fraud watch", "Elderly customer"]
    (order,) = orders(ruled)
    assert order == {"queue": "account", "priority": 9, "quiet": True}, "and the number is not in it"
    ruled.tell(Routed(**ruled.head("c1"), queue="account", priority=9))
    assert proof(ruled, "c1").state == "obeyed"
    assert ruled.tell(Routed(**ruled.head("c1"), late=True)).late == {"Routed": 1}, "what was done stands"


def test_several_customers_a_guess_and_nobody_are_unknown(ruled: Story) -> None:
    known(ruled, "0001", (MOBILE, True), ("+8613800138001", False))
    known(ruled, "0002", (MOBILE, True))
    for at, (caller, answer, who) in enumerate(
        [
            ("13800138000", "several", True),
            ("13800138001", "guess", True),
            ("13800138002", "nobody", True),
            ("", "withheld", False),
        ]
    ):
        comes(ruled, f"c{at}", caller)
        found = proof(ruled, f"c{at}")
        assert (found.answer, held(found)[-1]) == (answer, ("unknown", who)), answer
        assert (found.queue, found.priority) == ("", 1 if who else 0), "they go on as everybody"
    assert len(orders(ruled)) == 4, "the exchange waits for none in vain"


@pytest.mark.expects_log
def test_a_fault_of_ours_and_an_answer_too_late_leave_the_call_to_the_plan(ruled: Story) -> None:
    comes(ruled, "c1", "13800138000")
    ruled.tell(Routed(**ruled.head("c1"), late=True), ruled.offered("c1", "loan"))
    assert (proof(ruled, "c1").state, ruled.call("c1").state) == ("late", "waiting")
    with ruled.hub_context.database.write() as db:
        db.get_one(Setting, plan.PLAN).value = {"callers": [{"who": "nonsense"}]}
    comes(ruled, "c2", "13800138000")
    assert ruled.call("c2").state == "in_menu", "the call is there all the same"
    assert len(orders(ruled)) == 1
