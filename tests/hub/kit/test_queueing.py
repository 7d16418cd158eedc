"""Statements that give nothing back are queued: what that must not change."""

import threading
from select import select as select_socket
from typing import Any

import psycopg
import pytest
from sqlalchemy import Text, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import IntegrityError

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.kit.queueing import Question, Sent, settle
from agent_desk.models.kit import Setting
from tests.fixtures.waiting import until


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
                settle(db)
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


def test_a_refusal_that_comes_with_a_sent_statement_is_told_like_any_other(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as db:
        driver = db.connection().connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        db.execute(text("INSERT INTO setting (key, value) VALUES ('q.null', NULL)"))
        assert select_ready(driver), "PostgreSQL has said something"
        Sent(db, "UPDATE setting SET version = version + 1 WHERE key = %(key)s", {"key": "q.null"})
    assert kept(database, "q.null") == {}


@pytest.mark.expects_log
def test_a_database_that_goes_away_under_a_sent_statement_is_down_and_the_next_connection_is_new(
    database: Database,
) -> None:
    with pytest.raises(DatabaseDown), database.write() as db:
        own = db.scalar(text("SELECT pg_backend_pid()"))
        driver = db.connection().connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        with psycopg.connect(database.dsn, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (own,))
        assert select_ready(driver), "the line is cut"
        Sent(db, "UPDATE setting SET version = version + 1 WHERE key = %(key)s", {"key": "q.gone"})
    with database.write() as db:
        db.merge(put("q.back", 1))
    assert kept(database, "q.back") == {"q.back": 1}


def select_ready(driver: psycopg.Connection[Any]) -> bool:
    """Whether something comes from PostgreSQL soon."""
    return bool(select_socket([driver.fileno()], [], [], 10)[0])


def test_what_was_sent_is_asked_for_later(database: Database) -> None:
    with database.write() as db:
        db.add(put("q.sent", 1))
        db.flush()
        found = Sent(db, "UPDATE setting SET version = version + 1 WHERE key = %(key)s", {"key": "q.sent"})
        missed = Sent(db, "UPDATE setting SET version = version + 1 WHERE key = %(key)s", {"key": "q.nobody"})
        given = Sent(db, "SELECT key, version FROM setting WHERE key = %(key)s", {"key": "q.sent"})
        assert (found.count, missed.count) == (1, 0)
    assert given.one() == ("q.sent", 2)


ONE = Question(select(Setting).where(Setting.key == func.any(bindparam("keys", type_=ARRAY(Text)))))


def test_a_question_asked_ahead_is_answered_as_of_then_and_asked_anew_the_next_time(database: Database) -> None:
    with database.write() as db:
        db.add(put("q.asked", 1))
    given = {"keys": ["q.asked"]}
    with database.write() as db, database.write() as other:
        ONE.ask(db, given)
        settle(db)
        other.execute(text("UPDATE setting SET value = '{\"v\": 2}' WHERE key = 'q.asked'"))
        other.commit()
        (row,) = db.scalars(ONE.statement, given)
        assert row.value == {"v": 1}, "what was sent ahead was read before the other's write"
        db.expunge(row)
        (row,) = db.scalars(ONE.statement, given)
        assert row.value == {"v": 2}, "an answer serves once"


def test_a_question_asked_ahead_answers_only_its_own_values(database: Database) -> None:
    with database.write() as db:
        db.add_all([put("q.one", 1), put("q.two", 2)])
    with database.write() as db:
        ONE.ask(db, {"keys": ["q.one"]})
        assert [row.key for row in db.scalars(ONE.statement, {"keys": ["q.two"]})] == ["q.two"]
        assert [row.key for row in db.scalars(ONE.statement, {"keys": ["q.one"]})] == ["q.one"]
    with database.write() as db:
        ONE.ask(db, {"keys": ["q.one"]})
    with database.read() as db:
        ONE.ask(db, {"keys": ["q.one"]})
        assert [row.key for row in db.scalars(ONE.statement, {"keys": ["q.one"]})] == ["q.one"]


def test_a_question_behind_a_refused_statement_tells_of_the_refusal(database: Database) -> None:
    with pytest.raises(IntegrityError, match="null value"), database.write() as db:
        db.execute(text("INSERT INTO setting (key, value) VALUES ('q.null', NULL)"))
        ONE.ask(db, {"keys": ["q.null"]})
        db.scalars(ONE.statement, {"keys": ["q.null"]}).all()
    assert kept(database, "q.null") == {}
