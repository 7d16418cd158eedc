"""What the interval counters cost: rebuilding them, and bringing a year of them to the desk. Prints JSON.

    python -m benchmarks.metrics [--file queue_log] [--calls 1000000 10000000] [--repeat 3] [--legs]

Calls are those of a real (or made-up) queue_log, loaded by the import and then multiplied: to a year of days first, then
to more queues. The rebuild is all of `agent-desk floor rebuild` for queues: counting, and writing the cells anew. It is
compared with one plain GROUP BY of PostgreSQL over the same calls in the same run, by queue and half hour, with the same
counts and sums. DuckDB's time for the same GROUP BY, over the same rows in a table of its own, is printed beside it.
With --legs, agents' counters too, against a GROUP BY over their legs; that much more is multiplied.

The history is a year of half hours of 100 queues: reading its rows by psycopg, and asking the hub for it over HTTP by the
desk's client, parsed. Medians of the repeats count, each of which does everything in turn. Exit status 1 when a ratio is missed.
"""

import argparse
import json
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from agent_desk.desk.figures.history import counter_columns
from agent_desk.desk.kit.api import Api, parse
from agent_desk.hub import areas
from agent_desk.hub.calls.past.importing import import_queue_log
from agent_desk.hub.figures import counters
from agent_desk.hub.figures.measures import QUEUE_NUMBERS
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.private_postgres import PrivatePostgres, temporary_folder
from agent_desk.hub.kit.security import hash_password
from agent_desk.hub.migrations import run as migrations
from agent_desk.models.people import Person, PersonRole
from agent_desk.schemas.people.records import SignedIn
from benchmarks.import_calls import made_up_log
from benchmarks.parts.usage import own_usage
from benchmarks.screen_pop import process, said

REBUILD_TARGET, HISTORY_TARGET, LINEAR_TARGET = 1.5, 3.0, 1.25
PASSWORD = "Bench-Floor-1"
QUEUES, YEAR = 100, 2025
BEGAN, ENOUGH_S = time.monotonic(), 60.0
FORTNIGHT = 15
"""Days that a copy of the log is moved on by."""
_COUNTED = """
    count(*), count(*) FILTER (WHERE {took}), count(*) FILTER (WHERE outcome = 'abandoned_queue'),
    count(*) FILTER (WHERE outcome IS NULL AND answered_at IS NULL), count(*) FILTER (WHERE {took} AND state <> 'ended'),
    count(*) FILTER (WHERE {took} AND wait_ms <= 20000),
    count(*) FILTER (WHERE outcome = 'abandoned_queue' AND wait_ms <= 20000),
    count(*) FILTER (WHERE outcome = 'abandoned_queue' AND wait_ms <= 5000), sum(wait_ms) FILTER (WHERE {took}),
    sum(talk_ms) FILTER (WHERE {took} AND state = 'ended'), sum(hold_ms) FILTER (WHERE {took} AND state = 'ended'),
    sum(acw_ms) FILTER (WHERE {took} AND state = 'ended'), sum(wait_ms) FILTER (WHERE outcome = 'abandoned_queue'),
    max(wait_ms)
""".replace("{took}", "(outcome = 'answered' OR outcome IS NULL AND answered_at IS NOT NULL)")
_OFFERED = "direction = 'inbound' AND coalesce(outcome, '') NOT IN ('abandoned_ivr', 'closed') AND state <> 'in_menu'"
PLAIN = f"""
    SELECT queue_id, date_bin('30 minutes', offered_at, TIMESTAMPTZ 'epoch') AS at, {_COUNTED}
    FROM call WHERE {_OFFERED} GROUP BY 1, 2
"""
DUCK = f"""
    SELECT queue_id, time_bucket(INTERVAL '30 minutes', offered_at) AS at, {_COUNTED}
    FROM call WHERE {_OFFERED} GROUP BY 1, 2
"""
PLAIN_LEGS = f"""
    SELECT l.person_id, l.queue_id, date_bin('30 minutes', c.offered_at, TIMESTAMPTZ 'epoch'), count(*),
        count(*) FILTER (WHERE l.ended_at IS NULL OR l.result = 'open'), sum(l.talk_ms), sum(l.hold_ms), sum(l.acw_ms)
    FROM call_leg l JOIN call c ON c.id = l.call_id
    WHERE l.answered_at IS NOT NULL AND {_OFFERED.replace("outcome", "c.outcome").replace("state", "c.state")}
    GROUP BY 1, 2, 3
"""
_DUCK_COLUMNS = "queue_id, offered_at, answered_at, direction, outcome, state, wait_ms, talk_ms, hold_ms, acw_ms"


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what it gave."""
    begun = time.perf_counter()
    given = work()
    return time.perf_counter() - begun, given


def rounds(repeat: int) -> Iterator[int]:
    """Count the repeats; on a machine that is too busy for all of them within a run's time, fewer, at least one."""
    for number in range(repeat):
        if number and time.monotonic() - BEGAN > ENOUGH_S:
            say(f"This machine is busy: {number} of {repeat} repeats.")
            return
        yield number


def say(words: str) -> None:
    """Where the run is, for whoever waits."""
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


class Bench:
    """One database of calls, filled step by step."""

    def __init__(self, server: PrivatePostgres, name: str) -> None:
        self.database = Database(server.ensure_database(name))
        migrations.upgrade(self.database.engine)
        with self.database.write() as db:
            areas.seed_defaults(db)

    def run(self, *statements: str) -> None:
        """Statements of the benchmark's own, each committed."""
        with psycopg.connect(self.database.dsn, autocommit=True) as line:
            for statement in statements:
                line.execute(statement)  # type: ignore[arg-type]

    def load(self, file: Path, zone: str) -> int:
        """Load the log by the import; how many calls."""
        return import_queue_log(self.database, file, zone=zone).loaded

    def multiply(self, calls: int, loaded: int, *, legs: bool) -> int:
        """Copies of the log: through a year first, then for more queues. Triggers and foreign keys rest meanwhile."""
        copies = max(1, round(calls / loaded))
        columns = "exchange, direction, caller, caller_raw, state, outcome, wait_ms, talk_ms, hold_ms, acw_ms, ended_by, muted, version"
        moved = "offered_at, rung_at, answered_at, ended_at"
        self.run(
            "CREATE UNLOGGED TABLE seed AS SELECT * FROM call",
            "CREATE UNLOGGED TABLE seed_leg AS SELECT * FROM call_leg",
            "ALTER TABLE call SET (autovacuum_enabled = off)",
            *(
                f"DROP INDEX {name}"
                for name in ("ix_call_caller", "ix_call_customer_id", "ix_call_agent_id_offered_at")
            ),
        )
        if not legs:
            # Keys of random ids make filling slow, and counting does not look at them.
            self.run(
                "ALTER TABLE call DROP CONSTRAINT pk_call CASCADE",
                "ALTER TABLE call DROP CONSTRAINT uq_call_exchange_exchange_key CASCADE",
            )
        per_year = 365 // FORTNIGHT
        for copy in range(1, copies):
            days, kind = copy % per_year * FORTNIGHT, copy // per_year
            if days == 0:
                self.run(f"""
                    INSERT INTO queue (id, code, name_zh, name_en, active, version)
                    SELECT md5(q.id::text || {kind})::uuid, q.code || '-{kind}', q.code, q.code, false, 1 FROM queue q
                    WHERE q.id IN (SELECT queue_id FROM seed)
                """)
            queue = f"md5(queue_id::text || {kind})::uuid" if kind else "queue_id"
            shifted = ", ".join(f"{name} + interval '{days} days'" for name in moved.split(", "))
            own_id = f"md5({{}}::text || {copy})::uuid"
            told = [
                "SET session_replication_role = replica; SET synchronous_commit = off",
                f"INSERT INTO call (id, exchange_key, queue_id, agent_id, {columns}, {moved}) "
                f"SELECT {own_id.format('id')}, exchange_key || '-{copy}', {queue}, agent_id, {columns}, {shifted} FROM seed",
            ]
            if legs:
                told.append(
                    "INSERT INTO call_leg (id, call_id, person_id, queue_id, rung_at, answered_at, ended_at, ring_ms, talk_ms, "
                    f"hold_ms, acw_ms, result) SELECT {own_id.format('id')}, {own_id.format('call_id')}, person_id, {queue}, "
                    "rung_at, answered_at, ended_at, ring_ms, talk_ms, hold_ms, acw_ms, result FROM seed_leg"
                )
            self.run(";".join(told))
            if copy % 50 == 0:
                say(f"copy {copy} of {copies}")
        self.run("VACUUM ANALYZE call", "VACUUM ANALYZE call_leg", "CHECKPOINT")
        return copies * loaded


def rebuild_against_group_by(bench: Bench, calls: int, repeat: int, *, legs: bool) -> dict[str, Any]:
    """Seconds of the rebuild and of plain GROUP BYs, in turn."""
    queues = [row[0] for row in _rows(bench, "SELECT id FROM queue")]
    duck = _duck(bench)
    found: dict[str, list[float]] = {"rebuild": [], "group_by": [], "duckdb": [], "agents": [], "group_by_legs": []}
    cells = 0
    for _ in rounds(repeat):
        bench.run("VACUUM ANALYZE queue_counter", "CHECKPOINT")
        seconds, rows = timed(lambda: _rows(bench, PLAIN))
        found["group_by"].append(seconds)
        seconds, done = timed(lambda: counters.rebuild(bench.database, utc_now(), queues=queues))
        found["rebuild"].append(seconds)
        cells = done.cells
        assert cells == len(rows), (cells, len(rows))
        if duck is not None:
            seconds, rows = timed(lambda: duck.execute(DUCK).fetchall())
            found["duckdb"].append(seconds)
            assert cells == len(rows), (cells, len(rows))
        if legs:
            found["group_by_legs"].append(timed(lambda: _rows(bench, PLAIN_LEGS))[0])
            found["agents"].append(timed(lambda: counters.rebuild(bench.database, utc_now()))[0])
    if duck is not None:
        duck.close()
    middle = {name: round(statistics.median(values), 3) for name, values in found.items() if values}
    told = {
        "calls": calls,
        "cells": cells,
        "group_by_s": middle["group_by"],
        "rebuild_s": middle["rebuild"],
        "ratio": round(middle["rebuild"] / middle["group_by"], 2),
        "target": REBUILD_TARGET,
        "duckdb_group_by_s": middle.get("duckdb"),
    }
    if legs:
        both = middle["group_by"] + middle["group_by_legs"]
        told["with_agents"] = {
            "group_by_s": round(both, 3),
            "rebuild_s": middle["agents"],
            "ratio": round(middle["agents"] / both, 2),
        }
    return told


def _rows(bench: Bench, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(bench.database.dsn) as line:
        return line.execute(statement).fetchall()  # type: ignore[arg-type]


def _duck(bench: Bench) -> Any:
    """Return the same calls in DuckDB, in memory; None where it is not installed."""
    if find_spec("duckdb") is None:
        say("DuckDB is not installed (uv sync --group benchmark): its time is left out.")
        return None
    file = Path(temporary_folder()) / "calls.csv"
    with psycopg.connect(bench.database.dsn) as line, file.open("wb") as out:
        command = f"COPY (SELECT {_DUCK_COLUMNS} FROM call) TO STDOUT (FORMAT csv, HEADER)"
        with line.cursor().copy(command) as copy:  # type: ignore[arg-type]
            for piece in copy:
                out.write(piece)
    duck = import_module("duckdb").connect(config={"threads": 2})
    types = ", ".join(f"'{name}': 'BIGINT'" for name in ("wait_ms", "talk_ms", "hold_ms", "acw_ms"))
    moments = "'queue_id': 'UUID', 'offered_at': 'TIMESTAMPTZ', 'answered_at': 'TIMESTAMPTZ'"
    duck.execute(
        f"CREATE TABLE call AS SELECT * FROM read_csv('{file}', header = true, types = {{{types}, {moments}}})"
    )
    shutil.rmtree(file.parent)
    return duck


def history_against_psycopg(server: PrivatePostgres, repeat: int) -> dict[str, Any]:
    """A year of half hours of 100 queues: its rows by psycopg, and the same at the desk."""
    bench = Bench(server, "bench_history")
    numbers = ", ".join(QUEUE_NUMBERS)
    made = ", ".join(
        str(number) for number in (40, 36, 3, 0, 0, 31, 1, 1, 612_000, 8_100_000, 240_000, 900_000, 91_000, 61_000)
    )
    digest = hash_password(PASSWORD)
    with bench.database.write() as db:
        person = Person(login="bench", name="测试", name_en="Bench", password_hash=digest)
        db.add(person)
        db.flush()
        db.add(PersonRole(person_id=person.id, role_code="supervisor"))
    zone = "Asia/Shanghai"
    span = f"TIMESTAMPTZ '{YEAR}-01-01 00:00 {zone}', TIMESTAMPTZ '{YEAR}-12-31 23:30 {zone}', interval '30 minutes'"
    bench.run(
        f"INSERT INTO queue (code, id, name_zh, name_en, version) "
        f"SELECT 'q' || lpad(n::text, 3, '0'), gen_random_uuid(), 'q', 'q', 1 FROM generate_series(1, {QUEUES}) n",
        f"INSERT INTO queue_counter (queue_id, at, minutes, folded, recount, within_ms, short_ms, {numbers}) "
        f"SELECT q.id, at, 30, true, false, 20000, 5000, {made} FROM generate_series({span}) at CROSS JOIN queue q",
        "VACUUM ANALYZE queue_counter",
    )
    rows_of = (
        f"SELECT queue_id, at, {numbers} FROM queue_counter WHERE at >= TIMESTAMPTZ '{YEAR}-01-01 00:00 {zone}' "
        f"AND at < TIMESTAMPTZ '{YEAR + 1}-01-01 00:00 {zone}' ORDER BY queue_id, at"
    )
    found: dict[str, list[float]] = {"psycopg": [], "desk": []}
    rows = cells = 0
    with process("-m", "benchmarks.parts.hub", bench.database.url, "") as hub:
        api = Api(said(hub))
        body = json.dumps({"login": "bench", "password": PASSWORD, "seat": "bench"})
        api.set_token(parse(api.send("POST", "/people/sign-in", body, None), SignedIn).token)
        for _ in rounds(repeat):
            seconds, given = timed(lambda: _rows(bench, rows_of))
            found["psycopg"].append(seconds)
            rows = len(given)
            del given
            seconds, told = timed(lambda: counter_columns(api, date(YEAR, 1, 1), date(YEAR, 12, 31)))
            found["desk"].append(seconds)
            cells = len(told.owner)
            assert cells == rows and sum(told.offered) == 40 * rows, (rows, cells)
            del told
    bench.database.dispose()
    middle = {name: round(statistics.median(values), 3) for name, values in found.items()}
    return {
        "queues": QUEUES,
        "rows": rows,
        "psycopg_s": middle["psycopg"],
        "desk_s": middle["desk"],
        "ratio": round(middle["desk"] / middle["psycopg"], 2),
        "target": HISTORY_TARGET,
    }


def linear(first: dict[str, Any], last: dict[str, Any]) -> dict[str, Any]:
    """How much more a call costs among many: as it is, and beside the GROUP BY, which meets the same other work of the machine."""
    per_call = [one["rebuild_s"] / one["calls"] for one in (first, last)]
    return {
        "per_call_ratio": round(per_call[1] / per_call[0], 2),
        "against_group_by": round(last["ratio"] / first["ratio"], 2),
        "target": LINEAR_TARGET,
    }


def filled(
    server: PrivatePostgres, number: int, calls: int, file: Path, given: argparse.Namespace
) -> tuple[Bench, int]:
    """A database with about so many calls, and how many there are."""
    bench = Bench(server, f"bench_{number}")
    loaded = bench.load(file, given.zone)
    whole = bench.multiply(calls, loaded, legs=given.legs)
    say(f"{whole} calls there")
    return bench, whole


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--file", type=Path, default=None, help="a queue_log; else one is made up")
    options.add_argument("--zone", default="UTC", help="zone of its days")
    options.add_argument(
        "--calls", type=int, nargs="+", default=[200_000], help="how many calls; several give linearity"
    )
    options.add_argument("--repeat", type=int, default=3)
    options.add_argument("--legs", action="store_true", help="agents' counters too")
    options.add_argument("--no-rebuild", action="store_true", help="the year at the desk alone")
    options.add_argument("--no-history", action="store_true", help="leave out the year at the desk")
    given = options.parse_args()
    folder = temporary_folder()
    server = PrivatePostgres(folder)
    told: dict[str, Any] = {"rebuild": []}
    try:
        file = given.file or folder / "queue_log"
        if given.file is None:
            made_up_log(file, 20_000)
        wanted = [] if given.no_rebuild else given.calls
        benches = [filled(server, number, calls, file, given) for number, calls in enumerate(wanted)]
        # One after the other at last, so that all meet the same machine.
        for bench, calls in benches:
            told["rebuild"].append(rebuild_against_group_by(bench, calls, given.repeat, legs=given.legs))
            say(json.dumps(told["rebuild"][-1]))
            bench.database.dispose()
        if not given.no_history:
            told["history"] = history_against_psycopg(server, given.repeat)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    met = all(one["ratio"] <= REBUILD_TARGET for one in told["rebuild"])
    met = met and (given.no_history or told["history"]["ratio"] <= HISTORY_TARGET)
    if len(told["rebuild"]) > 1:
        told["linear"] = linear(told["rebuild"][0], told["rebuild"][-1])
        met = met and told["linear"]["against_group_by"] <= LINEAR_TARGET
    told["met"], told["own"] = met, own_usage()
    print(json.dumps(told))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
