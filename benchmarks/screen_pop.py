"""From the exchange's event to the painted card, against the floor of what such a way must cost. Prints JSON.

    python -m benchmarks.screen_pop --seconds 40 [--hubs 2]

In one run on one private PostgreSQL: a simulated exchange, a hub, 99 seats that take calls by HTTP and WebSocket, one real desk
(offscreen Qt) that one call a second rings at, four calls a second at the others. Measured at the real desk: from the
exchange's own time of `Ringing` to the end of the painting of the list of candidates.

The floor is measured between those calls, on the same machine under the same load and once before the load: one commit with one
NOTIFY, one WebSocket hop, one HTTP round trip and one bare Qt paint, by a bare server of its own that does nothing else.
`--hubs 2`: two hubs on the database, the first reads the exchange and has the measured desk, the second the other seats.
Target: the pop's p95 at most 3 times the floor's p95. Exit status 1 when it is not met, or when the
floor shows that the machine does not carry the load.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agent_desk.hub import areas
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.private_postgres import PrivatePostgres, temporary_folder
from agent_desk.hub.kit.security import hash_password
from agent_desk.hub.migrations import run as migrations
from agent_desk.models.calls.calls import Queue, QueueMember
from agent_desk.models.customers import ContactPoint, Customer
from agent_desk.models.people import Person, PersonRole
from benchmarks.parts.usage import Usage

PASSWORD = "Bench-Seat-1"
SEATS = 100
TARGET = 3.0
MOST_FLOOR_MS = 200.0
"""Where the floor itself takes longer, the machine is busy with something else, and a ratio to it says nothing."""


def register(database: Database) -> None:
    """Two queues (the measured desk's own and the others'), 100 agents, 2,000 customers whose numbers call."""
    with database.write() as db:
        areas.seed_defaults(db)
    digest = hash_password(PASSWORD)
    with database.write() as db:
        queues = [
            Queue(code=code, name_zh=code, name_en=code, acw_mode="optional", acw_limit_ms=0)
            for code in ("urgent", "account")
        ]
        db.add_all(queues)
        people = [
            Person(login=f"b{at:03}", name="测试", name_en="Bench", agent_code=f"b{at:03}", password_hash=digest)
            for at in range(SEATS)
        ]
        db.add_all(people)
        db.flush()
        for at, person in enumerate(people):
            db.add(PersonRole(person_id=person.id, role_code="agent"))
            db.add(QueueMember(queue_id=queues[min(at, 1)].id, person_id=person.id))
        customers = [Customer(number=f"C{at:06}", name="王小明", care_flags=[]) for at in range(2000)]
        db.add_all(customers)
        db.flush()
        for at, customer in enumerate(customers):
            number = f"+86199{at:08}"
            db.add(
                ContactPoint(customer_id=customer.id, kind="mobile", value=number, verified=True, source="core_bank")
            )


BUDGET_S = 170.0
"""So long a run may take at its default length: where the machine is too busy for it, it ends with words."""
_budget = {"until": time.monotonic() + BUDGET_S}


def allow(seconds: float) -> None:
    """Let this run take so much longer than by default: it was asked to measure longer."""
    _budget["until"] += max(0.0, seconds)


class PartEnded(SystemExit):
    """A part of a run has ended before it was told to."""


class OutOfTime(PartEnded):
    """The machine is too busy for this run."""


@contextlib.contextmanager
def process(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A part of the run in a process of its own; ended with the run."""
    started = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(5)
        except subprocess.TimeoutExpired:
            started.kill()


def said(started: subprocess.Popen[str]) -> str:
    """Return the next line of a part. Raises PartEnded, OutOfTime."""
    assert started.stdout is not None
    late = threading.Event()

    def end() -> None:
        late.set()
        started.kill()

    watch = threading.Timer(max(1.0, _budget["until"] - time.monotonic()), end)
    watch.start()
    line = started.stdout.readline().strip()
    watch.cancel()
    if late.is_set():
        raise OutOfTime(f"This machine is too busy: {started.args!r} has not got so far in the time of a run.")
    if not line:
        raise PartEnded(f"a part of the run ended early: {started.args!r}")
    return line


def summary(values: list[float]) -> dict[str, float | int]:
    """Percentiles in milliseconds."""
    ordered = sorted(values)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)

    return {
        "n": len(ordered),
        "p50": at(0.5),
        "p95": at(0.95),
        "p99": at(0.99),
        "mean": round(statistics.fmean(ordered), 2),
    }


def measure(url: str, dsn: str, folder: Path, seconds: int, hubs: int) -> dict[str, Any]:
    """Start the parts, let them run, gather what the measured desk says."""
    parts = "benchmarks.parts"
    with contextlib.ExitStack() as stack:

        def start(*arguments: str, **environment: str) -> tuple[subprocess.Popen[str], str]:
            part = stack.enter_context(process(*arguments, **environment))
            return part, said(part)

        _, exchange = start("-m", "agent_desk.demo.exchange.simulate", "--port", "0", "--per-hour", "0")
        exchange = exchange.split()[-1]
        at_hubs = [start("-m", f"{parts}.hub", url, exchange) for _ in range(hubs)]
        hub, hub_of_others = at_hubs[0][1], at_hubs[-1][1]
        _, bare = start("-m", f"{parts}.bare_server", dsn)
        _, ready = start("-m", f"{parts}.seats", hub_of_others, exchange, str(SEATS - 1), PASSWORD)
        assert ready == "ready", ready
        usages = [Usage(one.pid) for one, _ in at_hubs]
        desk, answer = start(
            "-m",
            f"{parts}.measured_desk",
            hub,
            exchange,
            bare,
            dsn,
            PASSWORD,
            str(seconds),
            str(folder),
            QT_QPA_PLATFORM="offscreen",
        )
        found: dict[str, Any] = json.loads(answer)
        found["hub"] = [one.used().record() for one in usages]
        desk.wait(20)
    return found


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=int, default=40)
    options.add_argument("--hubs", type=int, choices=(1, 2), default=1)
    given = options.parse_args()
    allow(given.seconds - options.get_default("seconds"))
    base, folder = temporary_folder(), Path(tempfile.mkdtemp(prefix="agent-desk-pop-"))
    postgres = PrivatePostgres(base)
    try:
        url = postgres.ensure_database("bench")
        database = Database(url)
        migrations.upgrade(database.engine)
        register(database)
        found = measure(url, database.dsn, folder, given.seconds, given.hubs)
        database.dispose()
    finally:
        postgres.stop()
        for used in (base, folder):
            shutil.rmtree(used, ignore_errors=True)
    pop, floor, idle = (summary(found[name]) for name in ("pop_ms", "floor_ms", "floor_idle_ms"))
    names = ("event_to_change_at_seat", "change_to_pop_at_seat", "pop_to_painted")
    stages = {name: summary([one[at] for one in found["stages_ms"]])["p50"] for at, name in enumerate(names)}
    ratio = round(pop["p95"] / floor["p95"], 2)
    calm = floor["p95"] <= MOST_FLOOR_MS
    answer = {
        "hubs": given.hubs,
        "seats": SEATS,
        "calls_per_second": 5,
        "seconds": given.seconds,
        "stages_p50_ms": stages,
        "pop_ms": pop,
        "floor_ms": floor,
        "floor_idle_ms": idle,
        "ratio_p95": ratio,
        "ratio_p95_to_idle_floor": round(pop["p95"] / idle["p95"], 2),
        "hub": found["hub"],
        "target": TARGET,
        "met": calm and ratio <= TARGET,
        "machine": "carries this load" if calm else f"does not: the floor's own p95 is above {MOST_FLOOR_MS:.0f} ms",
    }
    print(json.dumps(answer, indent=2))
    sys.exit(0 if answer["met"] else 1)


if __name__ == "__main__":
    main()
