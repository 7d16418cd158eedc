"""Supervisors in calls: rights, reasons, what is written down and who is told; what the exchange's events make of it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.calls.errors import ListensAlready
from agent_desk.hub.calls.recording import jobs as recording_jobs
from agent_desk.hub.calls.recording import lifecycle, policies, supervision
from agent_desk.hub.calls.recording.keeper import make_round
from agent_desk.hub.calls.recording.orders import SupervisionOrder
from agent_desk.hub.exchange.protocol.calls import Result
from agent_desk.hub.exchange.protocol.recording import SupervisorJoined, SupervisorLeft, TakenOver
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.errors import InvalidForm, NotFound, NotPermitted, StaleVersion, TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.models.calls.recording import Supervision
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.calls.recordings import ListenForm, PolicyFields
from agent_desk.schemas.calls.settings import RECORDING_RULES, RecordingRules
from tests.fixtures.calls import Story, caller_of
from tests.fixtures.hub import set_clocks
from tests.fixtures.people import Staff


@pytest.fixture
def boss(story: Story, staff: Staff) -> Caller:
    recording_jobs.register(story.hub_context)
    set_clocks(story.hub_context, lambda: story.at)
    return staff.caller("boss", "supervisor")


def form(mode: Any = "listen", **more: Any) -> ListenForm:
    return ListenForm(**{"mode": mode, "extension": "8009", "why": "coaching"} | more)


def listens(story: Story, boss: Caller, **more: Any) -> Supervision:
    story.talk("a")
    story.work(supervision.listen, story.people["8001"], form(**more), caller=boss)
    return row(story)


def row(story: Story) -> Supervision:
    with story.reading() as db:
        return db.scalars(select(Supervision).order_by(Supervision.asked_at.desc()).limit(1)).one()


def joined(story: Story, one: Supervision, mode: Any = "listen") -> None:
    story.tell(SupervisorJoined(**story.head("a"), agent="8001", supervision=str(one.id), mode=mode))


def told(story: Story) -> list[set[str]]:
    return [set(change.audience) for change in story.changes("supervision")]


def test_listening_rings_the_supervisors_telephone_and_is_written_down(story: Story, boss: Caller) -> None:
    one = listens(story, boss)
    (order,) = story.jobs(supervision.ORDER)
    assert (order["deed"], order["extension"], order["mode"]) == ("listen", "8009", "listen")
    assert (order["call_key"], order["agent_code"]) == ("a", "8001")
    with story.reading() as db:
        (entry,) = db.scalars(select(AuditEntry).where(AuditEntry.action == "floor.supervised"))
    assert (entry.person_login, entry.reason, entry.entity_id) == ("boss", "coaching", str(one.call_id))
    assert entry.detail["mode"] == "listen" and entry.detail["agent_told"] is True
    joined(story, one)
    assert row(story).state == "joined"


def test_the_right_a_reason_and_a_call_are_needed(story: Story, boss: Caller) -> None:
    person = story.people["8001"]
    with pytest.raises(TransitionRefused):
        story.work(supervision.listen, person, form(), caller=boss)
    story.talk("a")
    with pytest.raises(InvalidForm):
        story.work(supervision.listen, person, form(why="  "), caller=boss)
    ears = caller_of(story.hub_context, boss.person_id, "floor.listen")
    for wanted in (form("whisper"), form("barge"), form(take_over=True)):
        with pytest.raises(NotPermitted):
            story.work(supervision.listen, person, wanted, caller=ears)
    with pytest.raises(InvalidForm):
        own = caller_of(story.hub_context, person, "floor.listen")
        story.work(supervision.listen, person, form(), caller=own)
    story.work(supervision.listen, person, form(), caller=ears)
    with pytest.raises(ListensAlready):
        story.work(supervision.listen, person, form(), caller=boss)


@pytest.mark.parametrize("tell", [True, False])
def test_the_agent_is_told_or_not_by_the_centres_rule(story: Story, boss: Caller, agent: Caller, tell: bool) -> None:
    story.work(settings_store.put, RECORDING_RULES, RecordingRules(pause_limit_s=60, tell_agent=tell), caller=boss)
    one = listens(story, boss)
    joined(story, one)
    seen = story.work(lifecycle.at_seat, caller=agent).supervisors
    assert [here.mode for here in seen] == (["listen"] if tell else [])
    people = {f"person:{boss.person_id}"} | ({f"person:{agent.person_id}"} if tell else set())
    assert told(story) == [people]


def test_the_call_and_its_legs_know_nothing_of_it(story: Story, boss: Caller) -> None:
    one = listens(story, boss)
    joined(story, one)
    story.later(5_000).tell(SupervisorLeft(**story.head(""), supervision=str(one.id)))
    story.later(5_000).tell(story.leg_ended("a", talk_ms=10_000), story.ended("a"))
    call = story.call("a")
    assert (call.talk_ms, len(story.legs("a")), call.outcome) == (10_000, 1, "answered")
    assert (row(story).state, row(story).error) == ("ended", "")


def test_a_telephone_that_is_not_answered_ends_it(story: Story, boss: Caller) -> None:
    one = listens(story, boss)
    story.tell(SupervisorLeft(**story.head(""), supervision=str(one.id)))
    assert (row(story).state, row(story).error) == ("ended", "not_answered")
    assert story.changes("supervision")[-1].hint["error"] == "not_answered"


def test_what_the_exchange_never_answered_ends_by_itself(story: Story, boss: Caller) -> None:
    listens(story, boss)
    story.later(60_000)
    make_round(story.hub_context)
    assert (row(story).state, row(story).error) == ("ended", "not_answered")
    assert [one["deed"] for one in story.jobs(supervision.ORDER)] == ["listen", "stop"]


def test_a_refusal_of_the_exchange_ends_it_and_is_told(
    story: Story, boss: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    listens(story, boss)
    monkeypatch.setattr(recording_jobs, "perform", lambda hub_context, command: Result(False, "extension_busy"))
    recording_jobs.carry_out_supervision(story.hub_context, SupervisionOrder.read(story.jobs(supervision.ORDER)[0]))
    assert (row(story).state, row(story).error) == ("ended", "extension_busy")
    assert story.work(supervision.own, caller=boss).now is None


def test_an_order_that_comes_too_late_is_not_carried_out(story: Story, boss: Caller) -> None:
    listens(story, boss)
    story.at += timedelta(seconds=30)
    recording_jobs.carry_out_supervision(story.hub_context, SupervisionOrder.read(story.jobs(supervision.ORDER)[0]))
    assert row(story).error == "too_late"


def test_a_take_over_ends_the_agents_part_as_a_transfer_and_the_call_goes_on(story: Story, boss: Caller) -> None:
    one = listens(story, boss)
    with pytest.raises(TransitionRefused):
        story.work(supervision.take_over, one.id, caller=boss)
    joined(story, one)
    story.work(supervision.take_over, one.id, caller=boss)
    story.later(10_000)
    taken = {"agent": "8001", "supervision": str(one.id), "talk_ms": 10_000, "hold_ms": 0}
    assert story.tell(TakenOver(**story.head("a"), **taken)).applied["TakenOver"] == 1
    assert story.tell(TakenOver(**story.head("a"), **taken)).late["TakenOver"] == 1
    (leg,) = story.legs("a")
    assert (leg.result, leg.transfer_kind, leg.transfer_target) == ("transferred", "taken_over", "8009")
    assert (story.call("a").state, story.agent().state) == ("talking", "after_call_work")
    story.later(20_000).tell(story.ended("a"))
    assert (story.call("a").talk_ms, story.call("a").outcome) == (10_000, "answered")
    with pytest.raises(TransitionRefused):
        story.work(supervision.change_mode, one.id, "barge", caller=boss)


def test_who_wants_the_customer_at_once_has_them_when_the_telephone_is_answered(story: Story, boss: Caller) -> None:
    one = listens(story, boss, take_over=True)
    joined(story, one)
    assert [order["deed"] for order in story.jobs(supervision.ORDER)] == ["listen", "take_over"]


def test_nobody_steers_the_supervision_of_another(story: Story, boss: Caller, staff: Staff) -> None:
    one = listens(story, boss)
    other = staff.caller("other", "supervisor")
    for deed in (supervision.take_over, supervision.stop):
        with pytest.raises(NotFound):
            story.work(deed, one.id, caller=other)
    story.work(supervision.stop, one.id, caller=boss)
    assert story.jobs(supervision.ORDER)[-1]["deed"] == "stop"


def test_a_policy_is_changed_with_its_version_and_written_down(story: Story, boss: Caller) -> None:
    wanted = PolicyFields(mode="percentage", percent=25, announced=True, pause=False, version=1)
    done = story.work(policies.set_policy, "account", wanted, caller=boss)
    assert (done.mode, done.percent, done.announced, done.pause, done.version) == ("percentage", 25, True, False, 2)
    with pytest.raises(StaleVersion):
        story.work(policies.set_policy, "account", wanted, caller=boss)
    with story.reading() as db:
        (entry,) = db.scalars(select(AuditEntry).where(AuditEntry.action == "settings.recording_policy"))
    assert entry.detail["before"]["mode"] == "none" and entry.detail["after"]["mode"] == "percentage"
