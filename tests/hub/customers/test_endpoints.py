"""Customers over HTTP: what is masked, what a reveal needs and leaves behind, edits that met, the mask policy."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import AgentState, Call, CallLeg, Queue, Verification
from agent_desk.models.customers import ContactPoint, Customer
from agent_desk.models.kit import AuditEntry, Change
from agent_desk.models.people import Person
from tests.fixtures.customers import CARD, IDENTITY, LANDLINE, MOBILE, NOW, contact, customer
from tests.fixtures.people import Client, Staff

CLEAR = (IDENTITY, CARD, MOBILE[3:], LANDLINE[3:], LANDLINE[-8:], "王小明", "88号", "xiaoming")


@pytest.fixture
def owner(database: Database) -> Customer:
    """A customer with everything, whose time line and note hold numbers that somebody typed."""
    with database.write() as db:
        made = customer(
            db,
            note=f"老客户，常用 {MOBILE[3:]}",
            phones=[
                (MOBILE, True, "core_bank", None),
                (LANDLINE, False, "web_form", "801"),
                ("xiaoming@example.com", True, "core_bank", None),
            ],
        )
        contact(db, made, "call", 1, title="挂失", words=f"卡号 {CARD}，证件 {IDENTITY}")
        contact(db, made, "complaint", 2, title="TS-1", words=f"回呼{MOBILE[3:]}", open=True, due_at=NOW)
    return made


@pytest.fixture
def agent(client: Client, staff: Staff) -> tuple[Client, Person]:
    """A signed-in agent."""
    person = staff.person("a1001", "agent", agent_code="1001")
    assert client.sign_in("a1001").ok
    return client, person


def verified_call(database: Database, customer_id: uuid.UUID, person: Person, passed: bool = True) -> uuid.UUID:
    """A call of this agent in which the customer was checked."""
    with database.write() as db:
        queue = Queue(code=uuid.uuid4().hex, name_zh="账户", name_en="Account")
        db.add(queue)
        db.flush()
        call = Call(
            exchange="simulated",
            exchange_key=uuid.uuid4().hex,
            queue_id=queue.id,
            caller=MOBILE,
            state="talking",
            offered_at=NOW,
            answered_at=NOW,
        )
        db.add(call)
        db.flush()
        db.add(CallLeg(call_id=call.id, person_id=person.id, queue_id=queue.id, rung_at=NOW))
        db.add(
            Verification(call_id=call.id, customer_id=customer_id, person_id=person.id, passed=passed, items=["name"])
        )
    return call.id


def in_call_with(database: Database, customer_id: uuid.UUID, person: Person) -> uuid.UUID:
    """A call of this customer that the agent is in now."""
    call_id = verified_call(database, customer_id, person)
    with database.write() as db:
        db.get_one(Call, call_id).customer_id = customer_id
        db.add(AgentState(person_id=person.id, state="talking", since_at=NOW, call_id=call_id))
    return call_id


def texts(value: Any) -> Iterator[str]:
    """Every text anywhere in a JSON value."""
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(one)


def audit(database: Database, action: str) -> list[AuditEntry]:
    """What was written down."""
    with database.read() as db:
        entries = list(db.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)))
        db.expunge_all()
        return entries


def test_no_answer_of_this_area_holds_a_number_or_a_name_in_clear(
    agent: tuple[Client, Person], owner: Customer, database: Database
) -> None:
    client, person = agent
    call = verified_call(database, owner.id, person)
    at = f"/api/customers/{owner.id}"
    stale = {"note": "x", "version": 99}
    answers = [
        *(client.get("/api/customers", q=q) for q in (MOBILE[3:], "王小明", "wxm", IDENTITY, CARD, "9999", "C000123")),
        client.get("/api/customers/words"),
        client.get(at),
        client.get(at, call_id=call),
        client.get(f"{at}/timeline"),
        client.ask("PUT", f"{at}/note", stale),
        client.ask("PUT", f"{at}/note", {"note": "改", "version": 1}, call_id=call),
        client.ask("PUT", f"{at}/care-flags", {"care_flags": ["hearing"], "version": 2}),
        client.post(f"{at}/contact-points", {"value": "13900001111"}),
        client.post(f"{at}/reveal", {"field": "identity_number"}),
        client.post(f"{at}/reveal", {"field": "phone:1", "reason_code": "confirm"}),
    ]
    assert [answer.status_code for answer in answers[:7]] == [200] * 7
    assert all(answer.json()["items"] for answer in answers[:7])
    for answer in answers:
        for shown in texts(answer.json()):
            assert not any(clear in shown for clear in (*CLEAR, "13900001111")), (answer.url, shown)


def test_the_card_shows_more_once_the_call_is_verified_for_this_customer(
    agent: tuple[Client, Person], owner: Customer, database: Database, staff: Staff
) -> None:
    client, person = agent
    at = f"/api/customers/{owner.id}"
    before = client.get(at).json()
    assert (before["verified"], before["identity_number"]["text"]) == (False, "3****************4")
    assert before["age"] == 35 or before["age"] > 35
    call = verified_call(database, owner.id, person)
    after = client.get(at, call_id=call).json()
    assert (after["verified"], after["identity_number"]["text"]) == (True, "370***********1234")
    failed = verified_call(database, owner.id, staff.person("a1002", "agent"), passed=False)
    assert client.get(at, call_id=failed).json()["verified"] is False
    somebody_elses = verified_call(database, owner.id, staff.person("a1003", "agent"))
    assert client.get(at, call_id=somebody_elses).json()["verified"] is False


def test_a_reading_is_written_down_and_a_lookup_without_its_words(
    agent: tuple[Client, Person], owner: Customer, database: Database
) -> None:
    client, person = agent
    client.get(f"/api/customers/{owner.id}")
    client.get("/api/customers", q="13800138000")
    client.get("/api/customers", q="1")
    (read,) = audit(database, "customers.read")
    assert (read.person_id, read.entity_id) == (person.id, str(owner.id))
    (lookup,) = audit(database, "customers.lookup")
    assert (lookup.detail["found"], "138" in str(lookup.detail)) == (1, False)


def test_a_field_in_clear_needs_a_reason_and_leaves_its_name_but_never_its_value(
    agent: tuple[Client, Person], owner: Customer, database: Database
) -> None:
    client, person = agent
    in_call_with(database, owner.id, person)
    at = f"/api/customers/{owner.id}/reveal"
    card = client.get(f"/api/customers/{owner.id}").json()
    fields = [card["identity_number"]["field"], card["name"]["field"], card["address"]["field"]]
    fields += [point["value"]["field"] for point in card["contact_points"]]
    fields += [holding["number"]["field"] for holding in card["holdings"]]
    values = set()
    for field in fields:
        answer = client.post(at, {"field": field, "reason_code": "confirm", "reason_text": f"核对 {MOBILE[3:]}"})
        assert answer.status_code == 200, answer.text
        values.add(answer.json()["value"])
    assert values == {
        IDENTITY,
        "王小明",
        "齐川市云台区府前大街88号3单元501",
        MOBILE,
        LANDLINE,
        "xiaoming@example.com",
        CARD,
    }
    written = audit(database, "customers.reveal")
    assert [entry.detail["field"] for entry in written] == fields
    assert {entry.reason for entry in written} == {"confirm: 核对 138****8000"}
    with database.read() as db:
        for table in ("audit_entry", "idempotent_answer", "change", "procrastinate_jobs"):
            rows = db.scalars(text(f"SELECT t::text FROM {table} t")).all()
            assert not [row for row in rows if any(value in row for value in values)], table


def test_a_reveal_is_refused_without_reason_right_or_field(
    agent: tuple[Client, Person], owner: Customer, database: Database, staff: Staff, client: Client
) -> None:
    with database.write() as db:
        other = customer(db, "C000900", phones=[("+8613700001111", True, "core_bank", None)], cards=[])
        foreign = db.scalar(select(ContactPoint.id).where(ContactPoint.customer_id == other.id))
    in_call_with(database, owner.id, agent[1])
    at = f"/api/customers/{owner.id}/reveal"
    assert client.post(at, {"field": "identity_number"}).json()["error"]["values"]["fields"] == {
        "reason_code": "missing"
    }
    wrong = client.post(at, {"field": "identity_number", "reason_code": "curious"})
    assert (wrong.status_code, wrong.json()["error"]["id"]) == (422, "invalid_form")
    assert client.post(at, {"field": "name", "reason_text": "客户要求"}).status_code == 200
    for field in (f"phone:{foreign}", "phone:x", "note", "holding:"):
        assert client.post(at, {"field": field, "reason_code": "confirm"}).json()["error"]["id"] == "not_found"
    staff.person("r1", "reviewer")
    client.sign_in("r1")
    assert client.post(at, {"field": "name", "reason_code": "confirm"}).json()["error"]["id"] == "not_permitted"
    assert len(audit(database, "customers.reveal")) == 1


def test_the_time_line_pages_newest_first_with_open_matters_apart(
    agent: tuple[Client, Person], owner: Customer, database: Database
) -> None:
    client, _ = agent
    with database.write() as db:
        for day in range(3, 10):
            contact(db, owner, "call" if day % 2 else "message", day)
    at = f"/api/customers/{owner.id}/timeline"
    first = client.get(at, limit=5).json()
    assert [item["title"] for item in first["open_matters"]] == ["TS-1"]
    titles = [item["title"] for item in first["items"]]
    assert titles == ["挂失", "call 3", "message 4", "call 5", "message 6"]
    second = client.get(at, limit=5, after=first["next"]).json()
    assert [item["title"] for item in second["items"]] == ["call 7", "message 8", "call 9"]
    assert (second["next"], second["open_matters"]) == (None, [])
    only = client.get(at, kinds=["message", "complaint"]).json()
    assert [item["kind"] for item in only["items"]] == ["message"] * 3
    assert client.get(at, after="nonsense").json()["error"]["id"] == "invalid_form"
    assert client.get(f"/api/customers/{uuid.uuid4()}/timeline").status_code == 404


def test_two_people_edit_the_note_and_the_slower_one_sees_both_versions(
    agent: tuple[Client, Person], owner: Customer, database: Database
) -> None:
    client, _ = agent
    at = f"/api/customers/{owner.id}/note"
    first = client.ask("PUT", at, {"note": "先到", "version": 1})
    assert (first.json()["note"], first.json()["version"]) == ("先到", 2)
    refused = client.ask("PUT", at, {"note": "后到", "version": 1})
    error = refused.json()["error"]
    assert (refused.status_code, error["id"], error["values"]["yours"]) == (409, "stale_version", 1)
    assert (error["values"]["current"]["note"], error["values"]["current"]["version"]) == ("先到", 2)
    with database.read() as db:
        change = db.scalars(select(Change).where(Change.entity == "customer")).one()
        assert (change.version, change.audience) == (2, ["perm:customers.view@all", "perm:customers.view@branch:B01"])


def test_a_note_takes_no_identity_card_or_telephone_number(agent: tuple[Client, Person], owner: Customer) -> None:
    client, _ = agent
    refused = client.ask("PUT", f"/api/customers/{owner.id}/note", {"note": "回呼 13800138000", "version": 1})
    assert refused.json()["error"]["values"]["fields"] == {"note": "personal_number"}


def test_care_flags_are_of_the_banks_list(agent: tuple[Client, Person], owner: Customer) -> None:
    client, _ = agent
    at = f"/api/customers/{owner.id}/care-flags"
    flags = client.ask("PUT", at, {"care_flags": ["hearing", "elderly"], "version": 1}).json()["care_flags"]
    assert [flag["code"] for flag in flags] == ["elderly", "hearing"]
    wrong = client.ask("PUT", at, {"care_flags": ["tall"], "version": 2})
    assert wrong.json()["error"]["values"]["fields"] == {"care_flags": "unknown_word"}


def test_a_number_is_noted_once_in_its_one_form_and_verified_only_in_a_verified_call(
    agent: tuple[Client, Person], owner: Customer, database: Database
) -> None:
    client, person = agent
    at = f"/api/customers/{owner.id}/contact-points"

    def noted() -> dict[str, tuple[str, bool]]:
        with database.read() as db:
            points = db.scalars(select(ContactPoint).where(ContactPoint.customer_id == owner.id))
            return {point.value: (point.kind, point.verified) for point in points if point.source == "call"}

    for typed in ("0531-62770334-801", "+86 531 6277 0334", "0086531 62770334", "li@Example.COM"):
        assert client.post(at, {"value": typed}).status_code == 200
    assert noted() == {"+8653162770334": ("landline", False), "li@example.com": ("mail", False)}
    for wrong, code in (("anonymous", "not_a_number"), ("95577", "not_a_number"), ("a@b", "not_an_address")):
        assert client.post(at, {"value": wrong}).json()["error"]["values"]["fields"] == {"value": code}
    refused = client.post(at, {"value": "053162770334", "verified": True})
    assert refused.json()["error"]["values"]["fields"] == {"verified": "call_not_verified"}
    call = verified_call(database, owner.id, person)
    assert client.post(at, {"value": "053162770334", "verified": True, "call_id": str(call)}).status_code == 200
    assert noted()["+8653162770334"] == ("landline", True)


def test_an_administrator_changes_a_mask_and_it_holds_at_once(
    client: Client, staff: Staff, owner: Customer, database: Database
) -> None:
    staff.person("boss", "security_administrator", "agent")
    client.sign_in("boss")
    rules = client.get("/api/settings/masks").json()["rules"]
    rule = next(one for one in rules if one["field"] == "telephone" and not one["verified"])
    assert rule["example"] == "138****1234"
    wanted = {**rule, "head": 0, "tail": 2}
    changed = client.ask("PUT", "/api/settings/masks", {"rules": [wanted]}).json()["rules"]
    assert {one["example"] for one in changed if one["field"] == "telephone"} == {"138****1234", "*********34"}
    assert client.get(f"/api/customers/{owner.id}").json()["contact_points"][0]["value"]["text"] == "*********00"
    stale = client.ask("PUT", "/api/settings/masks", {"rules": [wanted]})
    assert (stale.status_code, stale.json()["error"]["id"]) == (409, "stale_version")
    (entry,) = audit(database, "settings.mask")
    assert (entry.detail["before"], entry.detail["after"]) == (
        {"kind": "digits", "head": 3, "tail": 4},
        {"kind": "digits", "head": 0, "tail": 2},
    )


def test_an_agent_may_not_see_the_mask_policy(agent: tuple[Client, Person]) -> None:
    assert agent[0].get("/api/settings/masks").json()["error"]["id"] == "not_permitted"


def test_verified_ends_with_the_agents_part_of_the_call(
    agent: tuple[Client, Person], owner: Customer, database: Database
) -> None:
    client, person = agent
    call = verified_call(database, owner.id, person)
    with database.write() as db:
        leg = db.scalars(select(CallLeg).where(CallLeg.call_id == call)).one()
        leg.ended_at, leg.result = NOW + timedelta(minutes=3), "answered"
    assert client.get(f"/api/customers/{owner.id}", call_id=call).json()["verified"] is False


def test_the_time_line_names_people_in_both_languages(
    agent: tuple[Client, Person], owner: Customer, database: Database
) -> None:
    client, person = agent
    with database.write() as db:
        contact(db, owner, "call", 20, title="改名", person_id=person.id)
    items = client.get(f"/api/customers/{owner.id}/timeline").json()["items"]
    (named,) = [one for one in items if one["title"] == "改名"]
    assert (named["person"], named["person_en"]) == (person.name, person.name_en)
