"""One gate for every number that leaves the house: dialled, asked, transferred to, called back."""

import json
from collections.abc import Callable
from dataclasses import fields
from types import SimpleNamespace
from typing import Any, Final

import pytest

from agent_desk.hub.calls.errors import CannotDial
from agent_desk.hub.calls.orders import consultation, control, dialling
from agent_desk.hub.calls.orders.commands import WORDS
from agent_desk.hub.calls.seat import callback_list
from agent_desk.hub.exchange.protocol.menu import CallbackAsked
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.security import Caller
from agent_desk.models.calls.voice_plan import Callback
from agent_desk.schemas.calls.dialling import ConsultForm, DialForm
from agent_desk.schemas.calls.records import TransferForm
from agent_desk.schemas.calls.settings import DIALLING
from tests.fixtures.calls import EXCHANGE, Story, caller_of

LINE: Any = SimpleNamespace(name=EXCHANGE)
Order = Callable[[Story, Caller, str], Any]


def dial(story: Story, agent: Caller, number: str) -> Any:
    return story.work(dialling.dial, LINE, DialForm(number=number), caller=agent)


def consult(story: Story, agent: Caller, number: str) -> Any:
    story.talk("c1")
    form = ConsultForm(kind="number", target=number)
    return story.work(consultation.consult, story.call("c1").id, form, caller=agent)


def transfer(story: Story, agent: Caller, number: str) -> Any:
    story.talk("c1")
    form = TransferForm(kind="blind_number", target=number)
    return story.work(control.transfer, story.call("c1").id, form, caller=agent)


def call_back(story: Story, agent: Caller, number: str) -> Any:
    asked = CallbackAsked(**story.head("c1"), queue="account", number=number, position=1)
    story.tell(story.offered("c1", caller=number), asked, story.ended("c1", "called_back"))
    with story.reading() as db:
        (row,) = db.query(Callback).all()
    mine = caller_of(story.hub_context, story.people["8001"], "calls.take", "calls.dial", "calls.view")
    return story.work(callback_list.take, LINE, row.id, caller=mine)


ORDERS: Final[dict[str, Order]] = {"dial": dial, "consult": consult, "transfer": transfer, "call back": call_back}
CARRY_A_NUMBER: Final = {"dial": "number", "consult": "target", "transfer": "target"}
"""Commands to the exchange with a field in which a number may stand. A call-back is dialled."""
FORBIDDEN: Final = {
    "110": "forbidden",
    "１１０": "forbidden",
    "1 1 0": "forbidden",
    "119": "forbidden",
    "010110": "forbidden",
    "0110": "forbidden",
    "86110": "forbidden",
    "0044 20 7946 0000": "abroad",
    "+442079460000": "abroad",
}


def test_every_command_that_carries_a_number_goes_through_the_gate() -> None:
    """A new one belongs into ORDERS: it must ask `outgoing` for its digits."""
    found = {
        word: one.name
        for word, kind in WORDS.items()
        for one in fields(kind)
        if one.name in ("number", "target", "to", "digits_to_dial", "extension")
    }
    assert found == CARRY_A_NUMBER


@pytest.mark.parametrize("number", FORBIDDEN)
@pytest.mark.parametrize("order", ORDERS)
def test_what_is_not_dialled_is_not_reached_by_another_order(
    story: Story, agent: Caller, order: str, number: str
) -> None:
    with pytest.raises(CannotDial) as refused:
        ORDERS[order](story, agent, number)
    # Whoever dials names no number of the house at all.
    assert refused.value.values["why"] in (FORBIDDEN[number], *(("not_a_number",) if order == "dial" else ()))
    assert story.jobs("calls.command") == [], "nothing went to the exchange"


@pytest.mark.parametrize("order", ORDERS)
def test_what_may_be_dialled_goes_out_as_it_was_checked(story: Story, agent: Caller, order: str) -> None:
    carried: list[dict[str, Any]] = []
    jobs = story.hub_context.jobs
    jobs.begin(story.hub_context.database, lambda _id, _task, words: carried.append(json.loads(words)) is None)
    try:
        ORDERS[order](story, agent, "139-0013-9000")
    finally:
        jobs.end()
    (told,) = (one for one in carried if "command" in one)
    assert "13900139000" in json.dumps(told), "by memory it is whole"
    (job,) = story.jobs("calls.command")
    assert "13900139000" not in json.dumps(job), "the row holds no number"


@pytest.mark.parametrize("order", ORDERS)
def test_the_centres_own_list_holds_for_every_order(story: Story, agent: Caller, order: str) -> None:
    with story.hub_context.database.write() as db:
        settings_store.seed(db, DIALLING, {"forbidden": ["1390013"]})
    with pytest.raises(CannotDial):
        ORDERS[order](story, agent, "13900139000")


@pytest.mark.parametrize("target", ["110", "0044", "13900139000", "nobody", "8001 "])
def test_no_number_comes_in_as_an_agents_or_a_queues_code(story: Story, agent: Caller, target: str) -> None:
    story.talk("c1")
    call_id = story.call("c1").id
    for kind in ("blind_agent", "blind_queue"):
        with pytest.raises(InvalidForm):
            story.work(control.transfer, call_id, TransferForm(kind=kind, target=target), caller=agent)
    with pytest.raises(InvalidForm):
        story.work(consultation.consult, call_id, ConsultForm(kind="agent", target=target), caller=agent)
    assert story.jobs("calls.command") == []
