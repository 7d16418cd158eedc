"""The change feed skips nothing: not with transactions that interleave, not after a break."""

import queue
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
from sqlalchemy import text

from agent_desk.hub.kit.changes import (
    CHANNEL,
    ChangeFeed,
    ChangeReader,
    Cursor,
    prune,
    pruned_up_to,
    settled_cursor,
    since,
)
from agent_desk.hub.kit.database import Database
from tests.fixtures.waiting import patience, until

INSERT = "INSERT INTO change (area, entity, entity_id, audience) VALUES ('calls', 'call', %s, '{all}')"


def connect(database: Database, autocommit: bool = False) -> psycopg.Connection[Any]:
    return psycopg.connect(database.dsn, autocommit=autocommit)


def names(messages: list[Any]) -> list[str]:
    return [message["entity_id"] for _, message in messages]


def test_two_interleaved_transactions_lose_no_change(database: Database) -> None:
    with connect(database, True) as listening, connect(database) as slow, connect(database) as quick:
        reader = ChangeReader(listening)
        slow.execute(INSERT, ("drawn first, committed last",))
        quick.execute(INSERT, ("drawn last, committed first",))
        quick.commit()
        assert names(reader.read()) == ["drawn last, committed first"]
        slow.commit()
        assert names(reader.read()) == ["drawn first, committed last"]
        assert reader.read() == []


def test_a_change_is_handed_out_once_while_an_older_transaction_stays_open(database: Database) -> None:
    with connect(database, True) as listening, connect(database) as slow, connect(database, True) as quick:
        reader = ChangeReader(listening)
        slow.execute(INSERT, ("slow",))
        for number in range(3):
            quick.execute(INSERT, (f"quick {number}",))
            assert names(reader.read()) == [f"quick {number}"]
        slow.rollback()
        assert reader.read() == []


def test_a_seat_that_comes_back_gets_what_committed_late_as_well(database: Database) -> None:
    with connect(database, True) as listening, connect(database) as slow, connect(database, True) as quick:
        reader = ChangeReader(listening)
        slow.execute(INSERT, ("committed while the seat was away",))
        quick.execute(INSERT, ("seen before the break",))
        ((_, seen),) = reader.read()
        cursor = Cursor.parse(seen["cursor"])
        assert cursor is not None
        slow.commit()
        missed = names(list(since(listening, cursor)))
        assert "committed while the seat was away" in missed


def test_nonsense_as_a_cursor_is_no_cursor() -> None:
    assert Cursor.parse("12:34") == (12, 34)
    assert [Cursor.parse(words) for words in ("", None, "x:y", "12", "-1:2")] == [None] * 5


def test_pruning_is_remembered_so_that_an_old_seat_fetches_everything(
    database: Database, in_unit: Callable[..., Any]
) -> None:
    with connect(database, True) as connection:
        before = settled_cursor(connection)
        connection.execute(
            "INSERT INTO change (at, area, entity, entity_id, audience) VALUES (now() - interval '9 days', 'a', 'b', 'c', '{all}')"
        )
        assert in_unit(lambda unit: prune(unit.db, unit.now - timedelta(days=8))) == 1
        assert before[0] <= pruned_up_to(connection)
        assert settled_cursor(connection)[0] >= pruned_up_to(connection)


def _row(number: int, name: str) -> dict[str, Any]:
    return {
        "id": number,
        "area": "calls",
        "entity": "call",
        "entity_id": name,
        "version": 1,
        "audience": ["all"],
        "hint": {},
    }


def test_what_a_hub_commits_reaches_its_seats_once_and_takes_no_seat_past_what_is_on_its_way(
    database: Database,
) -> None:
    delivered: queue.Queue[list[Any]] = queue.Queue()
    feed = ChangeFeed(database.dsn, delivered.put, threading.Event())
    feed.committed([_row(1, "before anybody listens: the feed will bring it")])
    assert delivered.empty()
    stopping = threading.Event()
    feed = ChangeFeed(database.dsn, delivered.put, stopping)
    feed.start()
    try:
        until(feed.live.is_set, "listening")
        with connect(database) as own, connect(database, True) as other:
            number = own.execute(INSERT + " RETURNING id", ("own",)).fetchone()
            assert number is not None
            own.commit()
            feed.committed([_row(number[0], "own")])
            other.execute(INSERT, ("of another hub",))
            heard: list[Any] = []
            while len(heard) < 2:
                heard += [message for _, message in delivered.get(timeout=patience(10))]
            assert [message["entity_id"] for message in heard] == ["own", "of another hub"]
            told = Cursor.parse(heard[0]["cursor"])
            assert told is not None and "of another hub" in names(list(since(other, told)))
            other.execute(INSERT, ("last",))
            assert names(delivered.get(timeout=patience(10))) == ["last"]
    finally:
        stopping.set()
        with connect(database, True) as waking:
            waking.execute("SELECT pg_notify(%s, '')", (CHANNEL,))
        feed.join(patience(5))


def test_a_change_of_another_hub_is_not_kept_waiting_by_our_own(database: Database) -> None:
    """Our own notices are not read at once; what another hub commits behind them is, and ours are settled soon."""
    delivered: queue.Queue[list[Any]] = queue.Queue()
    stopping = threading.Event()
    feed = ChangeFeed(database.dsn, delivered.put, stopping, database.backends)
    feed.start()
    try:
        until(feed.live.is_set, "listening")
        with connect(database, True) as other:
            with database.write() as own:
                own.execute(text(INSERT % "'ours, which nobody told of'"))
            other.execute(INSERT, ("of another hub",))
            heard: list[str] = []
            while len(heard) < 2:
                heard += names(delivered.get(timeout=patience(10)))
            assert heard == ["ours, which nobody told of", "of another hub"]
            with database.write() as own:
                own.execute(text(INSERT % "'ours, alone'"))
            assert names(delivered.get(timeout=patience(10))) == ["ours, alone"]
    finally:
        stopping.set()
        feed.join(patience(5))


def test_a_closed_connection_is_nobodys(database: Database) -> None:
    narrow = Database(database.engine.url.render_as_string(hide_password=False), pool_size=1)
    with narrow.read() as db:
        assert narrow.backends == {db.scalar(text("SELECT pg_backend_pid()"))}
    narrow.dispose()
    assert narrow.backends == set()
