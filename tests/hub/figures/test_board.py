"""The board: what is so now and the day's figures; the same figures on a past day as in its report."""

import json
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from agent_desk.hub.calls.past.importing import import_queue_log
from agent_desk.hub.figures.board import board_of_day, live_board
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.reports.service import service_level
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import AgentState, CallLeg, NotReadyReason, Queue
from agent_desk.models.people import Person
from agent_desk.schemas.calls.changes import CallChanged
from agent_desk.schemas.figures.board import Board
from tests.fixtures.call_rows import agent, call, queue, target
from tests.fixtures.live_line import hear, line, signed_in
from tests.fixtures.people import Client, Staff
from tests.fixtures.shared_data import shared
from tests.fixtures.waiting import until

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2025, 11, 13, 6, 40, tzinfo=UTC)
"""14:40 in Shanghai."""


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def busy(db: Session, person: Person, line: Queue, state: str, *, wait_s: float = 5) -> uuid.UUID:
    """`person` talks (or holds) in a call that began five minutes ago; its id."""
    made = call(db, line, ago(5), None, wait_s, by=person, caller="+8613912345678")
    made.state = state
    row = db.get_one(AgentState, person.id)
    row.state, row.call_id = state, made.id
    return made.id


@pytest.fixture
def floor(database: Database) -> Board:
    """A small floor at 14:40, two queues, three agents, and how the board shows it."""
    with database.write() as db:
        db.add(NotReadyReason(code="break", name_zh="小休", name_en="Break"))
        cards, loans = queue(db, "cards", position=1), queue(db, "loans", position=2)
        queue(db, "unserved", position=3)
        one = agent(db, "1", cards, loans, state="ready", since_at=ago(3))
        two = agent(db, "2", cards, state="not_ready", since_at=ago(9))
        three = agent(db, "3", loans, state="ready", since_at=ago(5))
        agent(db, "4", loans, state="signed_out", since_at=ago(60))
        row = db.get_one(AgentState, two.id)
        row.reason, row.seat_lost_at = "break", ago(1)
        busy(db, three, loans, "on_hold")
        call(db, cards, ago(2), None)
        call(db, cards, ago(1), None)
        call(db, cards, ago(100), "answered", 10, by=one, talk_s=110, acw_s=20)
        call(db, cards, ago(20), "answered", 40, by=one, talk_s=50)
        call(db, cards, ago(20), "abandoned_queue", 70)
        call(db, cards, ago(24 * 60), "abandoned_queue", 70)
        call(db, cards, ago(30), None, exchange="queue_log")
    with database.read() as db:
        return live_board(db, NOW, SHANGHAI)


def test_what_is_so_now(floor: Board) -> None:
    assert floor.live and floor.day == date(2025, 11, 13) and floor.now is not None
    now = floor.now
    assert (now.waiting, now.longest_since, now.talking) == (2, ago(2), 1), "an imported open call does not wait"
    assert (now.ready, now.not_ready, now.after_call_work, now.seats_lost) == (1, 1, 0, 1)
    rows = {row.queue.code: row for row in floor.queues}
    assert list(rows) == ["cards", "loans"], "in the centre's order, without the queue nobody serves"
    seen = {code: (row.now.waiting, row.now.talking, row.now.ready) for code, row in rows.items() if row.now}
    assert seen == {"cards": (2, 0, 1), "loans": (0, 1, 1)}


def test_the_figures_of_the_day_and_of_the_last_half_hour(floor: Board) -> None:
    row = floor.queues[0]
    assert (row.day.offered, row.day.answered, row.day.abandoned) == (6, 2, 1)
    assert (row.day.service_level, row.day.answer_rate) == (round(1 / 3, 6), round(2 / 4, 6))
    assert (row.day.asa, row.day.aht) == (25, 90)
    assert row.recent is not None and (row.recent.offered, row.recent.answered, row.recent.asa) == (5, 1, 40)
    assert floor.total.offered == 7 and floor.total.unfinished == 1
    assert [(at.starts_at, at.offered) for at in floor.intervals] == [
        (datetime(2025, 11, 13, 5, tzinfo=UTC), 1),
        (datetime(2025, 11, 13, 5, 30, tzinfo=UTC), 0),
        (datetime(2025, 11, 13, 6, tzinfo=UTC), 3),
        (datetime(2025, 11, 13, 6, 30, tzinfo=UTC), 3),
    ]


def test_agents_with_state_reason_caller_and_queue(floor: Board) -> None:
    rows = {row.person.agent_code: row for row in floor.agents}
    assert set(rows) == {"1", "2", "3"}, "whoever is signed out is not on the floor"
    assert (rows["1"].state, rows["1"].since_at, rows["1"].answered, rows["1"].aht) == ("ready", ago(3), 2, 90)
    assert rows["1"].queues == ["cards", "loans"]
    two, three = rows["2"], rows["3"]
    assert two.reason is not None and two.reason.name_en == "Break" and two.seat_lost_at == ago(1)
    assert (three.state, three.caller, three.answered, three.aht) == ("on_hold", "139****5678", 1, None)
    assert three.queue is not None and three.queue.code == "loans"


def test_a_transferred_call_waits_in_its_new_queue_since_the_transfer(database: Database) -> None:
    with database.write() as db:
        cards, loans = queue(db, "cards"), queue(db, "loans")
        person = agent(db, "1", cards, state="ready", since_at=ago(1))
        moved = call(db, cards, ago(9), None, 3, by=person)
        moved.state = "waiting"
        part = db.query(CallLeg).one()
        part.result, part.ended_at, part.transfer_kind, part.transfer_target = (
            "transferred",
            ago(2),
            "blind_queue",
            "loans",
        )
        loans.position = 9
    with database.read() as db:
        board = live_board(db, NOW, SHANGHAI)
    rows = {row.queue.code: row for row in board.queues}
    assert rows["loans"].now is not None and rows["loans"].now.longest_since == ago(2)
    assert rows["loans"].day.offered == 0 and rows["cards"].day.offered == 1, "it counts where it came"
    assert rows["cards"].now is not None and rows["cards"].now.waiting == 0


def test_each_queue_is_measured_by_its_own_formula_and_the_total_by_the_centres(database: Database) -> None:
    with database.write() as db:
        cards = queue(db, "cards")
        db.add(target(queue_id=cards.id, formula="F2", threshold_ms=60_000, target=0.9))
        call(db, cards, ago(5), "answered", 30, by=agent(db, "1"))
        call(db, cards, ago(5), "abandoned_queue", 30)
    with database.read() as db:
        board = live_board(db, NOW, SHANGHAI)
    assert (board.queues[0].goal.formula, board.queues[0].day.service_level) == ("F2", 1.0)
    assert (board.goal.formula, board.total.service_level) == ("F3", 0.5)


def test_the_board_of_a_past_day_shows_the_figures_of_its_report(database: Database, tmp_path: Path) -> None:
    """In the zone of the imported queues, though the centre lies elsewhere."""
    expected = json.loads(shared("calls", "expected.json").read_text())
    # The first three days: the board of one needs no fortnight.
    file = tmp_path / "queue_log"
    file.write_bytes(b"".join(shared("calls", "queue_log").read_bytes().splitlines(keepends=True)[:18_000]))
    import_queue_log(database, file, zone="UTC")
    with database.read() as db:
        board = board_of_day(db, date(1999, 8, 2), NOW, SHANGHAI)
        agents = service_level(db, "1999-08-02", "1999-08-02", "agent", centre_zone="Asia/Shanghai")
    day = expected["day"]["933552000"]
    assert not board.live and board.zone == "UTC" and board.now is None
    shown = board.total
    assert [shown.offered, shown.answered, shown.abandoned] == [
        day[key] for key in ("offered", "answered", "abandoned")
    ]
    assert [shown.service_level, shown.answer_rate, shown.asa, shown.aht] == [
        day[key] for key in ("F3", "answer_rate", "asa", "aht")
    ]
    for row in board.intervals:
        wanted = expected["interval_1800"].get(str(int(row.starts_at.timestamp())), {"offered": 0, "F3": None})
        assert (row.offered, row.service_level) == (wanted["offered"], wanted["F3"])
    assert sum(row.offered for row in board.intervals) == day["offered"] == sum(row.day.offered for row in board.queues)
    assert {row.person.agent_code: row.answered for row in board.agents} == {
        row.key: row.figures["answered"] for row in agents.rows
    }


def test_a_supervisors_board_is_pushed_when_a_call_comes(
    hub: HubThread, staff: Staff, in_unit: Callable[..., Any]
) -> None:
    supervisor = signed_in(hub, staff, "s1", "supervisor")
    with staff.database.write() as db:
        cards = queue(db, "cards")
    with line(hub, supervisor.token) as socket:
        hear(socket, "welcome")
        socket.send(json.dumps({"type": "watch", "names": ["floor.board"]}))
        assert hear(socket, "push")["body"]["now"]["waiting"] == 0

        def comes(unit: Any) -> None:
            made = call(unit.db, cards, datetime.now(UTC), None)
            unit.change(CallChanged(id=made.id, queue="account", state="ended"), to=["perm:floor.view"])

        in_unit(comes)
        until(lambda: hear(socket, "push")["body"]["now"]["waiting"] == 1, "the call on the board", within_s=5)
    asked = supervisor.get("/api/floor/board").json()
    assert asked["live"] and asked["now"]["waiting"] == 1


def test_a_changed_target_repaints_the_live_board(hub: HubThread, staff: Staff) -> None:
    supervisor, administrator = (signed_in(hub, staff, role, role) for role in ("supervisor", "system_administrator"))
    with staff.database.write() as db:
        call(db, queue(db, "cards"), datetime.now(UTC), "answered", 15, by=agent(db, "7"), talk_s=30)
    form = {"formula": "F2", "threshold_ms": 10_000, "short_ms": 5_000, "target": 0.9, "answer_rate_target": 0.9}
    with line(hub, supervisor.token) as socket:
        hear(socket, "welcome")
        socket.send(json.dumps({"type": "watch", "names": ["floor.board"]}))

        def painted(formula: str, level: float) -> bool:
            body = hear(socket, "push")["body"]
            return bool(body["goal"]["formula"] == formula and body["total"]["service_level"] == level)

        # The first board may have been counted before the call came, which nobody told of.
        until(lambda: painted("F3", 1.0), "the board with the call", within_s=10)
        assert administrator.ask("PUT", "/api/settings/targets/centre", {**form, "version": 0}).ok
        until(lambda: painted("F2", 0.0), "the board by the new target", within_s=5)
    stale = administrator.ask("PUT", "/api/settings/targets/centre", {**form, "version": 0})
    assert stale.status_code == 409


def test_a_second_hub_shows_the_same_board_and_goes_on_when_the_first_one_stops(
    hub: HubThread, staff: Staff, settings: Settings
) -> None:
    with HubThread(settings) as second:
        supervisor = signed_in(second, staff, "s1", "supervisor")
        with line(second, supervisor.token) as socket:
            hear(socket, "welcome")
            socket.send(json.dumps({"type": "watch", "names": ["floor.board"]}))
            made_at = hear(socket, "push")["body"]["made_at"]
            hub.stop()
            until(lambda: hear(socket, "push")["body"]["made_at"] > made_at, "the board goes on", within_s=10)


def test_only_supervisors_open_the_board_and_only_days_that_have_begun(client: Client, staff: Staff) -> None:
    staff.person("li", "supervisor")
    staff.person("wang", "agent")
    client.sign_in("wang")
    assert client.get("/api/floor/board").status_code == 403
    assert client.get("/api/floor/explain", figure="aht").status_code == 403
    client.sign_in("li")
    assert client.get("/api/floor/board", day="2024-05-01").json()["total"]["offered"] == 0
    for day, error in (("2999-01-01", "no_such_day"), ("0001-01-01", "invalid_form"), ("soon", "invalid_form")):
        answer = client.get("/api/floor/board", day=day)
        assert (answer.status_code, answer.json()["error"]["id"]) == (422, error), day
