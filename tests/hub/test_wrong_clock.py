"""A clock that is wrong destroys nothing, whichever it is, at the start of a hub and while it runs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests
from sqlalchemy import func, select, text

from agent_desk.hub import areas
from agent_desk.hub.app import build
from agent_desk.hub.back_room import ticker
from agent_desk.hub.kit import clock, clock_watch, trusted_clock
from agent_desk.hub.kit.clock import EvenClock
from agent_desk.hub.kit.clock_watch import ClockWatch
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.seats import Seats
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.trusted_clock import MARK, ClockNotTrusted, now_to_delete
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.migrations import run as migrations
from agent_desk.hub.serve import HubThread
from agent_desk.models.kit import Setting
from agent_desk.models.work_items import WorkItem
from tests.fixtures.hub import AUDIT_KEY, FILE_KEY, set_clocks
from tests.fixtures.people import Staff
from tests.fixtures.waiting import until

FILLED = Path(__file__).parents[1] / "data" / "database-0.1.0.sql"
OVER = """
    INSERT INTO work_item (id, kind, subject_id, permission, title_zh, title_en, state, priority, created_at, ended_at, version)
        VALUES (gen_random_uuid(), 'alarm', gen_random_uuid(), 'floor.view', '', '', 'done', 1, now(), now(), 1);
    INSERT INTO long_job (id, kind, about, args, state, asked_at, ended_at, done, stop_asked, checkpoint, tries, version)
        VALUES (gen_random_uuid(), 'files', '', '{}', 'stopped', now(), now(), 0, false, '{}', 0, 1);
    INSERT INTO approval (id, kind, subject, digest, reason, asked_by_id, asked_at, expires_at)
        SELECT gen_random_uuid(), 'x', 'y', repeat('0', 64), 'z', id, now(), now() + interval '1 day' FROM person LIMIT 1;
"""
"""What is over some time after today."""
YEARS = timedelta(days=4000)
expects_log = pytest.mark.expects_log


def told(database: Database) -> list[str]:
    """Return what an administrator has been told of the clock."""
    with database.read() as db:
        open_items = select(WorkItem.title_en).where(WorkItem.kind == "clock_doubt", WorkItem.ended_at.is_(None))
        return list(db.scalars(open_items))


# ---------------------------------------------------------------------- everything that goes by age


@pytest.fixture
def filled(empty_database: Database, tmp_path: Path) -> HubContext:
    """A hub on a database with a row in every table, and folders for its files."""
    with psycopg.connect(empty_database.dsn) as connection:
        connection.execute(FILLED.read_text("utf-8").encode())
    migrations.upgrade(empty_database.engine)
    with empty_database.write() as db:
        areas.seed_defaults(db)
    for name in ("recordings", "reports"):
        (tmp_path / name).mkdir()
    settings = Settings(
        database=empty_database.url,
        audit_key=AUDIT_KEY,
        file_key=FILE_KEY,
        recordings=str(tmp_path / "recordings"),
        reports=str(tmp_path / "reports"),
    )
    made = HubContext(settings=settings, database=empty_database, jobs=Jobs(empty_database.dsn), seats=Seats())
    areas.register(made)
    with made.database.write() as db:
        db.execute(text(OVER))
        db.execute(
            text(
                "INSERT INTO idempotent_answer (person_id, key, request_digest) SELECT id, 'k', '' FROM person LIMIT 1"
            )
        )
    return made


def rows(hub_context: HubContext) -> dict[str, int]:
    """Return how many rows each table has, and how many of them are over or marked as gone."""
    database = hub_context.database
    marks = {
        "stored_file": "deleted_at IS NULL",
        "approval": "state = 'pending'",
        "agent_state": "state <> 'signed_out'",
        "call_recording": "state = 'stored'",
        "work_item": "kind = 'alarm'",
        # Duties tell of what they do, which makes new ones.
        "change": "at < now() - interval '1 hour'",
    }
    with database.engine.connect() as connection:
        names = connection.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'procrastinate%'")
        ).all()
        counted = {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in names}
        for name, still in marks.items():
            counted[f"{name}: {still}"] = connection.scalar(text(f"SELECT count(*) FROM {name} WHERE {still}")) or 0
    return counted


FOLDED = {"complaint_difference"}
"""What its duty puts into other rows, whatever a clock says."""


def lost(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name, count in before.items() if after[name] < count} - FOLDED


def do_every_duty(hub_context: HubContext, hours: range = range(0, 24, 3)) -> None:
    """Every duty of every area, at every third hour of a day."""
    started = hub_context.clock
    for hour in hours:
        moved = timedelta(hours=hour)
        hub_context.clock = lambda moved=moved: started() + moved  # type: ignore[misc]
        going = ticker(hub_context)
        going._round(dict.fromkeys((duty.name for duty in going._duties), 0.0))
    hub_context.clock = started


@expects_log
@pytest.mark.parametrize("database_is_wrong", [False, True])
def test_no_duty_of_any_area_removes_anything_by_a_clock_that_is_wrong(
    filled: HubContext, database_is_wrong: bool
) -> None:
    """The kind: whatever area comes, what it removes by age it removes by `now_to_delete`."""
    before = rows(filled)
    if database_is_wrong:
        filled.database_clock = lambda db: datetime.now(UTC) + YEARS
    else:
        filled.clock = lambda: datetime.now(UTC) + YEARS
    do_every_duty(filled)
    assert lost(before, rows(filled)) == set()


@expects_log
def test_where_both_clocks_agree_the_same_duties_do_remove_what_is_old(filled: HubContext) -> None:
    """So that the test above cannot pass because nothing is ever old."""
    before = rows(filled)
    set_clocks(filled, lambda: datetime.now(UTC) + YEARS)
    do_every_duty(filled)
    assert {
        "change: at < now() - interval '1 hour'",
        "idempotent_answer",
        "work_item: kind = 'alarm'",
        "long_job",
        "approval: state = 'pending'",
    } <= lost(before, rows(filled))


# ---------------------------------------------------------------------- at the start


@pytest.mark.parametrize("days", [200, -200])
def test_a_hub_whose_clock_differs_from_the_databases_does_not_start(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    wrong = timedelta(days=days)
    monkeypatch.setattr("agent_desk.hub.kit.clock.machine_now", lambda: datetime.now(UTC) + wrong)
    with pytest.raises(ClockNotTrusted, match="clock_not_trusted") as refused:
        build(settings, database=database)
    assert "nothing was deleted" in refused.value.render()


@expects_log
def test_a_centre_that_was_silent_for_long_deletes_nothing_until_somebody_says_that_the_clock_is_right(
    hub_context: HubContext, in_unit: Any
) -> None:
    trusted_clock.begin(hub_context)
    watch = ClockWatch(hub_context)
    watch.look(marks=True)
    assert told(hub_context.database) == []
    set_clocks(hub_context, lambda: datetime.now(UTC) + timedelta(days=200))
    trusted_clock.begin(hub_context)
    later = ClockWatch(hub_context)
    later.look(marks=True)
    later.look(marks=True)
    assert len(told(hub_context.database)) == 1
    with pytest.raises(ClockNotTrusted):
        now_to_delete(hub_context)
    in_unit(lambda unit: clock_watch.accept(unit, hub_context))
    assert now_to_delete(hub_context) > datetime.now(UTC) + timedelta(days=199)
    assert told(hub_context.database) == []


# ---------------------------------------------------------------------- while it runs


class Machine:
    """A machine whose clock can be set, and the time that really goes by."""

    def __init__(self) -> None:
        self.at, self.elapsed_s = datetime.now(UTC), 0.0

    def goes(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.elapsed_s += seconds


def test_a_clock_that_jumps_is_not_followed_until_it_is_back() -> None:
    machine = Machine()
    clock = EvenClock(machine=lambda: machine.at, elapsed_s=lambda: machine.elapsed_s)
    began = clock()
    machine.goes(3600)
    assert clock() - began == timedelta(hours=1)
    machine.at += timedelta(days=200)
    machine.goes(10)
    assert (clock() - began, clock.jumped_s) == (timedelta(hours=1, seconds=10), 200 * 86400)
    machine.at -= timedelta(days=200, seconds=-3)
    assert (clock() - began, clock.jumped_s) == (timedelta(hours=1, seconds=13), 0.0), "a small step is followed"


@expects_log
def test_a_jump_while_running_is_told_and_stops_what_goes_by_age_even_where_the_database_jumps_with_it(
    hub_context: HubContext,
) -> None:
    machine = Machine()
    hub_context.clock = EvenClock(machine=lambda: machine.at, elapsed_s=lambda: machine.elapsed_s)
    hub_context.database_clock = lambda db: hub_context.clock()
    watch = ClockWatch(hub_context)
    assert watch.look(marks=True).why == ""
    machine.at += timedelta(days=200)
    assert watch.look(marks=True).why == "jumped"
    with pytest.raises(ClockNotTrusted):
        now_to_delete(hub_context)
    assert len(told(hub_context.database)) == 1
    machine.at -= timedelta(days=200)
    assert watch.look(marks=True).why == ""
    assert told(hub_context.database) == []


@expects_log
def test_a_database_whose_clock_jumps_is_told_and_health_says_so(hub: HubThread, staff: Staff) -> None:
    assert requests.get(f"{hub.url}/health", timeout=30).json()["clock"]["trusted"] is True
    hub.hub_context.database_clock = lambda db: datetime.now(UTC) - timedelta(minutes=5)

    def differs() -> bool:
        said = requests.get(f"{hub.url}/health", timeout=30).json()
        return (said["status"], said["clock"]["why"], said["audit_trail"]) == ("ok", "differs", "ok")

    until(differs, "health says that the clocks differ")
    with pytest.raises(ClockNotTrusted):
        now_to_delete(hub.hub_context)


@expects_log
def test_a_small_difference_is_said_and_hinders_nothing(
    hub_context: HubContext, caplog: pytest.LogCaptureFixture
) -> None:
    hub_context.database_clock = lambda db: datetime.now(UTC) - timedelta(seconds=20)
    watch = ClockWatch(hub_context)
    watch.look(marks=False)
    watch.look(marks=False)
    assert caplog.text.count("drift apart") == 1
    assert now_to_delete(hub_context) < datetime.now(UTC) - timedelta(seconds=15), "the earlier of both"


def test_the_mark_follows_the_clock(hub_context: HubContext) -> None:
    ClockWatch(hub_context).look(marks=True)
    with hub_context.database.read() as db:
        mark = db.scalar(select(Setting.value).where(Setting.key == MARK))
        assert db.scalar(select(func.count()).select_from(WorkItem)) == 0
    assert abs(datetime.fromisoformat(str(mark)) - datetime.now(UTC)) < timedelta(minutes=5)


def test_a_process_with_a_day_of_its_own_has_no_doubt_about_the_machines_clock(
    hub_context: HubContext, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: clock.run_from(None))
    clock.run_from(datetime(2025, 11, 13, 7, 24, tzinfo=UTC))
    with hub_context.database.write() as db:
        Unit(db=db, now=clock.utc_now(), jobs=hub_context.jobs).audit("settings.clock", "setting", MARK)
        db.execute(text("DELETE FROM setting WHERE key = :key"), {"key": MARK})
    trusted_clock.begin(hub_context)
    assert abs(now_to_delete(hub_context) - clock.utc_now()) < timedelta(minutes=1)
