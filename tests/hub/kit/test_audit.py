"""The audit trail: whoever changes, removes or forges a row is found out."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from agent_desk.hub.kit import audit
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.unit import Unit
from tests.fixtures.trail import KEY, Intruder

THIRD = "id = (SELECT entry_id FROM audit_link WHERE seq = 3)"


@pytest.fixture
def sealed(database: Database, in_unit: Callable[..., Any]) -> Database:
    def deeds(unit: Unit) -> None:
        for number in range(5):
            unit.audit("customers.reveal", "customer", f"C{number}", reason="客户要求", field="phone")

    in_unit(deeds)
    in_unit(lambda unit: audit.seal(unit.db, KEY))
    return database


def verdict(database: Database, key: bytes = KEY) -> audit.Verdict:
    with database.read() as db:
        return audit.verify(db, key)


def tamper(database: Database, *statements: str) -> None:
    Intruder(database).does(*statements)


def test_an_untouched_trail_is_sound(sealed: Database) -> None:
    found = verdict(sealed)
    assert (found.sound, found.entries, found.unsealed) == (True, 5, 0)


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE audit_entry SET reason = 'another' WHERE {THIRD}",
        f"UPDATE audit_entry SET person_login = 'somebody' WHERE {THIRD}",
        f"UPDATE audit_entry SET detail = '{{}}' WHERE {THIRD}",
        f"UPDATE audit_entry SET at = at - interval '1 hour' WHERE {THIRD}",
        f"UPDATE audit_entry SET number = 9 WHERE {THIRD}",
        f"UPDATE audit_entry SET mark = NULL WHERE {THIRD}",
        f"DELETE FROM audit_entry WHERE {THIRD}",
        "DELETE FROM audit_link WHERE seq = 3",
        "UPDATE audit_link SET witnessed = false WHERE seq = 3",
        "UPDATE audit_link SET form = 1 WHERE seq = 3",
    ],
)
def test_a_changed_or_removed_row_is_named(sealed: Database, statement: str) -> None:
    tamper(sealed, statement)
    found = verdict(sealed)
    assert not found.sound
    assert 3 in found.broken


def test_cutting_off_the_end_shows(sealed: Database) -> None:
    tamper(sealed, "DELETE FROM audit_entry WHERE id = (SELECT entry_id FROM audit_link WHERE seq = 5)")
    assert not verdict(sealed).sound


def test_somebody_without_the_key_cannot_forge_the_chain(sealed: Database, in_unit: Callable[..., Any]) -> None:
    tamper(
        sealed,
        "DELETE FROM audit_link",
        "DELETE FROM audit_entry WHERE entity_id = 'C3'",
        "DELETE FROM audit_head",
    )
    in_unit(lambda unit: audit.seal(unit.db, b"a guessed key"))
    assert verdict(sealed, b"a guessed key").broken == [], "it is a chain, of another key"
    assert not verdict(sealed).sound


def test_a_action_undone_leaves_no_entry(database: Database, in_unit: Callable[..., Any]) -> None:
    def fails(unit: Unit) -> None:
        unit.audit("cases.open", "complaint", "1")
        raise ValueError("undone")

    with pytest.raises(ValueError, match="undone"):
        in_unit(fails)
    assert verdict(database).unsealed == 0


def test_a_long_trail_is_verified_in_stretches(sealed: Database) -> None:
    def stretch(after: int) -> audit.Verdict:
        with sealed.read() as db:
            return audit.verify(db, KEY, after_seq=after, limit=2)

    first, second, last = stretch(0), stretch(2), stretch(4)
    assert [(one.checked_to, one.done, one.sound) for one in (first, second, last)] == [
        (2, False, True),
        (4, False, True),
        (5, True, True),
    ]
    tamper(sealed, f"UPDATE audit_entry SET reason = 'another' WHERE {THIRD}")
    assert (stretch(0).sound, stretch(2).broken, stretch(4).sound) == (True, [3], True)
    tamper(sealed, "DELETE FROM audit_link WHERE seq = 5")
    assert not stretch(4).sound


def test_nothing_is_sealed_with_another_key(sealed: Database, in_unit: Callable[..., Any]) -> None:
    in_unit(lambda unit: unit.audit("customers.reveal", "customer", "C9"))
    with pytest.raises(audit.AnotherKey):
        in_unit(lambda unit: audit.seal(unit.db, b"another"))
    assert (verdict(sealed).sound, verdict(sealed).unsealed) == (True, 1)
    tamper(sealed, "UPDATE audit_link SET digest = 'x' WHERE seq = 5")
    assert in_unit(lambda unit: audit.seal(unit.db, KEY)) == 1, "a forged row does not make the right key look wrong"


@pytest.mark.parametrize("table", ["audit_entry", "audit_link", "audit_archive", "audit_head"])
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE FROM", "TRUNCATE"])
def test_the_database_refuses_to_change_the_trail(sealed: Database, table: str, verb: str) -> None:
    statement = {
        "UPDATE": f"UPDATE {table} SET {'to_seq' if table == 'audit_archive' else 'digest' if table == 'audit_link' else 'reason'} = NULL",
        "DELETE FROM": f"DELETE FROM {table}",
        "TRUNCATE": f"TRUNCATE {table} CASCADE",
    }[verb]
    if (table, verb) == ("audit_head", "UPDATE"):
        return  # the head moves with each round, and is signed
    with pytest.raises(ProgrammingError, match="only added to"), sealed.write() as db:
        db.execute(text(statement))
    assert verdict(sealed).entries == 5
