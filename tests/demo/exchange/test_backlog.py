"""What a reader who was away is given: everything that followed, or the notice that something is missing."""

from datetime import UTC, datetime

import pytest

from agent_desk.demo.exchange.backlog import Backlog
from agent_desk.demo.exchange.journal import event_id
from agent_desk.hub.exchange.protocol.calls import Ended
from tests.fixtures.properties import given, st


def filled(events: int, size: int) -> Backlog:
    backlog = Backlog("t", size)
    for number in range(1, events + 1):
        at = datetime(2026, 11, 23, tzinfo=UTC)
        backlog.add([Ended(id=event_id("t", number), at=at, call="c", outcome="answered", wait_ms=0)])
    return backlog


def everything_after(backlog: Backlog, position: int, batch: int) -> list[str]:
    ids: list[str] = []
    while events := backlog.after(position, batch):
        position += len(events)
        ids += [event.id for event in events]
    return ids


@given(events=st.integers(0, 40), size=st.integers(1, 20), had=st.integers(0, 40), batch=st.integers(1, 7))
def test_a_reader_gets_what_followed_or_is_told_of_the_gap(events: int, size: int, had: int, batch: int) -> None:
    had = min(had, events)
    backlog = filled(events, size)
    position, lost = backlog.resume(event_id("t", had) if had else "")
    following = [event_id("t", number) for number in range(had + 1, events + 1)]
    assert everything_after(backlog, position, batch) == following[-size:]
    assert (lost is not None) == (len(following) > size)
    if lost is not None:
        assert backlog.resume(lost.id) == (position, None)


@pytest.mark.parametrize("foreign", ["other-0000000003", "t-99", "t-", "t", "3", "t--3", "t-\u0663"])
def test_a_reader_with_an_id_of_another_run_is_told_that_the_line_was_lost(foreign: str) -> None:
    position, lost = filled(5, 20).resume(foreign)
    assert position == 0
    assert lost is not None
