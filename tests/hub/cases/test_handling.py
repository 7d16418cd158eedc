"""Handling a complaint: its way through the states, pauses and classes with the due date recomputed, and how it ends."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.cases import handling, lists, service
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import InvalidForm, NotPermitted, TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.models.customers import Contact
from agent_desk.schemas.cases.records import (
    ClassForm,
    ComplaintOpened,
    NoteForm,
    PauseForm,
    ResumeForm,
    TransitionForm,
)
from tests.fixtures.cases import NOW, ZONE, customer, form, terms
from tests.fixtures.people import Staff

InUnit = Callable[..., Any]


def day(count: int) -> datetime:
    """Midday of that day after receipt."""
    return NOW + timedelta(days=count)


@pytest.fixture(autouse=True)
def lists_are_there(database: Database) -> Iterator[None]:
    terms(database)
    yield


@pytest.fixture
def agent(staff: Staff) -> Caller:
    return staff.caller("a1001", "agent")


@pytest.fixture
def handler(staff: Staff) -> Caller:
    return staff.caller("h1", "complaint_handler")


@pytest.fixture
def supervisor(staff: Staff) -> Caller:
    return staff.caller("s1", "supervisor")


@pytest.fixture
def complaint(database: Database, in_unit: InUnit, agent: Caller) -> ComplaintOpened:
    owner = customer(database)
    made: ComplaintOpened = in_unit(service.open_complaint, form(customer_id=owner.id), ZONE, caller=agent, now=NOW)
    return made


def line_of(database: Database, complaint_id: uuid.UUID) -> tuple[bool, str, datetime | None]:
    with database.read() as db:
        line = db.scalars(select(Contact).where(Contact.entity_id == complaint_id)).one()
        return line.open, line.state, line.due_at


def test_from_receipt_to_the_end(
    database: Database, in_unit: InUnit, complaint: ComplaintOpened, handler: Caller
) -> None:
    def move(to: str, count: int, **more: Any) -> Any:
        wanted = TransitionForm.model_validate({"to": to, **more})
        return in_unit(handling.transition, complaint.id, wanted, ZONE, caller=handler, now=day(count))

    assert move("assigned", 1, assigned_to=handler.person_id).assigned_to.id == handler.person_id
    assert move("in_progress", 2).moves == ["assigned", "awaiting_customer", "decided", "withdrawn", "merged"]
    with pytest.raises(InvalidForm) as refused:
        move("decided", 3)
    assert refused.value.values["fields"] == {"words": "missing"}
    decided = move("decided", 3, words="退还多扣的短信费 12 元。")
    assert (decided.decided_at, decided.resolution, decided.open) == (day(3), "退还多扣的短信费 12 元。", True)
    told = move("told", 4)
    assert (told.told_at, told.open) == (day(4), False)
    assert line_of(database, complaint.id) == (False, "told", None)
    assert move("closed", 5).may == ["note", "hold"]
    with pytest.raises(TransitionRefused) as not_now:
        move("decided", 6, words="again")
    assert not_now.value.values == {"state": "closed", "trigger": "decided"}
    again = move("in_progress", 7, words="退款未到账。")
    assert (again.told_at, again.closed_at, again.due_on) == (day(4), None, date(2026, 3, 24))
    story = in_unit(service.story, complaint.id, ZONE, caller=handler).events
    assert [one.zh for one in story[:3]] == ["重新处理", "已办结", "已告知投诉人"]
    assert "分派给测试员" in [one.zh for one in story]


def test_an_agent_only_withdraws_for_the_customer_and_that_ends_it_the_same_day(
    database: Database, in_unit: InUnit, complaint: ComplaintOpened, agent: Caller
) -> None:
    assert complaint.moves == ["withdrawn"]
    start = TransitionForm(to="in_progress")
    with pytest.raises(NotPermitted):
        in_unit(handling.transition, complaint.id, start, ZONE, caller=agent)
    gone = TransitionForm(to="withdrawn", words="客户来电撤诉")
    ended = in_unit(handling.transition, complaint.id, gone, ZONE, caller=agent, now=day(2))
    assert (ended.state, ended.closed_at, ended.open, ended.moves) == ("withdrawn", day(2), False, [])
    assert line_of(database, complaint.id) == (False, "withdrawn", None)


def test_a_complaint_goes_to_handlers_only(
    in_unit: InUnit, complaint: ComplaintOpened, handler: Caller, agent: Caller, supervisor: Caller
) -> None:
    who = in_unit(handling.handlers, caller=handler)
    assert {one.id for one in who} == {handler.person_id, supervisor.person_id}
    for wrong, code in ((agent.person_id, "not_a_handler"), (None, "missing")):
        wanted = TransitionForm(to="assigned", assigned_to=wrong)
        with pytest.raises(InvalidForm) as refused:
            in_unit(handling.transition, complaint.id, wanted, ZONE, caller=handler)
        assert refused.value.values["fields"] == {"assigned_to": code}


def test_a_pause_moves_the_due_day_only_when_the_complainant_was_told(
    database: Database, in_unit: InUnit, complaint: ComplaintOpened, handler: Caller
) -> None:
    def pause(count: int, told: bool = False) -> Any:
        wanted = PauseForm(reason="送检", told_at=day(count) if told else None)
        return in_unit(handling.pause, complaint.id, wanted, ZONE, caller=handler, now=day(count))

    def resume(count: int, told: bool = False) -> Any:
        wanted = ResumeForm(told_at=day(count) if told else None)
        return in_unit(handling.resume, complaint.id, wanted, ZONE, caller=handler, now=day(count))

    assert pause(2).may == ["edit", "note", "resume", "class", "extend", "grade", "hold"]
    with pytest.raises(TransitionRefused):
        pause(3)
    assert resume(5).due_on == date(2026, 3, 17)
    assert pause(6, told=True).paused
    ended = resume(10)
    assert (ended.due.paused_days, ended.due_on, ended.paused) == (4, date(2026, 3, 21), False)
    assert [step.counts for step in ended.due.steps if step.code.startswith("pause")] == [False, True]
    assert line_of(database, complaint.id)[2] == ended.due_at
    with pytest.raises(TransitionRefused):
        resume(11)
    pause(12)
    assert resume(14, told=True).due_on == date(2026, 3, 23)


def test_while_a_told_pause_runs_the_stored_due_day_moves_with_the_days(
    database: Database, in_unit: InUnit, complaint: ComplaintOpened, handler: Caller
) -> None:
    told = PauseForm(reason="送检", told_at=day(2))
    in_unit(handling.pause, complaint.id, told, ZONE, caller=handler, now=day(2))
    assert in_unit(lists.move_paused, ZONE, now=day(2)) == 0
    before = in_unit(lists.complaints, lists.Wanted(), ZONE, caller=handler, now=day(6)).items[0]
    assert before.due_on == date(2026, 3, 21), "a list never shows yesterday's due day"
    assert in_unit(lists.move_paused, ZONE, now=day(6)) == 1
    page = in_unit(lists.complaints, lists.Wanted(), ZONE, caller=handler, now=day(6))
    assert (page.items[0].due_on, page.items[0].paused) == (date(2026, 3, 21), True)
    assert line_of(database, complaint.id)[2] == page.items[0].due_at
    over = TransitionForm(to="withdrawn", words="撤诉")
    ended = in_unit(handling.transition, complaint.id, over, ZONE, caller=handler, now=day(7))
    assert (ended.paused, ended.due_on) == (False, date(2026, 3, 22))
    assert in_unit(lists.move_paused, ZONE, now=day(30)) == 0


def test_the_class_moves_the_limit_and_an_extension_is_no_class_that_is_chosen(
    in_unit: InUnit, complaint: ComplaintOpened, handler: Caller
) -> None:
    def classed(caller: Caller, count: int, word: str, **more: Any) -> Any:
        wanted = ClassForm.model_validate({"case_class": word, **more})
        return in_unit(handling.set_class, complaint.id, wanted, ZONE, caller=caller, now=day(count))

    assert classed(handler, 3, "complex").due_on == date(2026, 4, 1)
    with pytest.raises(InvalidForm) as refused:
        classed(handler, 3, "complex")
    assert refused.value.values["fields"] == {"case_class": "unchanged"}
    with pytest.raises(InvalidForm) as refused:
        classed(handler, 4, "extended")
    assert refused.value.values["fields"] == {"case_class": "needs_approval"}


def test_a_complaint_told_twice_is_merged_and_keeps_the_first_clock(
    in_unit: InUnit, complaint: ComplaintOpened, agent: Caller, handler: Caller
) -> None:
    again_form = form(customer_id=complaint.customer.customer_id)  # type: ignore[union-attr]
    again = in_unit(service.open_complaint, again_form, ZONE, caller=agent, now=day(3))
    other = in_unit(service.open_complaint, form(complainant="李芳"), ZONE, caller=agent, now=NOW)

    def merge(what: Any, into: str) -> Any:
        wanted = TransitionForm(to="merged", words="同一事项", merged_into=into)
        return in_unit(handling.transition, what.id, wanted, ZONE, caller=handler, now=day(4))

    for what, into, code in (
        (again, "", "missing"),
        (again, "TS1", "not_found"),
        (again, again.number, "not_found"),
        (again, other.number, "other_customer"),
        (complaint, again.number, "younger"),
    ):
        with pytest.raises(InvalidForm) as refused:
            merge(what, into)
        assert refused.value.values["fields"] == {"merged_into": code}
    merged = merge(again, complaint.number)
    assert (merged.state, merged.merged_into) == ("merged", complaint.number)
    first = in_unit(service.story, complaint.id, ZONE, caller=handler)
    assert (first.complaint.due_on, first.events[0].zh) == (complaint.due_on, f"{again.number} 并入本件")
    assert first.complaint.version == 2


def test_nothing_moves_the_clock_of_a_complaint_that_is_over(
    in_unit: InUnit, complaint: ComplaintOpened, handler: Caller
) -> None:
    in_unit(handling.transition, complaint.id, TransitionForm(to="withdrawn", words="撤"), ZONE, caller=handler)
    for deed, wanted in (
        (handling.pause, PauseForm(reason="送检")),
        (handling.resume, ResumeForm()),
        (handling.set_class, ClassForm(case_class="complex")),
    ):
        with pytest.raises(TransitionRefused):
            in_unit(deed, complaint.id, wanted, ZONE, caller=handler)
    with pytest.raises(InvalidForm):
        in_unit(service.note, complaint.id, NoteForm(kind="new_facts", words="x"), ZONE, caller=handler)
