"""The audit trail speaks to people: names for records, words for codes, in both languages, for every action of every area.

What is walked: every action, kind of record and field that the hub's sources write; and the trail of a house in which everything was
done once, through the real operations. An area to come fails here until its records have names and its fields have words.
"""

import ast
import re
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import agent_desk.hub
from agent_desk.hub.areas import AREAS
from agent_desk.hub.kit import naming
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.serve import HubThread
from agent_desk.schemas.administration.audit_words import UUID, AuditWords
from agent_desk.schemas.administration.records import AuditPage, AuditRow
from agent_desk.schemas.administration.words import AUDIT_FIELDS, ENTITIES
from agent_desk.schemas.people.settings import CENTRE
from agent_desk.schemas.settings.operations import operations_of
from tests.fixtures import cases
from tests.fixtures.operations import EVERY
from tests.fixtures.people import Client, Staff
from tests.fixtures.trail import A_CODE
from tests.hub.test_scope import (
    EXAMPLES,
    OF_NOBODY,
    House,
    asked,
    everything_there_is,
    house,
    hub,
    narrowed_operations,
)

__all__ = ["house", "hub"]

HUB = Path(agent_desk.hub.__file__).parent
ZONE = ZoneInfo("Asia/Shanghai")
NAMED_BY_THEMSELVES = {"setting", "audit_trail"}
"""A setting has its title in its declaration, and there is one trail."""
WRITERS = {"audit", "tell", "close"}


def calls() -> Iterator[ast.Call]:
    """Every place in the hub where an entry is written."""
    for path in HUB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr == "audit" or (node.func.attr in WRITERS and any(map(_is_action, node.args))):
                yield node


def _is_action(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(A_CODE.fullmatch(node.value))


def test_every_kind_of_record_in_the_trail_has_a_name() -> None:
    """A kind fails here that no area names: `names` of its Area record (hub/kit/naming.py)."""
    assert AREAS
    assert set(ENTITIES) - set(naming.kinds()) == NAMED_BY_THEMSELVES


class SomeRow:
    """A row of any table, as far as a change of it asks."""

    id, version = uuid.uuid4(), 1

    def __getattr__(self, name: str) -> Any:
        return uuid.uuid4() if name.endswith("_id") else "x"


def test_records_are_named_by_the_column_that_the_trail_names_them_by(hub: HubThread) -> None:
    """A kind that is edited by `Records` fails here where its area names it by a UUID and the trail has a code, or the other way."""
    assert hub.app
    edited = [
        one
        for name, module in list(sys.modules.items())
        if name.startswith("agent_desk.hub.")
        for one in vars(module).values()
        if isinstance(one, Records)
    ]
    assert len(edited) > 5
    wrong = []
    for one in edited:
        entity = naming.kinds().get(one.audited or one.change(SomeRow()).entity)
        is_id = getattr(one.model, one.audit_id).type.python_type is uuid.UUID
        if entity is not None and entity.by_code is is_id:
            wrong.append(one.audited or one.what)
    assert wrong == []


def test_every_field_of_an_entry_has_its_words() -> None:
    fields = {word.arg for call in calls() for word in call.keywords if word.arg not in (None, "reason", "shown_to")}
    told = [(part.name, one.summed_by) for one in EVERY if one.summed for part in one.parts]
    asked_by = {name for name, by in told if name not in ("limit", "after") and (by is None or name in by)}
    assert len(fields) > 50
    assert sorted(map(str, (fields | asked_by) - set(AUDIT_FIELDS))) == []


def trail(client: Client) -> list[AuditRow]:
    rows, after = [], None
    while True:
        page = AuditPage.model_validate(client.get("/api/settings/audit", limit=200, after=after or "").json())
        rows += page.items
        after = page.next
        if after is None:
            return rows


def said(say: AuditWords, row: AuditRow) -> list[str]:
    """Everything that a page or a workbook shows of an entry, but what somebody wrote."""
    facts = [text for pair in say.facts(row) for text in pair]
    return [say.who(row), say.action(row.action), say.record(row), *facts, *say.changes(row)]


@pytest.fixture
def done(hub: HubThread, staff: Staff, house: House) -> Client:
    """A house in which everything was done once; an administrator looks at its trail."""
    cases.terms(hub.hub_context.database)
    insider = everything_there_is(hub, staff, "insider", "all", house)
    for operation in sorted(narrowed_operations(), key=lambda one: (one.writes, one.method == "DELETE")):
        if operation.name not in OF_NOBODY:
            asked(insider, operation, EXAMPLES[operation.name](house))
    settle(insider)
    return insider


def settle(client: Client) -> None:
    """What an administrator changes: people, roles, lists, targets, rules, masks, recording, the voice plan, settings, articles."""
    for add, body in (
        ("/api/people", {"login": "new1", "name": "新人", "agent_code": "8999", "roles": ["agent"]}),
        ("/api/desk/taken-out", {"kind": "copy", "sources": ["customers.card", "calls.ask"], "times": 2}),
    ):
        assert client.post(add, body).status_code in (200, 409), add
    target = client.get("/api/settings/targets").json()
    client.ask("PUT", "/api/settings/targets/centre", target["centre"] | {"threshold_ms": 25_000})
    rules = client.get("/api/settings/alarm-rules").json()
    client.ask("PUT", f"/api/settings/alarm-rules/{rules[0]['code']}", rules[0] | {"hold_ms": 61_000})
    plan = client.get("/api/calls/voice-plan").json()
    plan["plan"]["days"].append({"day": "2027-01-01", "name": "元旦"})
    client.ask("PUT", "/api/calls/voice-plan", {"plan": plan["plan"], "version": plan["version"]})
    path = f"/api{operations_of(CENTRE).value.path}"
    centre = client.get(path).json()
    changed = {"value": centre["value"] | {"hotline": "96588"}, "version": centre["version"]}
    assert client.ask("PUT", path, changed).status_code in (200, 409)
    client.get("/api/settings/history/person", entity_id="x")
    client.post("/api/settings/audit/verify", {})


CHANGED_HERE = {
    "settings.target",
    "settings.voice_plan",
    "settings.centre",
    "personal.copied",
    "audit.history",
    "audit.verify",
}


@pytest.mark.expects_log
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_id_and_no_code_is_shown_whatever_was_done(done: Client, language: Any) -> None:
    say, rows = AuditWords(language, ZONE), trail(done)
    assert len({row.action for row in rows}) > 30, "a good part of all actions"
    assert {row.action for row in rows} >= CHANGED_HERE
    if language == "zh":
        labels = {f"{row.action}: {label}" for row in rows for label, _ in say.facts(row)}
        assert {one for one in labels if re.search("[a-z]{2}", one.partition(": ")[2])} == set(), "not in Chinese"
    raw = {
        f"{row.action}: {text}"
        for row in rows
        for text in said(say, row)
        if UUID.search(text) or A_CODE.search(_without_names(row, text))
    }
    assert raw == set()
    unnamed = {f"{row.action} {row.entity}" for row in rows if "no longer kept" in say.record(row)}
    assert unnamed == set(), "what is there has its name"
    by_its_code = {f"{row.entity} {row.entity_id}" for row in rows if row.entity_id and not _is_named(row)}
    assert by_its_code == set()


def _is_named(row: AuditRow) -> bool:
    """Whether the hub gave a name to the record of an entry, or the program knows it without."""
    if row.entity in NAMED_BY_THEMSELVES or row.entity_id in ("–", str(uuid.UUID(int=0))):
        return True
    return row.entity_id in row.names or f"{row.entity}:{row.entity_id}" in row.names


def _without_names(row: AuditRow, text: str) -> str:
    """Leave out what people gave their names themselves: logins, seats, files."""
    for one in row.names.values():
        text = text.replace(one.zh, "").replace(one.en, "")
    for name in ("seat", "by_seat", "file", "name"):
        text = text.replace(str(row.detail.get(name) or "\0"), "")
    return text.replace(row.login, "")


def test_a_record_that_is_no_more_is_said_to_be_no_more(in_unit: Any, client: Client, staff: Staff) -> None:
    gone = "11111111-2222-4333-8444-555555555555"
    in_unit(lambda unit: _audit(unit, gone))
    staff.person("audit1", "auditor")
    client.sign_in("audit1")
    (row,) = [one for one in trail(client) if one.action == "customers.read"]
    english, chinese = AuditWords("en", ZONE), AuditWords("zh", ZONE)
    assert english.record(row) == "customer (no longer kept)"
    assert chinese.record(row) == "客户 （已不再保存）"
    assert gone not in str(english.facts(row))


def _audit(unit: Unit, key: str) -> None:
    unit.audit("customers.read", "customer", key, call=key)


def test_a_planted_kind_without_a_name_is_found() -> None:
    assert "promotion" not in naming.kinds()
    row = AuditRow.model_validate(
        {
            "id": 1,
            "at": "2026-11-30T09:00:00Z",
            "login": "a1",
            "action": "planted.deed",
            "entity": "planted",
            "entity_id": "11111111-2222-4333-8444-555555555555",
            "detail": {"what_for": "some_code"},
        }
    )
    say = AuditWords("en", ZONE)
    assert A_CODE.search(" ".join(said(say, row)))


@pytest.mark.usefixtures("database")
def test_people_are_found_by_what_they_are_called(client: Client, staff: Staff, database: Database) -> None:
    person = staff.person("a1001", "agent", agent_code="1001", name="林静")
    staff.person("admin", "security_administrator", "auditor")
    client.sign_in("admin")
    assert client.post(f"/api/people/{person.id}/one-time-password").status_code == 200
    found = client.get("/api/settings/audit", entity_id="林静").json()["items"]
    assert {row["action"] for row in found} >= {"people.one_time_password"}
    assert {row["entity_id"] for row in found} == {str(person.id)}
