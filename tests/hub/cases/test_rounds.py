"""A complaint that is taken up again: what was decided and told in time stays a fact, and the next round has a limit of its own."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from agent_desk.hub.cases import handling, lists, service
from agent_desk.hub.cases.rules import Approval, due
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.security import Caller
from agent_desk.schemas.cases.records import Complaint, ComplaintOpened, NoteForm, TransitionForm
from agent_desk.schemas.cases.settings import REOPENING, LawEdition
from agent_desk.ui.cases.presentation import due_mark
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
def handler(staff: Staff) -> Caller:
    return staff.caller("h1", "complaint_handler")


@pytest.fixture
def complaint(database: Database, in_unit: InUnit, handler: Caller, staff: Staff) -> ComplaintOpened:
    owner, agent = customer(database), staff.caller("a1001", "agent")
    made: ComplaintOpened = in_unit(service.open_complaint, form(customer_id=owner.id), ZONE, caller=agent, now=NOW)
    return made


@pytest.fixture
def move(in_unit: InUnit, complaint: ComplaintOpened, handler: Caller) -> Any:
    def to(state: Any, on: int, words: str = "") -> Complaint:
        form = TransitionForm(to=state, words=words)
        moved: Complaint = in_unit(handling.transition, complaint.id, form, ZONE, caller=handler, now=day(on))
        return moved

    return to


@pytest.fixture
def closed(move: Any) -> Complaint:
    """Received on 2 March, told on day 10 (limit 17 March), closed on day 11."""
    move("in_progress", 1)
    move("decided", 9, "退还短信费。")
    move("told", 10)
    done: Complaint = move("closed", 11)
    return done


def overdue(in_unit: InUnit, handler: Caller, on: int) -> int:
    return int(in_unit(lists.due_soon, ZONE, caller=handler, now=day(on)).overdue)


def test_that_it_was_told_in_time_stays_and_nothing_is_overdue_when_it_is_taken_up_again(
    in_unit: InUnit, closed: Complaint, move: Any, handler: Caller
) -> None:
    again = move("in_progress", 40, "客户来电：退款未到账。")
    assert (again.told_at, again.decided_at) == (day(10), day(9))
    assert (again.round, again.reopened_at, again.told_again_at, again.closed_at) == (2, day(40), None, None)
    assert (again.due_on, again.due.limit_days) == (date(2026, 4, 26), 15), "11 April and 15 days"
    assert overdue(in_unit, handler, 40) == 0 and overdue(in_unit, handler, 56) == 1
    first, second = again.rounds
    assert (first.told_at, first.decided_at, first.closed_at, first.resolution) == (
        day(10),
        day(9),
        day(11),
        "退还短信费。",
    )
    assert first.due_at == closed.due_at and first.told_at < first.due_at
    assert (second.started_at, second.reason, second.told_at) == (day(40), "客户来电：退款未到账。", None)
    assert [step.code for step in again.due.steps] == ["received", "reopened", "reopened_limit", "due"]


def test_told_again_each_round_keeps_its_own_figures(closed: Complaint, move: Any) -> None:
    move("in_progress", 40, "退款未到账。")
    move("decided", 41, "已补退。")
    told = move("told", 41)
    assert (told.told_at, told.told_again_at) == (day(10), day(41))
    assert due_mark(told).icon == "circle-check"
    done = move("closed", 42)
    first, second = done.rounds
    assert (first.told_at, first.resolution) == (day(10), "退还短信费。")
    assert (second.decided_at, second.told_at, second.closed_at, second.resolution) == (
        day(41),
        day(41),
        day(42),
        "已补退。",
    )
    third = move("in_progress", 90, "又未到账。")
    assert (third.round, third.due_on, len(third.rounds)) == (3, date(2026, 6, 15), 3)
    assert [one.told_at for one in third.rounds] == [day(10), day(41), None]


def test_told_late_in_a_later_round_is_told_late(closed: Complaint, move: Any) -> None:
    move("in_progress", 40, "退款未到账。")
    move("decided", 60, "已补退。")
    late = move("told", 60)
    assert due_mark(late).icon == "circle-alert"
    assert late.told_at == day(10)


@pytest.mark.parametrize("state", ["told", "closed", "decided"])
def test_why_it_is_taken_up_again_is_asked_for(move: Any, complaint: ComplaintOpened, state: str) -> None:
    move("in_progress", 1)
    move("decided", 2, "退还。")
    if state != "decided":
        move("told", 3)
    if state == "closed":
        move("closed", 4)
    with pytest.raises(InvalidForm) as said:
        move("in_progress", 5, "  ")
    assert said.value.values["fields"] == {"words": "missing"}
    assert move("in_progress", 5, "事实有误。").state == "in_progress"


def test_before_the_complainant_was_told_the_first_limit_runs_on(move: Any, complaint: ComplaintOpened) -> None:
    move("in_progress", 1)
    move("decided", 2, "退还。")
    again = move("in_progress", 5, "事实有误。")
    assert (again.round, again.rounds, again.decided_at, again.due_on) == (1, [], None, complaint.due_on)
    move("decided", 6, "不予退还。")
    assert move("told", 7).told_at == day(7)


def test_the_limit_of_a_later_round_is_the_centres_rule_of_that_day(
    database: Database, in_unit: InUnit, closed: Complaint, move: Any
) -> None:
    with database.write() as db:
        settings_store.seed(db, REOPENING, {"limit_days": 5})
    again = move("in_progress", 40, "退款未到账。")
    assert (again.due_on, again.due.limit_days) == (date(2026, 4, 16), 5)


def test_new_facts_start_the_clock_of_the_round_anew(
    in_unit: InUnit, closed: Complaint, move: Any, handler: Caller
) -> None:
    move("in_progress", 40, "退款未到账。")
    facts = NoteForm(kind="new_facts", words="客户提供了新的流水。")
    told = in_unit(service.note, closed.id, facts, ZONE, caller=handler, now=day(45))
    assert told.complaint.due_on == date(2026, 5, 1)


def test_an_approval_of_the_first_round_is_none_of_the_second() -> None:
    approvals = [Approval(approved_at=day(5), told_at=day(6))]
    found = due(
        NOW, "extended", law=LawEdition(), zone=ZONE, as_of=day(40), approvals=approvals, reopened=(day(40), 15)
    )
    assert (found.due_on, found.limit_days) == (date(2026, 4, 26), 15)
    anew = [*approvals, Approval(approved_at=day(42), told_at=day(42))]
    assert (
        due(
            NOW, "extended", law=LawEdition(), zone=ZONE, as_of=day(42), approvals=anew, reopened=(day(40), 15)
        ).limit_days
        == 45
    )
