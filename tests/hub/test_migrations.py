"""The migrated database and `models/` say the same; migrating twice changes nothing."""

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.hub.migrations import run
from agent_desk.hub.migrations.steps import grant
from agent_desk.models.people import Role


def test_a_migrated_database_agrees_with_the_models(database: Database) -> None:
    assert run.differences(database.engine) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    run.upgrade(database.engine)
    assert run.differences(database.engine) == []


def granted(database: Database, permission: str, *roles: str) -> dict[str, tuple[str, ...]]:
    """Grant it as a migration would; what each role may do then."""
    with database.engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        grant(permission, *roles)
    with database.read() as db:
        return {row.code: tuple(row.permissions) for row in db.scalars(select(Role))}


def test_a_new_permission_is_granted_to_the_roles_there_are_once(database: Database) -> None:
    with database.read() as db:
        before = {row.code: tuple(row.permissions) for row in db.scalars(select(Role))}
    for _ in range(2):
        after = granted(database, "new.thing", "agent", "auditor", "no_such_role")
    expected = {code: (*old, "new.thing") if code in ("agent", "auditor") else old for code, old in before.items()}
    assert after == expected


def test_a_new_permission_goes_to_who_manages_people_where_no_such_role_is_left(database: Database) -> None:
    after = granted(database, "new.thing", "no_such_role")
    assert [code for code, words in after.items() if "new.thing" in words] == ["security_administrator"]
