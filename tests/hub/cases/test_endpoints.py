"""Complaints over HTTP: one write however often it is sent, lists in pages, counts by due day, permissions."""

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agent_desk.hub.cases import handling, lists, service
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.security import Caller
from agent_desk.schemas.cases.records import TransitionForm
from tests.fixtures.cases import NOW, ZONE, customer, filled, form, terms
from tests.fixtures.people import Client, Staff

InUnit = Callable[..., Any]


@pytest.fixture(autouse=True)
def lists_are_there(database: Database) -> Iterator[None]:
    terms(database)
    yield


def test_a_repeated_form_opens_one_complaint_and_every_fault_comes_by_field(
    client: Client, database: Database, staff: Staff
) -> None:
    staff.person("a1001", "agent")
    client.sign_in("a1001")
    wanted, key = filled(customer_id=customer(database).id), uuid.uuid4().hex
    first = client.post("/api/cases/complaints", wanted, key)
    again = client.post("/api/cases/complaints", wanted, key)
    assert first.status_code == 200, first.text
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replay"] == "true"
    assert [one["number"] for one in client.get("/api/cases/complaints").json()["items"]] == [first.json()["number"]]
    wrong = client.post("/api/cases/complaints", {"case_class": "simple"})
    assert wrong.status_code == 422
    assert set(wrong.json()["error"]["values"]["fields"]) == {
        "complainant",
        "source",
        "channel",
        "business",
        "cause",
        "wish",
        "narrative",
    }
    due = client.post("/api/cases/preview-due", {"case_class": "complex"}).json()
    assert due["limit_days"] == 30 and due["steps"][-1]["zh"].startswith("最后一日为")
    assert len(client.get("/api/cases/terms").json()["causes"]) == 13
    story = client.get(f"/api/cases/complaints/{first.json()['id']}").json()
    assert [event["kind"] for event in story["events"]] == ["opened"]


def test_what_no_database_or_calendar_takes_is_a_fault_of_its_field(client: Client, staff: Staff) -> None:
    staff.person("a1001", "agent")
    client.sign_in("a1001")
    nul = client.post("/api/cases/complaints", filled(complainant="李芳", narrative="a\x00b"))
    far = client.post("/api/cases/preview-due", {"received_at": "9999-12-31T00:00:00Z"})
    found = [answer.json()["error"]["values"]["fields"] for answer in (nul, far)]
    assert found == [{"narrative": "unwanted_characters"}, {"received_at": "less_than_equal"}]
    assert client.get("/api/cases/complaints", q="\x00").status_code == 422


def test_who_opens_does_not_handle_and_who_reviews_does_not_open(
    client: Client, database: Database, staff: Staff
) -> None:
    staff.person("a1001", "agent")
    staff.person("q1", "reviewer")
    client.sign_in("a1001")
    made = client.post("/api/cases/complaints", filled(complainant="李芳")).json()
    for path, body in (("pause", {"reason": "x"}), ("class", {"case_class": "complex"})):
        answer = client.post(f"/api/cases/complaints/{made['id']}/{path}", body)
        assert answer.json()["error"]["values"]["permission"] == "cases.handle"
    client.sign_in("q1")
    assert client.get(f"/api/cases/complaints/{made['id']}").json()["complaint"]["may"] == []
    assert client.post("/api/cases/complaints", filled(complainant="李芳")).status_code == 403


@pytest.fixture
def supervisor(staff: Staff) -> Caller:
    return staff.caller("s1", "supervisor")


def opened_on(in_unit: InUnit, caller: Caller, *days_ago: int, **more: Any) -> list[Any]:
    """Complaints that were received so many days before NOW."""
    return [
        in_unit(
            service.open_complaint,
            form(**{"complainant": "李芳", **more}),
            ZONE,
            caller=caller,
            now=NOW - timedelta(days=days),
        )
        for days in days_ago
    ]


def test_open_complaints_are_counted_once_each_by_the_day_they_are_due(
    in_unit: InUnit, supervisor: Caller, staff: Staff
) -> None:
    agent = staff.caller("a1001", "agent")
    opened_on(in_unit, agent, 17, 16, 15, 14, 12, 11, 8, 7)
    (over,) = opened_on(in_unit, supervisor, 20)
    gone = TransitionForm(to="withdrawn", words="撤诉")
    in_unit(handling.transition, over.id, gone, ZONE, caller=supervisor)
    found = in_unit(lists.due_soon, ZONE, caller=supervisor, now=NOW)
    assert (found.overdue, found.today, found.in_3_days, found.in_7_days, found.later) == (2, 1, 2, 2, 1)
    for bucket, count in (("overdue", 2), ("today", 1), ("in_3_days", 2), ("in_7_days", 2), ("later", 1)):
        page = in_unit(lists.complaints, lists.Wanted(bucket=bucket), ZONE, caller=supervisor, now=NOW)
        assert len(page.items) == count, "the list of a bucket holds what was counted"
    last_minute = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)  # 24:00 of the day: the first instant too late
    assert in_unit(lists.due_soon, ZONE, caller=supervisor, now=last_minute).overdue == 3
    assert in_unit(lists.due_soon, ZONE, caller=supervisor, now=NOW, mine=True).overdue == 0
    assert in_unit(lists.due_soon, ZONE, caller=agent, now=NOW).overdue == 2


def test_lists_come_in_pages_that_stay_right_and_can_be_narrowed(
    database: Database, in_unit: InUnit, supervisor: Caller
) -> None:
    owner = customer(database)
    made = opened_on(in_unit, supervisor, 9, 5, 5, 2, 1)
    (theirs,) = opened_on(in_unit, supervisor, 3, customer_id=owner.id, complainant="", narrative="吞卡三天没人管")

    def page(**more: Any) -> Any:
        return in_unit(lists.complaints, lists.Wanted(**more), ZONE, caller=supervisor, now=NOW)

    first = page(limit=4)
    opened_on(in_unit, supervisor, 8)
    second = page(limit=4, after=first.next)
    got = [one.id for one in first.items + second.items]
    assert len(got) == len(set(got)) == 6
    assert second.next is None
    newest = page(sort="received", limit=1)
    assert newest.items[0].number == made[4].number
    assert page(sort="received", limit=1, after=newest.next).items[0].number == made[3].number
    assert [one.number for one in page(q="吞卡").items] == [theirs.number]
    assert [one.number for one in page(q="c000123").items] == [theirs.number]
    assert [one.number for one in page(customer_id=owner.id).items] == [theirs.number]
    assert len(page(q="100%").items) == 0
    gone = TransitionForm(to="withdrawn", words="撤诉")
    in_unit(handling.transition, made[0].id, gone, ZONE, caller=supervisor, now=NOW)
    soon = page(due_before=NOW + timedelta(days=9))
    assert made[0].number not in [one.number for one in soon.items] and len(soon.items) == 1
    assert [one.number for one in page(states=["withdrawn"]).items] == [made[0].number]
