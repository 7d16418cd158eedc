"""The interval counters: whatever happens to calls, cells say what the calls come to, and can be made anew at any moment."""

import random
import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from agent_desk.hub.figures import counter_keeper, counters, counting
from agent_desk.hub.figures.rules import Counts, count_call
from agent_desk.hub.figures.targets import Goals, goals_of
from agent_desk.hub.figures.verifying import verify
from agent_desk.hub.figures.windows import Window
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import AgentState, Call, CallLeg, Queue
from agent_desk.models.calls.targets import ServiceTarget
from agent_desk.models.figures import agent_counter, queue_counter
from agent_desk.models.people import Person
from tests.fixtures.call_rows import agent, call, leg, queue, target
from tests.fixtures.hub import set_clocks
from tests.fixtures.waiting import patience

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2025, 11, 13, 4, tzinfo=UTC)
DAY = Window(NOON - timedelta(hours=12), NOON + timedelta(hours=12), SHANGHAI)


def by_hand(db: Session, window: Window, starts: list[datetime], goals: Goals) -> dict[tuple[uuid.UUID, int], Counts]:
    """The figures call by call, in Python."""
    at_work = set(db.scalars(select(AgentState.wrapup_call_id).where(AgentState.wrapup_call_id.is_not(None))))
    found: dict[tuple[uuid.UUID, int], Counts] = {}
    for one in db.scalars(select(Call)):
        if not window.start_at <= one.offered_at < window.end_at or one.direction != "inbound":
            continue
        if one.state == "in_menu" or one.outcome in ("abandoned_ivr", "closed"):
            continue
        target, over = goals.of(one.queue_id).target, one.outcome is not None and one.id not in at_work
        if one.outcome is not None and (over or one.outcome != "answered"):
            counts = count_call(
                one.outcome, one.wait_ms, target, talk_ms=one.talk_ms, hold_ms=one.hold_ms, acw_ms=one.acw_ms
            )
        elif one.outcome is not None or one.answered_at is not None:
            whole = count_call("answered", one.wait_ms, target)
            counts = whole + Counts(unfinished=1)
        else:
            waits = one.exchange not in ("queue_log", "past")
            counts = Counts(offered=1, longest_wait_ms=one.wait_ms, undecided=int(waits))
        key = (one.queue_id, sum(1 for start in starts if start <= one.offered_at) - 1)
        found[key] = found.get(key, Counts()) + counts
    return found


def agree(database: Database) -> None:
    """Cells, agents and totals are what the calls come to, for several cuts; and the proof finds the same."""
    with database.read() as db:
        goals = goals_of(db)
        odd = Window(NOON - timedelta(minutes=97, seconds=13), NOON + timedelta(minutes=41, seconds=7), SHANGHAI)
        for window, minutes in ((DAY, 30), (DAY, 5), (DAY, 20), (odd, 15), (odd, 30)):
            starts = window.intervals(minutes)
            assert counting.cells(db, window, starts, goals) == by_hand(db, window, starts, goals), (window, minutes)
        assert counting.by_agent(db, DAY) == agents_by_hand(db)
    proof = verify(database, NOON)
    assert proof.difference == 0, proof.differing


def agents_by_hand(db: Session) -> dict[uuid.UUID, Counts]:
    at_work = {(row[0], row[1]) for row in db.execute(select(AgentState.wrapup_call_id, AgentState.person_id))}
    found: dict[uuid.UUID, Counts] = {}
    for part, one in db.execute(select(CallLeg, Call).join(Call, Call.id == CallLeg.call_id)):
        offered = DAY.start_at <= one.offered_at < DAY.end_at and one.direction == "inbound" and one.state != "in_menu"
        if part.answered_at is None or not offered or one.outcome in ("abandoned_ivr", "closed"):
            continue
        if part.ended_at is None or part.result == "open" or (one.id, part.person_id) in at_work:
            counts = Counts(answered=1, unfinished=1)
        else:
            whole = part.talk_ms + part.hold_ms + part.acw_ms
            counts = Counts(answered=1, talk_ms=part.talk_ms, hold_ms=part.hold_ms, acw_ms=part.acw_ms, handle_ms=whole)
        found[part.person_id] = found.get(part.person_id, Counts()) + counts
    return found


class Chance:
    """Does one thing after another to a floor, at random."""

    def __init__(self, db: Session, draw: random.Random) -> None:
        self.db, self.draw = db, draw
        self.queues = db.scalars(select(Queue).order_by(Queue.code)).all()
        self.calls = db.scalars(select(Call)).all()
        self.people = db.scalars(select(AgentState)).all()

    def comes(self) -> None:
        at = NOON + timedelta(seconds=self.draw.randrange(-7000, 4000))
        line = self.draw.choice(self.queues)
        made = call(self.db, line, at, None, exchange=self.draw.choice(("simulated", "simulated", "queue_log")))
        if self.draw.random() < 0.2:
            made.state = "in_menu"
        self.db.flush()

    def answered(self) -> None:
        one, row = self.draw.choice(self.calls), self.draw.choice(self.people)
        if one.outcome is None and one.answered_at is None:
            one.wait_ms = self.draw.randrange(60_000)
            one.answered_at, one.state = one.offered_at + timedelta(milliseconds=one.wait_ms), "talking"
            self.db.flush()
            leg(self.db, one, self.db.get_one(Person, row.person_id), one.answered_at, one.answered_at)

    def ends(self) -> None:
        one = self.draw.choice(self.calls)
        if one.outcome is None:
            lost = self.draw.choice(("abandoned_queue", "abandoned_ivr", "timed_out", "called_back"))
            one.state, one.outcome = "ended", "answered" if one.answered_at else lost
            one.ended_at, one.talk_ms = one.offered_at + timedelta(minutes=3), self.draw.randrange(90_000)
            one.wait_ms = one.wait_ms if one.answered_at else self.draw.randrange(60_000)
            for part in self.db.scalars(select(CallLeg).where(CallLeg.call_id == one.id)):
                part.result, part.talk_ms = "answered", one.talk_ms
            self.db.flush()

    def wraps_up(self) -> None:
        row, one = self.draw.choice(self.people), self.draw.choice(self.calls)
        if row.wrapup_call_id is not None:
            done = self.db.get_one(Call, row.wrapup_call_id)
            row.wrapup_call_id, row.state = None, "ready"
            done.acw_ms += 5_000
        elif one.outcome == "answered":
            row.wrapup_call_id, row.state = one.id, "after_call_work"
        self.db.flush()

    def corrected(self) -> None:
        one = self.draw.choice(self.calls)
        what = self.draw.randrange(4)
        if what == 0:
            one.wait_ms = self.draw.randrange(60_000)
        elif what == 1:
            one.offered_at += timedelta(seconds=self.draw.randrange(-2400, 2400))
        elif what == 2:
            one.queue_id = self.draw.choice(self.queues).id
        else:
            one.direction = self.draw.choice(("inbound", "outbound"))
        self.db.flush()

    def goes(self) -> None:
        one = self.draw.choice(self.calls)
        if not any(row.wrapup_call_id == one.id for row in self.people):
            self.db.execute(delete(Call).where(Call.id == one.id))

    def step(self) -> None:
        self.draw.choice(
            (
                self.comes,
                self.comes,
                self.answered,
                self.answered,
                self.ends,
                self.ends,
                self.wraps_up,
                self.corrected,
                self.goes,
            )
        )()


@pytest.fixture
def floor(database: Database) -> Database:
    with database.write() as db:
        lines = [queue(db, "cards"), queue(db, "loans")]
        for code in "123":
            agent(db, code, *lines, state="ready", since_at=NOON)
        for _ in range(12):
            call(db, random.choice(lines), NOON, None)
    return database


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_cells_are_what_the_calls_come_to(floor: Database, hub_context: HubContext, seed: int) -> None:
    draw = random.Random(seed)
    for turn in range(9):
        for _ in range(8):
            with floor.write() as db:
                Chance(db, draw).step()
        if turn % 4 == 2:
            with floor.write() as db:
                row = db.scalar(select(ServiceTarget)) or target(queue_id=None)
                row.threshold_ms, row.short_ms = draw.randrange(60_000), draw.randrange(9_000)
                db.add(row)
        agree(floor)
        if turn % 3 == 1:
            counter_keeper.tidy(hub_context)
            agree(floor)
        if turn == 6:
            counters.rebuild(floor, NOON)
            agree(floor)
    with floor.write() as db:
        counters.fold(db, NOON + timedelta(days=30), aged=True)
    agree(floor)
    counter_keeper.prove(hub_context)
    assert verify(floor, NOON).pending == 0


def test_a_counter_that_is_wrong_is_named_and_put_right(floor: Database) -> None:
    with floor.write() as db:
        call(db, db.scalars(select(Queue).where(Queue.code == "loans")).one(), NOON, "abandoned_queue", 30)
        db.execute(update(queue_counter).where(queue_counter.c.abandoned == 1).values(abandoned=2, wait_ms_answered=7))
    found = verify(floor, NOON)
    (one,) = found.differing
    assert (found.difference, one.queue, one.starts_at) == (1, "loans", NOON)
    assert one.numbers == {"abandoned": (2, 1), "wait_ms_answered": (7, 0)}
    done = counters.rebuild(floor, NOON, start_at=NOON, end_at=NOON + timedelta(minutes=5))
    assert done.cells and verify(floor, NOON).difference == 0
    agree(floor)


def test_counters_that_are_gone_or_too_many_are_found(floor: Database) -> None:
    with floor.write() as db:
        db.execute(delete(queue_counter).where(queue_counter.c.queue_id == db.scalars(select(Queue.id)).first()))
        db.execute(
            agent_counter.insert().values(
                person_id=uuid.uuid4(),
                queue_id=uuid.uuid4(),
                at=NOON,
                minutes=5,
                folded=False,
                answered=1,
                unfinished=0,
                talk_ms=1,
                hold_ms=0,
                acw_ms=0,
            )
        )
    assert verify(floor, NOON).difference == 2
    counters.rebuild(floor, NOON)
    assert verify(floor, NOON).difference == 0


@pytest.mark.expects_log
def test_the_nights_proof_is_written_down_once_and_puts_right_what_differs(
    floor: Database, hub_context: HubContext
) -> None:
    night = datetime(2025, 11, 13, 19, 30, tzinfo=UTC)
    set_clocks(hub_context, lambda: night)
    with floor.write() as db:
        db.execute(update(queue_counter).values(offered=queue_counter.c.offered + 1))
    found = counter_keeper.prove_at_night(hub_context)
    assert found is not None and found.difference > 0
    with floor.read() as db:
        last = counter_keeper.last_proof(db)
    assert last is not None and last["difference"] == found.difference and last["at"] == night.isoformat()
    assert verify(floor, night).difference == 0, "it is counted anew after that"
    assert counter_keeper.prove_at_night(hub_context) is None, "once a night"
    set_clocks(hub_context, lambda: night - timedelta(hours=2))
    assert counter_keeper.prove_at_night(hub_context) is None, "not before three"
    set_clocks(hub_context, lambda: night + timedelta(hours=27))
    assert counter_keeper.prove_at_night(hub_context) is not None, "a night without a hub is made up for"


def test_a_changed_target_holds_for_history_at_once_and_the_counters_follow(
    floor: Database, hub_context: HubContext
) -> None:
    with floor.write() as db:
        cards = db.scalars(select(Queue).where(Queue.code == "cards")).one()
        for wait in (5, 15, 25):
            call(db, cards, NOON - timedelta(days=9), "abandoned_queue", wait)
    counter_keeper.tidy(hub_context)

    def early() -> tuple[int, int]:
        with floor.read() as db:
            window = Window(NOON - timedelta(days=10), NOON - timedelta(days=8), SHANGHAI)
            counts = counting.total(counting.cells(db, window, [window.start_at], goals_of(db)))
        return counts.abandoned_within, counts.abandoned_short

    assert early() == (2, 1) and verify(floor, NOON).pending == 0
    with floor.write() as db:
        db.add(target(queue_id=cards.id, threshold_ms=30_000, short_ms=15_000))
    assert early() == (3, 2) and verify(floor, NOON).pending > 0, "read from the calls until they are counted anew"
    assert counter_keeper.follow_targets(hub_context) == [cards.id]
    assert early() == (3, 2) and verify(floor, NOON).pending == 0
    assert counter_keeper.follow_targets(hub_context) == []


def test_two_hubs_count_fold_and_rebuild_while_calls_move(floor: Database, hub_context: HubContext) -> None:
    other = HubContext(
        settings=hub_context.settings, database=Database(floor.url), jobs=hub_context.jobs, seats=hub_context.seats
    )
    over, faults = threading.Event(), []

    def run(work: Callable[[], object]) -> None:
        try:
            while not over.is_set():
                work()
        except Exception as fault:
            faults.append(fault)
            over.set()

    def moves(seed: int) -> Callable[[], None]:
        draw = random.Random(seed)

        def move() -> None:
            with hub_context.database.write() as db:
                draw_call = Chance(db, draw)
                draw_call.comes()
                draw_call.calls = [one for one in draw_call.calls if one.id.int % 3 == seed] or draw_call.calls[:0]
                if draw_call.calls:
                    draw_call.ends()
                    draw_call.corrected()

        return move

    def proved() -> None:
        found = verify(floor, NOON)
        assert found.difference == 0, found.differing

    works = [
        moves(0),
        moves(1),
        moves(2),
        lambda: counter_keeper.tidy(hub_context),
        lambda: counter_keeper.tidy(other),
        lambda: counters.rebuild(other.database, NOON),
        proved,
    ]
    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    over.wait(8)
    over.set()
    for thread in threads:
        thread.join(patience(30))
    other.database.dispose()
    assert not faults, faults
    agree(floor)
    with floor.read() as db:
        assert (db.scalar(select(func.count()).select_from(Call)) or 0) > 50
