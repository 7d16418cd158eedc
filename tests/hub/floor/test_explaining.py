"""A figure explains itself: the calls that are named are the ones that were counted, for every formula."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from agent_desk.hub.floor.explaining import asked, calls_behind, explain
from agent_desk.hub.floor.rules import FORMULA_IDS
from agent_desk.hub.kit.database import Database
from agent_desk.models.floor import ServiceTarget
from agent_desk.schemas.floor import Explanation, FigureWord
from tests.conftest import Client, Staff
from tests.hub.floor.given import agent, call, queue

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2025, 11, 13, 6, tzinfo=UTC)
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
            call(db, draw.choice(queues), NOW - timedelta(minutes=number + 1), outcome, draw.randrange(50),
                 by=somebody if taken else None, talk_s=90 * taken)  # fmt: skip
        call(db, queues[0], NOW - timedelta(minutes=1), None)
        call(db, queues[1], NOW - timedelta(minutes=2), None, 8, by=agent(db, "2"))
        db.add(ServiceTarget(queue_id=queues[1].id, threshold_ms=35_000))
    return database


def both(db: Session, figure: FigureWord, queue_code: str | None = None) -> tuple[Explanation, list[Any]]:
    about = asked(db, figure, queue_code, None, NOW, SHANGHAI)
    found, after = [], None
    while True:
        page = calls_behind(db, about, 25, after)
        found += page.items
        after = page.next
        if after is None:
            return explain(db, about), found


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
        db.add(ServiceTarget(queue_id=None, formula=formula, short_ms=9_000))
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
            if figure == "waiting":
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
        ({"figure": "moon"}, "invalid_form"), ({"figure": "aht", "queue": "none"}, "not_found"),
        ({"figure": "aht", "day": "0001-01-01"}, "no_such_day"),
    ):  # fmt: skip
        assert client.get("/api/floor/explain", **params).json()["error"]["id"] == error
    assert client.get("/api/floor/explain/calls", figure="aht", after="x").json()["error"]["id"] == "invalid_form"
