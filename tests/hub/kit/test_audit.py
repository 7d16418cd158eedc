"""The audit trail: whoever changes, removes or forges a row is found out."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from agent_desk.hub.kit import audit
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.unit import Unit

KEY = b"kept outside the database"


@pytest.fixture
def trail(database: Database, in_unit: Callable[..., Any]) -> Database:
    def deeds(unit: Unit) -> None:
        for number in range(5):
            unit.audit("customers.reveal", "customer", f"C{number}", reason="客户要求", field="phone")

    in_unit(deeds)
    in_unit(lambda unit: audit.seal(unit.db, KEY))
    return database


def verdict(database: Database, key: bytes = KEY) -> audit.Verdict:
    with database.read() as db:
        return audit.verify(db, key)


def tamper(database: Database, statement: str) -> None:
    with database.write() as db:
        db.execute(text(statement))


def test_an_untouched_trail_is_sound(trail: Database) -> None:
    found = verdict(trail)
    assert (found.sound, found.entries, found.unsealed) == (True, 5, 0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET reason = 'another' WHERE seq = 3",
        "UPDATE audit_entry SET person_login = 'somebody' WHERE seq = 3",
        "UPDATE audit_entry SET detail = '{}' WHERE seq = 3",
        "UPDATE audit_entry SET at = at - interval '1 hour' WHERE seq = 3",
        "DELETE FROM audit_entry WHERE seq = 3",
    ],
)
def test_a_changed_or_removed_row_is_named(trail: Database, statement: str) -> None:
    tamper(trail, statement)
    found = verdict(trail)
    assert not found.sound
    assert 3 in found.broken


def test_cutting_off_the_end_shows(trail: Database) -> None:
    tamper(trail, "DELETE FROM audit_entry WHERE seq = 5")
    assert not verdict(trail).sound


def test_somebody_without_the_key_cannot_forge_the_chain(trail: Database, in_unit: Callable[..., Any]) -> None:
    tamper(trail, "UPDATE audit_entry SET seq = NULL, digest = NULL")
    tamper(trail, "DELETE FROM audit_entry WHERE entity_id = 'C3'")
    tamper(trail, "DELETE FROM audit_head")
    in_unit(lambda unit: audit.seal(unit.db, b"a guessed key"))
    assert verdict(trail, b"a guessed key").sound
    assert not verdict(trail).sound


def test_a_action_undone_leaves_no_entry(database: Database, in_unit: Callable[..., Any]) -> None:
    def fails(unit: Unit) -> None:
        unit.audit("cases.open", "complaint", "1")
        raise ValueError("undone")

    with pytest.raises(ValueError, match="undone"):
        in_unit(fails)
    assert verdict(database).unsealed == 0


def test_a_long_trail_is_verified_in_stretches(trail: Database) -> None:
    def stretch(after: int) -> audit.Verdict:
        with trail.read() as db:
            return audit.verify(db, KEY, after_seq=after, limit=2)

    first, second, last = stretch(0), stretch(2), stretch(4)
    assert [(one.checked_to, one.done, one.sound) for one in (first, second, last)] == [
        (2, False, True),
        (4, False, True),
        (5, True, True),
    ]
    tamper(trail, "UPDATE audit_entry SET reason = 'another' WHERE seq = 3")
    assert (stretch(0).sound, stretch(2).broken, stretch(4).sound) == (True, [3], True)
    tamper(trail, "DELETE FROM audit_entry WHERE seq = 5")
    assert not stretch(4).sound


def test_nothing_is_sealed_with_another_key(trail: Database, in_unit: Callable[..., Any]) -> None:
    in_unit(lambda unit: unit.audit("customers.reveal", "customer", "C9"))
    with pytest.raises(audit.AnotherKey):
        in_unit(lambda unit: audit.seal(unit.db, b"another"))
    assert (verdict(trail).sound, verdict(trail).unsealed) == (True, 1)
    tamper(trail, "UPDATE audit_entry SET digest = 'x' WHERE seq = 5")
    assert in_unit(lambda unit: audit.seal(unit.db, KEY)) == 1, "a forged row does not make the right key look wrong"
