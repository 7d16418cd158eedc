"""Ctrl-C and a polite kill at the real process of an import: what is stored is told and whole, and a second run goes on."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import func, select, text

from agent_desk.hub.calls.past.importing import BATCH
from agent_desk.hub.kit.database import Database
from agent_desk.models.base import Base
from agent_desk.models.calls.calls import Call
from agent_desk.models.customers import Customer
from agent_desk.models.kit import AuditEntry
from agent_desk.models.knowledge import Article
from tests.fixtures.knowledge import DEMO
from tests.fixtures.waiting import patience, until

pytestmark = pytest.mark.long

_CALLS: Final = BATCH + 500
_CUSTOMERS: Final = 1200


def _queue_log(folder: Path) -> Path:
    file = folder / "queue_log"
    rows = (f"{1700000000 + at}|c{at}|retail|NONE|ENTERQUEUE||13800138000|1\n" for at in range(_CALLS))
    ends = (f"{1700010000 + at}|c{at}|retail|NONE|ABANDON|1|1|9\n" for at in range(_CALLS))
    file.write_text("".join((*rows, *ends)))
    return file


def _customers(folder: Path) -> Path:
    file = folder / "customers.csv"
    file.write_text(
        "number,name,mobile\n" + "".join(f"C{at:06d},测试{at},{13_800_100_000 + at}\n" for at in range(_CUSTOMERS)),
        encoding="utf-8",
    )
    return file


KINDS: Final = {
    "calls": (_queue_log, Call, BATCH, _CALLS, "calls.import"),
    "customers": (_customers, Customer, 500, _CUSTOMERS, "customers.import"),
    "knowledge": (lambda _folder: DEMO, Article, 0, len(list((DEMO / "knowledge").glob("*.md"))), "knowledge.import"),
}
"""Of each import: its file, the rows it makes, how many are in the first transaction that is whole, how many in all, its entry in the
audit trail."""


def _started(kind: str, file: Path, database: Database, folder: Path) -> subprocess.Popen[str]:
    place = ["--database", database.url, "--data", str(folder / "data")]
    return subprocess.Popen(
        [sys.executable, "-m", "agent_desk.cli", "import", kind, str(file), *place],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "AGENT_DESK_LANG": "en"},
    )


def _stands_still(database: Database) -> bool:
    """Whether the import waits for a lock of ours."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with database.read() as db:
        return bool(db.scalar(waiting))


def _count(database: Database, table: type[Base]) -> int:
    with database.read() as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize(
    ("kind", "number"),
    [("calls", signal.SIGINT), ("customers", signal.SIGTERM), ("knowledge", signal.SIGINT)],
)
def test_an_import_that_is_stopped_says_what_is_stored_and_a_second_run_goes_on(
    kind: str, number: signal.Signals, database: Database, tmp_path: Path
) -> None:
    make, table, first, all_, action = KINDS[kind]
    file = make(tmp_path)
    with database.write() as held:
        held.execute(text(f'LOCK TABLE "{table.__tablename__}" IN SHARE MODE'))
        process = _started(kind, file, database, tmp_path)
        until(lambda: _stands_still(database) or process.poll() is not None, "the first row", within_s=30)
        process.send_signal(number)
    out, err = process.communicate(timeout=patience(30))
    assert process.returncode == 130, (out, err)
    assert err.endswith("Stopped.\n") and "Traceback" not in err and "Aborted" not in err
    told = f"{first} of {all_} are loaded (added {first}, changed 0, unchanged 0), each whole"
    assert (told if first else "Nothing was loaded.") in err
    assert _count(database, table) == first

    again = _started(kind, file, database, tmp_path)
    out, err = again.communicate(timeout=patience(60))
    assert again.returncode == 0, (out, err)
    assert _count(database, table) == all_
    with database.read() as db:
        entries = db.scalar(select(func.count()).where(AuditEntry.action == action))
    assert entries, "what was loaded is in the audit trail"


def test_any_command_that_waits_for_the_database_ends_with_one_sentence_when_it_is_stopped(
    database: Database, tmp_path: Path
) -> None:
    with database.write() as held:
        held.execute(text("LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE"))
        place = ["--database", database.url, "--data", str(tmp_path)]
        process = subprocess.Popen(
            [sys.executable, "-m", "agent_desk.cli", "audit", "verify", *place],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "AGENT_DESK_LANG": "en"},
        )
        until(lambda: _stands_still(database) or process.poll() is not None, "the command's wait", within_s=30)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=patience(30))
    assert (process.returncode, out, err) == (130, "", "Stopped.\n")
