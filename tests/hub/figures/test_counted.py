"""What the exchange tells is counted once and in its place: by cells, by queues, by agents, whatever the order of events."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agent_desk.hub.calls.seat import seats
from agent_desk.hub.figures import counting
from agent_desk.hub.figures.rules import Counts, answer_rate
from agent_desk.hub.figures.targets import goals_of
from agent_desk.hub.figures.verifying import verify
from agent_desk.hub.figures.windows import Window, day_window
from agent_desk.hub.kit.security import Caller
from tests.fixtures.calls import BEGIN, Story

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")


def counted(story: Story, by: counting.By, window: Window | None = None, minutes: int = 30) -> dict[str, Counts]:
    """Figures from the counters, after these were proved to be what the calls come to."""
    proof = verify(story.hub_context.database, story.at)
    assert proof.difference == 0, proof.differing
    around = window or Window(BEGIN - timedelta(days=1), BEGIN + timedelta(days=1), SHANGHAI)
    with story.reading() as db:
        return counting.count(db, around, goals_of(db), by, minutes)


def test_midnight(story: Story) -> None:
    """A call offered before midnight and answered after it belongs to the day it was offered in."""
    story.at = datetime(2025, 11, 13, 15, 59, 58, tzinfo=UTC)
    story.talked("c1")
    story.at = datetime(2025, 11, 13, 16, 0, tzinfo=UTC)
    story.tell(story.offered("c2"))
    days = [day_window(datetime(2025, 11, day).date(), SHANGHAI) for day in (13, 14)]
    (first,), (second,) = (counted(story, "day", window).values() for window in days)
    assert (first.offered, first.answered, second.offered, second.undecided) == (1, 1, 1, 1)


def test_interval_edges(story: Story) -> None:
    """[start, end): the last microsecond belongs to the interval, the end to the next one, for every length."""
    edge = datetime(2025, 11, 13, 7, 0, tzinfo=UTC)
    for number, at in enumerate((edge - timedelta(microseconds=1), edge, edge + timedelta(minutes=4, seconds=59))):
        story.at = at
        story.tell(story.offered(f"c{number}"))
    for minutes in (5, 10, 15, 20, 30, 60):
        found = counted(story, "interval", minutes=minutes)
        keys = [str(int((edge - timedelta(minutes=minutes)).timestamp())), str(int(edge.timestamp()))]
        assert {key: one.offered for key, one in found.items()} == {keys[0]: 1, keys[1]: 2}, minutes
    cut = Window(edge, edge + timedelta(minutes=4, seconds=59), SHANGHAI)
    assert counted(story, "all", cut)["all"].offered == 1, "a window may end within a cell"


def test_transfers_and_several_agents_on_one_call(story: Story) -> None:
    """One call, two agents, two queues: it counts once, in its first queue; each agent has their own part."""
    story.talk("c1")
    story.later(40_000).tell(story.transferred("c1", "blind_queue", "loan"), story.offered("c1", "loan"))
    story.later(2_000).tell(story.ringing("c1", "8002", "loan"))
    story.later(1_000).tell(story.answered("c1", "8002", "loan"))
    story.later(30_000).tell(story.leg_ended("c1", "8002", talk_ms=30_000), story.ended("c1"))
    queues, agents = counted(story, "queue"), counted(story, "agent")
    assert {code: (one.offered, one.answered) for code, one in queues.items()} == {"account": (1, 1)}
    assert {code: (one.answered, one.unfinished) for code, one in agents.items()} == {"8001": (1, 1), "8002": (1, 1)}


def test_after_call_work_is_booked_when_it_is_done(story: Story, agent: Caller) -> None:
    story.talked("c1")
    assert counted(story, "all")["all"].unfinished == 1
    story.later(20_000).work(seats.done, caller=agent)
    whole = counted(story, "all")["all"]
    assert (whole.unfinished, whole.acw_ms, whole.talk_ms) == (0, 20_000, 60_000)
    assert counted(story, "agent")["8001"].handle_ms == 80_000


def test_call_backs(story: Story) -> None:
    """The caller who asks to be called back is no abandon; the call that is made to them is not offered."""
    story.tell(story.offered("c1"))
    kept = story.offered("k1", again_of="c1", callback=True)
    story.later(2_000).tell(kept)
    story.later(3_000).tell(story.ended("c1", "called_back", wait_ms=2_000))
    whole = counted(story, "all")["all"]
    assert (whole.offered, whole.answered, whole.abandoned, whole.undecided) == (1, 0, 0, 0)


def test_clock_steps(story: Story) -> None:
    """The exchange's clock goes back an hour within a call: durations are the event's own, the call stays where it was."""
    story.talk("c1")
    story.at -= timedelta(hours=1)
    story.tell(story.leg_ended("c1", talk_ms=61_000), story.ended("c1"))
    story.tell(story.offered("c2"))
    found = counted(story, "interval")
    assert {int(key) - int(BEGIN.timestamp()): one.offered for key, one in found.items()} == {0: 1, -3600: 1}
    assert sum(one.talk_ms + one.unfinished for one in found.values()) == 1, "the wrap-up goes on, nothing is negative"


def test_doubled_and_late_events(story: Story) -> None:
    """Told twice, or told after the end: counted once."""
    first = story.offered("c1")
    story.tell(first, first)
    ring = story.later(1_000).ringing("c1")
    story.tell(ring, first)
    taken = story.later(3_000).answered("c1")
    story.tell(taken, ring, taken)
    story.later(60_000)
    over = (story.leg_ended("c1"), story.ended("c1"))
    story.tell(*over, *over, taken, first)
    whole = counted(story, "all")["all"]
    assert (whole.offered, whole.answered, whole.wait_ms_answered) == (1, 1, 9_000)
    assert counted(story, "agent")["8001"].answered == 1


def test_an_offer_that_is_told_late_moves_the_call_into_its_interval(story: Story) -> None:
    story.tell(story.ringing("c1"))
    story.later(3_000).tell(story.answered("c1"))
    offer = story.offered("c1")
    story.tell(
        offer.__class__(**{**story.head("c1"), "at": BEGIN - timedelta(minutes=2)}, queue="account", caller="1380013")
    )
    found = counted(story, "interval")
    assert {int(key) - int(BEGIN.timestamp()): one.answered for key, one in found.items()} == {-1800: 1}


@pytest.mark.parametrize("hour", [0, 1])
def test_the_hour_that_the_clock_repeats(story: Story, hour: int) -> None:
    """02:30 comes twice in Berlin on 26 October 2025: two intervals, one day of 25 hours."""
    story.at = datetime(2025, 10, 26, hour, 30, tzinfo=UTC)
    story.tell(story.offered("c1"))
    day = day_window(datetime(2025, 10, 26).date(), BERLIN)
    assert day.end_at - day.start_at == timedelta(hours=25)
    assert list(counted(story, "interval", day)) == [str(int(story.at.timestamp()))]
    assert list(counted(story, "day", day)) == [str(int(day.start_at.timestamp()))]


def test_who_waits_still_is_no_loss_yet(story: Story) -> None:
    """The start of a shift is not red: a caller who waits is in no answer rate until it is decided."""
    story.tell(story.offered("c1"))
    assert answer_rate(counted(story, "all")["all"]) is None
    story.tell(story.ringing("c1"))
    story.later(3_000).tell(story.answered("c1"), story.offered("c2"), story.offered("c3"))
    assert answer_rate(counted(story, "all")["all"]) == 1
    story.later(9_000).tell(story.ended("c2", "abandoned_queue"))
    assert answer_rate(counted(story, "all")["all"]) == 0.5
