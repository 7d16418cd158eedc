"""A person at their seat and the reader of events move the same agent at the same moment: both count, one after the other."""

import threading
from collections.abc import Callable
from itertools import pairwise

from sqlalchemy import text

from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.kit.unit import Unit
from tests.fixtures.calls import Story
from tests.fixtures.waiting import patience, until


def _waits_for_a_lock(story: Story) -> bool:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with story.reading() as db:
        return bool(db.execute(text(waiting)).scalar_one())


def _meanwhile(story: Story, work: Callable[[], object], trigger: str, reason: str) -> None:
    """Move the agent and hold the commit back until `work`, on another thread, waits for it."""
    with story.hub_context.database.write() as db:
        unit = Unit(db=db, now=story.at, jobs=story.hub_context.jobs)
        board = Switchboard(unit, "simulated")
        agent = board.load_person(story.people["8001"])
        assert agent is not None
        board.move(agent, trigger, at=story.at, reason=reason)  # type: ignore[arg-type]
        board.finish()
        db.flush()
        other = threading.Thread(target=work)
        other.start()
        until(lambda: _waits_for_a_lock(story))
    other.join(patience(10))
    assert not other.is_alive()


def test_a_ring_that_crosses_with_a_change_of_reason_leaves_one_open_interval(story: Story) -> None:
    _meanwhile(story, lambda: story.tell(story.offered("c1"), story.ringing("c1")), "ask_not_ready", "break")
    history = story.intervals()
    assert [one.state for one in history if one.ended_at is None] == [story.agent().state]
    assert all(one.ended_at == two.started_at for one, two in pairwise(history))
    assert story.agent().state == "reserved"
