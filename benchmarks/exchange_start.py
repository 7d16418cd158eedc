"""How soon the exchange is read after a hub's start, and again after the process that reads it was killed. Prints JSON.

    python -m benchmarks.exchange_start --repeat 3

A simulated exchange and a hub with its processes on a private PostgreSQL. `start`: from the hub's first answer to the row of a
call that waits at the exchange; `killed`: from the kill of the exchange's process to the row of a call placed at that moment,
the second included after which the hub begins another. `cpu_s`: what that process had used by then, which depends less on what
else the machine does. Medians of the repeats.
"""

import argparse
import json
import shutil
import statistics
import time
from typing import Any

import psutil
import psycopg

from agent_desk.demo.exchange.adapter import SimulatorControl
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.private_postgres import PrivatePostgres, temporary_folder
from agent_desk.hub.migrations import run as migrations
from benchmarks.floor import register
from benchmarks.parts.floor_crowd import QUEUES
from benchmarks.screen_pop import OutOfTime, process, said

LOOK_S, PATIENCE_S = 0.02, 60.0
MODULE = "agent_desk.hub.exchange_process"


def reader(hub: int) -> psutil.Process | None:
    """Return the process of this hub that reads the exchange, if there is one now."""
    for one in psutil.Process(hub).children():
        try:
            if MODULE in one.cmdline():
                return one
        except psutil.NoSuchProcess:
            continue
    return None


def until_read(line: psycopg.Connection[Any], calls: int, hub: int) -> dict[str, float]:
    """Wait until so many calls are in the database. Raises OutOfTime."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE_S:
        row = line.execute("SELECT count(*) FROM call").fetchone()
        if row is not None and row[0] >= calls:
            found = reader(hub)
            times = found.cpu_times() if found is not None else None
            used = times.user + times.system if times is not None else 0.0
            return {"wall_s": round(time.monotonic() - began, 2), "cpu_s": round(used, 2)}
        time.sleep(LOOK_S)
    raise OutOfTime(f"This machine is too busy: the exchange was not read within {PATIENCE_S:.0f} s.")


def once(url: str, dsn: str, calls: int) -> tuple[dict[str, float], dict[str, float]]:
    """Start a hub, then kill its reader; `calls`: how many the database has."""
    with process("-m", "agent_desk.demo.exchange.simulate", "--port", "0", "--per-hour", "0") as simulated:
        exchange = said(simulated).split()[-1]
        control = SimulatorControl.from_url(exchange)

        def place() -> None:
            control.place_call(QUEUES[0], f"199{time.monotonic_ns() % 100_000_000:08}", patience_ms=120_000)

        place()
        with (
            process("-m", "benchmarks.parts.hub", url, exchange) as hub,
            psycopg.connect(dsn, autocommit=True) as line,
        ):
            said(hub)
            start = until_read(line, calls + 1, hub.pid)
            killed = reader(hub.pid)
            if killed is not None:
                killed.kill()
            place()
            return start, until_read(line, calls + 2, hub.pid)


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--repeat", type=int, default=3)
    given = options.parse_args()
    base = temporary_folder()
    postgres = PrivatePostgres(base)
    try:
        url = postgres.ensure_database("bench")
        database = Database(url)
        migrations.upgrade(database.engine)
        register(database, 2, 0)
        found = [once(url, database.dsn, 2 * number) for number in range(given.repeat)]
        database.dispose()
    finally:
        postgres.stop()
        shutil.rmtree(base, ignore_errors=True)
    told = {
        name: {what: statistics.median(one[place][what] for one in found) for what in ("wall_s", "cpu_s")}
        for place, name in enumerate(("start", "killed"))
    }
    print(json.dumps({"repeat": given.repeat, **told}, indent=2))


if __name__ == "__main__":
    main()
