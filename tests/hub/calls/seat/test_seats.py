"""An agent at the seat: signing in and out, asking, after-call work by its modes, the own view; supervisors steering."""

from datetime import timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from agent_desk.hub.calls.errors import ExtensionTaken, NotAnAgent
from agent_desk.hub.calls.intake import duties
from agent_desk.hub.calls.seat import queries, seats, supervisor_control
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.errors import InvalidForm, NotFound, TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.models.calls.calls import AgentState, Queue
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import SeatSession
from agent_desk.schemas.calls.recordings import ListenForm
from agent_desk.schemas.calls.records import SeatAsk, SeatSignIn, SeatView
from agent_desk.schemas.calls.settings import RINGS
from agent_desk.schemas.calls.supervisor_control import SteerMany
from tests.fixtures.call_rows import target
from tests.fixtures.calls import BEGIN, Story, caller_of
from tests.fixtures.hub import set_clocks
from tests.fixtures.people import Staff

SHANGHAI = "Asia/Shanghai"


def view(story: Story, agent: Caller) -> SeatView:
    return story.work(seats.view, SHANGHAI, caller=agent)


def audit(story: Story, action: str) -> list[AuditEntry]:
    with story.reading() as db:
        return list(db.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def set_mode(story: Story, mode: str, limit_ms: int) -> None:
    with story.hub_context.database.write() as db:
        queue = db.scalars(select(Queue).where(Queue.code == "account")).one()
        queue.acw_mode, queue.acw_limit_ms = mode, limit_ms


def test_a_seat_signs_in_not_ready_and_the_exchange_is_told_to_take_the_agent(story: Story, agent: Caller) -> None:
    story.put("8001", "signed_out")
    story.work(seats.sign_in, "4711", caller=agent)
    row = story.agent()
    assert (row.state, row.reason, row.extension) == ("not_ready", "signed_in", "4711")
    (job,) = story.jobs("calls.presence")
    assert job["joins"] is True


def test_a_second_sign_in_keeps_the_state_and_the_call(story: Story, agent: Caller) -> None:
    story.talk("c1")
    story.work(seats.sign_in, None, caller=agent)
    assert story.agent().state == "talking"


def test_somebody_without_an_agent_code_has_no_seat(story: Story, staff: Staff) -> None:
    clerk = staff.caller("clerk", "agent")
    for do in (seats.mine, lambda unit: seats.view(unit, SHANGHAI)):
        with pytest.raises(NotAnAgent):
            story.work(do, caller=clerk)


def test_an_agents_first_sign_in_makes_their_row(story: Story, staff: Staff) -> None:
    new = staff.caller("new", "agent", agent_code="8009")
    assert story.work(seats.view, SHANGHAI, caller=new).own.state == "signed_out"
    story.work(seats.sign_in, None, caller=new)
    assert story.work(seats.view, SHANGHAI, caller=new).own.state == "not_ready"


def test_asking_while_free_holds_at_once_and_turns_the_interval(story: Story, agent: Caller) -> None:
    story.later(60_000).work(seats.ask, SeatAsk(state="not_ready", reason="break"), caller=agent)
    assert (story.agent().state, story.agent().reason) == ("not_ready", "break")
    first, second = story.intervals()
    assert (first.ended_at, second.started_at, second.reason) == (story.at, story.at, "break")
    story.later(60_000).work(seats.ask, SeatAsk(state="ready"), caller=agent)
    assert len(story.jobs("calls.presence")) == 2


@pytest.mark.parametrize("reason", [None, "no such reason", "missed_calls", "freed"])
def test_a_reason_that_is_not_offered_is_refused(story: Story, agent: Caller, reason: str | None) -> None:
    with pytest.raises(InvalidForm):
        story.work(seats.ask, SeatAsk(state="not_ready", reason=reason), caller=agent)
    assert story.agent().state == "ready"


def test_a_seat_without_a_microphone_says_so_itself(story: Story, agent: Caller) -> None:
    story.work(seats.ask, SeatAsk(state="not_ready", reason="device_failure"), caller=agent)
    assert story.agent().reason == "device_failure"


def test_what_is_asked_in_a_call_is_shown_as_asked_and_holds_after_it(story: Story, agent: Caller) -> None:
    story.talk("c1")
    story.work(seats.ask, SeatAsk(state="not_ready", reason="break"), caller=agent)
    own = view(story, agent).own
    assert (own.state, own.next_state, own.next_reason) == ("talking", "not_ready", "break")
    story.later(60_000).tell(story.leg_ended("c1"), story.ended("c1"))
    story.later(5_000).work(seats.done, caller=agent)
    assert (story.agent().state, story.agent().reason, story.agent().next_state) == ("not_ready", "break", None)


def test_done_without_after_call_work_is_a_clear_refusal(story: Story, agent: Caller) -> None:
    with pytest.raises(TransitionRefused) as refused:
        story.work(seats.done, caller=agent)
    assert refused.value.values == {"state": "ready", "trigger": "done"}


def test_after_call_work_is_timed_by_the_hub_and_booked_to_leg_and_call(story: Story, agent: Caller) -> None:
    story.talked("c1")
    story.later(12_000).work(seats.done, caller=agent)
    assert (story.call("c1").acw_ms, story.legs("c1")[0].acw_ms) == (12_000, 12_000)
    assert story.agent().state == "ready" and story.agent().limit_at is None


def test_a_limit_that_is_noticed_late_is_still_the_limit(story: Story) -> None:
    story.talked("c1")
    ended_at = story.at
    set_clocks(story.hub_context, lambda: story.at)
    story.later(59_000)
    assert duties.end_after_call_work(story.hub_context) == 0
    story.later(31_000)
    assert duties.end_after_call_work(story.hub_context) == 1
    assert story.agent().state == "ready"
    assert story.call("c1").acw_ms == 60_000
    assert story.intervals()[-1].started_at == ended_at + timedelta(seconds=60)


def test_catching_up_after_an_outage_cuts_nobodys_after_call_work_short(story: Story) -> None:
    story.talk("c1")
    events = (story.leg_ended("c1"), story.ended("c1"))
    story.later(300_000).tell(*events)
    assert story.agent().limit_at == story.at + timedelta(seconds=60)


def test_mode_limit_without_early_exit_ends_by_the_limit_alone(story: Story, agent: Caller) -> None:
    set_mode(story, "limit_no_early_exit", 10_000)
    story.talked("c1")
    assert view(story, agent).own.can_finish is False
    with pytest.raises(TransitionRefused):
        story.work(seats.done, caller=agent)


def test_mode_optional_ends_by_asking_for_any_state(story: Story, agent: Caller) -> None:
    set_mode(story, "optional", 0)
    story.talked("c1")
    story.work(seats.ask, SeatAsk(state="ready"), caller=agent)
    assert story.agent().state == "ready"


def test_mode_mandatory_has_no_limit(story: Story, agent: Caller) -> None:
    story.talked("c1", queue="loan")
    own = view(story, agent).own
    assert (own.state, own.limit_at, own.can_finish) == ("after_call_work", None, True)
    story.work(seats.ask, SeatAsk(state="ready"), caller=agent)
    assert view(story, agent).own.next_state == "ready"


def test_the_misses_behind_a_pause_are_listed_and_their_number_is_a_setting(story: Story, agent: Caller) -> None:
    with story.hub_context.database.write() as db:
        settings_store.seed(db, RINGS, {"misses_allowed": 2})
    for key in ("c1", "c2"):
        story.tell(story.offered(key), story.ringing(key))
        story.later(20_000).tell(story.ring_ended(key))
    seat = view(story, agent)
    assert (seat.own.reason, seat.own.misses_allowed) == ("missed_calls", 2)
    assert [(miss.result, miss.ring_ms) for miss in seat.misses] == [("missed", 20_000)] * 2
    assert seat.today.missed == 2


def test_the_own_day_is_counted_in_the_centres_zone_against_each_queues_own_t(story: Story, agent: Caller) -> None:
    with story.hub_context.database.write() as db:
        account = db.scalars(select(Queue).where(Queue.code == "account")).one()
        db.add_all([target(threshold_ms=20_000), target(queue_id=account.id, threshold_ms=8_000)])
    story.talked("c1")
    story.later(5_000).work(seats.done, caller=agent)
    story.talk("c2", queue="loan")
    today = view(story, agent).today
    assert (today.handled, today.answered_first, today.answered_within, today.threshold_ms) == (1, 2, 1, 20_000)
    assert (today.talk_ms, today.acw_ms) == (60_000, 5_000)
    story.later(24 * 3_600_000)
    assert view(story, agent).today.handled == 0


def test_midnight_is_the_centres() -> None:
    assert seats.midnight(BEGIN, SHANGHAI).isoformat() == "2025-11-13T00:00:00+08:00"
    assert seats.midnight(BEGIN + timedelta(hours=11), SHANGHAI).day == 14


def test_colleagues_who_are_free_come_first_among_the_targets(story: Story, agent: Caller) -> None:
    story.talk("c1")
    story.talk("c2", "8002")
    found = story.work(queries.targets, caller=agent)
    assert [(one.person.agent_code, one.state, one.free) for one in found.agents] == [
        ("8003", "ready", True),
        ("8002", "talking", False),
    ]
    assert [(one.queue.code, one.waiting, one.ready) for one in found.queues] == [("account", 0, 1), ("loan", 0, 1)]


# ---------------------------------------------------------------------- steering


@pytest.fixture
def supervisor(staff: Staff) -> Caller:
    return staff.caller("supervisor", "supervisor")


def test_a_supervisor_sets_a_state_with_a_reason_that_is_kept(story: Story, supervisor: Caller) -> None:
    story.work(
        supervisor_control.set_agent_state,
        story.people["8001"],
        "not_ready",
        "break",
        "forgot to go to lunch",
        caller=supervisor,
    )
    assert (story.agent().state, story.agent().reason) == ("not_ready", "break")
    assert story.intervals()[-1].by_person_id == supervisor.person_id
    (entry,) = audit(story, "floor.set_state")
    assert (entry.reason, entry.detail["holds"]) == ("forgot to go to lunch", True)


def test_steering_a_busy_agent_asks_and_does_not_cut_the_call(story: Story, supervisor: Caller) -> None:
    story.talk("c1")
    story.work(
        supervisor_control.set_agent_state, story.people["8001"], "signed_out", None, "shift is over", caller=supervisor
    )
    assert (story.agent().state, story.agent().next_state) == ("talking", "signed_out")


@pytest.mark.parametrize("why", ["", "   "])
def test_steering_without_a_reason_is_refused(story: Story, supervisor: Caller, why: str) -> None:
    with pytest.raises(InvalidForm):
        story.work(supervisor_control.free_agent, story.people["8001"], why, caller=supervisor)


def test_nobody_can_be_steered_who_is_no_agent(story: Story, supervisor: Caller) -> None:
    with pytest.raises(NotFound):
        story.work(supervisor_control.free_agent, supervisor.person_id, "test", caller=supervisor)


def test_several_are_steered_by_one_order_and_each_has_its_row(story: Story, supervisor: Caller) -> None:
    """One talks, one is ready already, one is nobody: what can be done is done, the rest is named with why."""
    story.talk("c1")
    stranger, (talking, ready) = supervisor.person_id, (story.people["8001"], story.people["8002"])
    people = [ready, stranger, talking]
    form = SteerMany(people=people, what="not_ready", reason_code="break", why="fire drill")
    account = story.work(supervisor_control.steer_many, form, caller=supervisor)
    assert [one.id for one in account.items] == people, "in the order in which they were given"
    assert {one.id: one.error for one in account.refused} == {stranger: "not_found"}
    assert (story.agent().state, story.agent().next_state) == ("talking", "not_ready")
    entries = audit(story, "floor.set_state")
    assert sorted(entry.entity_id for entry in entries) == sorted(str(one) for one in (ready, talking))
    assert {entry.reason for entry in entries} == {"fire drill"}


def test_who_is_refused_among_several_leaves_nothing_behind(story: Story, supervisor: Caller) -> None:
    """Nobody can be made ready who is signed out: their row and audit are as before, and the other is asked for."""
    story.talk("c1")
    with story.hub_context.database.write() as db:
        away = db.get_one(AgentState, story.people["8002"])
        away.state = "signed_out"
    before = story.agent("8002").version
    form = SteerMany(people=[story.people["8001"], story.people["8002"]], what="ready", why="many wait")
    account = story.work(supervisor_control.steer_many, form, caller=supervisor)
    assert [one.error for one in account.items] == ["", "transition_refused"]
    assert (story.agent().next_state, story.agent("8002").version) == ("ready", before)
    assert [entry.entity_id for entry in audit(story, "floor.set_state")] == [str(story.people["8001"])]


def test_several_are_steered_for_a_reason_alone_and_only_those_there_are(story: Story, supervisor: Caller) -> None:
    people = [story.people["8001"], story.people["8002"]]
    with pytest.raises(InvalidForm):
        form = SteerMany(people=people, what="ready", why="  ")
        story.work(supervisor_control.steer_many, form, caller=supervisor)
    with pytest.raises(InvalidForm):
        form = SteerMany(people=people, what="not_ready", why="drill")
        story.work(supervisor_control.steer_many, form, caller=supervisor)
    with pytest.raises(NotFound):
        form = SteerMany(people=[supervisor.person_id], what="ready", why="drill")
        story.work(supervisor_control.steer_many, form, caller=supervisor)
    assert not audit(story, "floor.set_state")


def test_a_freed_agents_leg_closes_and_the_call_goes_on_where_the_exchange_has_it(
    story: Story, supervisor: Caller
) -> None:
    story.talk("c1")
    story.later(30_000).work(supervisor_control.free_agent, story.people["8001"], "screen froze", caller=supervisor)
    assert (story.agent().state, story.agent().reason, story.agent().call_id) == ("not_ready", "freed", None)
    assert story.legs("c1")[0].ended_at == story.at
    assert story.call("c1").state == "talking"
    assert audit(story, "floor.free_agent")[0].reason == "screen froze"
    story.later(30_000).tell(story.leg_ended("c1", talk_ms=60_000), story.ended("c1"))
    assert (story.call("c1").talk_ms, story.legs("c1")[0].talk_ms) == (60_000, 60_000)
    assert story.agent().reason == "freed", "the freed agent is not drawn into after-call work"


def test_an_agent_stuck_in_a_ring_can_be_freed(story: Story, supervisor: Caller) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"))
    story.later(5_000).work(supervisor_control.free_agent, story.people["8001"], "stuck", caller=supervisor)
    assert story.legs("c1")[0].result == "caller_gone"
    story.later(50).tell(story.ring_ended("c1", "missed"), story.ringing("c1", "8002"))
    assert (story.agent().misses, story.agent("8002").state) == (0, "reserved")


# ---------------------------------------------------------------------- seats that go silent


def heard(story: Story, seconds_ago: float) -> None:
    with story.hub_context.database.write() as db:
        person, seen_at = story.people["8001"], story.at - timedelta(seconds=seconds_ago)
        session = db.scalar(select(SeatSession).where(SeatSession.person_id == person))
        if session is None:
            session = SeatSession(
                person_id=person, token_digest=b"x", seat="s", started_at=BEGIN, expires_at=BEGIN + timedelta(days=1)
            )
            db.add(session)
        session.last_seen_at = seen_at


def test_a_silent_seat_is_lost_its_call_goes_on_and_it_comes_back(story: Story, agent: Caller) -> None:
    for code in ("8002", "8003"):
        story.put(code, "signed_out")
    story.talk("c1")
    set_clocks(story.hub_context, lambda: story.at)
    watch = duties.SeatWatch(silent=timedelta(seconds=15))
    watch._watching_since -= 15
    heard(story, 14)
    watch.look(story.hub_context)
    assert story.agent().seat_lost_at is None
    heard(story, 16)
    watch.look(story.hub_context)
    assert (story.agent().seat_lost_at, story.agent().state) == (story.at, "talking")
    assert story.changes("agent_state")[-1].hint["seat_lost"] is True
    (own,) = story.changes("agent_state")[-1].audience
    assert own.startswith("person:"), "the floor is told by the board, once for all"
    heard(story, 1)
    watch.look(story.hub_context)
    assert story.agent().seat_lost_at is None


def test_a_hub_that_has_just_started_calls_no_seat_lost(story: Story) -> None:
    set_clocks(story.hub_context, lambda: story.at)
    duties.SeatWatch().look(story.hub_context)
    assert story.agent().seat_lost_at is None


@pytest.mark.parametrize(
    "extension", ["trunk-out", "../x", "1001\r\nAction: x", "1", "123456789", "１００１", "8001WEB", ""]
)
def test_a_telephone_of_the_house_has_one_form_wherever_it_is_named(extension: str) -> None:
    for record in (
        lambda: SeatSignIn(extension=extension),
        lambda: ListenForm(mode="listen", extension=extension, why="coaching"),
    ):
        with pytest.raises(ValidationError, match="extension"):
            record()
    assert (
        SeatSignIn(extension="8001web").extension == ListenForm(mode="listen", extension="8001web", why="x").extension
    )


def test_one_seat_sits_at_a_telephone_and_the_other_is_told_who_sits_there(story: Story, agent: Caller) -> None:
    other = caller_of(story.hub_context, story.people["8002"], "calls.take")
    for code in ("8001", "8002"):
        story.put(code, "signed_out")
    story.work(seats.sign_in, "4711", caller=agent)
    with pytest.raises(ExtensionTaken) as refused:
        story.work(seats.sign_in, "4711", caller=other)
    assert refused.value.values == {"name": agent.name, "extension": "4711"}
    assert story.agent("8002").state == "signed_out"
    story.work(seats.sign_out, caller=agent)
    story.work(seats.sign_in, "4711", caller=other)
    assert (story.agent("8002").extension, story.agent("8002").state) == ("4711", "not_ready")


def test_a_telephone_of_ones_own_code_is_taken_by_who_sits_there_without_naming_it(story: Story, agent: Caller) -> None:
    other = caller_of(story.hub_context, story.people["8002"], "calls.take")
    for code in ("8001", "8002"):
        story.put(code, "signed_out")
    story.work(seats.sign_in, None, caller=agent)
    with pytest.raises(ExtensionTaken):
        story.work(seats.sign_in, "8001", caller=other)
    story.work(seats.sign_in, None, caller=other)
    assert story.agent("8002").state == "not_ready"


def test_the_database_itself_holds_one_seat_per_telephone(story: Story) -> None:
    for code in ("8001", "8002"):
        story.put(code, "not_ready")
    with pytest.raises(IntegrityError, match="uq_agent_state_extension"), story.hub_context.database.write() as db:
        db.execute(update(AgentState).values(extension="4711"))
