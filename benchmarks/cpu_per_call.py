"""CPU of all hub processes per call, beside a yardstick that only writes the rows and sends the messages. Prints JSON.

python -m benchmarks.cpu_per_call [--seats 500 --per-second 20 --seconds 20]
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
from benchmarks.floor import register as furnish
from benchmarks.parts.usage import Usage, postmaster
from benchmarks.screen_pop import process, said, summary

PARTS = "benchmarks.parts"
SETTLE_S, TRIAL_S = 3.0, 6.0
KEPT_UP = 0.9
"""So much of the calls placed must be ended in the same time, else the load is more than this machine carries."""
LEAST = 0.5
_INSERTED = "SELECT relname, n_tup_ins FROM pg_stat_user_tables"
_COMMITS = "SELECT count(DISTINCT xid), count(*) FROM change WHERE id > %s"


class Crowd:
    """The crowd's process."""

    def __init__(self, part: subprocess.Popen[str]) -> None:
        self._part = part

    def tell(self, words: str) -> None:
        """Say a line to it."""
        assert self._part.stdin is not None
        self._part.stdin.write(f"{words}\n")
        self._part.stdin.flush()

    def count(self) -> dict[str, Any]:
        """Return what it has counted; raises SystemExit when seats were lost."""
        self.tell("count")
        found: dict[str, Any] = json.loads(said(self._part))
        return found

    def during(self, seconds: float) -> dict[str, Any]:
        """Return what was counted while this function sleeps."""
        before = self.count()
        time.sleep(seconds)
        after = self.count()
        return after | {name: after[name] - before[name] for name in ("placed", "ended", "messages", "bytes")}


def carried(crowd: Crowd, rate: float) -> float:
    """Find the rate that this machine carries, at most `rate`; 0 when it does not even carry the least."""
    while rate >= LEAST:
        crowd.tell(str(rate))
        time.sleep(SETTLE_S)
        seen = crowd.during(TRIAL_S)
        if (
            not seen["lost"]
            and seen["placed"] >= KEPT_UP * rate * TRIAL_S
            and seen["ended"] >= KEPT_UP * seen["placed"]
        ):
            return rate
        print(
            f"{rate} calls a second are more than this machine carries: {seen['ended']} of {seen['placed']}",
            file=sys.stderr,
        )
        crowd.tell("0")
        time.sleep(SETTLE_S * 2)
        rate /= 2
    return 0.0


def rows(dsn: str) -> dict[str, int]:
    """Return how many rows each table was given."""
    with psycopg.connect(dsn) as connection:
        return dict(connection.execute(_INSERTED).fetchall())


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=int, default=20)
    options.add_argument("--seats", type=int, default=500)
    options.add_argument("--per-second", type=float, default=20.0)
    options.add_argument("--profile", default="")
    given = options.parse_args()
    base = temporary_folder()
    postgres = PrivatePostgres(base)
    answer: dict[str, Any] = {}
    try:
        url = postgres.ensure_database("bench")
        database = Database(url)
        migrations.upgrade(database.engine)
        furnish(database, given.seats, 0)
        with contextlib.ExitStack() as stack:

            def start(*arguments: str) -> tuple[subprocess.Popen[str], str]:
                part = stack.enter_context(process(*arguments))
                return part, said(part)

            _, exchange = start("-m", "agent_desk.demo.exchange.simulate", "--port", "0", "--per-hour", "0")
            exchange = exchange.split()[-1]
            hub, address = start("-m", f"{PARTS}.hub", url, exchange)
            crowd = Crowd(start("-m", f"{PARTS}.call_crowd", address, exchange, str(given.seats))[0])
            time.sleep(6)
            idle = Usage(hub.pid)
            time.sleep(8)
            idle = idle.used()
            rate = carried(crowd, given.per_second)
            if rate:
                usage, of_database = Usage(hub.pid), Usage(postmaster(base))
                before = rows(database.dsn)
                if given.profile:
                    prof = [
                        subprocess.Popen(
                            [
                                str(Path(sys.executable).parent / "py-spy"),
                                "record",
                                "-d",
                                str(given.seconds),
                                "-r",
                                "200",
                                "-f",
                                "raw",
                                *extra,
                                "-o",
                                f"{given.profile}-{n}.{kind}",
                                "-p",
                                str(pid),
                            ],
                            stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL,
                        )
                        for n, pid in enumerate(
                            [hub.pid, *[p.pid for p in __import__("psutil").Process(hub.pid).children(recursive=True)]]
                        )
                        for kind, extra in (("gil", ["--gil"]),)
                    ]
                seen = crowd.during(given.seconds)
                used, of_base = usage.used(), of_database.used()
                after = rows(database.dsn)
                parts = usage.parts()
                crowd.tell("0")
                calls = seen["ended"]
                answer = {
                    "seats": given.seats, "asked_calls_per_second": given.per_second, "calls_per_second": rate, "calls": calls,
                    "lost_seats": seen["lost"], "messages_per_call": round(seen["messages"] / calls, 1),
                    "bytes_per_call": round(seen["bytes"] / calls), "pop_at_seat_ms": summary(seen["pops_ms"]),
                    "idle": idle.record(), "hub": used.record(calls), "parts": {k: round(1000 * v / calls, 1) for k, v in parts.items()}, "database": of_base.record(calls),
                    "rows_per_call": {name: round((count - before.get(name, 0)) / calls, 2) for name, count in sorted(after.items()) if count > before.get(name, 0)},
                }  # fmt: skip
        database.dispose()
    finally:
        postgres.stop()
        shutil.rmtree(base, ignore_errors=True)
    print(json.dumps(answer, indent=2))


if __name__ == "__main__":
    main()
