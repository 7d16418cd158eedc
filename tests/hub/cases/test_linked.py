"""Reviews, mediations and rectifications that belong to a complaint: begun from it, shown both ways, not by whoever has to stand back."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.cases import linked
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.database import Database
from agent_desk.models.cases import Complaint
from agent_desk.models.customers import Branch
from agent_desk.models.kinds import KindCase
from agent_desk.models.people import Substitution
from tests.fixtures.cases import ZONE, terms
from tests.fixtures.people import Client
from tests.hub.cases.test_law import clients, error, fields, move, opened, person_id, today

__all__ = ["clients"]


@pytest.fixture(autouse=True)
def lists_are_there(database: Database) -> Iterator[None]:
    terms(database)
    yield


def begun(client: Client, complaint: dict[str, Any], kind: str, **given: str) -> Any:
    return client.post("/api/registers/cases", {"kind": kind, "complaint_id": complaint["id"], "fields": given})


def step(client: Client, case: Any, transition: str, **form: Any) -> Any:
    return client.post(
        f"/api/registers/cases/{case['id']}/move", {"version": case["version"], "transition": transition, **form}
    )


def read(client: Client, complaint: dict[str, Any]) -> Any:
    return client.get(f"/api/cases/complaints/{complaint['id']}").json()


def decided(clients: Any, handler: Client) -> dict[str, Any]:
    made = opened(handler)
    for to, words in (("in_progress", ""), ("decided", "不予退费"), ("told", "电话告知")):
        answer = move(handler, made, to, words=words)
        assert answer.ok, answer.text
    return made


REVIEW = {"subject": "退费", "asked_on": f"{today()}", "grounds": "不服处理决定"}


def test_a_review_is_begun_from_the_complaint_and_answered_by_another_than_who_decided(
    clients: Any, database: Database
) -> None:
    handler, other, leader = (
        clients("h1", "complaint_handler"),
        clients("h2", "complaint_handler"),
        clients("s1", "supervisor"),
    )
    early = opened(handler)
    assert "review" not in [one["kind"] for one in read(handler, early)["complaint"]["begins"]]
    assert error(begun(handler, early, "review", **REVIEW)) == "not_decided"
    made = decided(clients, handler)
    assert [one["kind"] for one in read(handler, made)["complaint"]["begins"]] == [
        "review",
        "mediation",
        "rectification",
    ]
    answer = begun(handler, made, "review", **REVIEW)
    assert answer.ok, answer.text
    case = answer.json()
    assert case["complaint"]["number"] == made["number"] and case["recused"] == "decided" and case["moves"] == []
    assert "30 calendar days" in case["due"][0]["en"], "the number of the edition"
    due = datetime.fromisoformat(case["due_at"]).astimezone(ZONE)
    assert due.date() == today() + timedelta(days=31) and due.hour == 0, "the end of the thirtieth day"
    assert error(begun(other, made, "review", **REVIEW)) == "begun_already"
    # Who decided neither takes it nor moves it, and cannot be given it.
    for path in ("take",):
        assert (
            error(handler.post(f"/api/registers/cases/{case['id']}/{path}", {"version": case["version"]})) == "recused"
        )
    assert error(step(handler, case, "begin")) == "recused"
    given = step(leader, case, "pass_on", owner=person_id(database, "h1"), words="请办理")
    assert fields(given) == {"owner": "recused"}
    case = step(other, case, "begin").json()
    over = step(other, case, "uphold", fields={"found": "录音核实", "answer": "维持", "told_on": f"{today()}"})
    assert over.ok and over.json()["closed_at"]
    seen = read(handler, made)
    (line,) = seen["complaint"]["linked"]
    assert (line["number"], line["state_en"], line["due_at"]) == (case["number"], "Upheld", None)
    assert [one["kind"] for one in seen["events"][:2]] == ["ended", "begun"]
    assert seen["events"][0]["zh"] == f"投诉核查 {case['number']}：维持原决定"
    with database.read() as db:
        where = [linked.REVIEWED, linked.OVERTURNED, linked.MEDIATED]
        assert [len(db.scalars(select(Complaint.id).where(one)).all()) for one in where] == [1, 0, 0]


def test_no_way_brings_work_on_a_review_to_whom_recusal_bars(clients: Any, database: Database) -> None:
    """Who decided the complaint: not from the inbox, taken, given one by one or many at once, as a task, by role, passed on or sent again;
    nor do they give tasks of it themselves. Urging names nobody."""
    handler, other, leader = (
        clients("h1", "complaint_handler"),
        clients("h2", "complaint_handler"),
        clients("s1", "supervisor"),
    )
    barred = person_id(database, "h1")
    made = decided(clients, handler)
    case = begun(handler, made, "review", **REVIEW).json()
    path = f"/api/registers/cases/{case['id']}"

    def works(client: Client) -> list[str]:
        shown = client.get("/api/work/mine").json()["items"]
        return [one["title_en"] for one in shown if case["number"] in one["title_en"] and not one["notice"]]

    assert works(other) and not works(handler)
    (entry,) = [one for one in other.get("/api/work/mine").json()["items"] if case["number"] in one["title_en"]]
    assert not handler.post(f"/api/work/{entry['id']}/take").ok
    assert error(handler.post(f"{path}/take", {"version": case["version"]})) == "recused"
    delegated = {"owner": barred, "words": "", "version": case["version"]}
    assert fields(leader.post(f"{path}/delegate", delegated)) == {"owner": "recused"}

    given = leader.post("/api/work/give", {"ids": [entry["id"]], "person_id": barred, "words": ""})
    (refused,) = given.json()["items"]
    assert refused["error"] == "invalid_form" and refused["values"]["fields"] == {"owner": "recused"}

    def ask(client: Client, **to: Any) -> Any:
        form = {"matter": "kind_case", "case_id": case["id"], "name": "调录音", "asked": "请调取录音。"}
        return client.post("/api/tasks", form | to)

    assert fields(ask(other, person=barred)) == {"person": "recused"}
    assert ask(handler, role="supervisor").status_code == 403, "who stands back gives none either"
    by_role = ask(other, role="complaint_handler")
    assert by_role.ok, by_role.text
    task = by_role.json()
    assert any("调录音" in one for one in works(other)) and not works(handler)
    assert not handler.post(f"/api/tasks/{task['id']}/take", {"words": "", "version": task["version"]}).ok
    passed = {"person": barred, "words": "", "version": task["version"]}
    assert fields(other.post(f"/api/tasks/{task['id']}/delegate", passed)) == {"person": "recused"}
    back = other.post(f"/api/tasks/{task['id']}/hand-back", {"words": "无权限", "version": task["version"]})
    assert back.ok, back.text
    again = {"person": barred, "words": "", "version": back.json()["version"]}
    assert fields(other.post(f"/api/tasks/{task['id']}/send", again)) == {"person": "recused"}
    assert leader.post(f"/api/tasks/of/kind_case/{case['id']}/urge", {"words": "请尽快"}).ok
    assert not works(handler)

    # Standing in for somebody who has it brings it no nearer.
    now, away = utc_now(), person_id(database, "h2")
    with database.write() as db:
        absence = {
            "from_at": now - timedelta(hours=1),
            "until_at": now + timedelta(days=1),
            "reason": "年假",
            "made_at": now,
        }
        stands_in = {"person_id": uuid.UUID(away), "substitute_id": uuid.UUID(barred)}
        db.add(Substitution(**stands_in, **absence, made_by_id=uuid.UUID(person_id(database, "s1"))))
    theirs = {"person": away, "words": "", "version": back.json()["version"]}
    sent = other.post(f"/api/tasks/{task['id']}/send", theirs)
    assert sent.ok and any("调录音" in one for one in works(other)) and not works(handler), sent.text
    done = handler.post(f"/api/tasks/{task['id']}/done", {"words": "已调取", "version": sent.json()["version"]})
    assert done.status_code in (403, 404)


def test_a_review_asked_for_too_late_before_the_decision_or_in_the_future_is_refused(
    clients: Any, database: Database
) -> None:
    handler = clients("h1", "complaint_handler")
    made = decided(clients, handler)
    with database.write() as db:
        row = db.get_one(Complaint, uuid.UUID(made["id"]))
        row.received_at -= timedelta(days=60)
        for name in ("decided_at", "told_at"):
            setattr(row, name, getattr(row, name) - timedelta(days=40))
    for days, fault in ((-1, "in_future"), (41, "before_decision"), (9, "too_late")):
        given = REVIEW | {"asked_on": f"{today() - timedelta(days=days)}"}
        assert fields(begun(handler, made, "review", **given)) == {"asked_on": fault}
    # The last day that the law gives counts.
    last = REVIEW | {"asked_on": f"{today() - timedelta(days=10)}"}
    assert begun(handler, made, "review", **last).ok
    with database.read() as db:
        assert len(db.scalars(select(KindCase)).all()) == 1


def test_a_settlement_above_ones_authority_needs_a_second_person_who_has_it(clients: Any, database: Database) -> None:
    handler, leader = clients("h1", "complaint_handler"), clients("s1", "supervisor")
    given = {"matter": "退费", "body": "金融纠纷调解中心", "proposed_by": "bank", "offered_on": f"{today()}"}
    agreed = {"agreement": "2026-17", "agreed_on": f"{today()}", "terms": "退还费用"}
    cases = []
    for amount in ("2000.00", "2000.01"):
        case = begun(handler, opened(handler), "mediation", **given).json()
        case = step(handler, case, "accept").json()
        cases.append(step(handler, case, "settle", fields={**agreed, "amount": amount}))
    within, above = cases
    assert within.ok and within.json()["state"] == "settled"
    assert error(above) == "waits_for_second_person"
    with database.read() as db:
        waiting = db.scalars(select(KindCase.id).where(KindCase.state == "accepted")).one()
    seen = leader.get(f"/api/registers/cases/{waiting}").json()
    assert seen["waits"]["may_decide"]
    waits = seen["waits"]
    done = leader.post(f"/api/approvals/{waits['approval_id']}/approve", {"digest": waits["digest"]})
    assert done.ok, done.text
    with database.read() as db:
        assert len(db.scalars(select(Complaint.id).where(linked.SETTLED)).all()) == 2


def test_the_effect_of_a_rectification_is_checked_by_another_than_who_reported_it(
    clients: Any, database: Database
) -> None:
    handler, other = clients("h1", "complaint_handler"), clients("h2", "complaint_handler")
    with database.write() as db:
        db.add(Branch(code="001", name_zh="城东支行", name_en="East"))
    case = begun(handler, opened(handler), "rectification", root_cause="短信费重复扣", area="system").json()
    ordered = {
        "measure": "修正扣费程序",
        "unit": "001",
        "responsible": person_id(database, "h1"),
        "due_on": f"{today() + timedelta(days=20)}",
    }
    case = step(handler, case, "order", fields=ordered).json()
    assert case["owner"]["name"] and date.fromisoformat(case["fields"]["due_on"]) > today()
    case = step(handler, case, "report", fields={"done": "已修正", "check_on": f"{today()}"}).json()
    assert case["moves"] == [], "who reported it does not check the effect"
    assert error(step(handler, case, "effective", fields={"effect": "好"})) == "flow_not_allowed"
    over = step(other, case, "effective", fields={"effect": "三个月内无同类投诉"})
    assert over.ok and over.json()["state"] == "effective"


def test_such_a_case_is_not_opened_by_itself_and_not_from_a_complaint_that_is_not_seen(clients: Any) -> None:
    handler, agent = clients("h1", "complaint_handler"), clients("a1", "agent")
    made = opened(handler)
    alone = handler.post("/api/registers/cases", {"kind": "mediation", "fields": {}})
    assert error(alone) == "needs_complaint"
    nowhere = handler.post(
        "/api/registers/cases", {"kind": "mediation", "complaint_id": str(uuid.uuid4()), "fields": {}}
    )
    assert nowhere.status_code == 404
    assert read(agent, opened(agent))["complaint"]["begins"] == []
    assert (
        next(one for one in handler.get("/api/registers").json() if one["kind"]["code"] == "review")["may_open"]
        is False
    )
    assert made["linked"] == []
