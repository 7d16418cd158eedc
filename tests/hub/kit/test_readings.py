"""Every reading of customers' data is in the audit trail, lists included, and a list that refreshes itself is one row an hour."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from sqlalchemy import select

import agent_desk.hub
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.readings import ONCE_IN, Readings, reading_of, told_of
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.customers.records import CustomerBrief, Masked
from agent_desk.schemas.kit.free_text import EVERY as EVERY_KIND
from agent_desk.schemas.kit.free_text import Typed
from agent_desk.schemas.kit.operation import Operation
from tests.fixtures.customers import NOW
from tests.fixtures.people import Client, Staff
from tests.hub.kit.test_free_text import marks_of, records
from tests.hub.kit.test_operations import EVERY, named

ABOUT_CUSTOMERS = frozenset({"customer_id", "call_id", "complaint_id", "recording_id", "entity_id"})
OF_THE_BANK = frozenset({"knowledge.search", "quality.forms", "quality.form"})
"""Reads whose typed text is of the bank's own: questions of score forms, articles."""
READS = [one for one in EVERY if not one.writes]
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(agent_desk.hub.__file__).parent.rglob("*.py"))


def holds_customers_data(operation: Operation[..., Any]) -> bool:
    """Whether an answer may: it is a file, shows masked values, names a customer or a call, or holds what somebody wrote."""
    if operation.answer is bytes:
        return True
    return any(_is_about_customers(record) for record in records(operation.answer, set()))


def _is_about_customers(record: type[BaseModel]) -> bool:
    written = any(
        isinstance(mark, Typed) and mark.kinds == EVERY_KIND
        for info in record.model_fields.values()
        for marks in marks_of(info)
        for mark in marks
    )
    return record in (Masked, CustomerBrief) or written or bool(ABOUT_CUSTOMERS & set(record.model_fields))


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
    (trail,) = [one for one in EVERY if one.name == "administration.audit"]
    assert trail.summed == "audit.read"


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
