"""Two persons: bound to what was seen, never the author, in time, once; and the deed in the approval's own transaction."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from agent_desk.hub.kit import approvals
from agent_desk.hub.kit import inbox as inbox_of
from agent_desk.hub.kit.approvals import (
    AlreadyAsked,
    AlreadyDecided,
    ApprovalExpired,
    OtherContent,
    OwnRequest,
    TwoPersons,
)
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import HubError, InvalidForm, NotFound
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.serve import HubThread
from agent_desk.models.approvals import Approval
from agent_desk.models.kit import AuditEntry, Change, Setting
from agent_desk.schemas.kit.approvals import ApprovalRow, Decision
from tests.fixtures.hub import set_clocks
from tests.fixtures.people import Client, Staff

NOW = datetime(2026, 11, 30, 4, tzinfo=UTC)
KIND = "test.setting"
SUBJECT = "test.value"
Run = Callable[..., Any]


class Refused(HubError):
    """The deed cannot be done."""

    id, status, sentence = "internal_fault", 500, "No."


def put(unit: Unit, subject: str, body: dict[str, Any]) -> None:
    """The deed: a setting gets a value."""
    if body.get("impossible"):
        raise Refused()
    unit.db.add(Setting(key=subject, value=body))
    unit.db.flush()


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A deed that needs two persons, for these tests alone."""
    deed = TwoPersons(
        kind=KIND, title=("限额", "Limit"), permission="settings.manage", carry_out=put, lasts=timedelta(hours=8)
    )
    monkeypatch.setitem(approvals._kinds, KIND, deed)
    yield


@pytest.fixture
def author(staff: Staff) -> Caller:
    return staff.caller("author", "system_administrator")


@pytest.fixture
def second(staff: Staff) -> Caller:
    return staff.caller("second", "system_administrator")


def asked(in_unit: Run, author: Caller, **body: Any) -> ApprovalRow:
    row: ApprovalRow = in_unit(
        approvals.ask, KIND, SUBJECT, body or {"limit": 5}, "month's end", caller=author, now=NOW
    )
    return row


def yes(row: ApprovalRow, note: str = "") -> Decision:
    return Decision(digest=row.digest, note=note)


def values(database: Database) -> list[Any]:
    with database.read() as db:
        return list(db.scalars(select(Setting.value).where(Setting.key == SUBJECT)))


def state_of(database: Database, row: ApprovalRow) -> str:
    with database.read() as db:
        return db.get_one(Approval, row.id).state


def test_what_one_asks_and_another_approves_is_done_at_once(
    in_unit: Run, author: Caller, second: Caller, database: Database
) -> None:
    row = asked(in_unit, author)
    assert (row.state, row.may_decide, values(database)) == ("pending", False, [])
    (waiting,) = in_unit(approvals.listed, caller=second, now=NOW, state="pending").items
    assert waiting.may_decide and waiting.body == {"limit": 5} and waiting.asked_by.name == "测试员"
    done = in_unit(approvals.approve, row.id, yes(waiting, "seen"), caller=second, now=NOW + timedelta(hours=1))
    assert (done.state, done.decided_by.id, done.note) == ("approved", second.person_id, "seen")
    assert values(database) == [{"limit": 5}]
    with database.read() as db:
        told = db.execute(select(AuditEntry.action, AuditEntry.person_login, AuditEntry.reason).order_by(AuditEntry.id))
        assert [tuple(one) for one in told] == [
            ("approvals.asked", "author", "month's end"),
            ("approvals.approved", "second", "seen"),
        ]
        entry = db.scalars(select(AuditEntry).where(AuditEntry.action == "approvals.approved")).one()
        assert entry.detail["digest"] == row.digest and entry.detail["author"] == str(author.person_id)
        changes = db.scalars(select(Change).where(Change.entity == "approval").order_by(Change.id)).all()
        assert [one.hint["state"] for one in changes] == ["pending", "approved"]
        assert changes[0].audience == sorted(["perm:settings.manage@all", f"person:{author.person_id}"])


def test_whoever_may_decide_finds_it_in_their_inbox_until_it_is_decided(
    in_unit: Run, author: Caller, second: Caller, staff: Staff
) -> None:
    row, stranger = asked(in_unit, author), staff.caller("stranger", "agent")
    (item,) = in_unit(inbox_of.mine, caller=second, now=NOW).items
    assert (item.kind, item.subject_id, item.title_en, item.due_at) == ("approval", row.id, "Limit", row.expires_at)
    assert in_unit(inbox_of.mine, caller=stranger, now=NOW).items == []
    in_unit(approvals.refuse, row.id, yes(row), caller=second, now=NOW)
    assert in_unit(inbox_of.mine, caller=second, now=NOW).items == []


def test_what_is_refused_is_not_done_and_is_over(
    in_unit: Run, author: Caller, second: Caller, database: Database
) -> None:
    row = asked(in_unit, author)
    done = in_unit(approvals.refuse, row.id, yes(row, "too much"), caller=second, now=NOW)
    assert (done.state, done.note, values(database)) == ("refused", "too much", [])
    with pytest.raises(AlreadyDecided):
        in_unit(approvals.approve, row.id, yes(row), caller=second, now=NOW)
    assert values(database) == []


def test_the_author_decides_nothing(in_unit: Run, author: Caller, database: Database) -> None:
    row = asked(in_unit, author)
    for decide in (approvals.approve, approvals.refuse):
        with pytest.raises(OwnRequest):
            in_unit(decide, row.id, yes(row), caller=author, now=NOW)
    assert (state_of(database, row), values(database)) == ("pending", [])


def test_not_even_the_database_lets_an_author_approve(in_unit: Run, author: Caller, database: Database) -> None:
    row = asked(in_unit, author)
    with pytest.raises(IntegrityError, match="second_person"), database.write() as db:
        own = {"state": "approved", "decided_by_id": author.person_id, "ended_at": NOW}
        db.execute(update(Approval).where(Approval.id == row.id).values(own))
        db.flush()


def test_who_lacks_the_permission_sees_and_decides_nothing(in_unit: Run, author: Caller, staff: Staff) -> None:
    row, stranger = asked(in_unit, author), staff.caller("stranger", "agent")
    assert in_unit(approvals.listed, caller=stranger, now=NOW).items == []
    for decide in (approvals.approve, approvals.refuse):
        with pytest.raises(NotFound):
            in_unit(decide, row.id, yes(row), caller=stranger, now=NOW)
    with pytest.raises(NotFound):
        in_unit(approvals.withdraw, row.id, caller=stranger, now=NOW)


def test_only_what_was_seen_is_approved(in_unit: Run, author: Caller, second: Caller, database: Database) -> None:
    seen = asked(in_unit, author, limit=5)
    other = asked(in_unit, author, limit=500)
    assert (state_of(database, seen), state_of(database, other)) == ("withdrawn", "pending")
    with pytest.raises(OtherContent):
        in_unit(approvals.approve, other.id, yes(seen), caller=second, now=NOW)
    assert values(database) == []


def test_a_body_that_somebody_has_changed_in_the_database_is_not_done(
    in_unit: Run, author: Caller, second: Caller, database: Database
) -> None:
    row = asked(in_unit, author)
    with database.write() as db:
        db.execute(update(Approval).where(Approval.id == row.id).values(body={"limit": 500}))
    with pytest.raises(OtherContent):
        in_unit(approvals.approve, row.id, yes(row), caller=second, now=NOW)
    assert values(database) == []


def test_a_request_runs_out(
    in_unit: Run, author: Caller, second: Caller, hub_context: HubContext, database: Database
) -> None:
    row = asked(in_unit, author)
    late = NOW + timedelta(hours=8)
    (waiting,) = in_unit(approvals.listed, caller=second, now=late).items
    assert not waiting.may_decide
    with pytest.raises(ApprovalExpired):
        in_unit(approvals.approve, row.id, yes(row), caller=second, now=late)
    set_clocks(hub_context, lambda: late - timedelta(seconds=1))
    assert approvals.expire(hub_context) == 0
    set_clocks(hub_context, lambda: late)
    assert approvals.expire(hub_context) == 1
    assert (state_of(database, row), values(database)) == ("expired", [])
    again = asked(in_unit, author)
    assert in_unit(approvals.approve, again.id, yes(again), caller=second, now=NOW).state == "approved"


def test_a_action_that_cannot_be_done_leaves_the_request_waiting(
    in_unit: Run, author: Caller, second: Caller, database: Database
) -> None:
    row = asked(in_unit, author, impossible=True)
    with pytest.raises(Refused):
        in_unit(approvals.approve, row.id, yes(row), caller=second, now=NOW)
    assert (state_of(database, row), values(database)) == ("pending", [])


def test_one_request_waits_per_subject(in_unit: Run, author: Caller, second: Caller) -> None:
    asked(in_unit, author)
    with pytest.raises(AlreadyAsked):
        in_unit(approvals.ask, KIND, SUBJECT, {"limit": 6}, "mine", caller=second, now=NOW)
    with pytest.raises(InvalidForm):
        in_unit(approvals.ask, KIND, "another", {"limit": 6}, "  ", caller=second, now=NOW)


def test_a_request_is_taken_back_by_its_author(in_unit: Run, author: Caller, second: Caller) -> None:
    row = asked(in_unit, author)
    assert in_unit(approvals.withdraw, row.id, caller=author, now=NOW).state == "withdrawn"
    with pytest.raises(AlreadyDecided):
        in_unit(approvals.approve, row.id, yes(row), caller=second, now=NOW)
    with pytest.raises(AlreadyDecided):
        in_unit(approvals.withdraw, row.id, caller=author, now=NOW)


def together(*work: Callable[[], Any]) -> list[Any]:
    """Do these at once; what each gave or raised."""
    found: list[Any] = [None] * len(work)
    begin = threading.Barrier(len(work))

    def one(place: int) -> None:
        begin.wait()
        try:
            found[place] = work[place]()
        except HubError as error:
            found[place] = error

    threads = [threading.Thread(target=one, args=(place,)) for place in range(len(work))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_two_who_decide_at_once_one_is_late(
    in_unit: Run, author: Caller, second: Caller, staff: Staff, database: Database
) -> None:
    third = staff.caller("third", "system_administrator")
    for round_ in range(5):
        row: ApprovalRow = in_unit(approvals.ask, KIND, SUBJECT, {"round": round_}, "again", caller=author, now=NOW)
        first, other = together(
            lambda row=row: in_unit(approvals.approve, row.id, yes(row), caller=second, now=NOW),
            lambda row=row: in_unit(approvals.approve, row.id, yes(row), caller=third, now=NOW),
        )
        assert sorted(type(one).__name__ for one in (first, other)) == ["AlreadyDecided", "ApprovalRow"]
        assert values(database) == [{"round": round_}], "done once"
        with database.write() as db:
            db.execute(text("DELETE FROM setting WHERE key = :key"), {"key": SUBJECT})


def test_of_two_who_ask_at_once_one_is_told_of_the_other(in_unit: Run, author: Caller, second: Caller) -> None:
    first, other = together(
        lambda: in_unit(approvals.ask, KIND, SUBJECT, {"limit": 1}, "mine", caller=author, now=NOW),
        lambda: in_unit(approvals.ask, KIND, SUBJECT, {"limit": 2}, "mine", caller=second, now=NOW),
    )
    assert sorted(type(one).__name__ for one in (first, other)) == ["AlreadyAsked", "ApprovalRow"]


def test_over_the_wire(hub: HubThread, client: Client, staff: Staff, in_unit: Run) -> None:
    author, second = staff.caller("author", "system_administrator"), staff.person("second", "system_administrator")
    row: ApprovalRow = in_unit(approvals.ask, KIND, SUBJECT, {"limit": 5}, "why", caller=author)
    assert client.sign_in("second").ok
    (shown,) = client.get("/api/approvals", state="pending").json()["items"]
    assert (shown["digest"], shown["may_decide"]) == (row.digest, True)
    for _ in range(2):
        answer = client.post(f"/api/approvals/{row.id}/approve", {"digest": row.digest}, key="once")
        assert answer.status_code == 200 and answer.json()["decided_by"]["id"] == str(second.id)
    again = client.post(f"/api/approvals/{row.id}/approve", {"digest": row.digest})
    assert (again.status_code, again.json()["error"]["id"]) == (409, "already_decided")
