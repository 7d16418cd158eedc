"""The triggers in the database are what the measures say now: whoever changes a measure needs a migration."""

from typing import Any

from sqlalchemy import Connection, text

from agent_desk.hub.cases import triggers as of_complaints
from agent_desk.hub.figures import triggers as of_calls
from agent_desk.hub.kit.database import Database

STANDING = text("""
    SELECT t.tgname, pg_get_triggerdef(t.oid), p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND t.tgname LIKE '%counted'
""")


def standing(connection: Connection) -> dict[str, tuple[Any, ...]]:
    """Each trigger with its definition and the body of its function, whatever the white space."""
    return {row[0]: tuple(" ".join(words.split()) for words in row[1:]) for row in connection.execute(STANDING)}


def test_the_triggers_in_a_database_are_what_the_measures_say(database: Database) -> None:
    with database.engine.connect() as connection:
        found = standing(connection)
        for statement in (*of_calls.statements(), *of_complaints.statements()):
            connection.exec_driver_sql(statement)
        wanted = standing(connection)
        connection.rollback()
    assert len(wanted) == 12
    assert found == wanted, (
        "a measure has changed: write what triggers.statements() of hub/figures or hub/cases gives into a new migration (decision 36)"
    )
