"""A filled database of every earlier release comes up to this one, with every row and every permission."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, select

from agent_desk.hub import areas
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.permissions import KEEPERS, offices_of, permissions
from agent_desk.hub.migrations import run
from agent_desk.hub.people.offices import united
from agent_desk.models.people import Role
from agent_desk.schemas.people.offices import OFFICES

DATA = Path(__file__).parents[1] / "data"
RELEASES = ("0.1.0",)
CLOSED = {
    "versions/0001_first.py": "d2d42b98aa6cfe4ee8a13cdfc957f94e17eeab0b5469dc5f1a58b29a02e44481",
    "counters.py": "86f9df6661b1fd26a5dc54788b27415a892f8b83ba15457a8d9240e345f61172",
}
"""Digests of what a release has run: databases stand as these files made them, so what changes is a new migration."""
CHANGED: Mapping[str, frozenset[str]] = {
    "role": frozenset({"permissions", "version", "name_zh", "name_en"}),
    "call_recording": frozenset({"path", "size_bytes", "sha256"}),
    "audit_entry": frozenset({"seq", "digest"}),
    "report_file": frozenset({"size_bytes", "sha256"}),
    "person": frozenset({"failed_sign_ins", "locked_until"}),
    "callback_task": frozenset({"state", "assigned_id", "taken_by_id", "taken_at"}),
}
"""Columns whose values a migration changes on purpose, or moves elsewhere; a test of that migration says what becomes of them."""
GONE: Mapping[str, str] = {}
"""Tables that a migration has moved, each with where its rows are now."""
MOVED: Mapping[str, str] = {"setting": "setting_value"}
"""Tables some of whose rows a migration has moved to another one."""

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(params=RELEASES)
def released(request: pytest.FixtureRequest, empty_database: Database) -> Database:
    """A filled database of an earlier release."""
    words = (DATA / f"database-{request.param}.sql").read_text("utf-8")
    with psycopg.connect(empty_database.dsn) as connection:
        connection.execute(words.encode())
    return empty_database


def rows_of(database: Database) -> Rows:
    """Every row of every table, in the order of its own words."""
    tables = MetaData()
    with database.engine.connect() as connection:
        tables.reflect(connection)
        return {
            name: sorted((dict(row) for row in connection.execute(select(table)).mappings()), key=repr)
            for name, table in tables.tables.items()
            if name != "alembic_version"
        }


def narrowed(rows: list[dict[str, Any]], columns: set[str]) -> list[str]:
    return sorted(repr(sorted((name, value) for name, value in row.items() if name in columns)) for row in rows)


def test_a_database_of_a_release_has_a_row_in_every_table(released: Database) -> None:
    assert [name for name, rows in rows_of(released).items() if not rows] == []


def test_an_upgrade_keeps_every_row(released: Database) -> None:
    before = rows_of(released)
    run.upgrade(released.engine)
    after = rows_of(released)
    assert run.differences(released.engine) == []
    assert {name for name in before if name not in after} == set(GONE)
    for name, rows in before.items():
        found = after[GONE.get(name, name)] + after.get(MOVED.get(name, ""), [])
        assert len(found) >= len(rows), name
        columns = set(rows[0]) - CHANGED.get(name, frozenset())
        assert set(narrowed(rows, columns)) <= set(narrowed(found, columns)), name


def test_after_an_upgrade_every_permission_is_held_and_none_is_lost(released: Database) -> None:
    before = held(released)
    run.upgrade(released.engine)
    with released.write() as db:
        areas.seed_defaults(db)
    after = held(released)
    assert all(words <= after[role] for role, words in before.items())
    assert set(permissions()) - set().union(*after.values()) == set(), (
        "a migration grants what is new (migrations.steps)"
    )


def test_an_upgrade_keeps_the_one_administrator_and_says_that_three_are_due(released: Database) -> None:
    run.upgrade(released.engine)
    with released.write() as db:
        areas.seed_defaults(db)
        roles = {row.code: row for row in db.scalars(select(Role))}
        assert offices_of(roles["administrator"].permissions) == list(OFFICES), "it goes on doing all it did"
        assert "security.manage" in roles["administrator"].permissions
        assert roles["administrator"].name_zh != roles["system_administrator"].name_zh
        for office, code in KEEPERS.items():
            assert offices_of(roles[code].permissions) == [office]
        assert [one.offices for one in united(db)] == [list(OFFICES)]


def held(database: Database) -> dict[str, set[str]]:
    with database.read() as db:
        return {code: set(words) for code, words in db.execute(select(Role.code, Role.permissions))}


@pytest.mark.parametrize("name", list(CLOSED))
def test_what_a_release_has_run_does_not_change(name: str) -> None:
    file = Path(run.__file__).parent / name
    # Git may hand out other ends of lines on Windows.
    assert sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest() == CLOSED[name], (
        "write a new migration instead"
    )


def test_migrations_are_one_line() -> None:
    assert len(ScriptDirectory(str(Path(run.__file__).parent)).get_heads()) == 1
