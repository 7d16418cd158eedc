"""Who complains, how grave it is, the centre's own limit and who is told that time runs out; over HTTP and by the duty."""

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.cases import grading, limits, service, warning_duty
from agent_desk.hub.cases.recording_hold import calls_with_open_complaint
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.models.cases import CaseTerm, Complaint
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import Person, Team
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.cases.settings import GradeRules
from tests.fixtures.cases import ZONE, call_at, filled, form, terms
from tests.fixtures.people import Staff
from tests.fixtures.properties import given, st
from tests.hub.cases.test_law import clients, error, fields, move, opened, today

__all__ = ["clients"]


@pytest.fixture(autouse=True)
def lists_are_there(database: Database) -> Iterator[None]:
    terms(database)
    yield


PROXY = {
    "party": "proxy",
    "proxy_name": "赵律师",
    "proxy_reach": "代为投诉与和解",
    "proxy_on": f"{today()}",
    "proxy_proof": "授权委托书原件",
}


def test_a_proxy_needs_an_authorisation_a_group_its_representatives_and_nobody_has_no_name(
    clients: Any, database: Database
) -> None:
    handler, agent = clients("h1", "complaint_handler"), clients("a1", "agent")
    for wrong, fault in (
        ({"party": "proxy"}, dict.fromkeys(("proxy_name", "proxy_reach", "proxy_on", "proxy_proof"), "missing")),
        (PROXY | {"proxy_on": f"{today() + timedelta(days=1)}"}, {"proxy_on": "in_future"}),
        ({"party": "group", "people": 1, "representatives": ["甲"]}, {"people": "one_of_a_group"}),
        ({"party": "group", "people": 9}, {"representatives": "missing"}),
        ({"party": "group", "people": 9, "representatives": list("甲乙丙丁戊己")}, {"representatives": "too_many"}),
        ({"party": "anonymous"}, {"complainant": "is_known"}),
    ):
        answer = handler.post("/api/cases/complaints", filled(complainant="李芳") | wrong)
        assert answer.status_code == 422 and fields(answer) == fault
    made = handler.post("/api/cases/complaints", filled(complainant="李芳") | PROXY).json()
    assert (made["party"], made["proxy_name"], made["proxy_on"]) == ("proxy", "赵律师", f"{today()}")
    # Whoever neither handles it nor typed it reads no name in clear.
    reviewer = clients("r1", "reviewer")
    seen = reviewer.get(f"/api/cases/complaints/{made['id']}").json()["complaint"]
    assert seen["proxy_name"] == "赵*" and seen["complainant"] == "李*"
    nobody = agent.post("/api/cases/complaints", filled() | {"party": "anonymous"})
    assert nobody.ok, nobody.text
    corrected = handler.ask(
        "PUT",
        f"/api/cases/complaints/{made['id']}",
        {"version": made["version"], "party": "group", "people": 25, "representatives": ["李芳", "王强"]},
    )
    assert corrected.ok, corrected.text
    assert (corrected.json()["people"], corrected.json()["grade"]) == (25, "grave")
    with database.read() as db:
        written = db.scalars(select(AuditEntry.detail).where(AuditEntry.action == "cases.edit")).one()
    assert "王强" not in str(written) and "representatives" in str(written)


def test_a_grade_comes_of_the_rules_is_overruled_with_a_reason_and_says_why(clients: Any) -> None:
    handler = clients("h1", "complaint_handler")
    assert opened(handler)["grade"] == "ordinary"
    made = opened(handler, source="12378", source_number="1")
    assert made["grade"] == "important" and made["grade_why"][0]["zh"] == "来源规定的最低等级"
    path = f"/api/cases/complaints/{made['id']}/grade"
    assert fields(handler.post(path, {"grade": "important", "reason": ""})).keys() == {"reason"}
    graver = handler.post(path, {"grade": "grave", "reason": "媒体已关注"}).json()
    assert graver["grade"] == "grave" and graver["grade_why"][0]["zh"] == "人工调整：媒体已关注"
    assert graver["internal"]["minutes"] == 24 * 60 and made["internal"]["minutes"] == 40 * 60
    # A correction does not undo what somebody decided; the rules may count again.
    kept = handler.ask(
        "PUT", f"/api/cases/complaints/{made['id']}", {"version": graver["version"], "source": "call"}
    ).json()
    assert kept["grade"] == "grave" and kept["internal"] is None
    again = handler.post(path, {"grade": None, "reason": "已澄清"}).json()
    assert again["grade"] == "ordinary"
    story = handler.get(f"/api/cases/complaints/{made['id']}").json()["events"]
    assert [one["zh"] for one in story if one["kind"] == "grade"] == [
        "等级：重大 → 一般（按规则）",
        "等级：重要 → 重大（人工调整）",
    ]
    assert opened(handler, people=20, party="group", representatives=["甲"])["grade"] == "grave"


@given(
    people=st.integers(1, 60),
    amount=st.none() | st.decimals(0, 200_000, places=2),
    source=st.sampled_from(["ordinary", "important", "grave"]),
    rules=st.builds(
        GradeRules,
        important_people=st.integers(0, 10),
        grave_people=st.integers(0, 30),
        important_amount=st.integers(0, 50_000),
        grave_amount=st.integers(0, 150_000),
    ),
)
def test_the_gravest_of_all_that_say_something_counts(
    people: int, amount: Decimal | None, source: Any, rules: GradeRules
) -> None:
    rank = ["ordinary", "important", "grave"]
    said = [source]
    for word in ("important", "grave"):
        if 0 < getattr(rules, f"{word}_people") <= people:
            said.append(word)
        if amount is not None and 0 < getattr(rules, f"{word}_amount") <= amount:
            said.append(word)
    grade, reasons = grading.by_rule(rules, people, amount, source)
    assert grade == max(said, key=rank.index)
    assert bool(reasons) == (grade != "ordinary") and {one.grade for one in reasons} <= {grade}


# ---------------------------------------------------------------------- the own limit, and who is told


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def test_the_own_limit_counts_business_hours_and_explains_itself(
    database: Database, staff: Staff, in_unit: Callable[..., Any]
) -> None:
    caller = staff.caller("ann", "supervisor")
    # Monday 7 December 2026, 15:30; seven and a half hours a day, lunch between: 24 hours end on Thursday 17:00.
    with database.write() as db:
        db.scalars(
            select(CaseTerm).where(CaseTerm.key == "12345", CaseTerm.axis == "source")
        ).one().hours_important = 24
    made = in_unit(
        service.open_complaint, form(complainant="李芳", source="12345"), ZONE, caller=caller, now=at(7, 15, 30)
    )
    assert made.internal.due_at == at(10, 17)
    assert [step.zh for step in made.internal.steps] == [
        "2026-12-07 15:30 登记，按工作时间计",
        "来源“12345 政务热线”、重要投诉：24 工作小时",
        "内部时限 2026-12-10 17:00",
    ]
    assert made.due_at != made.internal.due_at, "neither clock moves the other"


def test_owner_leader_and_manager_are_told_once_each_at_their_shares_in_business_hours(
    hub_context: HubContext, database: Database, staff: Staff, in_unit: Callable[..., Any]
) -> None:
    ann = staff.caller("ann", "supervisor")
    owner = staff.person("own", "complaint_handler").id
    with database.write() as db:
        team = Team(code="t1", name_zh="一组", name_en="Team one")
        db.add(team)
        db.flush()
        db.get_one(Person, owner).team_id = team.id
        team_id = team.id
    made = in_unit(service.open_complaint, form(complainant="李芳", source="12345"), ZONE, caller=ann, now=at(7, 8, 30))
    assert made.internal.due_at == at(10, 10), "24 hours of business"
    with database.write() as db:
        db.get_one(Complaint, made.id).assigned_to = owner
    seen: list[tuple[int, int, Any]] = []
    # Of the 73.5 hours until Thursday 10:00 half are gone on Tuesday at 21:15, 80 percent on Wednesday at 19:18.
    for moment in (
        *(at(8, 16), at(8, 22), at(9, 7), at(9, 12, 30), at(9, 14)),
        *(at(9, 16), at(10, 9), at(10, 9, 30), at(10, 10), at(10, 11)),
    ):
        count = warning_duty.warn(hub_context, moment)
        with database.read() as db:
            mine = db.scalars(select(WorkItem).where(WorkItem.kind == "complaint")).one()
            above = db.scalars(select(WorkItem).where(WorkItem.kind == "complaint_time")).one_or_none()
            seen.append((count, mine.priority, (above.team_id, above.priority) if above is not None else None))
    leader, manager = (team_id, 2), (None, 3)
    assert seen == [
        (0, 1, None),
        (0, 1, None),
        (0, 1, None),
        (0, 1, None),
        (1, 1, None),
        (0, 1, None),
        (1, 2, leader),
        (0, 2, leader),
        (1, 3, manager),
        (0, 3, manager),
    ], "not at night, not before the doors open, not in the lunch break"
    with database.read() as db:
        mine = db.scalars(select(WorkItem).where(WorkItem.kind == "complaint")).one()
        assert mine.title_zh.endswith("（内部时限已过 100 %）") and mine.person_id == owner
        told = db.scalars(
            select(AuditEntry.detail).where(AuditEntry.action == "cases.warn").order_by(AuditEntry.at)
        ).all()
    assert [one["told"] for one in told] == [["owner"], ["owner", "leader"], ["owner", "leader", "manager"]]


@given(before=st.integers(0, 100), gone=st.floats(0, 300), at_=st.lists(st.integers(1, 100), max_size=5))
def test_each_share_is_told_once(before: int, gone: float, at_: list[int]) -> None:
    shares = {"owner": at_, "manager": [100]}
    now = limits.reached(shares, gone)
    told = limits.told(shares, before, now)
    assert ("owner" in told) == any(before < one <= gone for one in at_)
    assert limits.told(shares, max(before, now), now) == set()


# ---------------------------------------------------------------------- legal hold


def test_a_legal_hold_has_a_reason_and_is_lifted_by_two(clients: Any, database: Database) -> None:
    handler, leader = clients("h1", "complaint_handler"), clients("s1", "supervisor")
    made = opened(handler)
    path = f"/api/cases/complaints/{made['id']}"
    held = handler.post(f"{path}/hold", {"reason": "诉讼保全"}).json()
    assert held["hold"]["reason"] == "诉讼保全" and "release" in held["may"] and "hold" not in held["may"]
    assert error(handler.post(f"{path}/hold", {"reason": "再次"})) == "transition_refused"
    asked = handler.post(f"{path}/release", {"reason": "已结案"})
    assert error(asked) == "waits_for_second_person"
    waiting = leader.get("/api/approvals").json()["items"]
    (one,) = [item for item in waiting if item["kind"] == "cases.release"]
    own = handler.post(f"/api/approvals/{one['id']}/approve", {"digest": one["digest"]})
    assert not own.ok
    assert leader.post(f"/api/approvals/{one['id']}/approve", {"digest": one["digest"]}).ok
    now = handler.get(path).json()
    assert now["complaint"]["hold"] is None
    assert [event["kind"] for event in now["events"]][:2] == ["released", "held"]
    with database.read() as db:
        assert db.get_one(Complaint, uuid.UUID(made["id"])).held_at is None


def test_a_held_complaint_keeps_its_recording_after_it_is_over(clients: Any, database: Database, staff: Staff) -> None:
    handler = clients("h1", "complaint_handler")
    call = call_at(database, staff.person("a9", "agent").id)
    made = opened(handler, call_id=call.id)
    assert move(handler, made, "withdrawn", words="撤回").ok
    with database.read() as db:
        assert calls_with_open_complaint(db, [call.id]) == set()
    assert handler.post(f"/api/cases/complaints/{made['id']}/hold", {"reason": "诉讼"}).ok
    with database.read() as db:
        assert calls_with_open_complaint(db, [call.id]) == {call.id}
