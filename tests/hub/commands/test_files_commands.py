"""`agent-desk files` and `agent-desk keys`: what they print and their exit status; and files of a database of release 0.1.0."""

import io
import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from openpyxl import Workbook
from sqlalchemy import text
from typer.testing import CliRunner

from agent_desk.cli import hub_commands
from agent_desk.hub import areas
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.files.keys import Keyring, require_keys
from agent_desk.hub.kit.private_postgres import PrivatePostgres
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.migrations import run as migrations
from agent_desk.hub.reports.making import REPORT
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.files import StoredFile
from agent_desk.models.reports import ReportFile
from tests.fixtures.hub import AUDIT_KEY, FILE_KEY

NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)
OLD, NEW = FILE_KEY, FILE_KEY[::-1]
Run = Callable[..., tuple[int, Any]]


def book() -> bytes:
    target = io.BytesIO()
    Workbook().save(target)
    return target.getvalue()


def runner(database_url: str, patch: pytest.MonkeyPatch, reports: Path) -> Run:
    patch.setenv("AGENT_DESK_REPORTS", str(reports))
    patch.setenv("AGENT_DESK_AUDIT_KEY", AUDIT_KEY)

    def run(*words: str, keys: str = OLD) -> tuple[int, Any]:
        patch.setenv("AGENT_DESK_FILE_KEY", keys)
        done = CliRunner().invoke(hub_commands(), [*words, "--database", database_url, "--json"])
        return done.exit_code, json.loads(done.stdout) if done.stdout else done.stderr

    return run


def test_keys_are_made_listed_and_changed_and_files_checked(
    hub_context: HubContext, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run = runner(database_url, monkeypatch, tmp_path)
    fresh = CliRunner().invoke(hub_commands(), ["keys", "new"]).stdout.strip()
    assert len(bytes.fromhex(fresh)) == 32
    settings = replace(hub_context.settings, reports=str(tmp_path), file_key=OLD)
    with hub_context.database.write() as db:
        require_keys(db, Keyring(OLD))
    with store.written(settings, REPORT, io.BytesIO(book()), NOW) as done, hub_context.database.write() as db:
        row = store.keep(Unit(db=db, now=NOW, jobs=hub_context.jobs), done, uuid.uuid4())
    old, new = Keyring(OLD).ids[0], Keyring(NEW).ids[0]
    assert run("keys", "list") == (0, [{"key": old, "active": True, "files": 1, "held": True}])
    assert run("keys", "rotate", keys=NEW)[0] == 1, "without the old key nothing can be wrapped anew"
    assert run("keys", "rotate", keys=f"{NEW},{OLD}") == (0, {"active": new, "wrapped": 1, "left": 0})
    status, listed = run("keys", "list", keys=NEW)
    assert status == 0 and [(one["key"], one["active"], one["files"]) for one in listed] == [
        (new, True, 1),
        (old, False, 0),
    ]
    assert run("files", "verify", keys=NEW) == (0, {"checked": 1, "faults": [], "sound": True, "unknown": []})
    status, said = run("files", "verify", keys=OLD)
    assert status == 1 and said["faults"] == [{"file": str(row.id), "kind": "report", "fault": "no_key"}]
    stray = tmp_path / "lost.adf"
    stray.write_bytes(b"x")
    assert run("files", "verify", keys=NEW)[1]["unknown"] == [str(stray)]


def first_release(engine: Any) -> None:
    """The tables of release 0.1.0."""
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")


FILLED = """
    SET LOCAL session_replication_role = replica;
    INSERT INTO call_recording (id, call_id, why, state, file, asked_at, stored_at, path, size_bytes, sha256, deleted_at,
        deleted_by) VALUES
      (:stored, gen_random_uuid(), 'all', 'stored', 'a.wav', :now, :now, '2026/11/25/a.wav', :wav_size, :wav, NULL, ''),
      (:deleted, gen_random_uuid(), 'all', 'deleted', 'b.wav', :now, :now, '2026/11/25/b.wav', 9, 'ab', :now, 'keep_days=9'),
      (:missing, gen_random_uuid(), 'all', 'missing', 'c.wav', :now, NULL, NULL, NULL, NULL, NULL, '');
    INSERT INTO report_file (id, report_id, due_at, made_at, state, name, size_bytes, sha256, expires_at) VALUES
      (:made, gen_random_uuid(), :now, :now, 'made', 'days.xlsx', :xlsx_size, :xlsx, '2099-01-01'),
      (:gone, gen_random_uuid(), :now, :now, 'gone', 'old.xlsx', 7, 'cd', '2026-11-01'),
      (:failed, gen_random_uuid(), :now, :now, 'failed', '', 0, '', '2099-01-01');
"""


def test_files_of_the_first_release_are_known_read_and_encrypted(
    postgres: PrivatePostgres, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reports, recordings = tmp_path / "reports", tmp_path / "recordings"
    (recordings / "2026/11/25").mkdir(parents=True)
    reports.mkdir()
    ids = {name: uuid.uuid4() for name in ("stored", "deleted", "missing", "made", "gone", "failed")}
    sound = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(100)
    sheet = book()
    (recordings / "2026/11/25/a.wav").write_bytes(sound)
    (reports / f"{ids['made']}.xlsx").write_bytes(sheet)
    url = postgres.ensure_database(f"first_{uuid.uuid4().hex[:8]}")
    database = Database(url)
    first_release(database.engine)
    facts = {"now": NOW, "wav": sha256(sound).hexdigest(), "wav_size": len(sound)}
    facts |= {"xlsx": sha256(sheet).hexdigest(), "xlsx_size": len(sheet)}
    with database.engine.begin() as connection:
        for statement in FILLED.split(";")[:-1]:
            connection.execute(text(statement), {**ids, **facts})
    migrations.upgrade(database.engine)
    assert migrations.differences(database.engine) == []
    with database.write() as db:
        areas.seed_defaults(db)
    run = runner(url, monkeypatch, reports)
    monkeypatch.setenv("AGENT_DESK_RECORDINGS", str(recordings))
    monkeypatch.setenv("AGENT_DESK_RECORDINGS_FROM", str(tmp_path))
    assert run("files", "verify")[1] == {"checked": 2, "faults": [], "sound": True, "unknown": []}
    assert run("files", "take-over") == (0, {"checked": 2, "faults": [], "sound": True})
    assert run("files", "verify")[1]["sound"] and run("recordings", "verify")[1]["checked"] == 1
    left = [file for folder in (reports, recordings) for file in folder.rglob("*") if file.is_file()]
    assert len(left) == 2 and {file.suffix for file in left} == {".adf"}
    with database.read() as db:
        for name in ("stored", "deleted", "missing"):
            assert (db.get_one(CallRecording, ids[name]).file_id == ids[name]) == (name != "missing")
        for name in ("made", "gone", "failed"):
            assert (db.get_one(ReportFile, ids[name]).file_id == ids[name]) == (name != "failed")
        gone, deleted = db.get_one(StoredFile, ids["gone"]), db.get_one(StoredFile, ids["deleted"])
        assert (gone.sha256, deleted.sha256, deleted.deleted_by) == ("cd", "ab", "keep_days=9")
        assert gone.deleted_at is not None and deleted.deleted_at == NOW
    database.dispose()
    postgres.psql(f'DROP DATABASE "{database.engine.url.database}" WITH (FORCE)')
