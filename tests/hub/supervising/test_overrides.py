"""Queues for a while: in force at once for exchange, seat and board, told to the agent, back by itself."""

from typing import Any

import pytest
from sqlalchemy import text

from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.supervising import messages, overrides
from agent_desk.models.calls.calls import AgentState, QueueMember
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import Person
from agent_desk.schemas.supervising.records import ManyOverrides, OverrideForm, OverrideRow
from tests.fixtures.call_rows import queue
from tests.fixtures.floor import Floor, watcher
from tests.fixtures.people import Staff


@pytest.fixture
def lin(ground: Floor, staff: Staff) -> Caller:
    """An agent who talks, serves cards first, and loans after others; there is a queue foreign too."""
    found = staff.caller("lin", "agent", agent_code="1")
    with ground.hub_context.database.write() as db:
        cards, loans, _ = queue(db, "cards"), queue(db, "loans", position=1), queue(db, "foreign", position=2)
        for line, penalty in ((cards, 0), (loans, 1)):
            db.add(QueueMember(queue_id=line.id, person_id=found.person_id, penalty=penalty))
        db.add(AgentState(person_id=found.person_id, state="ready", since_at=ground.at))
    return found


def change(ground: Floor, boss: Caller, lin: Caller, **given: Any) -> OverrideRow:
    usual = {"queue": "foreign", "member": True, "penalty": 0, "minutes": 60, "why": "many wait"}
    made: OverrideRow = ground.work(overrides.change, lin.person_id, OverrideForm(**{**usual, **given}), caller=boss)
    return made


def served(ground: Floor, lin: Caller) -> dict[str, int | None]:
    found = ground.work(overrides.served, lin.person_id, caller=watcher())
    return {one.queue.code: one.penalty for one in found}


def presence(ground: Floor) -> list[dict[str, Any]]:
    """What the exchange will be told."""
    with ground.hub_context.database.read() as db:
        found = text("SELECT args FROM procrastinate_jobs WHERE task_name = 'calls.presence' ORDER BY id")
        return [row[0] for row in db.execute(found)]


def test_an_agent_serves_another_queue_for_an_hour_and_goes_back(ground: Floor, lin: Caller, boss: Caller) -> None:
    row = change(ground, boss, lin)
    assert served(ground, lin) == {"cards": 0, "loans": 1, "foreign": 0}
    assert [one["joins"] for one in presence(ground)] == [True], "the exchange is told with the queues of now"
    ground.later(minutes=59, seconds=59)
    assert overrides.go_back_when_due(ground.hub_context) == 0
    ground.later(seconds=1)
    assert overrides.go_back_when_due(ground.hub_context) == 1 and overrides.go_back_when_due(ground.hub_context) == 0
    assert served(ground, lin) == {"cards": 0, "loans": 1, "foreign": None}
    assert len(presence(ground)) == 2
    with ground.hub_context.database.read() as db:
        said = {one.action: (one.reason, one.person_login) for one in db.query(AuditEntry)}
        assert ground.work(overrides.listed, caller=watcher()) == [] and row.reason == "many wait"
    assert said["floor.queues"] == ("many wait", "boss") and said["floor.queues_back"] == (None, "system")


def test_another_priority_and_not_at_all(ground: Floor, lin: Caller, boss: Caller) -> None:
    change(ground, boss, lin, queue="loans", penalty=0)
    change(ground, boss, lin, queue="cards", member=False, penalty=None)
    assert served(ground, lin) == {"cards": None, "loans": 0, "foreign": None}
    ground.later(hours=1)
    overrides.go_back_when_due(ground.hub_context)
    assert served(ground, lin) == {"cards": 0, "loans": 1, "foreign": None}


def test_a_second_change_of_the_same_queue_goes_back_to_what_was_before_both(
    ground: Floor, lin: Caller, boss: Caller
) -> None:
    change(ground, boss, lin, queue="loans", penalty=0)
    second = change(ground, boss, lin, queue="loans", penalty=5, minutes=120)
    assert [one.id for one in ground.work(overrides.listed, caller=watcher())] == [second.id]
    ground.work(overrides.take_back, second.id, "quiet again", caller=boss)
    assert served(ground, lin)["loans"] == 1


def test_the_agent_is_told_what_changes_and_when_it_is_over(ground: Floor, lin: Caller, boss: Caller) -> None:
    ground.set(AgentState, lin.person_id, state="not_ready")
    row = change(ground, boss, lin)
    (told,) = ground.work(messages.own, caller=lin, unread=True)
    (news,) = told.queues
    assert (told.kind, news.queue.code, news.member, news.until_at) == ("queues", "foreign", True, row.until_at)
    ground.later(hours=1)
    overrides.go_back_when_due(ground.hub_context)
    (over,) = ground.work(messages.own, caller=lin, unread=True)
    assert (over.queues[0].member, over.queues[0].until_at) == (False, None)


def test_several_agents_get_a_queue_by_one_order(ground: Floor, lin: Caller, boss: Caller, staff: Staff) -> None:
    other = staff.caller("wu", "agent", agent_code="2")
    ground.set(Person, other.person_id, active=True)
    form = ManyOverrides(
        people=[lin.person_id, other.person_id, boss.person_id],
        queue="loans",
        member=True,
        penalty=1,
        minutes=30,
        why="many",
    )
    account = ground.work(overrides.change_many, form, caller=boss)
    assert [one.error for one in account.items] == ["invalid_form", "", "not_found"]
    assert account.items[0].values["fields"] == {"penalty": "as_it_is"}
    assert (served(ground, lin)["loans"], served(ground, other)["loans"]) == (1, 1)
    assert len(ground.work(overrides.listed, caller=watcher())) == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"queue": "cards", "penalty": 0}, "penalty"),
        ({"queue": "foreign", "member": False}, "queue"),
        ({"queue": "nowhere"}, "queue"),
        ({"why": "  "}, "why"),
    ],
)
def test_what_changes_nothing_is_refused(
    ground: Floor, lin: Caller, boss: Caller, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidForm) as refused:
        change(ground, boss, lin, **given)
    assert field in refused.value.values["fields"]


def test_the_last_queue_stays(ground: Floor, lin: Caller, boss: Caller) -> None:
    change(ground, boss, lin, queue="cards", member=False)
    with pytest.raises(InvalidForm):
        change(ground, boss, lin, queue="loans", member=False)


def test_a_membership_that_was_set_anew_meanwhile_is_left_alone(ground: Floor, lin: Caller, boss: Caller) -> None:
    row = change(ground, boss, lin)
    ground.set(QueueMember, {"queue_id": _queue_id(ground, row), "person_id": lin.person_id}, penalty=7)
    ground.later(hours=1)
    overrides.go_back_when_due(ground.hub_context)
    assert served(ground, lin)["foreign"] == 7


def _queue_id(ground: Floor, row: OverrideRow) -> Any:
    with ground.hub_context.database.read() as db:
        assert db.get(Person, row.person.id) is not None
        return db.execute(text("SELECT id FROM queue WHERE code = :code"), {"code": row.queue.code}).scalar_one()
