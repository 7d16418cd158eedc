"""The two ways to the database: one that writes, and one that PostgreSQL itself keeps from writing."""

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import URL, select, text
from sqlalchemy.exc import InternalError

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.statements import Statement, connection_of
from agent_desk.models.kit import Setting

WRITE = text("INSERT INTO setting (key, value) VALUES ('d.one', '1')")


def test_who_reads_cannot_write_and_the_next_on_the_same_connection_can(database: Database) -> None:
    alone = Database(database.url, pool_size=1)
    try:
        with alone.read() as db:
            backend = connection_of(db).info.backend_pid
            with pytest.raises(InternalError) as refused:
                db.execute(WRITE)
            assert isinstance(refused.value.orig, psycopg.errors.ReadOnlySqlTransaction)
        with alone.write() as db:
            assert connection_of(db).info.backend_pid == backend
            db.execute(WRITE)
        with alone.read() as db:
            assert db.scalar(select(Setting.value).where(Setting.key == "d.one")) == 1
    finally:
        alone.dispose()


def test_a_statement_after_a_commit_is_in_a_transaction_that_is_committed_too(database: Database) -> None:
    write = Statement("INSERT INTO setting (key, value) VALUES (%(key)s, '1')")
    with database.write() as db:
        write.run(db, {"key": "d.first"})
        db.commit()
        write.run(db, {"key": "d.second"})
    with database.write() as db:
        write.run(db, {"key": "d.undone"})
        db.rollback()
        write.run(db, {"key": "d.third"})
    with database.read() as db:
        found = db.scalars(select(Setting.key).where(Setting.key.like("d.%")))
        assert set(found) == {"d.first", "d.second", "d.third"}


@pytest.mark.parametrize("folder", ["/var/run/a b", "/tmp/演示 (1)#%+&", "/tmp/O'Brien"])
def test_a_socket_in_a_folder_of_any_name_is_named_alike_for_every_connection(folder: str) -> None:
    address = URL.create("postgresql+psycopg", "hub", "p w'd", database="agent desk", query={"host": folder})
    database = Database(address.render_as_string(hide_password=False))
    given = conninfo_to_dict(database.dsn)
    assert (given["host"], given["dbname"], given["user"], given["password"]) == (folder, "agent desk", "hub", "p w'd")
    database.dispose()
