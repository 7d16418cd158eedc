"""The floor under load: how soon the board shows a call, and what two hundred viewers cost the hub. Prints JSON.

    python -m benchmarks.floor --seconds 40

In one run on one private PostgreSQL: a simulated exchange, a hub, 500 seats (HTTP and WebSocket, no window) that take 20
calls a second in 5 queues, one real board (offscreen Qt). First with that one viewer, then with 199 more (WebSockets that watch the
board), `--seconds` each.

`event_to_board_ms`: from the exchange's own time of a call's offer to the painting of the first board that counts it. Target:
p95 at most 1.5 s with 200 viewers. `cpu_ratio`: CPU seconds per second of the hub's processes with 200 viewers / with one.
Target: at most 1.3. A machine that does not carry the load is given half of it, and so on, and the answer says what was carried.
Exit status 1 when one is not met at the load that was asked for.
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

import psycopg

from agent_desk.hub import areas
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.private_postgres import PrivatePostgres, temporary_folder
from agent_desk.hub.kit.security import hash_password, token_digest
from agent_desk.hub.migrations import run as migrations
from agent_desk.models.calls.calls import Queue, QueueMember
from agent_desk.models.people import Person, PersonRole, SeatSession
from benchmarks.parts.floor_crowd import QUEUES
from benchmarks.parts.usage import Usage
from benchmarks.screen_pop import PASSWORD, OutOfTime, PartEnded, allow, process, said, summary

MOST_MS, MOST_RATIO = 1500.0, 1.3
SETTLE_S = 5.0
CARRIED, LEAST_PER_SECOND = 0.9, 0.5
"""So much of the load must be placed, else half of it is tried; and the least that is tried."""


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
        cpu = Usage(hub.pid)
        time.sleep(SETTLE_S)
        alone_at, alone = time.time(), cpu.during(given.seconds)
        viewers, _ = start("-m", f"{parts}.floor_viewers", address, str(given.viewers - 1))
        time.sleep(SETTLE_S)
        many_at, many = time.time(), cpu.during(given.seconds)
        found = {"viewers": ended(viewers), "crowd": ended(crowd), "one": alone, "all": many}
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


def attempt(given: argparse.Namespace, seats: int, per_second: float) -> dict[str, Any]:
    """One run at one load. Raises PartEnded where a part of it does not even begin."""
    base, folder = temporary_folder(), Path(tempfile.mkdtemp(prefix="agent-desk-floor-"))
    postgres = PrivatePostgres(base)
    try:
        url = postgres.ensure_database("bench")
        database = Database(url)
        migrations.upgrade(database.engine)
        register(database, seats, given.viewers - 1)
        found = measure(url, folder, argparse.Namespace(**{**vars(given), "seats": seats, "per_second": per_second}))
        found["late_one"] = delays(database.dsn, found["seen"], found["alone_at"], given.seconds)
        found["late_all"] = delays(database.dsn, found["seen"], found["many_at"], given.seconds)
        database.dispose()
        return found
    finally:
        postgres.stop()
        for used in (base, folder):
            shutil.rmtree(used, ignore_errors=True)


def carried(given: argparse.Namespace) -> tuple[dict[str, Any], int, float]:
    """Return what was found at the load that was asked for, or at the largest that this machine carries (each half of the last).

    Raises SystemExit where it carries none.
    """
    seats, per_second = given.seats, given.per_second
    while per_second >= LEAST_PER_SECOND:
        try:
            found = attempt(given, seats, per_second)
        except OutOfTime:
            raise
        except PartEnded as fault:
            why = str(fault)
        else:
            placed = found["crowd"]["placed"] / found["crowd"]["seconds"]
            if found["late_one"] and found["late_all"] and placed >= CARRIED * per_second:
                return found, seats, per_second
            why = f"{placed:.1f} calls a second could be placed, {len(found['late_all'])} were shown"
        print(f"{seats} seats and {per_second} calls a second are too much for this machine: {why}", file=sys.stderr)
        seats, per_second = max(20, seats // 2), per_second / 2
    raise SystemExit("This machine carries no load that could be measured.")


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=int, default=40)
    options.add_argument("--seats", type=int, default=500)
    options.add_argument("--viewers", type=int, default=200)
    options.add_argument("--per-second", type=float, default=20.0)
    given = options.parse_args()
    allow(2 * (given.seconds - options.get_default("seconds")))
    found, seats, per_second = carried(given)
    one, every = summary(found["late_one"]), summary(found["late_all"])
    ratio = round(found["all"].cores / found["one"].cores, 2)
    answer = {
        "seats": seats,
        "viewers": given.viewers,
        "seconds_each": given.seconds,
        "calls_per_second": round(found["crowd"]["placed"] / found["crowd"]["seconds"], 1),
        "asked": {"seats": given.seats, "calls_per_second": given.per_second},
        "lost_seats": found["crowd"]["lost_seats"],
        "event_to_board_ms": {"one_viewer": one, "all_viewers": every, "target_p95": MOST_MS},
        "hub": {"one_viewer": found["one"].record(), "all_viewers": found["all"].record()},
        "cpu_ratio": ratio,
        "target_ratio": MOST_RATIO,
        "of_the_viewers": found["viewers"],
        "met": per_second == given.per_second and ratio <= MOST_RATIO and every["p95"] <= MOST_MS,
    }
    print(json.dumps(answer, indent=2))
    sys.exit(0 if answer["met"] else 1)


if __name__ == "__main__":
    main()
