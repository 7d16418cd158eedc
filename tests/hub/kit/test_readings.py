"""Every reading of customers' data is in the audit trail, lists included, and a list that refreshes itself is one row an hour."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import agent_desk.hub
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.readings import ONCE_IN, Readings, reading_of, told_of
from agent_desk.hub.kit.seats import READ_AS, WATCHABLE
from agent_desk.hub.serve import HubThread
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.kit import personal
from agent_desk.schemas.kit.operation import Operation
from agent_desk.schemas.kit.readings import READINGS
from tests.fixtures.customers import NOW
from tests.fixtures.live_line import hear, line, signed_in
from tests.fixtures.operations import EVERY, named
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until

OF_THE_BANK = frozenset({"knowledge.search", "papers.templates", "quality.forms", "quality.form"})
"""Reads whose typed text is of the bank's own: questions of score forms, articles, templates of letters."""
READS = [one for one in EVERY if not one.writes]
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(agent_desk.hub.__file__).parent.rglob("*.py"))


def holds_customers_data(operation: Operation[..., Any]) -> bool:
    """Whether an answer may: it is a file, shows masked values, names a customer or a call, or holds what somebody wrote."""
    return operation.answer is bytes or personal.holds_customers_data(operation.answer)


@pytest.mark.parametrize("operation", READS, ids=named)
def test_a_read_of_customers_data_is_written_down(operation: Operation[..., Any]) -> None:
    """A read fails here that answers with customers' data and names no action: `audits` or `summed` (schemas/kit/operation.py)."""
    if (
        holds_customers_data(operation)
        and operation.name not in OF_THE_BANK
        and not operation.name.startswith("settings.")
    ):
        assert operation.audits or operation.summed


def test_reading_the_trail_is_a_reading() -> None:
    trail = {one.name: one.summed for one in EVERY if one.name in ("administration.audit", "administration.history")}
    assert trail == {"administration.audit": "audit.read", "administration.history": "audit.history"}


@pytest.mark.parametrize("operation", [one for one in READS if one.summed or one.audits], ids=named)
def test_what_is_read_has_a_name_that_people_know(operation: Operation[..., Any]) -> None:
    """The trail names a reading, and a copy of a screen, by the operation: it takes an entry of `READINGS`."""
    assert operation.name in READINGS or not (operation.summed or operation.personal)


@pytest.mark.parametrize("operation", EVERY, ids=named)
def test_a_file_says_what_it_is_and_a_personal_one_takes_the_right_to_copy(operation: Operation[..., Any]) -> None:
    """The hub gives a "personal" file to nobody without `personal.copy` (hub/kit/web.py)."""
    assert (operation.answer is bytes) == bool(operation.file)


@pytest.mark.parametrize("action", sorted({one.audits for one in EVERY if one.audits}))
def test_what_a_function_is_to_write_down_is_in_the_hub(action: str) -> None:
    assert f'"{action}"' in SOURCE


def rows(database: Database, action: str) -> list[AuditEntry]:
    with database.read() as db:
        found = list(db.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)))
        db.expunge_all()
        return found


def test_a_list_that_is_asked_again_is_one_row_and_another_question_another(
    client: Client, staff: Staff, database: Database
) -> None:
    person = staff.person("h1", "complaint_handler")
    client.sign_in("h1")
    for _ in range(5):
        assert client.get("/api/cases/complaints").status_code == 200
    (row,) = rows(database, "cases.list")
    assert (row.person_id, row.entity, row.entity_id) == (person.id, "reading", "cases.complaints")
    client.get("/api/cases/complaints", limit=7)
    client.get("/api/cases/complaints", q="王小明的卡")
    told = [one.detail["asked"] for one in rows(database, "cases.list")]
    assert len(told) in (2, 3)
    assert "limit=7" in told[1]
    assert "王小明" not in str(told)


def test_a_reading_that_was_refused_is_no_row(client: Client, staff: Staff, database: Database) -> None:
    staff.person("a1", "agent", agent_code="1001")
    client.sign_in("a1")
    assert client.get("/api/settings/audit").status_code == 403
    assert rows(database, "audit.read") == []


def test_a_reading_is_written_down_anew_after_an_hour_and_by_another_sign_in() -> None:
    readings, mine = Readings(), reading_of("Bearer a", "cases.complaints", {"limit": 50})
    readings.written(mine, NOW)
    assert readings.is_written(mine, NOW + ONCE_IN - timedelta(seconds=1))
    assert not readings.is_written(mine, NOW + ONCE_IN)
    assert not readings.is_written(mine, NOW - timedelta(seconds=1)), "a clock that was set back"
    for other in (
        reading_of("Bearer b", "cases.complaints", {"limit": 50}),
        reading_of("Bearer a", "cases.complaints", {"limit": 51}),
        reading_of("Bearer a", "cases.similar", {"limit": 50}),
    ):
        assert not readings.is_written(other, NOW)


def test_what_was_typed_is_told_by_its_length_alone() -> None:
    said = told_of({"state": ["open", "closed"], "typed": "13800138000", "name": "王小明", "limit": 50, "after": None})
    assert said == ["limit=50", "name=(3)", "state=open,closed", "typed=(11)"]


def test_looking_through_pages_with_histories_is_one_row(client: Client, staff: Staff, database: Database) -> None:
    people = [staff.person(f"a{number}", "agent", agent_code=f"10{number}") for number in range(4)]
    staff.person("audit1", "auditor")
    client.sign_in("audit1")
    for person in people:
        client.get("/api/settings/history/person", entity_id=str(person.id))
    client.get("/api/settings/history/setting", entity_id="centre")
    assert len(rows(database, "audit.history")) == 1
    assert rows(database, "audit.read") == []


def test_a_history_of_a_customers_record_is_a_row_that_names_it(
    client: Client, staff: Staff, database: Database
) -> None:
    staff.person("audit1", "auditor")
    client.sign_in("audit1")
    for key in ("c1", "c2"):
        assert client.get("/api/settings/history/customer", entity_id=key).status_code == 200
    named = [(one.entity, one.entity_id) for one in rows(database, "audit.history") if one.entity != "reading"]
    assert named == [("customer", "c1"), ("customer", "c2")]


def test_who_watches_the_pushed_board_is_written_down_once_an_hour(
    hub: HubThread, staff: Staff, database: Database
) -> None:
    supervisor = signed_in(hub, staff, "s2001", "supervisor")
    for _ in range(3):
        with line(hub, supervisor.token) as socket:
            hear(socket, "welcome")
            socket.send(json.dumps({"type": "watch", "names": ["floor.board"]}))
            until(lambda: hub.hub_context.seats.watched("floor.board"))
        until(lambda: not hub.hub_context.seats.watched("floor.board"))
    found = [one for one in rows(database, "floor.read") if one.entity_id == "floor.board"]
    assert [(one.person_login, one.entity) for one in found] == [("s2001", "reading")]


def test_a_wallboard_watches_figures_and_is_nobodys_reading() -> None:
    assert set(WATCHABLE) - set(READ_AS) == {"floor.wallboard"}
