"""Each event counts exactly once, whoever reads, whatever fails."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select, text

from agent_desk.hub.calls.intake import transaction
from agent_desk.hub.calls.intake.reader import Doubles, ExchangeReader
from agent_desk.hub.calls.state.queue_book import QueueBook
from agent_desk.hub.exchange.protocol.calls import AnyEvent, LineLost, Offered, Snapshot
from agent_desk.models.calls.calls import AgentState, Call, ExchangeCursor
from tests.fixtures.calls import EXCHANGE, Story
from tests.fixtures.waiting import patience, until


def cursor(story: Story) -> ExchangeCursor:
    with story.reading() as db:
        return db.get_one(ExchangeCursor, EXCHANGE)


def take(story: Story, events: Sequence[AnyEvent], after: str = "") -> transaction.Taken:
    return transaction.take(story.hub_context, EXCHANGE, events, after, QueueBook())


def test_the_cursor_moves_with_the_events_it_stands_for(story: Story) -> None:
    events = [story.offered("c1"), story.ringing("c1"), story.ended("never seen")]
    take(story, events)
    row = cursor(story)
    assert (row.event_id, row.orphans) == (events[-1].id, 1)
    take(story, [story.ended("never seen")], after=events[-1].id)
    assert cursor(story).orphans == 2


def test_a_reader_that_was_overtaken_stops_and_changes_nothing(story: Story) -> None:
    first = story.offered("c1")
    take(story, [first])
    for stale in ("", "something else"):
        with pytest.raises(transaction.CursorMoved):
            take(story, [story.ringing("c1")], after=stale)
    assert story.call("c1").state == "waiting"
    assert cursor(story).event_id == first.id


def test_a_batch_that_meets_a_deadlock_is_applied_again_and_once(story: Story) -> None:
    """Somebody holds the agent's row and then wants the call's: the database ends one of the two."""
    first = story.offered("c1")
    take(story, [first])
    holding, go = threading.Event(), threading.Event()

    def other() -> None:
        with story.hub_context.database.write() as db:
            db.execute(select(Call).with_for_update())
            holding.set()
            go.wait(patience(5))
            try:
                db.execute(select(AgentState).where(AgentState.person_id == story.people["8001"]).with_for_update())
            except Exception as fault:
                assert "deadlock" in str(fault)
                raise SystemExit from fault

    thread = threading.Thread(target=other)
    thread.start()
    assert holding.wait(patience(5))
    reading = threading.Thread(target=take, args=(story, [story.ringing("c1"), story.answered("c1")], first.id))
    reading.start()
    waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with story.hub_context.database.engine.connect() as looking:
        until(lambda: looking.execute(waits).scalar(), "the batch waiting")
    go.set()
    thread.join(patience(10))
    reading.join(patience(10))
    assert story.call("c1").state == "talking"
    assert len(story.legs("c1")) == 1


@pytest.mark.expects_log
def test_an_event_that_cannot_be_applied_is_left_out_and_the_others_count(story: Story) -> None:
    story.put("8002", "not_ready", reason=None)  # a row that contradicts itself
    events = [story.offered("c1"), story.ringing("c1", "8002"), story.offered("c2"), story.ringing("c2", "8001")]
    taken = take(story, events)
    assert taken.faulty == {"Ringing": 1}
    assert (story.call("c2").state, story.agent("8001").state) == ("ringing", "reserved")
    assert cursor(story).event_id == events[-1].id


def test_doubled_ids_are_left_out_and_the_memory_is_bounded(story: Story) -> None:
    doubles = Doubles(remembered=2)
    one, two, three = story.offered("c1"), story.offered("c2"), story.offered("c3")
    assert doubles.fresh([one, two, one]) == [one, two]
    doubles.remember([one, two])
    assert doubles.fresh([two, three, three]) == [three]
    doubles.remember([three])
    assert doubles.fresh([one, two]) == [one], "the oldest is forgotten first"


class ToldExchange:
    """An exchange that says what a test wrote down: a socket's stand-in."""

    name, simulated = EXCHANGE, True

    def __init__(self, snapshot: Snapshot) -> None:
        self.now = snapshot

    def snapshot(self, timeout_s: float = 5.0) -> Snapshot:
        return self.now


def test_reconciling_waits_for_the_place_of_the_snapshot(story: Story) -> None:
    """The snapshot holds the end of c1 already; the events that lead there are still on the way: no difference."""
    reader: Any = ExchangeReader(story.hub_context)
    events = [
        story.offered("c1"),
        story.ringing("c1"),
        story.ring_ended("c1", "caller_gone"),
        story.ended("c1", "abandoned_queue"),
    ]
    line: Any = ToldExchange(Snapshot(at=story.at, position=events[3].id))
    reader._take(line, events[:2])
    reader._look(line)
    assert story.call("c1").state == "ringing"
    reader._take(line, [*events[2:], story.offered("c2")])
    assert (story.call("c1").outcome, story.call("c1").ended_by) == ("abandoned_queue", "customer")
    assert story.call("c2").state == "waiting", "what came after the snapshot's place is not compared with it"
    assert {one.hint["of"] for one in story.changes("difference")} <= {"agent_state"}


def test_an_exchange_that_was_lost_is_reconciled_at_once(story: Story) -> None:
    reader: Any = ExchangeReader(story.hub_context)
    reader._take(ToldExchange(Snapshot(at=story.at)), [story.offered("c1")])
    lost = LineLost(**story.head(""))
    line: Any = ToldExchange(Snapshot(at=story.at, position=lost.id))
    reader._due_at = float("inf")
    reader._take(line, [lost])
    reader._look(line)
    assert story.call("c1").ended_by == "lost"


def test_an_exchange_without_a_position_is_compared_when_it_is_quiet(story: Story) -> None:
    reader: Any = ExchangeReader(story.hub_context)
    line: Any = ToldExchange(Snapshot(at=story.at))
    reader._look(line)
    reader._take(line, [story.offered("c1")])
    reader._take(line, [])
    assert story.call("c1").state == "waiting", "it came after the picture, which says nothing of it"
    reader._look(line)
    reader._take(line, [])
    assert story.call("c1").ended_by == "lost"


def test_a_large_batch_is_applied_in_pieces(story: Story) -> None:
    reader: Any = ExchangeReader(story.hub_context)
    events: list[Offered] = [story.offered(f"c{number}") for number in range(450)]
    assert [len(piece) for piece in reader._batches(events)] == [200, 200, 50]
    reader._take(ToldExchange(Snapshot(at=story.at)), events)
    with story.reading() as db:
        assert len(db.scalars(select(Call.id)).all()) == 450
