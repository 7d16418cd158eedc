"""Statements that psycopg executes itself are told, refused and undone like any other of the session."""

import threading
from select import select as select_socket
from typing import Any

import psycopg
import pytest
from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import IntegrityError

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.kit.statements import Objects, Statement
from agent_desk.models.kit import Setting
from tests.fixtures.waiting import until

COUNT_UP = Statement("UPDATE setting SET version = version + 1 WHERE key = %(key)s")


def put(key: str, value: object) -> Setting:
    """A row that nobody else knows."""
    return Setting(key=key, value={"v": value})


def kept(database: Database, *keys: str) -> dict[str, object]:
    """What is committed of these."""
    with database.read() as db:
        return {row.key: row.value["v"] for row in db.scalars(select(Setting).where(Setting.key.in_(keys)))}


def test_a_statement_that_is_refused_is_told_at_the_commit_and_nothing_stays(database: Database) -> None:
    with database.write() as db:
        db.add(put("q.there", 1))
    with pytest.raises(IntegrityError, match="duplicate key"), database.write() as db:
        db.add(put("q.before", 1))
        db.flush()
        db.execute(text("INSERT INTO setting (key, value) VALUES ('q.there', '{}')"))
        db.execute(text("UPDATE setting SET value = '{\"v\": 2}' WHERE key = 'q.there'"))
    assert kept(database, "q.there", "q.before") == {"q.there": 1}


def test_who_answers_for_one_statement_hears_of_it_at_once(database: Database) -> None:
    with database.write() as db:
        db.add(put("q.once", 1))
        db.flush()
        try:
            with db.begin_nested():
                db.execute(text("INSERT INTO setting (key, value) VALUES ('q.once', '{}')"))
        except IntegrityError:
            db.add(put("q.told", 1))
    assert kept(database, "q.once", "q.told") == {"q.once": 1, "q.told": 1}


def test_after_a_refusal_the_same_connection_serves_the_next(database: Database) -> None:
    narrow = Database(database.engine.url.render_as_string(hide_password=False), pool_size=1)
    for _ in range(3):
        with pytest.raises(IntegrityError), narrow.write() as db:
            db.execute(text("INSERT INTO setting (key, value) VALUES ('q.null', NULL)"))
        with narrow.write() as db:
            db.merge(put("q.next", 1))
    assert narrow.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    assert kept(database, "q.next") == {"q.next": 1}
    narrow.dispose()


def test_more_than_the_systems_buffers_hold_goes_through(database: Database) -> None:
    long = "长" * 4_000_000

    def write() -> None:
        with database.write() as db:
            for at in range(3):
                db.execute(
                    text(
                        "INSERT INTO setting (key, value) VALUES (:key, jsonb_build_object('v', CAST(:long AS text)))"
                    ),
                    {"key": f"q.long{at}", "long": long},
                )
            assert len(db.scalars(select(Setting).where(Setting.key.like("q.long%"))).all()) == 3

    # In a thread of its own: what hangs must fail this test, not the run.
    writing = threading.Thread(target=write, daemon=True)
    writing.start()
    until(lambda: not writing.is_alive(), "twelve million signs are written", within_s=60)
    assert kept(database, "q.long0", "q.long1", "q.long2") == {f"q.long{at}": long for at in range(3)}


def test_a_refusal_is_told_as_sqlalchemy_tells_it_and_nothing_stays(database: Database) -> None:
    with pytest.raises(IntegrityError, match="null value"), database.write() as db:
        db.add(put("q.before", 1))
        db.flush()
        Statement("INSERT INTO setting (key, value) VALUES (%(key)s, NULL)").run(db, {"key": "q.null"})
    assert kept(database, "q.null", "q.before") == {}


@pytest.mark.expects_log
def test_a_database_that_goes_away_under_a_statement_is_down_and_the_next_connection_is_new(
    database: Database,
) -> None:
    with pytest.raises(DatabaseDown), database.write() as db:
        own = db.scalar(text("SELECT pg_backend_pid()"))
        driver = db.connection().connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        with psycopg.connect(database.dsn, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (own,))
        assert select_ready(driver), "the line is cut"
        COUNT_UP.run(db, {"key": "q.gone"})
    with database.write() as db:
        db.merge(put("q.back", 1))
    assert kept(database, "q.back") == {"q.back": 1}


def select_ready(driver: psycopg.Connection[Any]) -> bool:
    """Whether something comes from PostgreSQL soon."""
    return bool(select_socket([driver.fileno()], [], [], 10)[0])


def test_a_statement_tells_how_many_rows_it_wrote_and_gives_what_it_read(database: Database) -> None:
    read = Statement("SELECT key, version FROM setting WHERE key = %(key)s")
    with database.write() as db:
        db.add(put("q.sent", 1))
        db.flush()
        assert [COUNT_UP.run(db, {"key": key}) for key in ("q.sent", "q.nobody")] == [1, 0]
        assert read.all(db, {"key": "q.sent"}) == [("q.sent", 2)]
        assert read.first(db, {"key": "q.nobody"}) is None


def test_what_is_read_whole_is_the_sessions_own_object(database: Database) -> None:
    whole = Objects(Setting, select(Setting.__table__).where(Setting.key == bindparam("key"), Setting.version > 0))
    with database.write() as db:
        db.add(put("q.whole", 1))
    with database.write() as db:
        (row,) = whole.all(db, {"key": "q.whole"})
        assert row is db.get(Setting, "q.whole")
        row.value = {"v": 2}
        db.flush()
        assert whole.all(db, {"key": "q.whole"}) == [row]
    assert kept(database, "q.whole") == {"q.whole": 2}
