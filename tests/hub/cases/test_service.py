"""Opening a complaint: its number, its explained due date, its faults, the time line, who sees what, and corrections."""

import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.cases import lists, service
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import InvalidForm, NotFound, NotPermitted, StaleVersion
from agent_desk.hub.kit.security import Caller
from agent_desk.models.cases import CaseEvent, Complaint
from agent_desk.models.customers import Contact
from agent_desk.models.kit import AuditEntry, Change
from agent_desk.schemas.cases.records import DueAsk, EditComplaint, NoteForm
from tests.fixtures.cases import NOW, ZONE, call_at, customer, end_call, form, terms
from tests.fixtures.people import Staff

InUnit = Callable[..., Any]


@pytest.fixture(autouse=True)
def lists_are_there(database: Database) -> Iterator[None]:
    terms(database)
    yield


@pytest.fixture
def agent(staff: Staff) -> Caller:
    return staff.caller("a1001", "agent")


def test_a_complaint_gets_the_number_of_its_day_and_an_explained_due_date(in_unit: InUnit, agent: Caller) -> None:
    late = datetime(2026, 3, 2, 17, 0, tzinfo=NOW.tzinfo)  # 01:00 on the 3rd at the centre
    first = in_unit(service.open_complaint, form(complainant="李芳"), ZONE, caller=agent, now=NOW)
    next_day = in_unit(service.open_complaint, form(complainant="李芳"), ZONE, caller=agent, now=late)
    assert (first.number, next_day.number) == ("TS20260302-0001", "TS20260303-0001")
    assert (first.state, first.received_at, first.due_on) == ("received", NOW, date(2026, 3, 17))
    assert next_day.due_on == date(2026, 3, 18)
    steps = first.due.steps
    assert [step.code for step in steps] == ["received", "class_limit", "due"]
    assert (steps[1].zh, steps[1].law_zh, steps[1].article) == (
        "事实清楚、争议简单，处理期限 15 日",
        "银行业保险业消费投诉处理管理办法",
        "20",
    )
    assert steps[0].en == "Received on 2 March 2026; counted from the next day"
    assert (first.channel.name_zh, first.wish.name_en) == ("电子渠道 / 电话", "Refund of fees")


def test_numbers_are_unique_under_many_hands(database: Database, in_unit: InUnit, agent: Caller) -> None:
    numbers: list[str] = []
    start = threading.Barrier(6)

    def open_some() -> None:
        start.wait()
        for _ in range(4):
            numbers.append(
                in_unit(service.open_complaint, form(complainant="李芳"), ZONE, caller=agent, now=NOW).number
            )

    hands = [threading.Thread(target=open_some) for _ in range(6)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(numbers) == [f"TS20260302-{count:04d}" for count in range(1, 25)]
    with database.write() as db:
        gone = db.scalars(select(Complaint).where(Complaint.number == "TS20260302-0007")).one()
        db.execute(CaseEvent.__table__.delete().where(CaseEvent.complaint_id == gone.id))
        db.delete(gone)
    after_a_gap = in_unit(service.open_complaint, form(complainant="李芳"), ZONE, caller=agent, now=NOW)
    assert after_a_gap.number == "TS20260302-0025"


def test_a_form_that_waited_on_the_seat_over_midnight_was_received_the_day_it_was_taken(
    in_unit: InUnit, agent: Caller
) -> None:
    def opened(taken_at: datetime) -> Any:
        return in_unit(service.open_complaint, form(complainant="李芳", taken_at=taken_at), ZONE, caller=agent, now=NOW)

    assert opened(NOW - timedelta(hours=2)).received_at == NOW
    assert opened(NOW - timedelta(days=1)).number == "TS20260301-0001"
    assert opened(NOW + timedelta(hours=1)).received_at == NOW
    assert opened(NOW - timedelta(days=30)).received_at == NOW


def test_every_fault_of_the_form_is_named_by_its_field_at_once(in_unit: InUnit, agent: Caller) -> None:
    wrong = form(
        source="",
        channel="electronic",
        business="nonsense",
        narrative="  ",
        case_class="extended",
        call_id=uuid.uuid4(),
        customer_id=uuid.uuid4(),
        urgency="normal",
        wish="x" * 10,
    )
    with pytest.raises(InvalidForm) as refused:
        in_unit(service.open_complaint, wrong, ZONE, caller=agent)
    assert refused.value.values["fields"] == {
        "source": "missing",
        "channel": "not_a_leaf",
        "business": "unknown",
        "wish": "unknown",
        "narrative": "missing",
        "case_class": "needs_approval",
        "call_id": "not_found",
        "customer_id": "not_found",
    }
    with pytest.raises(InvalidForm) as refused:
        in_unit(service.open_complaint, form(narrative="长" * 4001), ZONE, caller=agent)
    assert refused.value.values["fields"] == {"complainant": "missing", "narrative": "too_long"}


def test_a_call_of_another_seat_cannot_be_named(
    database: Database, in_unit: InUnit, agent: Caller, staff: Staff
) -> None:
    other = staff.caller("a1002", "agent")
    theirs = call_at(database, other.person_id)
    with pytest.raises(InvalidForm) as refused:
        in_unit(service.open_complaint, form(complainant="李芳", call_id=theirs.id), ZONE, caller=agent)
    assert refused.value.values["fields"] == {"call_id": "not_yours"}
    own = in_unit(service.open_complaint, form(complainant="李芳", call_id=theirs.id), ZONE, caller=other)
    assert own.caller == "138****8000"


def test_the_customers_time_line_has_it_open_with_its_due_date_and_everybody_concerned_is_told(
    database: Database, in_unit: InUnit, agent: Caller
) -> None:
    owner = customer(database)
    made = in_unit(service.open_complaint, form(customer_id=owner.id), ZONE, caller=agent, now=NOW)
    with database.read() as db:
        (line,) = db.scalars(select(Contact))
        told = db.scalars(select(Change).where(Change.area == "cases")).one()
        deeds = db.scalars(select(AuditEntry.action)).all()
        assert (line.title, line.title_en, line.open) == (made.number, "", True)
        assert (line.words, line.words_en) == ("借记卡 · 定价收费", "Debit card · Pricing and fees")
        assert line.due_at == made.due_at
        assert told.audience == sorted(
            ["perm:cases.all@all", f"perm:cases.all@person:{agent.person_id}", f"person:{agent.person_id}"]
        )
        assert told.hint == {"number": made.number, "state": "received"}
        assert "cases.open" in deeds


def test_an_open_complaint_about_the_same_thing_is_a_warning_not_a_refusal(
    database: Database, in_unit: InUnit, agent: Caller
) -> None:
    owner, other = customer(database), customer(database, "C000124")
    first = in_unit(service.open_complaint, form(customer_id=owner.id), ZONE, caller=agent, now=NOW)
    assert first.similar == []
    for more in ({"cause": "attitude"}, {"customer_id": other.id}):
        different = form(**{"customer_id": owner.id, **more})
        assert in_unit(service.open_complaint, different, ZONE, caller=agent, now=NOW).similar == []
    again = in_unit(service.open_complaint, form(customer_id=owner.id), ZONE, caller=agent, now=NOW)
    assert [(one.number, one.due_on) for one in again.similar] == [(first.number, first.due_on)]
    found = in_unit(service.look_for_similar, owner.id, "debit_card", "pricing", ZONE, caller=agent)
    assert [one.number for one in found] == [first.number, again.number]


def test_the_due_date_can_be_asked_before_anything_is_saved(in_unit: InUnit, agent: Caller) -> None:
    simple = in_unit(service.preview_due, DueAsk(), ZONE, caller=agent, now=NOW)
    complex_ = in_unit(service.preview_due, DueAsk(case_class="complex"), ZONE, caller=agent, now=NOW)
    assert (simple.due_on, complex_.due_on) == (date(2026, 3, 17), date(2026, 4, 1))


def test_an_agent_sees_the_own_ones_and_those_of_the_customer_at_the_seat(
    database: Database, in_unit: InUnit, agent: Caller, staff: Staff
) -> None:
    other, supervisor = staff.caller("a1002", "agent"), staff.caller("s1", "supervisor")
    owner = customer(database)
    own = in_unit(service.open_complaint, form(complainant="李芳"), ZONE, caller=agent, now=NOW)
    theirs = in_unit(service.open_complaint, form(customer_id=owner.id), ZONE, caller=other, now=NOW)

    def seen(caller: Caller) -> set[str]:
        return {one.number for one in in_unit(lists.complaints, lists.Wanted(), ZONE, caller=caller).items}

    assert (seen(agent), seen(supervisor)) == ({own.number}, {own.number, theirs.number})
    with pytest.raises(NotFound):
        in_unit(service.story, theirs.id, ZONE, caller=agent)
    call_at(database, agent.person_id, owner.id)
    assert seen(agent) == {own.number, theirs.number}
    assert in_unit(service.story, theirs.id, ZONE, caller=agent).complaint.customer.name.text == "王*"
    end_call(database, agent.person_id)
    assert seen(agent) == {own.number}


def test_numbers_in_the_text_are_masked_and_a_typed_name_is_clear_only_to_who_must_answer(
    database: Database, in_unit: InUnit, agent: Caller, staff: Staff
) -> None:
    said = "卡号6217001234567890123，电话13800138000，要求退费。"
    made = in_unit(service.open_complaint, form(complainant="李芳", narrative=said), ZONE, caller=agent)
    assert made.narrative == "卡号621700*********0123，电话138****8000，要求退费。"
    with database.read() as db:
        assert db.scalars(select(Complaint.narrative)).one() == said
    shown = {
        role: in_unit(service.story, made.id, ZONE, caller=staff.caller(role, role)).complaint.complainant
        for role in ("supervisor", "reviewer")
    }
    assert (made.complainant, shown) == ("李芳", {"supervisor": "李芳", "reviewer": "李*"})


def test_a_correction_counts_up_the_version_and_a_stale_one_gets_both(
    database: Database, in_unit: InUnit, agent: Caller, staff: Staff
) -> None:
    made = in_unit(service.open_complaint, form(customer_id=customer(database).id), ZONE, caller=agent, now=NOW)
    handler = staff.caller("h1", "complaint_handler")
    mended = in_unit(service.edit, made.id, EditComplaint(cause="attitude", version=1), ZONE, caller=handler)
    assert (mended.cause.name_zh, mended.version) == ("服务态度及服务质量", 2)
    with pytest.raises(StaleVersion) as stale:
        in_unit(service.edit, made.id, EditComplaint(wish="apologise", version=1), ZONE, caller=agent)
    assert stale.value.values["yours"] == 1
    assert stale.value.values["current"]["cause"]["key"] == "attitude"
    with pytest.raises(InvalidForm) as refused:
        in_unit(service.edit, made.id, EditComplaint(cause="", wish="none", version=2), ZONE, caller=agent)
    assert refused.value.values["fields"] == {"cause": "missing", "wish": "unknown"}
    with database.read() as db:
        assert db.scalars(select(Contact.words)).one() == "借记卡 · 服务态度及服务质量"
    (edited, opened) = in_unit(service.story, made.id, ZONE, caller=agent).events
    assert (edited.zh, edited.person.id, opened.kind) == ("更正：投诉原因", handler.person_id, "opened")


def test_a_colleague_who_only_has_the_customer_on_the_line_does_not_correct_it(
    database: Database, in_unit: InUnit, agent: Caller, staff: Staff
) -> None:
    owner, other = customer(database), staff.caller("a1002", "agent")
    made = in_unit(service.open_complaint, form(customer_id=owner.id), ZONE, caller=other)
    call_at(database, agent.person_id, owner.id)
    with pytest.raises(NotPermitted):
        in_unit(service.edit, made.id, EditComplaint(wish="apologise", version=1), ZONE, caller=agent)
    told = in_unit(service.note, made.id, NoteForm(words="客户来电催办"), ZONE, caller=agent)
    assert (told.events[0].words, told.complaint.may) == ("客户来电催办", ["note"])


def test_new_facts_start_the_limit_anew(in_unit: InUnit, agent: Caller) -> None:
    made = in_unit(service.open_complaint, form(complainant="李芳"), ZONE, caller=agent, now=NOW)
    new = NoteForm(kind="new_facts", words="又补充了三笔扣费")
    told = in_unit(service.note, made.id, new, ZONE, caller=agent, now=NOW + timedelta(days=4))
    assert (made.due_on, told.complaint.due_on) == (date(2026, 3, 17), date(2026, 3, 21))
    assert [step.code for step in told.complaint.due.steps] == ["received", "restarted", "class_limit", "due"]
    with pytest.raises(InvalidForm) as refused:
        in_unit(service.note, made.id, NoteForm(words=" "), ZONE, caller=agent)
    assert refused.value.values["fields"] == {"words": "missing"}
