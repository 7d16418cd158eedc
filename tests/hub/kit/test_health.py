"""Health: every declared check says what to do and shows its cause; what is bad stands in the inbox once, and goes when it is mended."""

import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client import REGISTRY
from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from agent_desk.hub.areas import AREAS
from agent_desk.hub.calls.intake import reader_state
from agent_desk.hub.gateways.directory.directories import Directories
from agent_desk.hub.kit import inbox as inbox_of
from agent_desk.hub.kit import work_items
from agent_desk.hub.kit.audit.verify import TRAIL
from agent_desk.hub.kit.audit.watch import IN_DOUBT
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.health import machine
from agent_desk.hub.kit.health.check import Check, Seen, declared
from agent_desk.hub.kit.health.last_seen import rows
from agent_desk.hub.kit.health.machine import Processes, ProcessSeen
from agent_desk.hub.kit.health.round import BAD, Rounds, leave, place_of, tidy
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.cases import TextModel
from agent_desk.models.equipment import WorkSeat
from agent_desk.models.files import FileKey
from agent_desk.models.health import BackupRecord, HealthChange, HealthState
from agent_desk.models.kit import Change, ListPlan, Setting
from agent_desk.models.long_jobs import LongJob
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.kit.edition import EDITION
from agent_desk.schemas.kit.vocabulary import Term
from tests.fixtures.call_rows import call, queue
from tests.fixtures.certificates import self_signed
from tests.fixtures.people import Client, Staff

assert AREAS, "they declare the checks"
LONG_AGO = timedelta(days=1000)


@dataclass
class Stage:
    """Where the cause of a check is planted."""

    hub: HubContext
    db: Session
    patch: pytest.MonkeyPatch
    folder: Path
    in_unit: Any

    @property
    def now(self) -> datetime:
        return self.hub.now()

    def sets(self, **settings: Any) -> None:
        self.hub.settings = replace(self.hub.settings, **settings)

    def view(self, name: str, columns: str) -> None:
        """Let the server's own view show one row of this, to whoever connects from now on."""
        self.db.execute(text("CREATE SCHEMA IF NOT EXISTS planted"))
        self.db.execute(text(f"CREATE VIEW planted.{name} AS SELECT {columns}"))
        name = self.db.scalar(text("SELECT current_database()"))
        self.db.execute(text(f'ALTER DATABASE "{name}" SET search_path = planted, public, pg_catalog'))

    def shadow(self, function: str, kind: str, value: str) -> None:
        """Let a function of the server's own give this."""
        self.db.execute(
            text(f"CREATE FUNCTION planted.{function} RETURNS {kind} LANGUAGE sql AS $$ SELECT {value}::{kind} $$")
        )

    def noted(self, **value: Any) -> None:
        self.sets(exchange="simulated://127.0.0.1:1")
        self.db.add(Setting(key=reader_state.KEY, value={"at": self.now.isoformat(), **value}))

    def jobs(self, count: int, status: str) -> None:
        self.db.execute(
            text("""
                INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)
                SELECT 'default', 'nothing', '{}', CAST(:status AS procrastinate_job_status)
                FROM generate_series(1, :count)
            """),
            {"status": status, "count": count},
        )

    def links(self, count: int) -> None:
        self.db.execute(
            text("""
                INSERT INTO audit_link (seq, entry_id, digest, form, witnessed, sealed_at)
                SELECT one, one, '', 2, true, :at FROM generate_series(1, :count) AS one
            """),
            {"count": count, "at": self.now - timedelta(hours=1)},
        )

    def disk(self, free: float, used: float) -> None:
        held = SimpleNamespace(total=free + used, used=used, free=free)
        self.patch.setattr(shutil, "disk_usage", lambda _folder: held)


def state(check: str, **columns: Any) -> HealthState:
    now = datetime.now(UTC)
    return HealthState(
        **{"code": check, "place": "old:1", "subject": "", "state": "ok", "since_at": now, "looked_at": now, **columns}
    )


def _memory(at: Stage) -> None:
    at.patch.setattr(machine, "resident", lambda _pid: 3e9)


def _process(at: Stage) -> None:
    at.hub.state[Processes] = Processes(lambda: [ProcessSeen("back-room", "hung", 12.0, 0)])


def _clock(at: Stage) -> None:
    at.hub.database_clock = lambda _db: datetime.now(UTC) - timedelta(minutes=10)


def _disk_days(at: Stage) -> None:
    began = (at.now - timedelta(hours=24)).isoformat()
    at.disk(free=100.0, used=1000.0)
    subject = next(iter(machine.disks(at.hub.settings)))
    at.db.add(state("disk_days", place=place_of(at.hub), subject=subject, facts={"samples": [[began, 900.0]]}))


def _old_python(at: Stage) -> None:
    at.hub.clock = lambda: datetime(2040, 1, 1, tzinfo=UTC)


def _slow(at: Stage) -> None:
    ticks = iter(range(0, 1000, 3))
    at.patch.setattr(machine, "time", SimpleNamespace(perf_counter=lambda: next(ticks)))


def _replica(at: Stage) -> None:
    at.view(
        "pg_stat_replication",
        "'standby'::text AS application_name, NULL::inet AS client_addr, 1 AS pid, 'streaming'::text AS state, "
        "interval '1 hour' AS replay_lag",
    )


def _slot(at: Stage) -> None:
    at.view("pg_replication_slots", "'standby'::text AS slot_name, true AS active, '0/0'::pg_lsn AS restart_lsn")
    at.shadow("pg_current_wal_lsn()", "pg_lsn", "'F/0'")


def _archive(at: Stage) -> None:
    at.view("pg_stat_archiver", "NULL::timestamptz AS last_archived_time, now() AS last_failed_time")
    at.shadow("current_setting(text)", "text", "'on'")


def _anchor(at: Stage) -> None:
    at.sets(audit_anchors=str(at.folder))
    at.links(1)


def _export(at: Stage) -> None:
    at.sets(audit_syslog="udp://127.0.0.1:9")
    at.links(50_000)


def _recordings(at: Stage) -> None:
    now = at.now
    made = call(at.db, queue(at.db, "card"), now, "answered")
    at.db.add_all(
        CallRecording(call_id=made.id, why="all", state="missing", file=f"{one}.wav", asked_at=now) for one in range(50)
    )


def _seats(at: Stage, **told: Any) -> None:
    good = {"edition": EDITION, "tests": [["disk", True, ""]], "clock_off_s": 0.0} | told
    at.db.add_all(WorkSeat(name=f"A-{one:02}", first_at=at.now, told_at=at.now, **good) for one in range(20))


def _long_jobs(at: Stage) -> None:
    failed = {"kind": "report", "asked_at": at.now, "state": "failed", "ended_at": at.now}
    at.db.add_all(LongJob(id=uuid.uuid4(), about=str(one), **failed) for one in range(20))


def _list_plans(at: Stage) -> None:
    late = {
        "list": "queues",
        "changes": {"active": False},
        "counts_from": at.now,
        "planned_at": at.now,
        "fault": "taken",
    }
    at.db.add_all(ListPlan(id=uuid.uuid4(), code=f"q{one}", **late) for one in range(20))


PLANTED: dict[str, tuple[str, Callable[[Stage], None]]] = {
    "hub_heard": ("bad", lambda at: at.db.add(state("hub_program", looked_at=at.now - timedelta(minutes=10)))),
    "hub_process": ("bad", _process),
    "hub_memory": ("bad", _memory),
    "hub_clock": ("bad", _clock),
    "disk_free": ("bad", lambda at: at.disk(free=4.0, used=96.0)),
    "disk_days": ("bad", _disk_days),
    "certificate": ("bad", lambda at: at.sets(tls_certificate=str(self_signed(at.folder, "hub")[0]))),
    "hub_program": ("ok", lambda at: None),
    "one_program": (
        "warn",
        lambda at: at.db.add_all(
            [state("hub_program", said_en="0.1.0"), state("hub_program", place="other:1", said_en="0.2.0")]
        ),
    ),
    "python": ("bad", _old_python),
    "database_answers": ("bad", _slow),
    "database_size": ("ok", lambda at: None),
    "database_connections": (
        "bad",
        lambda at: at.view("pg_stat_activity", "'client backend' AS backend_type FROM generate_series(1, 199)"),
    ),
    "database_transaction": (
        "bad",
        lambda at: at.view(
            "pg_stat_activity",
            "current_database() AS datname, now() - interval '1 hour' AS xact_start, 'client backend' AS backend_type",
        ),
    ),
    "database_dead": (
        "bad",
        lambda at: at.view("pg_stat_user_tables", "'call'::text AS relname, 100000 AS n_dead_tup, 20000 AS n_live_tup"),
    ),
    "replica": ("bad", _replica),
    "replica_slot": ("bad", _slot),
    "log_archive": ("bad", _archive),
    "backup_made": ("bad", lambda at: at.db.add(BackupRecord(kind="made", at=at.now - LONG_AGO))),
    "backup_restored": (
        "bad",
        lambda at: at.db.add(BackupRecord(kind="restored", at=at.now - LONG_AGO, newest_at=at.now - LONG_AGO)),
    ),
    "audit_anchor": ("bad", _anchor),
    "audit_doubt": (
        "bad",
        lambda at: at.in_unit(work_items.put, IN_DOUBT, TRAIL, ("可疑", "doubt"), permission="audit.view"),
    ),
    "audit_export": ("bad", _export),
    "file_key": ("bad", lambda at: at.db.add(FileKey(id="old", active=True, added_at=at.now - LONG_AGO))),
    "jobs_failed": ("bad", lambda at: at.jobs(20, "failed")),
    "jobs_waiting": ("bad", lambda at: at.jobs(2000, "todo")),
    "list_changes_late": ("bad", _list_plans),
    "long_jobs_failed": ("bad", _long_jobs),
    "exchange_read": ("bad", lambda at: at.sets(exchange="simulated://127.0.0.1:1")),
    "exchange_differences": ("bad", lambda at: at.noted(recent=[[at.now.isoformat(), 60]])),
    "exchange_version": ("bad", lambda at: at.noted(program="Asterisk 16.28.0")),
    "recordings_missing": ("bad", _recordings),
    "seat_programs": ("bad", lambda at: _seats(at, edition=EDITION + 1)),
    "seat_tests": ("bad", lambda at: _seats(at, tests=[["disk", False, "3 MiB"]])),
    "seat_clocks": ("bad", lambda at: _seats(at, clock_off_s=-600.0)),
    "classes_learnt": (
        "warn",
        lambda at: at.db.add(
            TextModel(
                learnt_at=at.now - LONG_AGO,
                cases=900,
                measured={"business": {"cases": 200, "right": 190, "commonest": 150}},
                content=b"",
            )
        ),
    ),
    "directory": (
        "bad",
        lambda at: setattr(
            at.hub, "directories", Directories.made(url="ldap://127.0.0.1:1/dc=bank?tls=none", user="u", secret="s")
        ),
    ),
}
"""How each check comes to its worst state. A new check needs its cause here, or nobody knows whether it ever shows it."""


def test_every_check_says_in_both_languages_what_it_is_and_what_to_do() -> None:
    assert set(PLANTED) == set(declared())
    for one in declared().values():
        term = one.term
        assert all(max(said) >= "一" for said in (term.zh, term.help_zh)), term.code
        assert term.en and len(term.help_en.split()) >= 4, term.code


@pytest.mark.parametrize("code", list(PLANTED))
def test_a_check_shows_its_cause(
    code: str, hub_context: HubContext, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, in_unit: Any
) -> None:
    worst, plant = PLANTED[code]
    check = declared()[code]
    with hub_context.database.write() as db:
        plant(Stage(hub_context, db, monkeypatch, tmp_path, in_unit))
    # What was set for the database counts for who connects from now on.
    hub_context.database.engine.dispose()
    Rounds(hub_context, check.where).look(at_once=True, checks=[check])
    hub_context.directories.close()
    with hub_context.database.read() as db:
        seen = [one.state for one in rows(db, datetime.now(UTC)) if one.check == code]
    assert seen and max(seen, key=("ok", "warn", "unknown", "bad").index) == worst


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A check whose value a test sets."""
    said: dict[str, Any] = {"value": 0.0}

    def look(_look: Any) -> list[Seen]:
        if isinstance(said["value"], Exception):
            raise said["value"]
        return [Seen(value=said["value"], subject="north")] if said["value"] is not None else []

    term = Term("wall", "墙", "Wall", help_zh="扶住。", help_en="Hold it up.")
    check = Check(term=term, group="hubs", where="centre", look=look, unit="percent", warn=10, bad=20)
    monkeypatch.setitem(declared(), "wall", check)  # type: ignore[arg-type]  # the registry is a dict to whoever declares
    said["check"] = check
    return said


def test_what_is_bad_is_told_once_and_over_when_it_is_mended(
    hub_context: HubContext, wall: dict[str, Any], staff: Staff, client: Client, in_unit: Any
) -> None:
    keeper = staff.caller("keeper", "system_administrator")
    other = staff.caller("au", "auditor")
    rounds = Rounds(hub_context, "centre")

    def look(value: Any) -> None:
        wall["value"] = value
        rounds.look(at_once=True, checks=[wall["check"]])

    def inbox(who: Any) -> list[str]:
        return [item.title_en for item in in_unit(inbox_of.mine, caller=who).items if item.kind == "health"]

    for value in (0.0, 25.0, 30.0, 25.0):
        look(value)
    assert inbox(keeper) == ["Health: Wall (north)"]
    assert inbox(other) == []
    with hub_context.database.read() as db:
        assert db.scalar(select(func.count()).where(Change.entity == "health")) == 1
        row = db.scalars(select(HealthState).where(HealthState.code == "wall")).one()
        since = row.since_at
    labels = {"check": "wall", "subject": "north"}
    assert REGISTRY.get_sample_value("agent_desk_health", labels) == 3
    assert REGISTRY.get_sample_value("agent_desk_health_value", labels) == 25

    look(OSError("no way there"))
    assert inbox(keeper) == ["Health: Wall (north)"], "what cannot be looked at is not mended by that"
    look(12.0)
    assert inbox(keeper) == []
    client.sign_in("keeper")
    (shown,) = [one for one in client.get("/api/health").json() if one["check"] == "wall"]
    assert (shown["state"], shown["value"], shown["todo_en"], shown["warn"]) == ("warn", 12.0, "Hold it up.", 10.0)
    assert datetime.fromisoformat(shown["since_at"]) >= since
    told = client.get(f"/api/health/{shown['id']}/changes").json()
    assert [one["state"] for one in told][-1] == "bad"

    look(None)
    with hub_context.database.read() as db:
        assert db.scalar(select(func.count()).where(HealthState.code == "wall")) == 0
        assert db.scalar(select(func.count()).where(WorkItem.kind == BAD.name, WorkItem.ended_at.is_(None))) == 0
    assert REGISTRY.get_sample_value("agent_desk_health", labels) is None
    staff.person("a1", "agent", agent_code="1001")
    client.sign_in("a1")
    assert client.get("/api/health").status_code == client.post("/api/health/look").status_code == 403


def test_a_hub_that_ends_in_order_is_not_missed_and_one_that_is_gone_is_forgotten(
    hub_context: HubContext, in_unit: Any
) -> None:
    with hub_context.database.write() as db:
        db.add(state("hub_program", place=place_of(hub_context), state="bad"))
        db.add(state("hub_program", place="gone:1", looked_at=datetime.now(UTC) - timedelta(days=8)))
        db.add(state("no_such_check", place=""))
        db.add(state("hub_program", place="here:1"))
        db.add(HealthChange(code="wall", place="", subject="", state="bad", at=datetime.now(UTC) - timedelta(days=400)))
    leave(hub_context)
    in_unit(tidy)
    with hub_context.database.write() as db:
        assert db.scalars(select(HealthState.place)).all() == ["here:1"]
        assert db.scalar(select(func.count()).select_from(HealthChange)) == 0
        db.execute(delete(HealthState))


def test_a_hub_that_serves_looks_at_itself_and_at_the_centre_when_asked(client: Client, staff: Staff) -> None:
    staff.person("keeper", "system_administrator")
    client.sign_in("keeper")
    found = client.post("/api/health/look").json()
    ranks = ["bad", "unknown", "warn", "ok"]
    assert [ranks.index(one["state"]) for one in found] == sorted(ranks.index(one["state"]) for one in found)
    seen = {one["check"]: one for one in found}
    assert {"hub_heard", "hub_process", "disk_free", "database_size", "backup_restored", "jobs_failed"} <= set(seen)
    assert seen["hub_process"]["place"] and not seen["database_size"]["place"]
    assert found == client.get("/api/health").json()
