"""How fast a queue_log is loaded, against a plain COPY of the same rows. Prints JSON.

    python -m benchmarks.import_calls [--file queue_log] [--calls 20000] [--repeat 3]

The import is everything the command does after its start: reading and checking every line, putting the calls together,
canonical numbers, queues and people, what is there already, rows into `call` and `call_leg`, the audit trail. The plain
COPY takes the very rows the import made (both tables, in one transaction) into identical tables with their indexes and
foreign keys, in a second database of the same private PostgreSQL. Each repeat uses two fresh databases; the medians
count. `rows` are those of both tables. Without --file a log is made up in the parser's format. Exit status 1 when the
import is more than 5 times slower.
"""

import argparse
import json
import random
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from agent_desk.hub import areas
from agent_desk.hub.calls.past.import_rows import CALL_COLUMNS, LEG_COLUMNS
from agent_desk.hub.calls.past.importing import import_queue_log
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.private_postgres import PrivatePostgres, temporary_folder
from agent_desk.hub.migrations import run as migrations
from benchmarks.parts.usage import own_usage

TARGET = 5
TABLES = {"call": CALL_COLUMNS, "call_leg": LEG_COLUMNS}
NEEDED = ("queue", "person")
"""What the rows refer to: brought over first, and not timed."""


def made_up_log(path: Path, calls: int, seed: int = 1) -> None:
    """A log of so many calls over a fortnight: three of four answered, some rings missed, some calls transferred."""
    draw = random.Random(seed)
    lines: list[tuple[int, int, str]] = []
    for number in range(calls):
        at = 1_700_000_000 + draw.randrange(14 * 86_400)
        key, queue = f"{at}.{number}", draw.choice(("retail", "cards", "loans", "business"))
        agent, wait = f"Agent/{draw.randrange(60):02d}", int(draw.expovariate(1 / 40))
        caller = f"138{draw.randrange(10_000_000, 10_006_000):08d}"
        told = [(at, "NONE", f"ENTERQUEUE||{caller}|1")]
        if draw.random() < 0.74:
            if draw.random() < 0.08:
                told.append((at + wait // 2, f"Agent/{draw.randrange(60):02d}", "RINGNOANSWER|15000"))
            talk = int(draw.lognormvariate(4.9, 0.8))
            told.append((at + wait, agent, f"CONNECT|{wait}|{key}b|{min(wait, 4)}"))
            end = "BLINDTRANSFER|8001|default" if draw.random() < 0.04 else "COMPLETECALLER"
            told.append((at + wait + talk, agent, f"{end}|{wait}|{talk}|1"))
        else:
            told.append((at + wait, "NONE", f"ABANDON|1|1|{wait}"))
        lines += [(moment, number, f"{moment}|{key}|{queue}|{who}|{what}\n") for moment, who, what in told]
    lines.sort(key=lambda line: line[:2])
    path.write_text("".join(line for _, _, line in lines), encoding="utf-8")


@contextmanager
def fresh(server: PrivatePostgres, name: str) -> Iterator[Database]:
    """A migrated, empty database, dropped afterwards."""
    database = Database(server.ensure_database(name))
    migrations.upgrade(database.engine)
    with database.write() as db:
        areas.seed_defaults(db)
    server.psql("CHECKPOINT")
    yield database
    database.dispose()
    server.psql(f'DROP DATABASE "{name}" WITH (FORCE)')


def rows_of(database: Database, table: str, columns: tuple[str, ...] = ()) -> list[bytes]:
    """The rows of a table as COPY gives them."""
    named = f" ({', '.join(columns)})" if columns else ""
    with psycopg.connect(database.dsn) as line, line.cursor().copy(f"COPY {table}{named} TO STDOUT") as copy:
        return [bytes(row) for row in copy]


def copy_in(line: psycopg.Connection[Any], table: str, rows: bytes, columns: tuple[str, ...] = ()) -> None:
    """Load rows by one COPY."""
    named = f" ({', '.join(columns)})" if columns else ""
    with line.cursor().copy(f"COPY {table}{named} FROM STDIN") as copy:
        copy.write(rows)


def once(server: PrivatePostgres, file: Path, zone: str) -> tuple[int, float, float]:
    """Rows, seconds of the import, seconds of the plain COPY."""
    with fresh(server, "bench_import") as imported:
        begun = time.perf_counter()
        import_queue_log(imported, file, zone=zone)
        import_s = time.perf_counter() - begun
        rows = {table: rows_of(imported, table, columns) for table, columns in TABLES.items()}
        needed = {table: b"".join(rows_of(imported, table)) for table in NEEDED}
    with fresh(server, "bench_copy") as plain, psycopg.connect(plain.dsn) as line:
        for table, lines in needed.items():
            copy_in(line, table, lines)
        line.commit()
        joined = {table: b"".join(lines) for table, lines in rows.items()}
        begun = time.perf_counter()
        for table, columns in TABLES.items():
            copy_in(line, table, joined[table], columns)
        line.commit()
        copy_s = time.perf_counter() - begun
    return sum(len(lines) for lines in rows.values()), import_s, copy_s


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--file", type=Path, default=None, help="a queue_log; else one is made up")
    options.add_argument("--zone", default="UTC", help="zone of its days")
    options.add_argument("--calls", type=int, default=20_000, help="calls in the made-up log")
    options.add_argument("--repeat", type=int, default=3)
    given = options.parse_args()
    folder = temporary_folder()
    server = PrivatePostgres(folder)
    try:
        file = given.file or folder / "queue_log"
        if given.file is None:
            made_up_log(file, given.calls)
        runs = [once(server, file, given.zone) for _ in range(max(1, given.repeat))]
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    rows = runs[0][0]
    import_s, copy_s = (statistics.median(run[at] for run in runs) for at in (1, 2))
    ratio = round(import_s / copy_s, 2)
    print(
        json.dumps(
            {
                "rows": rows,
                "import_rows_per_s": round(rows / import_s),
                "copy_rows_per_s": round(rows / copy_s),
                "ratio": ratio,
                "target": TARGET,
                "met": ratio <= TARGET,
                "import_s": round(import_s, 3),
                "copy_s": round(copy_s, 3),
                "repeats": len(runs),
                "own": own_usage(),
                "file": str(given.file.name) if given.file else "made up",
            }
        )
    )
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
