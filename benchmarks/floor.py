"""The floor under load: how soon the board shows a call, and what two hundred viewers cost the hub. Prints JSON.

    python -m benchmarks.floor --seconds 60

In one run on one private PostgreSQL: a simulated exchange, a hub, 500 seats (HTTP and WebSocket, no window) that take 20
calls a second in 5 queues, one real board (offscreen Qt). First with that one viewer, then with 199 more (WebSockets that watch the
board), `--seconds` each.

`event_to_board_ms`: from the exchange's own time of a call's offer to the painting of the first board that counts it. Target:
p95 at most 1.5 s with 200 viewers. `cpu_ratio`: CPU seconds per second of the hub and its back room with 200 viewers / with one.
Target: at most 1.3.
Exit status 1 when one is not met.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import psycopg

from agent_desk.hub import areas
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.private_postgres import PrivatePostgres, temporary_folder
from agent_desk.hub.kit.security import hash_password, token_digest
from agent_desk.hub.migrations import run as migrations
from agent_desk.models.calls.calls import Queue, QueueMember
from agent_desk.models.people import Person, PersonRole, SeatSession
from benchmarks.parts.floor_crowd import QUEUES
from benchmarks.screen_pop import PASSWORD, process, said, summary

MOST_MS, MOST_RATIO = 1500.0, 1.3
SETTLE_S = 5.0


def register(database: Database, seats: int, viewers: int) -> None:
    """The queues, the agents, the viewers. Everybody is signed in already: five hundred passwords take a minute to hash."""
    with database.write() as db:
        areas.seed_defaults(db)
    now, digest = datetime.now(UTC), hash_password(PASSWORD)
    with database.write() as db:
        queues = [
            Queue(code=code, name_zh=f"队列{code}", name_en=code.title(), acw_mode="optional", acw_limit_ms=0)
            for code in QUEUES
        ]
        agents = [
            Person(login=f"f{at:03}", name=f"坐席{at}", name_en="Bench", agent_code=f"f{at:03}") for at in range(seats)
        ]
        watchers = [Person(login=f"v{at:03}", name=f"班长{at}", name_en="Bench") for at in range(viewers)]
        first = Person(login="board", name="班长", name_en="Bench", password_hash=digest)
        db.add_all([*queues, *agents, *watchers, first])
        db.flush()
        for at, person in enumerate(agents):
            db.add(PersonRole(person_id=person.id, role_code="agent"))
            db.add(QueueMember(queue_id=queues[at % len(QUEUES)].id, person_id=person.id))
        db.add_all(PersonRole(person_id=person.id, role_code="supervisor") for person in (*watchers, first))
        db.add_all(
            SeatSession(
                person_id=person.id,
                token_digest=token_digest(f"bench-{person.login}"),
                seat=person.login,
                started_at=now,
                expires_at=now + timedelta(hours=2),
                last_seen_at=now,
            )
            for person in (*agents, *watchers)
        )


class Cpu:
    """CPU seconds of a process and its back room over a stretch of time."""

    def __init__(self, number: int) -> None:
        first = psutil.Process(number)
        self._processes = [first, *first.children(recursive=True)]

    def _used(self) -> float:
        times = [one.cpu_times() for one in self._processes]
        return sum(one.user + one.system for one in times)

    def during(self, seconds: float) -> float:
        """CPU seconds per second while this function sleeps."""
        before, began = self._used(), time.monotonic()
        time.sleep(seconds)
        return (self._used() - before) / (time.monotonic() - began)


def ended(part: subprocess.Popen[str]) -> Any:
    """Tell a part to end, and read what it found."""
    assert part.stdin is not None
    part.stdin.write("\n")
    part.stdin.flush()
    return json.loads(said(part))


def measure(url: str, folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Start the parts; one viewer, then all; what each found."""
    parts = "benchmarks.parts"
    with contextlib.ExitStack() as stack:

        def start(*arguments: str, **environment: str) -> tuple[subprocess.Popen[str], str]:
            part = stack.enter_context(process(*arguments, **environment))
            return part, said(part)

        _, exchange = start("-m", "agent_desk.demo.exchange.simulate", "--port", "0", "--per-hour", "0")
        exchange = exchange.split()[-1]
        hub, address = start("-m", f"{parts}.hub", url, exchange)
        board, _ = start(
            "-m", f"{parts}.floor_board", address, "board", PASSWORD, str(folder), QT_QPA_PLATFORM="offscreen"
        )
        crowd, _ = start("-m", f"{parts}.floor_crowd", address, exchange, str(given.seats), str(given.per_second))
        cpu = Cpu(hub.pid)
        time.sleep(SETTLE_S)
        alone_at, alone = time.time(), cpu.during(given.seconds)
        viewers, _ = start("-m", f"{parts}.floor_viewers", address, str(given.viewers - 1))
        time.sleep(SETTLE_S)
        many_at, many = time.time(), cpu.during(given.seconds)
        found = {"viewers": ended(viewers), "crowd": ended(crowd), "cpu_one": alone, "cpu_all": many}
        found |= {"alone_at": alone_at, "many_at": many_at, "seen": ended(board)}
    return found


def delays(dsn: str, seen: list[list[float]], begin: float, seconds: float) -> list[float]:
    """Milliseconds from each call's offer, in that stretch, to the first painted board that counts it."""
    with psycopg.connect(dsn) as connection:
        offered = [
            row[0].timestamp()
            for row in connection.execute(
                "SELECT offered_at FROM call WHERE direction = 'inbound' AND state <> 'in_menu' ORDER BY offered_at"
            )
        ]
    counts = [int(one[0]) for one in seen]
    late = []
    for number, at in enumerate(offered, start=1):
        if begin <= at < begin + seconds - 3:
            # What was never shown counts as late as the last board.
            place = min(bisect_left(counts, number), len(seen) - 1)
            late.append((seen[place][1] - at) * 1000)
    return late


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--seats", type=int, default=500)
    options.add_argument("--viewers", type=int, default=200)
    options.add_argument("--per-second", type=float, default=20.0)
    given = options.parse_args()
    base, folder = temporary_folder(), Path(tempfile.mkdtemp(prefix="agent-desk-floor-"))
    postgres = PrivatePostgres(base)
    try:
        url = postgres.ensure_database("bench")
        database = Database(url)
        migrations.upgrade(database.engine)
        register(database, given.seats, given.viewers - 1)
        found = measure(url, folder, given)
        one = summary(delays(database.dsn, found["seen"], found["alone_at"], given.seconds))
        every = summary(delays(database.dsn, found["seen"], found["many_at"], given.seconds))
        database.dispose()
    finally:
        postgres.stop()
        for used in (base, folder):
            shutil.rmtree(used, ignore_errors=True)
    ratio = round(found["cpu_all"] / found["cpu_one"], 2)
    placed = found["crowd"]["placed"] / found["crowd"]["seconds"]
    answer = {
        "seats": given.seats,
        "viewers": given.viewers,
        "seconds_each": given.seconds,
        "calls_per_second": round(placed, 1),
        "lost_seats": found["crowd"]["lost_seats"],
        "event_to_board_ms": {"one_viewer": one, "all_viewers": every, "target_p95": MOST_MS},
        "hub_cpu": {"one_viewer": round(found["cpu_one"], 3), "all_viewers": round(found["cpu_all"], 3)},
        "cpu_ratio": ratio,
        "target_ratio": MOST_RATIO,
        "of_the_viewers": found["viewers"],
        "met": ratio <= MOST_RATIO and every["p95"] <= MOST_MS,
    }
    print(json.dumps(answer, indent=2))
    sys.exit(0 if answer["met"] else 1)


if __name__ == "__main__":
    main()
