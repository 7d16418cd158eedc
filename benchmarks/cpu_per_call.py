"""CPU of all processes of a hub for each call, beside the least that such a call can cost. Prints JSON.

    python -m benchmarks.cpu_per_call --seats 500 --per-second 20 --seconds 20

In one run on one private PostgreSQL: a simulated exchange, a hub with its processes, seats that take the calls by HTTP and
WebSocket. A load that the machine does not carry is halved until it does. Afterwards the yardstick, at the same rate:
psycopg writes the rows that a call has left, in as many transactions and with their NOTIFY, and a bare WebSocket server sends
the same messages to as many lines.

`cpu_ms_per_call`: milliseconds of each process for a call that was taken, its share of what the hub does anyhow included;
`idle`: the same hub with its seats before the first call. Two editions are compared by running both within the hour
on one machine at the same load. Exit status 1 when no load was carried.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.private_postgres import PrivatePostgres, temporary_folder
from agent_desk.hub.migrations import run as migrations
from benchmarks.floor import register
from benchmarks.parts.usage import Usage, postmaster
from benchmarks.screen_pop import allow, process, said, summary

PARTS = "benchmarks.parts"
SETTLE_S, TRIAL_S, IDLE_S = 3.0, 6.0, 5.0
CARRIED = 0.9
"""So much of the calls placed must be taken in the same time, else the load is more than this machine carries."""
LEAST = 0.5
_INSERTED = "SELECT relname, n_tup_ins FROM pg_stat_user_tables WHERE relname NOT LIKE 'bench%'"
_COMMITS = "SELECT count(DISTINCT xid) FROM change WHERE at > now() - make_interval(secs => %s)"
_MESSAGES = "SELECT to_jsonb(change) - 'xid' FROM change WHERE audience::text LIKE '%%person:%%' LIMIT 500"


def tell(part: subprocess.Popen[str], words: str) -> None:
    """Say a line to a part."""
    assert part.stdin is not None
    part.stdin.write(f"{words}\n")
    part.stdin.flush()


def counted(part: subprocess.Popen[str], seconds: float) -> dict[str, Any]:
    """Return what the crowd counts while this function sleeps."""

    def count() -> dict[str, Any]:
        tell(part, "count")
        found: dict[str, Any] = json.loads(said(part))
        return found

    before = count()
    time.sleep(seconds)
    after = count()
    return after | {name: after[name] - before[name] for name in ("placed", "ended", "messages", "bytes")}


def carried(crowd: subprocess.Popen[str], rate: float) -> float:
    """Find the rate that this machine carries, at most `rate`; 0 when it does not even carry the least."""
    while rate >= LEAST:
        tell(crowd, str(rate))
        time.sleep(SETTLE_S)
        seen = counted(crowd, TRIAL_S)
        if (
            not seen["lost"]
            and seen["placed"] >= CARRIED * rate * TRIAL_S
            and seen["ended"] >= CARRIED * seen["placed"]
        ):
            return rate
        print(f"{rate} calls a second: {seen['ended']} of {seen['placed']} taken, too much here", file=sys.stderr)
        tell(crowd, "0")
        # Those that wait are taken meanwhile.
        time.sleep(TRIAL_S)
        rate /= 2
    return 0.0


class Run:
    """The parts of a run, ended with it."""

    def __init__(self, stack: contextlib.ExitStack, base: Path, dsn: str) -> None:
        self._stack, self._base, self._dsn = stack, base, dsn

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a part."""
        return self._stack.enter_context(process(*arguments))

    def inserted(self) -> dict[str, int]:
        """Return how many rows each table was given so far."""
        with psycopg.connect(self._dsn) as connection:
            return dict(connection.execute(_INSERTED).fetchall())

    def hub(self, url: str, given: argparse.Namespace) -> dict[str, Any]:
        """Measure the hub; what a call leaves is part of what is found."""
        exchange = said(self.start("-m", "agent_desk.demo.exchange.simulate", "--port", "0", "--per-hour", "0")).split()
        hub = self.start("-m", f"{PARTS}.hub", url, exchange[-1])
        address = said(hub)
        crowd = self.start("-m", f"{PARTS}.call_crowd", address, exchange[-1], str(given.seats))
        said(crowd)
        self._settled()
        usage, of_base = Usage(hub.pid), Usage(postmaster(self._base))
        idle = usage.during(IDLE_S)
        rate = carried(crowd, given.per_second)
        if not rate:
            return {"calls_per_second": 0.0}
        before = self.inserted()
        usage.begin()
        of_base.begin()
        seen = counted(crowd, given.seconds)
        used, used_by_base, after = usage.used(), of_base.used(), self.inserted()
        with psycopg.connect(self._dsn) as connection:
            (commits,) = connection.execute(_COMMITS, (given.seconds,)).fetchone() or (0,)
        tell(crowd, "")
        calls = seen["ended"]
        rows = {name: round((count - before.get(name, 0)) / calls, 2) for name, count in sorted(after.items())}
        return {
            "calls_per_second": rate,
            "calls": calls,
            "lost_seats": seen["lost"],
            "cpu_ms_per_call": used.per_call_ms(calls),
            "pop_at_seat_ms": summary(seen["pops_ms"]),
            "idle": idle.record(),
            "hub": used.record(),
            "database": {**used_by_base.record(), "cpu_ms_per_call": used_by_base.per_call_ms(calls)["all"]},
            "rows_per_call": {name: count for name, count in rows.items() if count >= 0.1},
            "commits_per_call": max(1, round(commits / calls)),
            "messages_per_call": round(seen["messages"] / calls, 1),
            "bytes_per_call": round(seen["bytes"] / calls),
        }

    def _settled(self) -> None:
        """Wait until the exchange knows every seat: no order to it is left."""
        until = time.monotonic() + 60
        with psycopg.connect(self._dsn, autocommit=True) as connection:
            while time.monotonic() < until:
                row = connection.execute("SELECT count(*) FROM procrastinate_jobs").fetchone()
                if row is not None and not row[0]:
                    break
                time.sleep(0.5)
        time.sleep(SETTLE_S)

    def yardstick(self, found: dict[str, Any], given: argparse.Namespace) -> dict[str, Any]:
        """Measure the least that a call can cost."""
        with psycopg.connect(self._dsn) as connection:
            messages = [row[0] for row in connection.execute(_MESSAGES).fetchall()]
        pings = given.seats / 5 / found["calls_per_second"]
        plan = {
            "rows_per_call": found["rows_per_call"],
            "commits_per_call": found["commits_per_call"],
            "messages_per_commit": max(0.0, found["messages_per_call"] - pings) / found["commits_per_call"],
            "messages": messages,
        }
        part = self.start("-m", f"{PARTS}.yardstick", self._dsn)
        tell(part, json.dumps(plan))
        said(self.start("-m", f"{PARTS}.yardstick", said(part), str(given.seats)))
        tell(part, str(found["calls_per_second"]))
        time.sleep(SETTLE_S)
        usage, before = Usage(part.pid), self._calls(part)
        used = usage.during(given.seconds)
        calls = self._calls(part) - before
        return {**used.record(), "calls": calls, "cpu_ms_per_call": used.per_call_ms(max(1, calls))["all"]}

    @staticmethod
    def _calls(part: subprocess.Popen[str]) -> int:
        tell(part, "count")
        return int(said(part))


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=int, default=20)
    options.add_argument("--seats", type=int, default=500)
    options.add_argument("--per-second", type=float, default=20.0)
    given = options.parse_args()
    allow(2 * (given.seconds - options.get_default("seconds")))
    base = temporary_folder()
    postgres = PrivatePostgres(base)
    try:
        url = postgres.ensure_database("bench")
        database = Database(url)
        migrations.upgrade(database.engine)
        register(database, given.seats, 0)
        with contextlib.ExitStack() as stack:
            found = Run(stack, base, database.dsn).hub(url, given)
        if found["calls_per_second"]:
            with contextlib.ExitStack() as stack:
                found["yardstick"] = Run(stack, base, database.dsn).yardstick(found, given)
            least = found["yardstick"]["cpu_ms_per_call"]
            found["times_the_yardstick"] = round(found["cpu_ms_per_call"]["all"] / least, 1)
        database.dispose()
    finally:
        postgres.stop()
        shutil.rmtree(base, ignore_errors=True)
    print(json.dumps({"seats": given.seats, "asked_calls_per_second": given.per_second, **found}, indent=2))
    sys.exit(0 if found["calls_per_second"] else 1)


if __name__ == "__main__":
    main()
