"""Who may be calling, and what other areas write on the time line."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import event, select

from agent_desk.hub.customers import service
from agent_desk.hub.customers.lookup import lookup
from agent_desk.hub.kit.database import Database
from agent_desk.models.customers import Contact, ContactPoint
from agent_desk.models.kit import Change
from agent_desk.schemas.customers.records import VerificationForm
from tests.fixtures.customers import LANDLINE, MOBILE, NOW, contact, customer
from tests.fixtures.people import Staff

InUnit = Callable[..., Any]
TODAY = NOW.date()


def test_a_checked_number_comes_before_a_guess_and_the_guess_says_where_it_comes_from(database: Database) -> None:
    with database.write() as db:
        customer(db, "C000001", "李芳", phones=[(MOBILE, False, "web_form", None)], identity_number=None, cards=[])
        customer(db, "C000002", "王小明")
    with database.read() as db:
        found = service.candidates(db, "138 0013 8000", TODAY)
    assert [one.number for one in found] == ["C000002", "C000001"]
    assert (found[0].match.verified, found[1].match.verified) == (True, False)
    assert found[1].match.source == "web_form"
    assert found[0].match.value.text == "138****8000"
    assert (found[0].name.text, found[0].level.name_zh, found[0].care_flags[0].code) == ("王*", "金卡", "elderly")
    assert found[0].branch is not None and found[0].branch.name_zh == "云台支行"


def test_everybody_behind_one_landline_is_listed_and_the_right_extension_first(database: Database) -> None:
    with database.write() as db:
        for at, extension in enumerate(("801", "802", None)):
            phones = [(LANDLINE, True, "core_bank", extension)]
            customer(db, f"C00000{at}", "王小明", phones=phones, identity_number=None, cards=[])
    with database.read() as db:
        found = service.candidates(db, "0531-88889999-802", TODAY)
    assert [one.number for one in found] == ["C000001", "C000000", "C000002"]
    assert [one.match.same_extension for one in found] == [True, False, False]
    assert {one.match.shared_by for one in found} == {3}


def test_withheld_and_unknown_numbers_have_no_candidates(database: Database) -> None:
    with database.write() as db:
        customer(db)
    with database.read() as db:
        for caller in ("", "anonymous", "sip:anonymous@anonymous.invalid", "13900000000", "95577", "x" * 500):
            assert service.candidates(db, caller, TODAY) == []


def test_open_complaints_come_first_due_first_and_the_last_contacts_newest_first(
    database: Database, staff: Staff
) -> None:
    person = staff.person("a1001", "agent", name="赵静")
    with database.write() as db:
        owner = customer(db)
        contact(db, owner, "complaint", 9, title="late", open=True, due_at=NOW + timedelta(days=5))
        contact(db, owner, "complaint", 3, title="soon", open=True, due_at=NOW + timedelta(days=1))
        contact(db, owner, "message", 2, title="no limit", open=True)
        for days in (1, 2, 3, 4):
            contact(db, owner, "call", days, person_id=person.id)
    with database.read() as db:
        (found,) = service.candidates(db, MOBILE, TODAY)
    assert [item.title for item in found.open_matters] == ["soon", "late", "no limit"]
    assert [item.title for item in found.last_contacts] == ["call 1", "call 2", "call 3"]
    assert found.last_contacts[0].person == "赵静"


def test_a_screen_pop_asks_the_database_twice(database: Database) -> None:
    with database.write() as db:
        for at in range(3):
            contact(db, customer(db, f"C00000{at}", identity_number=None, cards=[]))
    asked: list[str] = []

    def hear(*given: Any) -> None:
        asked.append(given[2])

    event.listen(database.engine, "before_cursor_execute", hear)
    try:
        with database.read() as db:
            assert len(service.candidates(db, MOBILE, TODAY)) == 3
    finally:
        event.remove(database.engine, "before_cursor_execute", hear)
    assert len(asked) == 2


def test_the_same_matter_is_one_line_however_often_it_is_told(database: Database, in_unit: InUnit) -> None:
    with database.write() as db:
        owner = customer(db)
    case = uuid.uuid4()
    due = NOW + timedelta(days=15)
    in_unit(service.remember_contact, owner.id, "complaint", case, NOW, "TS-1", state="open", open_=True, due_at=due)
    in_unit(service.remember_contact, owner.id, "complaint", case, NOW, "TS-1", "told", state="handling", open_=True)
    with database.read() as db:
        (line,) = db.scalars(select(Contact))
        assert (line.title, line.words, line.state, line.open, line.due_at) == ("TS-1", "told", "handling", True, None)
    in_unit(service.close_contact, "complaint", case)
    with database.read() as db:
        (line,) = db.scalars(select(Contact))
        assert (line.open, line.state) == (False, "closed")


def test_a_call_attached_to_the_wrong_customer_leaves_their_time_line(database: Database, in_unit: InUnit) -> None:
    with database.write() as db:
        wrong = customer(db)
        right = customer(db, "C000200", phones=[], identity_number=None, cards=[])
    call = uuid.uuid4()
    in_unit(service.remember_contact, wrong.id, "call", call, NOW, "Balance")
    in_unit(service.remember_contact, right.id, "call", call, NOW, "Balance")
    in_unit(service.forget_contact, "call", call, wrong.id)
    with database.read() as db:
        assert db.scalars(select(Contact.customer_id)).all() == [right.id]


def test_every_seat_hears_of_a_complaint_but_only_the_agent_of_a_call(
    database: Database, in_unit: InUnit, staff: Staff
) -> None:
    person = staff.person("a1001", "agent")
    with database.write() as db:
        owner = customer(db)
    in_unit(service.remember_contact, owner.id, "call", uuid.uuid4(), NOW, "x", person_id=person.id)
    in_unit(service.remember_contact, owner.id, "complaint", uuid.uuid4(), NOW, "x")
    with database.read() as db:
        audiences = db.scalars(select(Change.audience).order_by(Change.id)).all()
    assert audiences == [
        ["perm:calls.all@all", f"perm:calls.all@person:{person.id}", f"person:{person.id}"],
        ["perm:customers.view@all"],
    ]


def test_a_number_noted_in_a_call_is_a_guess_next_time_and_is_found(
    database: Database, in_unit: InUnit, staff: Staff
) -> None:
    caller = staff.caller("a1001", "agent")
    with database.write() as db:
        owner = customer(db, phones=[])
    assert in_unit(service.note_number, owner.id, "13900001111", caller=caller) is True
    assert in_unit(service.note_number, owner.id, "+86 139 0000 1111", caller=caller) is False
    assert in_unit(service.note_number, owner.id, "anonymous", caller=caller) is False
    with database.read() as db:
        (found,) = service.candidates(db, "013900001111", TODAY)
        assert (found.match.verified, found.match.source) == (False, "call")
        assert db.scalars(select(ContactPoint.value)).all() == ["+8613900001111"]
        assert [hit.number for hit in lookup(db, "13900001111", TODAY).items] == [owner.number]


def test_briefs_name_customers_for_other_lists(database: Database) -> None:
    with database.write() as db:
        owner = customer(db)
    with database.read() as db:
        briefs = service.briefs(db, [owner.id, uuid.uuid4()])
    assert {key: brief.name.text for key, brief in briefs.items()} == {owner.id: "王*"}


def test_the_identity_check_wants_the_mandatory_questions_enough_in_all_and_few_wrong(database: Database) -> None:
    someone = uuid.uuid4()

    def passes(items: str, wrong: str = "") -> bool:
        form = VerificationForm(customer_id=someone, items=items.split(), wrong=wrong.split())
        with database.read() as db:
            return service.verification_passed(db, form, "account")

    assert passes("name id_tail mobile")
    assert not passes("name id_tail")
    assert not passes("name mobile card_tail branch")
    assert passes("name id_tail branch", "mobile card_tail")
    assert not passes("name id_tail mobile", "mobile")
