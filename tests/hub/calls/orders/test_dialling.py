"""Calls that agents make, consultation, conference and parking: what the hub orders, and what it makes of the exchange's events."""

import uuid
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import func, select

from agent_desk.hub.calls.errors import CannotDial, NobodyReady
from agent_desk.hub.calls.orders import consultation as asking
from agent_desk.hub.calls.orders import control, dialling, jobs
from agent_desk.hub.calls.orders.commands import WORDS, CallOrder
from agent_desk.hub.calls.seat import seats, sound_quality
from agent_desk.hub.exchange.protocol.calls import Result
from agent_desk.hub.exchange.protocol.dialling import (
    Conference,
    ConsultAnswered,
    ConsultBegan,
    ConsultEnded,
    DialAnswered,
    DialFailed,
    Dialling,
    Parked,
)
from agent_desk.hub.figures.now import floor_now
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.errors import TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.models.calls.calls import Call
from agent_desk.models.calls.dialling import CallQuality
from agent_desk.models.customers import ContactPoint, Customer
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.calls.dialling import ConsultForm, DialForm, QualityForm
from agent_desk.schemas.calls.settings import DIALLING
from tests.fixtures.calls import EXCHANGE, Story, caller_of
from tests.hub.calls.orders.test_jobs import made

LINE: Any = SimpleNamespace(name=EXCHANGE)


def dial(story: Story, agent: Caller, **form: Any) -> Call:
    """8001 calls somebody; the row that stands for it."""
    story.work(dialling.dial, LINE, DialForm(**(form or {"number": "13900139000"})), caller=agent)
    with story.reading() as db:
        return db.scalars(select(Call).where(Call.direction == "outbound").order_by(Call.offered_at.desc())).all()[0]


def answer(story: Story, call: Call) -> None:
    key = call.exchange_key
    story.later(2_000).tell(Dialling(**story.head(key), agent="8001"))
    story.later(4_000).tell(DialAnswered(**story.head(key), agent="8001", ring_ms=4_000))


def customer(story: Story, telephone: str = "+8613912345678") -> tuple[uuid.UUID, uuid.UUID]:
    with story.hub_context.database.write() as db:
        made = Customer(number="C000777", name="王小明", care_flags=[])
        db.add(made)
        db.flush()
        point = ContactPoint(customer_id=made.id, kind="mobile", value=telephone, verified=True, source="core_bank")
        db.add(point)
        db.flush()
        return made.id, point.id


def test_a_customer_is_called_without_their_number_leaving_the_hub(story: Story, agent: Caller) -> None:
    who, point = customer(story)
    call = dial(story, agent, contact_point_id=point)
    (job,) = story.jobs("calls.command")
    assert (job["command"], job["call_key"]) == ("dial", call.exchange_key)
    assert "13912345678" not in str(job), "the call refers to the number; the job's row does not hold it"
    assert (call.customer_id, call.state, call.outcome) == (who, "ringing", None)
    assert (story.agent().state, story.agent().state_before) == ("talking", "ready")
    with story.hub_context.database.read() as db:
        view = seats.view(cast(Any, SimpleNamespace(db=db, now=story.at, me=agent)), "Asia/Shanghai")
        (entry,) = db.scalars(select(AuditEntry).where(AuditEntry.action == "calls.dial")).all()
        assert entry.detail == {"customer": str(who), "contact_point": str(point)}
    assert view.call is not None and view.call.dialling == "own_telephone"
    assert "13912345678" not in view.model_dump_json()


def test_a_call_that_is_answered_is_talked_and_worked_after(story: Story, agent: Caller) -> None:
    call = dial(story, agent)
    answer(story, call)
    assert (story.agent().state, story.agent().state_before) == ("talking", None)
    story.later(30_000).tell(
        story.leg_ended(call.exchange_key, talk_ms=30_000), story.ended(call.exchange_key, wait_ms=0)
    )
    row, (leg,) = story.call(call.exchange_key), story.legs(call.exchange_key)
    assert (row.outcome, row.talk_ms, leg.ring_ms, leg.result) == ("answered", 30_000, 4_000, "answered")
    agent_row = story.agent()
    assert (agent_row.state, agent_row.wrapup_call_id, agent_row.acw_mode) == (
        "after_call_work",
        row.id,
        "mandatory_limit",
    )


@pytest.mark.parametrize("why", ["busy", "no_answer", "rejected", "invalid_number", "unreachable", "cancelled"])
@pytest.mark.parametrize("before", ["ready", "not_ready"])
def test_a_call_that_comes_to_nobody_leads_back_and_says_why(
    story: Story, agent: Caller, why: Any, before: str
) -> None:
    story.put("8001", before)
    call = dial(story, agent)
    story.later(9_000).tell(DialFailed(**story.head(call.exchange_key), agent="8001", why=why, ring_ms=8_000))
    assert (story.agent().state, story.agent().reason) == (before, "break" if before == "not_ready" else None)
    assert story.call(call.exchange_key).outcome == why
    assert [change.hint for change in story.changes("dial_failed")] == [{"why": why}]
    story.tell(DialAnswered(**story.head(call.exchange_key), agent="8001", ring_ms=1))
    assert story.call(call.exchange_key).outcome == why, "what comes late changes nothing"


def test_a_failed_call_out_of_after_call_work_leads_back_to_it(story: Story, agent: Caller) -> None:
    story.talked("c1")
    call = dial(story, agent)
    story.later(5_000).tell(DialFailed(**story.head(call.exchange_key), agent="8001", why="busy", ring_ms=1_000))
    row = story.agent()
    assert (row.state, row.wrapup_call_id) == ("after_call_work", story.call("c1").id)


def test_an_order_that_the_exchange_refuses_leads_back(story: Story, agent: Caller, monkeypatch: Any) -> None:
    dial(story, agent)
    (job,) = story.jobs("calls.command")
    monkeypatch.setattr(jobs, "perform", lambda _hub_context, _command: Result(False, "telephone_busy"))
    jobs.carry_out(story.hub_context, CallOrder.read({**job, "asked_at": story.hub_context.now().isoformat()}))
    assert story.agent().state == "ready"
    assert [change.hint for change in story.changes("dial_failed")] == [{"why": "not_lifted"}]


@pytest.mark.parametrize(
    ("number", "why"),
    [("110", "forbidden"), ("0044 20 7946 0000", "abroad"), ("hello", "not_a_number"), ("801", "not_a_number")],
)
def test_numbers_that_nobody_calls(story: Story, agent: Caller, number: str, why: str) -> None:
    with pytest.raises(CannotDial) as refused:
        dial(story, agent, number=number)
    assert refused.value.values["why"] == why and story.agent().state == "ready"


def test_the_setting_says_which_numbers_are_forbidden(story: Story, agent: Caller) -> None:
    with story.hub_context.database.write() as db:
        settings_store.seed(db, DIALLING, {"forbidden": ["1390013"], "shows": "95500"})
    with pytest.raises(CannotDial):
        dial(story, agent)
    dial(story, agent, number="13700137000")
    assert story.jobs("calls.command")[0]["details"]["shows"] == "95500"


def test_nobody_calls_out_of_a_talk(story: Story, agent: Caller) -> None:
    story.talk("c1")
    with pytest.raises(TransitionRefused):
        dial(story, agent)


def test_outbound_calls_count_in_no_queue(story: Story, agent: Caller) -> None:
    call = dial(story, agent)
    with story.hub_context.database.read() as db:
        assert floor_now(db).now().waiting == 0, "nobody waits"
    answer(story, call)
    with story.hub_context.database.read() as db:
        assert [queue.talking for queue in floor_now(db).by_queue().values()] == [0, 0]
        own = seats.figures(db, story.people["8001"], since=story.at.replace(hour=0))
    assert (own.answered_first, own.answered_within) == (0, 0), "what was dialled was not answered by the agent"


# ---------------------------------------------------------------------- asking


@pytest.fixture
def talking(story: Story) -> str:
    """8001 talks to a customer; 8002 and 8003 are ready. The call's key."""
    story.talk("c1")
    return "c1"


def consult(story: Story, key: str) -> None:
    story.later(1_000).tell(story.held(key), ConsultBegan(**story.head(key), agent="8001", kind="agent", target="8002"))


def own_view(story: Story, code: str) -> Any:
    with story.hub_context.database.read() as db:
        me = caller_of(story.hub_context, story.people[code])
        return seats.view(cast(Any, SimpleNamespace(db=db, now=story.at, me=me)), "Asia/Shanghai")


def test_a_queue_is_asked_by_asking_who_is_ready_there_longest(story: Story, agent: Caller, talking: str) -> None:
    call_id = story.call(talking).id
    story.put("8002", "not_ready")
    story.work(asking.consult, call_id, ConsultForm(kind="queue", target="loan"), caller=agent)
    assert story.jobs("calls.command")[-1]["details"] == {"kind": "agent", "target": "8003"}
    story.put("8003", "not_ready")
    with pytest.raises(NobodyReady):
        story.work(asking.consult, call_id, ConsultForm(kind="queue", target="loan"), caller=agent)


def test_who_asks_and_who_is_asked_see_it_until_it_is_over(story: Story, agent: Caller, talking: str) -> None:
    consult(story, talking)
    asks, asked = own_view(story, "8001").consultation, own_view(story, "8002").asked_by
    assert (asks.state, asked.state, asks.id) == ("ringing", "ringing", asked.id)
    assert (asks.name_en, asked.name_en) == ("Agent8002", "Agent8001")
    story.later(3_000).tell(ConsultAnswered(**story.head(talking), agent="8001"))
    assert own_view(story, "8001").consultation.state == "talking"
    story.later(3_000).tell(
        ConsultEnded(**story.head(talking), agent="8001", why="cancelled"), story.retrieved(talking)
    )
    assert own_view(story, "8001").consultation is None and own_view(story, "8002").asked_by is None
    assert story.agent().state == "talking"


@pytest.mark.parametrize("command", ["complete", "join"])
def test_nobody_is_passed_on_to_who_has_not_answered(story: Story, agent: Caller, talking: str, command: str) -> None:
    consult(story, talking)
    call_id = story.call(talking).id
    with pytest.raises(TransitionRefused):
        story.work(asking.about_consultation, call_id, WORDS[command], caller=agent)
    story.tell(ConsultAnswered(**story.head(talking), agent="8001"))
    story.work(asking.about_consultation, call_id, WORDS[command], caller=agent)
    assert story.jobs("calls.command")[-1]["command"] == command


@pytest.mark.parametrize("command", ["hang_up", "hold"])
def test_while_somebody_is_asked_the_call_is_not_ended_by_mistake(
    story: Story, agent: Caller, talking: str, command: str
) -> None:
    consult(story, talking)
    with pytest.raises(TransitionRefused):
        story.work(control.order, story.call(talking).id, made(command), caller=agent)


def conference(story: Story, key: str) -> None:
    consult(story, key)
    story.later(2_000).tell(ConsultAnswered(**story.head(key), agent="8001"))
    story.later(2_000).tell(
        story.retrieved(key), Conference(**story.head(key), agent="8001", kind="agent", target="8002")
    )


def test_a_colleague_in_a_conference_has_a_part_of_their_own(story: Story, talking: str) -> None:
    conference(story, talking)
    assert {story.agent(code).state for code in ("8001", "8002")} == {"talking"}
    assert story.agent("8002").call_id == story.call(talking).id
    story.later(9_000).tell(
        ConsultEnded(**story.head(talking), agent="8001", why="left"), story.leg_ended(talking, "8002", talk_ms=9_000)
    )
    assert (story.agent("8001").state, story.agent("8002").state) == ("talking", "after_call_work")
    story.later(1_000).tell(story.leg_ended(talking, "8001", talk_ms=20_000), story.ended(talking))
    call = story.call(talking)
    assert (call.outcome, call.talk_ms, call.state) == ("answered", 29_000, "ended")


# ---------------------------------------------------------------------- parking, quality


def test_a_parked_customer_stands_on_every_seat_until_somebody_picks_up(
    story: Story, agent: Caller, talking: str
) -> None:
    story.later(5_000).tell(Parked(**story.head(talking), place="7", agent="8001", talk_ms=5_000))
    assert story.agent().state == "after_call_work"
    (parked,) = own_view(story, "8002").parked
    assert "****" in parked.caller.text
    with story.hub_context.database.read() as db:
        assert floor_now(db).now().waiting == 0, "parked is not waiting in a queue"
    second = caller_of(story.hub_context, story.people["8002"])
    story.work(asking.pick_up, parked.call_id, caller=second)
    assert story.jobs("calls.command")[-1]["command"] == "pick_up"
    story.later(1_000).tell(story.ringing(talking, "8002"))
    assert own_view(story, "8003").parked == []
    story.later(9_000).tell(story.ring_ended(talking, "missed", "8002"), Parked(**story.head(talking), place="7"))
    assert len(own_view(story, "8003").parked) == 1, "nobody took them: parked again"
    story.later(9_000).tell(story.offered(talking))
    assert own_view(story, "8003").parked == [] and story.call(talking).state == "waiting"
    leg = story.legs(talking)[0]
    assert (leg.result, leg.transfer_kind, leg.talk_ms) == ("transferred", "parked", 5_000)


def test_who_is_busy_picks_nobody_up(story: Story, agent: Caller, talking: str) -> None:
    story.tell(Parked(**story.head(talking), place="7", agent="8001", talk_ms=5_000))
    with pytest.raises(TransitionRefused):
        story.work(asking.pick_up, story.call(talking).id, caller=agent)


def quality_form(*scores: float) -> QualityForm:
    samples = [{"jitter_ms": 4, "loss_percent": 0.5, "round_trip_ms": 20, "mos": score} for score in scores]
    return QualityForm.model_validate({"codec": "PCMU", "every_ms": 2000, "samples": samples})


def test_how_a_call_sounded_is_kept_once_with_its_leg(story: Story, agent: Caller, talking: str) -> None:
    call_id = story.call(talking).id
    told = story.work(sound_quality.note, call_id, quality_form(4.4, 3.0, 4.0), caller=agent)
    again = story.work(sound_quality.note, call_id, quality_form(1.0), caller=agent)
    assert told == again and told.bars == [4.4, 3.0, 4.0]
    assert (round(told.mos, 2), told.mos_least) == (3.8, 3.0)
    with story.reading() as db:
        assert db.scalar(select(func.count()).select_from(CallQuality)) == 1
        assert db.scalars(select(CallQuality.leg_id)).one() == story.legs(talking)[0].id
