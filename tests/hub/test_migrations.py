"""The migrated database and `models/` say the same; migrating twice changes nothing."""

from agent_desk.hub.kit.database import Database
from agent_desk.hub.migrations import run


def test_a_migrated_database_agrees_with_the_models(database: Database) -> None:
    assert run.differences(database.engine) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    run.upgrade(database.engine)
    assert run.differences(database.engine) == []
