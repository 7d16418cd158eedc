"""History: time in states adds up whatever it is cut into, occupancy follows from it, and teams are their agents together."""

import random
import uuid
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from agent_desk.desk.kit.api import parse
from agent_desk.hub.figures import counting, history
from agent_desk.hub.figures.measures import QUEUE_NUMBERS
from agent_desk.hub.figures.targets import goals_of
from agent_desk.hub.figures.windows import Window, day_window
from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import AgentInterval
from agent_desk.models.people import Person, Team
from agent_desk.schemas.figures.history import CounterColumns, CountersProof
from tests.fixtures.call_rows import agent, call, queue
from tests.fixtures.people import Client, Staff

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2025, 11, 13, 4, tzinfo=UTC)
DAY = day_window(NOON.date(), SHANGHAI)


def stretches(db: Session, person: Person, begin: datetime, *told: tuple[str, str | None, float]) -> None:
    """One stretch after the other, in minutes; the last one goes on."""
    at = begin
    for place, (state, reason, minutes) in enumerate(told):
        end = at + timedelta(minutes=minutes) if place < len(told) - 1 else None
        db.add(AgentInterval(person_id=person.id, state=state, reason=reason, started_at=at, ended_at=end))
        at = end or at
    db.flush()


def test_time_by_state_and_reason_is_cut_at_the_intervals(database: Database) -> None:
    with database.write() as db:
        one = agent(db, "1")
        stretches(
            db,
            one,
            NOON - timedelta(minutes=10),
            ("ready", None, 25),
            ("not_ready", "break", 20),
            ("not_ready", "training", 5),
            ("talking", None, 0),
        )
    window = Window(NOON, NOON + timedelta(hours=1), SHANGHAI)
    with database.read() as db:
        spent = history.time_in_states(db, window, window.intervals(30), NOON + timedelta(minutes=50))
    told = {(row.cut, row.state, row.reason): row.ms / 60_000 for row in spent}
    assert told == {
        (0, "ready", None): 15,
        (0, "not_ready", "break"): 15,
        (1, "not_ready", "break"): 5,
        (1, "not_ready", "training"): 5,
        (1, "talking", None): 10,
    }
    assert history.by_reason(spent) == {("break", 0): 900_000, ("break", 1): 300_000, ("training", 1): 300_000}
    assert history.occupancy(spent) == {(one.id, 0): 0, (one.id, 1): 1}


def test_who_is_signed_out_or_has_no_basis_has_no_occupancy(database: Database) -> None:
    with database.write() as db:
        stretches(db, agent(db, "1"), NOON - timedelta(days=2), ("signed_out", None, 0))
        away = agent(db, "2")
        stretches(db, away, NOON, ("not_ready", "break", 0))
    with database.read() as db:
        spent = history.time_in_states(db, DAY, DAY.days(), NOON + timedelta(hours=1))
    assert history.occupancy(spent) == {(away.id, 0): None}


def test_parts_of_a_day_add_up_to_the_day(database: Database) -> None:
    draw = random.Random(2)
    with database.write() as db:
        for code in "12":
            told = [(draw.choice(("ready", "talking", "on_hold")), None, draw.random() * 50) for _ in range(60)]
            stretches(db, agent(db, code), DAY.start_at - timedelta(hours=3), *told)
    now = DAY.end_at + timedelta(hours=1)
    with database.read() as db:
        whole = history.time_in_states(db, DAY, DAY.days(), now)
        parts = history.time_in_states(db, DAY, DAY.intervals(15), now)
    assert sum(one.ms for one in whole) == 2 * 86_400_000
    assert abs(sum(one.ms for one in parts) - 2 * 86_400_000) <= len(parts)


def test_a_team_is_its_agents_together(database: Database) -> None:
    with database.write() as db:
        team = Team(id=uuid.uuid4(), code="a", name_zh="甲组", name_en="Team A")
        db.add(team)
        db.flush()
        line, people = queue(db, "cards"), [agent(db, code) for code in "123"]
        for person in people[:2]:
            person.team_id = team.id
        for person in people:
            call(db, line, NOON, "answered", 5, by=person, talk_s=60)
    with database.read() as db:
        found = history.by_team(db, DAY, DAY.days())
        cells = counting.agent_cells(db, DAY, DAY.intervals(30))
    assert {key: (one.answered, one.talk_ms) for key, one in found.items()} == {
        (team.id, 0): (2, 120_000),
        (None, 0): (1, 60_000),
    }
    assert {(person, line_id) for person, line_id, _ in cells} == {(person.id, line.id) for person in people}


def test_columns_at_the_desk_are_the_cells_that_are_counted(client: Client, staff: Staff, database: Database) -> None:
    staff.person("li", "supervisor")
    client.sign_in("li")
    draw = random.Random(4)
    with database.write() as db:
        lines, people = [queue(db, code) for code in ("loans", "cards", "none")], [agent(db, code) for code in "12"]
        for _ in range(60):
            by = draw.choice([None, *people])
            at, wait = NOON + timedelta(minutes=draw.randrange(-300, 300)), draw.randrange(50)
            outcome = "answered" if by else "abandoned_queue"
            call(db, draw.choice(lines[:2]), at, outcome, wait, by=by, talk_s=60 if by else 0)
    given = {"start": "2025-11-13", "end": "2025-11-13"}
    for minutes in (30, 5):
        answer = client.get("/api/floor/history", **given, minutes=minutes)
        told = parse(answer.content, CounterColumns)
        with database.read() as db:
            cells = counting.cells(db, DAY, DAY.intervals(minutes), goals_of(db))
        assert told.codes == ["cards", "loans"] and told.starts == [
            int(at.timestamp()) for at in DAY.intervals(minutes)
        ]
        found = {
            (told.codes[told.owner[n]], told.cut[n]): tuple(getattr(told, name)[n] for name in QUEUE_NUMBERS)
            for n in range(len(told.owner))
        }
        codes = {line.id: line.code for line in lines}
        wanted = {
            (codes[line], cut): tuple(getattr(counts, name) for name in QUEUE_NUMBERS)
            for (line, cut), counts in cells.items()
        }
        assert found == wanted
    agents = parse(client.get("/api/floor/history", **given, by="agent").content, CounterColumns)
    assert agents.codes == ["1", "2"] and sum(agents.talk_ms) == 60_000 * sum(agents.answered) > 0
    empty = parse(client.get("/api/floor/history", start="2024-01-01", end="2024-01-01").content, CounterColumns)
    assert empty.owner == [] and empty.codes == []
    for wrong, error in (({"minutes": 7}, "invalid_form"), ({"start": "soon"}, "no_such_day")):
        assert client.get("/api/floor/history", **{**given, **wrong}).json()["error"]["id"] == error
    assert parse(client.get("/api/floor/counters").content, CountersProof).difference == 0
