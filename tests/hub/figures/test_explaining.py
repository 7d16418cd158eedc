"""A figure explains itself: the calls that are named are the ones that were counted, for every formula."""

import random
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.figures.explaining import About, asked, calls_of_figure, explain
from agent_desk.hub.figures.rules import FORMULA_IDS
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import NotFound
from agent_desk.models.calls.calls import AgentState, Call, Queue
from agent_desk.models.people import Person
from agent_desk.schemas.figures.board import Explanation, FigureWord
from tests.fixtures.call_rows import agent, call, queue, target
from tests.fixtures.people import Client, Staff

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2025, 11, 13, 6, tzinfo=UTC)
NOW_FIGURES = ("waiting", "longest_wait", "talking", "ready")
FIGURES: tuple[FigureWord, ...] = get_args(FigureWord)


@pytest.fixture
def day(database: Database) -> Database:
    """A day with calls of every kind in two queues, one of which has a T of its own."""
    draw = random.Random(3)
    with database.write() as db:
        queues = [queue(db, "cards"), queue(db, "loans")]
        somebody = agent(db, "1")
        for number in range(60):
            outcome = draw.choice(("answered", "answered", "abandoned_queue", "abandoned_ivr", "timed_out"))
            taken = outcome == "answered"
            call(
                db,
                draw.choice(queues),
                NOW - timedelta(minutes=number + 1),
                outcome,
                draw.randrange(50),
                by=somebody if taken else None,
                talk_s=90 * taken,
            )
        call(db, queues[0], NOW - timedelta(minutes=1), None)
        call(db, queues[1], NOW - timedelta(minutes=2), None, 8, by=agent(db, "2"))
        db.add(target(queue_id=queues[1].id, threshold_ms=35_000))
    return database


def both(db: Session, figure: FigureWord, queue_code: str | None = None) -> tuple[Explanation, list[Any]]:
    return both_of(db, About(figure, queue=queue_code))


def both_of(db: Session, about: About) -> tuple[Explanation, list[Any]]:
    looked_up = asked(db, about, NOW, SHANGHAI)
    first = calls_of_figure(db, looked_up, None, 0, 25)
    found = list(first.items)
    while len(found) < (first.total or 0):
        page = calls_of_figure(db, looked_up, first.until, len(found), 25)
        assert page.total is None and page.items, "the list is as long as it was said to be"
        found += page.items
    return explain(db, looked_up), found


@pytest.mark.parametrize("queue_code", [None, "cards", "loans"])
def test_the_calls_that_are_named_are_the_ones_that_were_counted(day: Database, queue_code: str | None) -> None:
    with day.read() as db:
        for figure in ("answer_rate", "offered", "answered", "abandoned"):
            told, calls = both(db, figure, queue_code)  # type: ignore[arg-type]
            assert told.numerator == sum(one.counted for one in calls), figure
            assert told.denominator in (None, len(calls)), figure
            assert len({one.call.id for one in calls}) == len(calls)


@pytest.mark.parametrize("formula", FORMULA_IDS)
def test_so_are_those_of_each_formula(day: Database, formula: str) -> None:
    with day.write() as db:
        db.add(target(queue_id=None, formula=formula, short_ms=9_000))
    with day.read() as db:
        told, calls = both(db, "service_level")
        assert told.goal.formula == formula and told.words_en.startswith(formula)
        assert told.numerator == sum(one.counted for one in calls)
        assert told.denominator == len(calls)
        assert [one.code for one in told.own_goals] == ["loans"]


def test_the_numbers_stand_in_the_place_of_the_names(day: Database) -> None:
    with day.read() as db:
        for figure in FIGURES:
            told, _ = both(db, figure)
            if figure in NOW_FIGURES:
                continue
            expected = eval(told.substituted, {"__builtins__": {}})
            assert told.value == pytest.approx(expected, abs=1e-5), (figure, told.substituted)
        aht, calls = both(db, "aht")
        assert aht.value == 90 and sum(one.counted for one in calls) == len(calls) - 1, "one is still talked to"
        waiting, calls = both(db, "waiting")
        assert waiting.value == 1 == len(calls) and calls[0].call.queue.code == "cards"


def test_a_supervisor_asks_and_gets_masked_numbers(client: Client, staff: Staff) -> None:
    staff.person("li", "supervisor")
    client.sign_in("li")
    with staff.database.write() as db:
        call(db, queue(db, "cards"), datetime.now(UTC) - timedelta(seconds=1), "abandoned_queue", 30)
    today = datetime.now(SHANGHAI).date().isoformat()
    for params in ({}, {"queue": "cards"}, {"day": today}):
        told = client.get("/api/floor/explain", figure="service_level", **params).json()
        assert (told["value"], told["zone"]) == (0.0, "Asia/Shanghai")
    (one,) = client.get("/api/floor/explain/calls", figure="abandoned").json()["items"]
    assert one["counted"] and one["call"]["caller"]["text"] == "138****8000"
    for params, error in (
        ({"figure": "moon"}, "invalid_form"),
        ({"figure": "aht", "queue": "none"}, "not_found"),
        ({"figure": "aht", "day": "0001-01-01"}, "invalid_form"),
    ):
        assert client.get("/api/floor/explain", **params).json()["error"]["id"] == error
    assert client.get("/api/floor/explain/calls", figure="aht", offset=-1).json()["error"]["id"] == "invalid_form"


def test_an_interval_the_last_half_hour_and_an_agent_explain_themselves_too(day: Database) -> None:
    with day.read() as db:
        half = About("offered", start_at=NOW - timedelta(minutes=30), end_at=NOW)
        told, calls = both_of(db, half)
        assert told.value == len(calls) > 0
        assert all(NOW - timedelta(minutes=30) <= one.call.offered_at < NOW for one in calls)
        somebody = db.scalars(select(Person).where(Person.agent_code == "1")).one()
        told, calls = both_of(db, About("answered", agent=somebody.id))
        assert told.agent is not None and told.agent.agent_code == "1"
        assert told.value == len(calls) == sum(one.counted for one in calls)
        assert {one.call.agent.agent_code for one in calls if one.call.agent} == {"1"}
        with pytest.raises(NotFound):
            asked(db, About("answered", agent=uuid.uuid4()), NOW, SHANGHAI)


def test_figures_of_this_moment_name_their_agents_and_calls(day: Database) -> None:
    with day.write() as db:
        cards = db.scalars(select(Queue).where(Queue.code == "cards")).one()
        ready = agent(db, "7", cards, state="ready", since_at=NOW)
        talked_to = db.scalars(select(Call).where(Call.state == "talking")).one()
        busy = agent(db, "8", cards)
        db.add(AgentState(person_id=busy.id, state="talking", since_at=NOW, call_id=talked_to.id))
    with day.read() as db:
        told, _ = both(db, "ready", "cards")
        assert told.value == 1 and [one.id for one in told.agents] == [ready.id]
        told, _ = both(db, "talking")
        assert told.value == 1 and [one.agent_code for one in told.agents] == ["8"]
        told, calls = both(db, "longest_wait")
        assert told.unit == "seconds" and told.value == 60 and len(calls) == 1


def test_a_list_stands_still_while_calls_come(day: Database) -> None:
    with day.write() as db:
        looked_up = asked(db, About("offered"), NOW, SHANGHAI)
        first = calls_of_figure(db, looked_up, None, 0, 25)
        call(db, db.scalars(select(Queue)).first(), NOW + timedelta(seconds=5), None)  # type: ignore[arg-type]
        later = calls_of_figure(db, looked_up, first.until, 0, 25)
        assert [one.call.id for one in later.items] == [
            one.call.id for one in first.items
        ] and later.total == first.total
