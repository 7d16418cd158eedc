"""Abandoned callers and their call-backs: one row and one task per caller, settled by what really happened."""

import threading
import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from agent_desk.hub.kit import work_items
from agent_desk.hub.kit.errors import NotFound, TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.supervising import abandoned, tasks
from agent_desk.hub.supervising.errors import CannotCallBack
from agent_desk.hub.supervising.task_views import CALL_BACK, state_of
from agent_desk.models.calls.calls import Call, Queue
from agent_desk.models.calls.voice_plan import Callback
from agent_desk.models.customers import ContactPoint, Customer
from agent_desk.models.people import Person
from agent_desk.models.supervising import CallbackTask
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.supervising.records import AbandonedList, NewTask, TaskResultForm, TaskRow
from tests.fixtures.call_rows import call, queue
from tests.fixtures.floor import ZONE, Floor
from tests.fixtures.people import Staff

LI, WU = "+8613800138000", "+8613912345678"


@pytest.fixture
def line(ground: Floor) -> Queue:
    with ground.hub_context.database.write() as db:
        return queue(db, "cards")


@pytest.fixture
def agents(ground: Floor, staff: Staff) -> dict[str, Caller]:
    return {code: staff.caller(f"a{code}", "agent", agent_code=code) for code in ("1", "2")}


def gives_up(ground: Floor, line: Queue, caller: str, minutes_ago: float = 0, **more: Any) -> uuid.UUID:
    with ground.hub_context.database.write() as db:
        return call(
            db, line, ground.at - timedelta(minutes=minutes_ago), "abandoned_queue", 40, caller=caller, **more
        ).id


def talks(ground: Floor, line: Queue, caller: str, agent: Caller, **more: Any) -> uuid.UUID:
    with ground.hub_context.database.write() as db:
        by = db.get_one(Person, agent.person_id)
        return call(db, line, ground.at, "answered", 5, by=by, talk_s=30, caller=caller, **more).id


def item_of(db: Session, task: CallbackTask) -> WorkItem:
    return work_items.of(db, CALL_BACK, [task.id])[task.id]


def seen(ground: Floor, boss: Caller) -> AbandonedList:
    found: AbandonedList = ground.work(abandoned.listed, ZONE, caller=boss)
    return found


def add(ground: Floor, boss: Caller, call_id: uuid.UUID, **more: Any) -> TaskRow:
    made: TaskRow = ground.work(tasks.add, NewTask(call_id=call_id, **more), caller=boss)
    return made


def mine(ground: Floor, who: Caller) -> list[TaskRow]:
    found: list[TaskRow] = ground.work(tasks.mine, caller=who)
    return found


def test_callers_stand_by_their_first_arrival_with_who_they_may_be(ground: Floor, line: Queue, boss: Caller) -> None:
    with ground.hub_context.database.write() as db:
        db.add(customer := Customer(number="C1", name="李明", care_flags=[]))
        db.flush()
        db.add(ContactPoint(customer_id=customer.id, kind="mobile", value=LI, verified=True, source="core_bank"))
    gives_up(ground, line, WU, 20)
    first = gives_up(ground, line, LI, 30)
    gives_up(ground, line, LI, 10)
    gives_up(ground, line, WU, 24 * 60)
    found = seen(ground, boss)
    assert (found.calls, found.open) == (3, 2)
    li, wu = found.items
    assert (li.call_id, li.calls, li.caller.text) == (first, 2, "138****8000")
    assert [one.number for one in li.customers] == ["C1"] and "李明" not in li.customers[0].name.text
    assert (wu.calls, wu.caller.text, wu.customers) == (1, "139****5678", [])


def test_who_was_talked_to_since_is_settled(
    ground: Floor, line: Queue, boss: Caller, agents: dict[str, Caller]
) -> None:
    for caller in (LI, WU, "+8613700000001", "+8613700000002"):
        gives_up(ground, line, caller, 10)
    talks(ground, line, LI, agents["1"])
    talks(ground, line, WU, agents["1"], direction="outbound")
    with ground.hub_context.database.write() as db:
        asked = call(db, line, ground.at, "called_back", 20, caller="+8613700000001")
        db.add(Callback(call_id=asked.id, queue_id=line.id, number="+8613700000001", position=1, asked_at=ground.at))
    ground.later(seconds=1)
    found = seen(ground, boss)
    assert {row.caller.text: row.settled for row in found.items} == {
        "138****8000": "called_again",
        "139****5678": "called_back",
        "137****0001": "promised",
        "137****0002": None,
    }
    assert found.open == 1 and found.items[0].settled is None, "what is open stands first"


def test_who_gave_up_again_after_a_talk_is_open(
    ground: Floor, line: Queue, boss: Caller, agents: dict[str, Caller]
) -> None:
    gives_up(ground, line, LI, 30)
    talks(ground, line, LI, agents["1"])
    ground.later(minutes=5)
    gives_up(ground, line, LI)
    assert seen(ground, boss).open == 1


def test_a_withheld_number_is_listed_and_cannot_be_called_back(ground: Floor, line: Queue, boss: Caller) -> None:
    call_id = gives_up(ground, line, "", 1)
    assert seen(ground, boss).items[0].withheld
    with pytest.raises(CannotCallBack):
        add(ground, boss, call_id)


def test_one_click_or_ten_make_one_task(ground: Floor, line: Queue, boss: Caller, staff: Staff) -> None:
    first, again = gives_up(ground, line, LI, 5), gives_up(ground, line, LI, 1)
    others = [staff.caller(f"boss{at}", "supervisor") for at in range(4)]
    clicks = [
        threading.Thread(target=add, args=(ground, who, call_id))
        for who in (boss, *others)
        for call_id in (first, again)
    ]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    with ground.hub_context.database.read() as db:
        assert db.query(CallbackTask).count() == 1
    row = seen(ground, boss).items[0]
    assert row.task is not None and row.task.state == "open"


def test_a_task_is_for_one_agent_or_for_anybody_by_first_arrival(
    ground: Floor, line: Queue, boss: Caller, agents: dict[str, Caller]
) -> None:
    later_, sooner = gives_up(ground, line, WU, 5), gives_up(ground, line, LI, 9)
    own = gives_up(ground, line, "+8613700000001", 1)
    for call_id, whom in ((later_, None), (sooner, None), (own, agents["2"].person_id)):
        add(ground, boss, call_id, assigned_id=whom)
    assert [one.caller.text for one in mine(ground, agents["1"])] == ["138****8000", "139****5678"]
    assert [one.caller.text for one in mine(ground, agents["2"])] == ["137****0001", "138****8000", "139****5678"]


def result(row: TaskRow, word: Any, **more: Any) -> TaskResultForm:
    return TaskResultForm(result=word, version=row.version, **more)


def test_what_came_of_it_is_kept_or_it_goes_back_on_the_list(
    ground: Floor, line: Queue, boss: Caller, agents: dict[str, Caller]
) -> None:
    row = add(ground, boss, gives_up(ground, line, LI, 5), assigned_id=agents["1"].person_id)
    with pytest.raises(NotFound):
        ground.work(tasks.record, row.id, result(row, "reached"), all_of_them=False, caller=agents["2"])
    kept = ground.work(
        tasks.record,
        row.id,
        result(row, "not_reached", done=False, note="engaged"),
        all_of_them=False,
        caller=agents["1"],
    )
    assert (kept.state, kept.result, kept.note) == ("open", "not_reached", "engaged")
    done = ground.work(tasks.record, row.id, result(kept, "reached"), all_of_them=False, caller=agents["1"])
    assert (done.state, done.result) == ("done", "reached") and mine(ground, agents["1"]) == []
    with pytest.raises(TransitionRefused):
        ground.work(tasks.record, row.id, result(done, "reached"), all_of_them=False, caller=agents["1"])


def test_a_customer_who_called_again_and_was_answered_is_off_the_list(
    ground: Floor, line: Queue, boss: Caller, agents: dict[str, Caller]
) -> None:
    row = add(ground, boss, gives_up(ground, line, LI, 5))
    assert tasks.settle_what_is_over(ground.hub_context) == 0
    ground.later(minutes=3)
    talks(ground, line, LI, agents["1"])
    assert tasks.settle_what_is_over(ground.hub_context) == 1
    with ground.hub_context.database.read() as db:
        task = db.get_one(CallbackTask, row.id)
        assert (state_of(task, item_of(db, task)), task.result) == ("done", "called_again")
    assert mine(ground, agents["1"]) == []


@pytest.mark.parametrize(("answered", "state", "said"), [(True, "done", "reached"), (False, "taken", "not_reached")])
def test_the_call_that_was_made_says_what_came_of_it(
    ground: Floor, line: Queue, boss: Caller, agents: dict[str, Caller], answered: bool, state: str, said: str
) -> None:
    row = add(ground, boss, gives_up(ground, line, LI, 5))
    made = talks(ground, line, LI, agents["1"], direction="outbound")
    if not answered:
        ground.set(Call, made, outcome="no_answer", answered_at=None)
    ground.set(CallbackTask, row.id, made_call_id=made, attempts=1)
    ground.work(work_items.take, CALL_BACK, row.id, caller=agents["1"])
    tasks.settle_what_is_over(ground.hub_context)
    tasks.settle_what_is_over(ground.hub_context)
    with ground.hub_context.database.read() as db:
        task = db.get_one(CallbackTask, row.id)
        assert (state_of(task, item_of(db, task)), task.result, task.version) == (state, said, row.version + 1)
