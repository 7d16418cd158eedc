"""An import that is killed in its middle leaves nothing half done."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import text as sql

from agent_desk.hub.kit.database import Database
from tests.fixtures.waiting import until
from tests.hub.kit.centre_file.test_whole import exported

MANY = '[file]\nkind = "agent-desk centre"\nformat = 1\n' + "".join(
    f'\n[[queues]]\ncode = "q{n}"\nname_zh = "队列{n}"\nname_en = "Queue {n}"\n' for n in range(400)
)
BUSY = "SELECT count(*) FROM pg_locks WHERE locktype = 'relation' AND relation = 'queue'::regclass AND mode = 'RowExclusiveLock'"


def test_nothing_is_half_done_when_it_is_killed(database: Database, database_url: str, tmp_path: Path) -> None:
    before = exported(database)
    file = tmp_path / "many.toml"
    file.write_text(MANY, encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        "from agent_desk.cli import main; main()",
        "setup",
        "centre",
        str(file),
        "--database",
        database_url,
    ]
    with open(tmp_path / "said", "wb") as said:
        process = subprocess.Popen(
            [*command, "--data", str(tmp_path / "data")], stdout=said, stderr=said, env={**os.environ}
        )

    def writing() -> bool:
        with database.read() as db:
            return bool(db.scalar(sql(BUSY))) or process.poll() is not None

    until(writing)
    assert process.poll() is None, (tmp_path / "said").read_text(encoding="utf-8")
    process.send_signal(signal.SIGKILL)
    process.wait()

    def let_go() -> bool:
        with database.read() as db:
            return not db.scalar(sql(BUSY))

    until(let_go)
    assert exported(database) == before
