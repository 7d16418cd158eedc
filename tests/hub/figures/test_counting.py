"""Counting in the database agrees with the rules applied call by call."""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from agent_desk.hub.figures import counting
from agent_desk.hub.figures.rules import Counts, Target, aht_s, count_call, day_start, interval_start
from agent_desk.hub.figures.targets import goals_of
from agent_desk.hub.figures.windows import Window, day_window
from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import AgentState
from tests.fixtures.call_rows import agent, call, leg, queue, target

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2025, 10, 25, tzinfo=UTC)
"""The clocks of Berlin go back in the night that follows."""
WINDOW = Window(START, START + timedelta(days=3), BERLIN)
OUTCOMES = ("answered", "answered", "abandoned_queue", "abandoned_ivr", "timed_out", "called_back")


def test_every_grouping_adds_up_to_what_the_rules_count_call_by_call(database: Database) -> None:
    draw = random.Random(7)
    expected: dict[tuple[str, str], Counts] = {}
    with database.write() as db:
        queues = [queue(db, code) for code in ("cards", "loans")]
        db.add(target(queue_id=queues[1].id, threshold_ms=40_000, short_ms=10_000))
        db.add(target(queue_id=None, threshold_ms=15_000))
        somebody = agent(db, "1")
        targets = {"cards": Target(within_ms=15_000), "loans": Target(within_ms=40_000, short_ms=10_000)}
        for _ in range(150):
            where, outcome = draw.choice(queues), draw.choice(OUTCOMES)
            at = START + timedelta(seconds=draw.randrange(-3600, 73 * 3600))
            wait, talk, hold, acw = (draw.randrange(0, limit) for limit in (60, 300, 30, 60))
            taken = outcome == "answered"
            call(
                db,
                where,
                at,
                outcome,
                wait,
                by=somebody if taken else None,
                talk_s=talk * taken,
                hold_s=hold * taken,
                acw_s=acw * taken,
            )
            if not WINDOW.start_at <= at < WINDOW.end_at:
                continue
            one = count_call(
                outcome, wait * 1000, targets[where.code], talk_ms=talk * 1000, hold_ms=hold * 1000, acw_ms=acw * 1000
            )
            keys = [
                ("all", "all"),
                ("queue", where.code),
                ("day", str(int(day_start(at, BERLIN).timestamp()))),
                ("interval", str(int(interval_start(at, 30, BERLIN).timestamp()))),
            ]
            for key in keys:
                expected[key] = expected.get(key, Counts()) + one
    with database.read() as db:
        goals = goals_of(db)
        for by in counting.GROUPINGS[:4]:
            found = counting.count(db, WINDOW, goals, by)
            wanted = {key: counts for (how, key), counts in expected.items() if how == by and counts.offered}
            assert found == wanted, by
        mine = counting.count(db, WINDOW, goals, "agent")["1"]
    whole = expected["all", "all"]
    assert (mine.answered, mine.handle_ms) == (whole.answered, whole.handle_ms)


def test_windows_are_half_open_and_outbound_calls_are_not_offered(database: Database) -> None:
    day = day_window(START.date(), BERLIN)
    with database.write() as db:
        line = queue(db, "line")
        for at in (day.start_at, day.end_at - timedelta(microseconds=1), day.end_at):
            call(db, line, at, "abandoned_queue")
        call(db, line, START, "answered", direction="outbound")
    with database.read() as db:
        assert counting.count(db, day, goals_of(db), "all")["all"].offered == 2


def test_a_call_that_goes_on_is_answered_already_and_has_no_handle_time_yet(database: Database) -> None:
    with database.write() as db:
        line = queue(db, "line")
        first, second, third = (agent(db, code) for code in "123")
        call(db, line, START, "answered", 5, by=first, talk_s=100)
        call(db, line, START, None, 30, by=second)
        call(db, line, START, None)
        wrapped = call(db, line, START, "answered", 5, by=third, talk_s=60)
        db.add(AgentState(person_id=third.id, state="after_call_work", since_at=START, wrapup_call_id=wrapped.id))
    with database.read() as db:
        everything = counting.count(db, WINDOW, goals_of(db), "all")["all"]
        agents = counting.count(db, WINDOW, goals_of(db), "agent")
    assert (everything.offered, everything.answered, everything.answered_within, everything.abandoned) == (4, 3, 2, 0)
    assert everything.unfinished == 2 and aht_s(everything) == 100
    assert {code: (one.answered, aht_s(one)) for code, one in agents.items()} == {
        "1": (1, 100),
        "2": (1, None),
        "3": (1, None),
    }


def test_after_a_transfer_each_agent_has_their_own_part_and_the_call_counts_once_where_it_came(
    database: Database,
) -> None:
    with database.write() as db:
        cards, loans = queue(db, "cards"), queue(db, "loans")
        first, second = agent(db, "1", cards), agent(db, "2", loans)
        moved = call(db, cards, START, "answered", 5, by=first, talk_s=100)
        moved.talk_ms += 50_000
        leg(db, moved, second, START + timedelta(minutes=2), START + timedelta(minutes=3), talk_ms=50_000)
    with database.read() as db:
        queues = counting.count(db, WINDOW, goals_of(db), "queue")
        agents = counting.count(db, WINDOW, goals_of(db), "agent")
    assert {code: (one.answered, aht_s(one)) for code, one in queues.items()} == {"cards": (1, 150)}
    assert {code: (one.answered, aht_s(one)) for code, one in agents.items()} == {"1": (1, 100), "2": (1, 50)}
