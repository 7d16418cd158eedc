"""Alarms on the board's own figures: raised once, after their hold time, cleared with hysteresis, acknowledged, kept."""

import threading
import uuid
from datetime import timedelta
from typing import Any

import pytest

from agent_desk.hub.cases.kinds.service import CASE_WORK
from agent_desk.hub.cases.service import COMPLAINT
from agent_desk.hub.kit import work_items
from agent_desk.hub.kit.errors import InvalidForm, StaleVersion, TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind
from agent_desk.hub.supervising import alarm_settings, alarms
from agent_desk.hub.supervising.alarms import AlarmKeeper
from agent_desk.models.calls.calls import AgentInterval, AgentState, Call, NotReadyReason
from agent_desk.models.supervising import Alarm, AlarmRule
from agent_desk.schemas.supervising.records import AlarmRow, AlarmRuleEdit, NewAlarmRule
from tests.fixtures.call_rows import agent, call, queue
from tests.fixtures.floor import Floor, watcher
from tests.fixtures.people import Staff


def only(ground: Floor, **given: Any) -> str:
    """The one rule in force; its code."""
    with ground.hub_context.database.write() as db:
        for row in db.query(AlarmRule):
            row.active = False
        usual = {"code": "one", "name_zh": "则", "name_en": "Rule", "severity": "warning"}
        db.add(AlarmRule(**{**usual, **given}))
    return "one"


def now(ground: Floor) -> list[AlarmRow]:
    found: list[AlarmRow] = ground.work(alarms.listed, caller=watcher())
    return found


def waiting(ground: Floor, code: str, callers: int) -> list[uuid.UUID]:
    """So many callers wait in a queue of this code."""
    with ground.hub_context.database.write() as db:
        line = queue(db, code)
        return [call(db, line, ground.at, None, caller=f"+86138000{at:05}").id for at in range(callers)]


def leave(ground: Floor, calls: list[uuid.UUID]) -> None:
    for one in calls:
        ground.set(Call, one, state="ended", outcome="abandoned_queue", ended_at=ground.at)


def test_an_alarm_is_raised_after_its_hold_time_and_cleared_only_when_well_back(ground: Floor) -> None:
    only(ground, figure="waiting", each_queue=True, threshold=4.0, clear_at=2.0, hold_ms=10_000)
    calls = waiting(ground, "cards", 5)
    ground.look()
    assert now(ground) == [], "it waits out its hold time"
    ground.later(seconds=9).look()
    assert now(ground) == []
    ground.later(seconds=1).look()
    (alarm,) = now(ground)
    assert alarm.queue is not None and alarm.queue.code == "cards" and (alarm.value, alarm.threshold) == (5, 4)
    assert alarm.raised_at == ground.at and alarm.since_at == ground.at - timedelta(seconds=10)
    leave(ground, calls[:2])
    ground.later(seconds=20).look()
    assert [one.value for one in now(ground)] == [3], "three is below the threshold and not back yet"
    leave(ground, calls[2:4])
    ground.later(seconds=1).look()
    assert now(ground) == []
    (past,) = ground.work(alarms.history, limit=None, after=None, caller=watcher()).items
    assert past.id == alarm.id and past.cleared_at == ground.at and past.worst == 5
    assert [one["said"] for one in ground.told("alarm")] == ["raised", "value", "cleared"]


def test_what_does_not_hold_long_enough_never_was_an_alarm(ground: Floor) -> None:
    only(ground, figure="waiting", each_queue=True, threshold=2.0, clear_at=1.0, hold_ms=10_000)
    calls = waiting(ground, "cards", 2)
    ground.look()
    leave(ground, calls)
    ground.later(seconds=5).look()
    ground.later(seconds=60).look()
    with ground.hub_context.database.read() as db:
        assert db.query(Alarm).count() == 0
    assert ground.told("alarm") == []


def test_another_hub_that_takes_over_raises_nothing_twice_and_keeps_the_hold_time(ground: Floor) -> None:
    only(ground, figure="waiting", each_queue=True, threshold=2.0, clear_at=1.0, hold_ms=10_000)
    waiting(ground, "cards", 3)
    ground.look(AlarmKeeper())
    ground.later(seconds=10).look(AlarmKeeper())
    (alarm,) = now(ground)
    ground.later(seconds=1).look(AlarmKeeper())
    assert [one.id for one in now(ground)] == [alarm.id]


def test_two_hubs_that_look_at_once_raise_one_alarm(ground: Floor) -> None:
    only(ground, figure="waiting", each_queue=True, threshold=2.0, clear_at=1.0)
    waiting(ground, "cards", 3)
    ground.look(AlarmKeeper())
    with ground.hub_context.database.write() as db:
        db.query(Alarm).delete()
    keepers = [threading.Thread(target=AlarmKeeper().look, args=(ground.hub_context,)) for _ in range(4)]
    for one in keepers:
        one.start()
    for one in keepers:
        one.join()
    assert len(now(ground)) == 1


def test_the_centres_share_needs_calls_enough(ground: Floor) -> None:
    only(
        ground, figure="answer_rate", counted="recent", threshold=0.85, clear_at=0.9, least_calls=3, severity="critical"
    )
    with ground.hub_context.database.write() as db:
        line = queue(db, "cards")
        for _ in range(2):
            call(db, line, ground.at - timedelta(minutes=5), "abandoned_queue", 40)
    ground.look()
    assert now(ground) == []
    with ground.hub_context.database.write() as db:
        by = agent(db, "1")
        for _ in range(2):
            call(db, line, ground.at - timedelta(minutes=4), "answered", 5, by=by, talk_s=30)
    ground.later(seconds=1).look()
    (alarm,) = now(ground)
    assert (alarm.figure, alarm.value, alarm.severity, alarm.queue) == ("answer_rate", 0.5, "critical", None)


def test_complaints_past_their_last_day_are_an_alarm_of_the_centre_until_they_are_done(ground: Floor) -> None:
    only(ground, figure="complaints_overdue", threshold=1.0, clear_at=1.0, severity="critical")
    late, soon = uuid.uuid4(), uuid.uuid4()

    def put(kind: WorkKind, subject: uuid.UUID, hours: int) -> None:
        with ground.hub_context.database.write() as db:
            unit = Unit(db=db, now=ground.at, jobs=ground.hub_context.jobs)
            due_at = ground.at + timedelta(hours=hours)
            work_items.put(unit, kind, subject, ("投诉", "Complaint"), permission="cases.handle", due_at=due_at)

    put(COMPLAINT, soon, 1)
    put(CASE_WORK, uuid.uuid4(), -1)
    ground.look()
    assert now(ground) == [], "other work is late, but no complaint"
    put(COMPLAINT, late, -1)
    ground.later(seconds=10).look()
    (alarm,) = now(ground)
    assert (alarm.figure, alarm.value, alarm.queue, alarm.person) == ("complaints_overdue", 1.0, None, None)
    with ground.hub_context.database.write() as db:
        work_items.end(Unit(db=db, now=ground.at, jobs=ground.hub_context.jobs), COMPLAINT, late)
    ground.later(seconds=10).look()
    assert now(ground) == []


def test_an_agent_too_long_in_a_state_for_a_reason(ground: Floor) -> None:
    only(ground, figure="state_too_long", state="not_ready", reason="break", threshold=600.0, clear_at=600.0)
    with ground.hub_context.database.write() as db:
        db.add(NotReadyReason(code="break", name_zh="小休", name_en="Break"))
        db.add(NotReadyReason(code="training", name_zh="培训", name_en="Training"))
        line = queue(db, "cards")
        one, two = (agent(db, code, line, state="not_ready", since_at=ground.at) for code in "12")
        db.get_one(AgentState, one.id).reason = "break"
        db.get_one(AgentState, two.id).reason = "training"
    ground.later(minutes=9).look()
    assert now(ground) == []
    ground.later(minutes=1).look()
    assert [alarm.person.id for alarm in now(ground) if alarm.person] == [one.id]
    ground.set(AgentState, one.id, state="ready", reason=None, since_at=ground.at)
    ground.later(seconds=1).look()
    assert now(ground) == []


def test_a_seat_that_is_lost(ground: Floor) -> None:
    only(ground, figure="seat_lost", threshold=30.0, clear_at=1.0, severity="critical")
    with ground.hub_context.database.write() as db:
        one = agent(db, "1", queue(db, "cards"), state="ready", since_at=ground.at)
    ground.set(AgentState, one.id, seat_lost_at=ground.at)
    ground.later(seconds=29).look()
    assert now(ground) == []
    ground.later(seconds=1).look()
    (alarm,) = now(ground)
    assert alarm.person is not None and alarm.person.agent_code == "1"
    ground.set(AgentState, one.id, seat_lost_at=None)
    ground.later(seconds=1).look()
    assert now(ground) == []


def test_states_that_flap_without_a_call_between(ground: Floor) -> None:
    only(ground, figure="flapping", threshold=6.0, clear_at=3.0)
    with ground.hub_context.database.write() as db:
        line = queue(db, "cards")
        flaps, works = (agent(db, code, line, state="ready", since_at=ground.at) for code in "12")
        for at in range(8):
            when = ground.at + timedelta(seconds=3 * at)
            state = "ready" if at % 2 else "not_ready"
            cycle = ("ready", "reserved", "talking", "after_call_work")[at % 4]
            for person, word in ((flaps, state), (works, cycle)):
                ended = when + timedelta(seconds=3) if at < 7 else None
                db.add(AgentInterval(person_id=person.id, state=word, started_at=when, ended_at=ended))
    ground.later(seconds=30).look()
    assert [alarm.person.id for alarm in now(ground) if alarm.person] == [flaps.id]
    ground.later(minutes=5).look()
    assert now(ground) == [], "five minutes of rest"


def test_in_quiet_hours_an_alarm_is_shown_and_kept_but_silent(ground: Floor) -> None:
    only(
        ground,
        figure="waiting",
        each_queue=True,
        threshold=2.0,
        clear_at=1.0,
        quiet_from="14:30",
        quiet_to="15:00",
    )
    waiting(ground, "cards", 2)
    ground.look()
    (alarm,) = now(ground)
    assert alarm.silent and ground.told("alarm")[0]["silent"] is True


def test_an_alarm_is_acknowledged_with_a_name_and_a_note(ground: Floor, boss: Caller, staff: Staff) -> None:
    only(ground, figure="waiting", each_queue=True, threshold=2.0, clear_at=1.0)
    waiting(ground, "cards", 2)
    ground.look()
    (alarm,) = now(ground)
    seen = ground.work(alarms.acknowledge, alarm.id, " two more from loans ", caller=boss)
    assert seen.acknowledged_by.id == boss.person_id and seen.note == "two more from loans"
    with pytest.raises(TransitionRefused):
        ground.work(alarms.acknowledge, alarm.id, "me too", caller=staff.caller("other", "supervisor"))
    ground.later(seconds=20).look()
    assert [one.note for one in now(ground)] == ["two more from loans"], "it stays until the figure is back"


def test_a_retired_rule_clears_its_alarms(ground: Floor, staff: Staff) -> None:
    code = only(ground, figure="waiting", each_queue=True, threshold=2.0, clear_at=1.0)
    waiting(ground, "cards", 2)
    ground.look()
    admin = staff.caller("admin", "system_administrator")
    with ground.hub_context.database.read() as db:
        row = next(one for one in alarm_settings.rules(db) if one.code == code)
    edited = ground.work(
        alarm_settings.edit, code, AlarmRuleEdit(**{**row.model_dump(), "active": False}), caller=admin
    )
    assert edited.version == row.version + 1
    ground.later(seconds=1).look()
    assert now(ground) == []
    with pytest.raises(StaleVersion):
        ground.work(alarm_settings.edit, code, AlarmRuleEdit(**row.model_dump()), caller=admin)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"figure": "waiting", "threshold": 4, "clear_at": 5}, "clear_at"),
        ({"figure": "waiting", "threshold": 4, "clear_at": 0}, "clear_at"),
        ({"figure": "service_level", "counted": "recent", "threshold": 0.8, "clear_at": 0.7}, "clear_at"),
        ({"figure": "service_level", "counted": "recent", "threshold": 70, "clear_at": 80}, "threshold"),
        ({"figure": "service_level", "threshold": 0.7, "clear_at": 0.8}, "counted"),
        ({"figure": "state_too_long", "threshold": 60, "clear_at": 60}, "state"),
        ({"figure": "waiting", "threshold": 4, "clear_at": 2, "queue": "nowhere"}, "queue"),
        ({"figure": "waiting", "threshold": 4, "clear_at": 2, "quiet_from": "22:00"}, "quiet_to"),
    ],
)
def test_a_rule_that_could_never_work_is_refused(
    ground: Floor, staff: Staff, given: dict[str, Any], field: str
) -> None:
    form = NewAlarmRule(code="new", name_zh="新", name_en="New", **given)
    with pytest.raises(InvalidForm) as refused:
        ground.work(alarm_settings.add, form, caller=staff.caller("admin", "system_administrator"))
    assert field in refused.value.values["fields"]
