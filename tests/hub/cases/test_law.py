"""The law in a complaint: received elsewhere and earlier, recusal, the extension by two, editions; over HTTP, as its users try it."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.cases.clock import law_on
from agent_desk.hub.kit.database import Database
from agent_desk.models.customers import Branch
from agent_desk.models.kit import SettingValue
from agent_desk.models.people import Person, Team
from agent_desk.schemas.cases.settings import LAW_EDITION, LawEdition
from tests.fixtures.cases import ZONE, call_at, filled, terms
from tests.fixtures.people import Client, Staff


@pytest.fixture(autouse=True)
def lists_are_there(database: Database) -> Iterator[None]:
    terms(database)
    yield


@pytest.fixture
def clients(client: Client, staff: Staff) -> Any:
    """One signed in for each person named, by role: clients("h1", "complaint_handler")."""

    def make(login: str, role: str, *more: str) -> Client:
        staff.person(login, role, *more)
        one = Client(client.url)
        assert one.sign_in(login).ok
        return one

    return make


def today() -> date:
    return datetime.now(UTC).astimezone(ZONE).date()


def fields(answer: Any) -> dict[str, str]:
    found: dict[str, str] = answer.json()["error"]["values"]["fields"]
    return found


def error(answer: Any) -> str:
    return str(answer.json()["error"]["id"]) if not answer.ok else ""


def opened(client: Client, **more: Any) -> dict[str, Any]:
    answer = client.post("/api/cases/complaints", filled(complainant="李芳", **more))
    assert answer.ok, answer.text
    found: dict[str, Any] = answer.json()
    return found


def move(client: Client, made: dict[str, Any], to: str, **more: Any) -> Any:
    return client.post(f"/api/cases/complaints/{made['id']}/transition", {"to": to, **more})


def person_id(database: Database, login: str) -> str:
    with database.read() as db:
        return str(db.scalars(select(Person.id).where(Person.login == login)).one())


def test_a_transfer_of_three_days_ago_is_due_15_days_from_its_receipt_whoever_registers_it(clients: Any) -> None:
    three_ago = today() - timedelta(days=3)
    for login, role in (("a1", "agent"), ("h1", "complaint_handler"), ("s1", "supervisor")):
        given = {"source": "12378", "received_on": f"{three_ago}", "source_number": "12378-2026-0417"}
        made = opened(clients(login, role), **given, source_on=f"{three_ago - timedelta(days=1)}")
        assert made["due_on"] == f"{three_ago + timedelta(days=15)}"
        assert made["number"].startswith(f"TS{three_ago:%Y%m%d}-")
        assert f"{three_ago.year}年{three_ago.month}月{three_ago.day}日收到投诉" in made["due"]["steps"][0]["zh"]
        assert (made["source_number"], made["source_on"]) == ("12378-2026-0417", f"{three_ago - timedelta(days=1)}")


def test_the_day_of_receipt_is_no_later_than_today_and_no_earlier_than_the_source_proves(clients: Any) -> None:
    handler = clients("h1", "complaint_handler")
    tomorrow, yesterday = today() + timedelta(days=1), today() - timedelta(days=1)
    for given, fault in (
        ({"received_on": f"{tomorrow}"}, {"received_on": "in_future"}),
        ({"source_on": f"{tomorrow}"}, {"source_on": "in_future"}),
        ({"received_on": "1999-12-31"}, {"received_on": "too_early"}),
        ({"received_on": f"{yesterday}", "source_on": f"{today()}"}, {"received_on": "before_source"}),
    ):
        answer = handler.post("/api/cases/complaints", filled(complainant="李芳", **given))
        assert fields(answer) == fault
    assert opened(handler, received_on=f"{today()}", source_on=f"{today()}")["state"] == "received"


def test_who_is_complained_of_leads_them_or_took_the_call_neither_gets_nor_handles_it(
    clients: Any, database: Database
) -> None:
    agent = clients("a1", "agent", "complaint_handler")
    leader, other = clients("s1", "supervisor"), clients("h1", "complaint_handler")
    ids = {login: person_id(database, login) for login in ("a1", "s1", "h1")}
    with database.write() as db:
        team = Team(code="t1", name_zh="一组", name_en="Team one")
        db.add(team)
        db.flush()
        for login in ("a1", "s1"):
            db.get_one(Person, uuid.UUID(ids[login])).team_id = team.id
    call = call_at(database, uuid.UUID(ids["a1"]))
    about = opened(agent, about_person_id=ids["a1"])
    of_call = opened(agent, call_id=call.id)
    for made, barred in ((about, {"a1": "complained_of", "s1": "leads"}), (of_call, {"a1": "took_call"})):
        offered = other.get("/api/cases/handlers", complaint_id=made["id"]).json()
        assert {one["id"] for one in offered} == {ids[one] for one in ids if one not in barred}
        desks = {"a1": agent, "s1": leader, "h1": other}
        to_do = {who: desk.get("/api/work/items", view="to_do").json()["items"] for who, desk in desks.items()}
        assert {who for who in to_do if any(made["number"] in one["title_en"] for one in to_do[who])} == (
            desks.keys() - barred
        )
        for login, reason in barred.items():
            mine = {"a1": agent, "s1": leader}[login]
            refused = move(other, made, "assigned", assigned_to=ids[login])
            assert fields(refused) == {"assigned_to": f"recused_{reason}"}
            assert error(move(mine, made, "in_progress")) == "recused"
            seen = mine.get(f"/api/cases/complaints/{made['id']}").json()["complaint"]
            assert seen["recused"] == reason and not {"in_progress", "decided", "merged"} & set(seen["moves"])
            for path, body in (("pause", {"reason": "x"}), ("class", {"case_class": "complex"})):
                assert error(mine.post(f"/api/cases/complaints/{made['id']}/{path}", body)) == "recused"
            asked = mine.post(f"/api/cases/complaints/{made['id']}/extension", {"reason": "x"})
            assert error(asked) == "recused"
        assert move(other, made, "in_progress").ok and move(other, made, "decided", words="退款").ok
        for login in barred:
            assert error(move({"a1": agent, "s1": leader}[login], made, "told")) == "recused"
    assert error(move(agent, about, "withdrawn", words="x")) == "recused"
    facts = {"kind": "new_facts", "words": "x"}
    assert error(agent.post(f"/api/cases/complaints/{about['id']}/events", facts)) == "recused", "nor moves its clock"
    assert move(agent, of_call, "withdrawn", words="客户来电撤诉").ok, "who only took the call takes a withdrawal down"


def test_a_correction_names_whom_it_is_about_and_the_handler_is_no_such_person(
    clients: Any, database: Database
) -> None:
    with database.write() as db:
        db.add(Branch(code="b1", name_zh="城关支行", name_en="Chengguan"))
    one, two = clients("h1", "complaint_handler"), clients("h2", "complaint_handler")
    with database.write() as db:
        db.get_one(Person, uuid.UUID(person_id(database, "h2"))).branch_code = "b1"
    made = opened(one)
    assert move(one, made, "in_progress").ok
    path = f"/api/cases/complaints/{made['id']}"
    version = one.get(path).json()["complaint"]["version"]
    own = {"about_person_id": person_id(database, "h1"), "version": version}
    assert fields(one.ask("PUT", path, own)) == {"about_person_id": "handles_it"}
    assert fields(one.ask("PUT", path, {"about_branch_code": "b9", "version": version})) == {
        "about_branch_code": "not_found"
    }
    changed = one.ask("PUT", path, {"about_branch_code": "b1", "about_department": "信贷部", "version": version}).json()
    assert (changed["about_branch"]["name_zh"], changed["about_department"]) == ("城关支行", "信贷部")
    assert error(move(two, made, "decided", words="x")) == "recused"
    cleared = one.ask("PUT", path, {"about_branch_code": None, "version": changed["version"]}).json()
    assert cleared["about_branch"] is None


def test_the_extension_is_asked_for_by_one_approved_by_another_and_counts_once_the_complainant_was_told(
    clients: Any, staff: Staff, database: Database
) -> None:
    handler, boss = clients("h1", "complaint_handler"), clients("s1", "supervisor")
    made = opened(handler, case_class="complex")
    path, start = f"/api/cases/complaints/{made['id']}", today()
    assert fields(boss.post(f"{path}/class", {"case_class": "extended"})) == {"case_class": "needs_approval"}
    assert error(boss.post(f"{path}/extension", {"reason": "随便"})) == "waits_for_second_person"
    alone = boss.get("/api/approvals", state="pending").json()["items"][0]
    decision = {"digest": alone["digest"], "note": ""}
    assert error(boss.post(f"/api/approvals/{alone['id']}/approve", decision)) == "own_request"
    assert boss.get(path).json()["complaint"]["due_on"] == f"{start + timedelta(days=30)}"
    assert boss.post(f"/api/approvals/{alone['id']}/withdraw").ok

    assert error(handler.post(f"{path}/extension", {"reason": "须向他行取证"})) == "waits_for_second_person"
    asked = boss.get("/api/approvals", state="pending").json()["items"][0]
    assert asked["reason"] == "须向他行取证" and asked["may_decide"]
    wrong = {"digest": "0" * 64, "note": ""}
    assert error(boss.post(f"/api/approvals/{asked['id']}/approve", wrong)) == "other_content"
    assert boss.post(f"/api/approvals/{asked['id']}/approve", {"digest": asked["digest"], "note": ""}).ok
    untold = handler.get(path).json()["complaint"]
    assert (untold["due_on"], untold["case_class"]) == (f"{start + timedelta(days=30)}", "extended")
    assert "extension_not_told" in [step["code"] for step in untold["due"]["steps"]]
    assert "extension_told" in untold["may"] and "extend" not in untold["may"]

    early = {"words": "电话告知", "told_at": (datetime.now(UTC) - timedelta(days=1)).isoformat()}
    assert fields(handler.post(f"{path}/extension/told", early)) == {"told_at": "too_early"}
    told = handler.post(f"{path}/extension/told", {"words": "电话告知，投诉人知悉"}).json()
    assert (told["due_on"], told["due"]["limit_days"]) == (f"{start + timedelta(days=60)}", 60)
    assert "再延长 30 日" in next(s["zh"] for s in told["due"]["steps"] if s["code"] == "extension_granted")
    story = handler.get(path).json()["events"]
    assert (story[0]["kind"], story[0]["words"]) == ("extension_told", "电话告知，投诉人知悉")
    assert fields(handler.post(f"{path}/extension/told", {"words": "again"})) == {"words": "no_extension"}


def test_who_has_to_stand_back_approves_no_extension(clients: Any, database: Database) -> None:
    handler, boss = clients("h1", "complaint_handler"), clients("s1", "supervisor")
    made = opened(handler, about_person_id=person_id(database, "s1"))
    asked = handler.post(f"/api/cases/complaints/{made['id']}/extension", {"reason": "x"})
    assert error(asked) == "waits_for_second_person"
    waits = boss.get("/api/approvals", state="pending").json()["items"][0]
    decision = {"digest": waits["digest"], "note": ""}
    assert error(boss.post(f"/api/approvals/{waits['id']}/approve", decision)) == "recused"


def test_a_complaint_keeps_the_edition_of_the_law_of_its_day_of_receipt(clients: Any, database: Database) -> None:
    handler = clients("h1", "complaint_handler")
    begins, day = today() - timedelta(days=2), timedelta(days=1)
    edition = LawEdition(
        name_zh="消费投诉处理办法（修订）", name_en="Revised", simple_days=10, complex_days=20, extension_days=7
    )
    with database.write() as db:
        at = datetime(begins.year, begins.month, begins.day, tzinfo=ZONE)
        value = edition.model_dump()
        db.add(SettingValue(key=LAW_EDITION.key, version=1, value=value, counts_from=at, changed_at=at))
    before, after = opened(handler, received_on=f"{begins - day}"), opened(handler, received_on=f"{begins}")
    assert before["due_on"] == f"{begins - day + timedelta(days=15)}"
    assert after["due_on"] == f"{begins + timedelta(days=10)}"
    limit = after["due"]["steps"][1]
    assert limit["law_zh"] == "消费投诉处理办法（修订）" and "10 日内" in limit["rule_zh"]
    assert "15 日内" in before["due"]["steps"][1]["rule_zh"]
    for made, days in ((before, 30), (after, 20)):
        path = f"/api/cases/complaints/{made['id']}/class"
        assert handler.post(path, {"case_class": "complex"}).json()["due"]["limit_days"] == days
    assert handler.get("/api/cases/terms").json()["limit_days"] == {"simple": 10, "complex": 20, "extended": 27}
    with database.read() as db:
        last = datetime(begins.year, begins.month, begins.day, tzinfo=ZONE) - timedelta(microseconds=1)
        assert law_on(db, last, ZONE).simple_days == 15
