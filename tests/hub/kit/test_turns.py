"""Threads that work with the database take turns: what that must not change."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.turns import Turns

PATIENCE_S = 10


def asks(database: Database) -> int:
    """One small question."""
    with database.read() as db:
        return int(db.scalar(text("SELECT 1")) or 0)


def test_a_long_report_keeps_nobody_from_asking(database: Database) -> None:
    """Its thread works on what it has read, and holds its turn meanwhile."""
    reading, over = threading.Event(), threading.Event()

    def report() -> None:
        with database.read() as db:
            db.execute(text("SELECT 1"))
            reading.set()
            over.wait(PATIENCE_S)

    long = threading.Thread(target=report)
    long.start()
    assert reading.wait(PATIENCE_S)
    assert asks(database) == 1
    assert long.is_alive(), "it has not ended meanwhile"
    over.set()
    long.join(PATIENCE_S)


def test_a_session_within_a_session_goes_on(database: Database) -> None:
    with database.write() as db:
        db.execute(text("SELECT 1"))
        assert asks(database) == 1


def test_a_turn_is_given_back_by_whom_the_database_refuses(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as db:
        db.execute(text("INSERT INTO setting (key, value) VALUES ('t.null', NULL)"))
    assert database.turns.take(), "nobody has it"
    database.turns.give()


def test_one_has_the_turn_and_who_has_waited_long_enough_goes_without() -> None:
    turns = Turns()
    assert turns.take()
    assert not turns.take()
    turns.give()
    assert turns.begin()


@pytest.mark.parametrize(
    "waits", [Turns.begin, lambda turns: turns.take(yielding=True)], ids=["at the beginning", "later"]
)
def test_who_only_reads_lets_the_reader_of_events_go_first(
    waits: Callable[[Turns], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_desk.hub.kit.turns.WAY_S", PATIENCE_S)
    turns, told = Turns(), list[str]()
    other = threading.Thread(target=lambda: told.append("reads") if waits(turns) else None)
    with turns.right_of_way():
        other.start()
        other.join(0.05)
        told.append("event applied")
    other.join(PATIENCE_S)
    assert told == ["event applied", "reads"]


def test_the_reader_of_events_is_waited_for_only_for_a_while() -> None:
    turns = Turns()
    with turns.right_of_way():
        assert turns.begin(), "it may be applying a whole batch"
