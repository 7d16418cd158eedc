"""The commands as people and programs meet them: what they print, one sentence per fault, and their exit status."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import select
from typer.testing import CliRunner, Result

from agent_desk.cli import hub_commands
from agent_desk.hub.commands.common import audit_key, data_folder
from agent_desk.hub.commands.say import chinese
from agent_desk.hub.kit.audit import seal
from agent_desk.hub.kit.database import Database
from agent_desk.models.kit import AuditEntry, AuditLink
from tests.fixtures import shared_data as data
from tests.fixtures.call_rows import agent, call, queue
from tests.fixtures.shared_data import shared
from tests.fixtures.trail import Intruder
from tests.fixtures.waiting import patience, until

LOG = """1700000000|c1|retail|NONE|ENTERQUEUE||13800138000|1
1700000012|c1|retail|Agent/1|CONNECT|12|c1b|4
1700000072|c1|retail|Agent/1|COMPLETEAGENT|12|60|1
17000000
"""


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on the fresh database in English."""
    monkeypatch.setenv("AGENT_DESK_LANG", "en")

    def ran(*arguments: object, where: bool = True) -> Result:
        place = ["--database", database_url, "--data", str(tmp_path / "data")] if where else []
        return CliRunner().invoke(hub_commands(), [str(one) for one in arguments] + place)

    return ran


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "queue_log"
    file.write_text(LOG)
    return file


def test_an_import_prints_what_it_did_and_a_second_one_that_it_did_nothing(run: Any, log: Path) -> None:
    first = run("import", "calls", log, "--format", "queue-log", "--zone", "UTC")
    assert first.exit_code == 0, first.output
    assert "Loaded" in first.stdout and "line 4: torn" in first.stdout
    again = run("import", "calls", log)
    assert again.exit_code == 0 and "nothing was changed" in again.stdout
    told = json.loads(run("import", "calls", log, "--json").stdout)
    assert told["already_loaded"] and (told["loaded"], told["calls"], told["bad"]) == (0, 1, 1)


def test_an_import_tells_programs_every_bad_line(run: Any, log: Path) -> None:
    told = json.loads(run("import", "calls", log, "--json").stdout)
    assert (told["loaded"], told["bad"], told["already_loaded"]) == (1, 1, False)
    assert told["bad_lines"] == [{"line": 4, "reason": "torn", "text": "17000000"}]


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["/no/such/file"], 2, "There is no file /no/such/file."),
        (["/"], 2, "/ is a folder"),
        ([sys.executable], 1, "is binary"),
        ([data.__file__], 1, "is not a queue_log"),
        ([__file__, "--zone", "Mars"], 2, "There is no time zone Mars"),
        ([__file__, "--format", "tape"], 2, "tape"),
        ([], 2, "FILE"),
    ],
)
def test_a_wrong_import_is_one_sentence(run: Any, arguments: list[str], status: int, sentence: str) -> None:
    result = run("import", "calls", *arguments)
    assert result.exit_code == status and sentence in result.stderr
    assert "Traceback" not in result.output


def test_the_sentences_are_chinese_where_the_terminal_is(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENT_DESK_LANG", "zh")
    assert run("import", "calls", "/no/such").stderr == "没有这个文件：/no/such。\n"
    assert chinese({"LANG": "zh_CN.UTF-8"}) and not chinese({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"})


def test_a_report_names_its_formula_and_a_program_gets_every_one(run: Any, database: Database) -> None:
    with database.write() as db:
        line = queue(db, "cards")
        at = datetime(2025, 11, 13, 4, tzinfo=UTC)
        call(db, line, at, "answered", 10, by=agent(db, "1"), talk_s=50)
        call(db, line, at, "abandoned_queue", 40)
    days = ("--from", "2025-11-13", "--to", "2025-11-13")
    table = run("report", "service-level", *days, "--by", "queue", "--formula", "F2").stdout
    assert "F2: answered within T / answered" in table and "Asia/Shanghai" in table
    assert table.splitlines()[-1].split() == ["cards", "2", "1", "1", "100.0", "%", "50.0", "%", "10.0", "50.0", "40.0"]
    told = json.loads(run("report", "service-level", *days, "--by", "interval", "--minutes", "15", "--json").stdout)
    assert told["T"] == 20 and told["short"] == 5 and told["zone"] == "Asia/Shanghai"
    assert told["interval_900"][str(int(at.timestamp()))]["F3"] == 0.5
    assert json.loads(run("report", "service-level", *days, "--json").stdout)["all"]["offered"] == 2


@pytest.mark.parametrize("wrong", [{"--from": "soon"}, {"--zone": "X"}, {"--minutes": "7"}, {"--by": "moon"}])
def test_a_wrong_report_is_one_sentence_and_status_2(run: Any, wrong: dict[str, str]) -> None:
    given = {"--from": "2025-11-13", "--to": "2025-11-13", **wrong}
    result = run("report", "service-level", *[word for pair in given.items() for word in pair])
    assert result.exit_code == 2 and result.stderr and not result.stdout


def test_the_real_fortnight_is_printed_exactly_as_counted(run: Any) -> None:
    expected = json.loads(shared("calls", "expected.json").read_text())
    assert run("import", "calls", shared("calls", "queue_log"), "--zone", "UTC").exit_code == 0
    for by in ("all", "queue", "day", "interval", "agent"):
        name = "interval_1800" if by == "interval" else by
        told = run("report", "service-level", "--from", "1999-08-01", "--to", "1999-08-15", "--by", by, "--json").stdout
        assert json.loads(told) == {name: expected[name] for name in ("T", "short", "zone", name)}, by


def test_a_changed_audit_entry_is_found(run: Any, database: Database, log: Path, tmp_path: Path) -> None:
    run("import", "calls", log)
    with database.write() as db:
        seal(db, audit_key(tmp_path / "data").encode())
    sound = run("audit", "verify", "--json")
    assert sound.exit_code == 0 and json.loads(sound.stdout)["entries"] == 1
    Intruder(database).does("UPDATE audit_entry SET action = 'nothing'")
    broken = run("audit", "verify", "--json")
    assert broken.exit_code == 1 and json.loads(broken.stdout)["broken"] == [1]
    assert "NOT sound" in run("audit", "verify").stdout


def test_verifying_writes_nothing_and_leaves_what_waits_to_the_hub(run: Any, database: Database, log: Path) -> None:
    run("import", "calls", log)
    told = run("audit", "verify")
    assert told.exit_code == 0 and "1 more wait for the hub" in told.stdout
    with database.read() as db:
        assert len(db.scalars(select(AuditEntry.id)).all()) == 1
        assert db.scalars(select(AuditLink.seq)).all() == []


def test_another_key_is_named_and_neither_verifying_nor_a_hub_goes_on_with_it(
    run: Any, database: Database, log: Path, tmp_path: Path
) -> None:
    run("import", "calls", log)
    with database.write() as db:
        seal(db, b"the hub's own key")
    for command in (("audit", "verify"), ("hub", "--port", "0")):
        told = run(*command)
        assert told.exit_code == 1 and "sealed with another key" in told.output, command
        assert "NOT sound" not in told.output and "Traceback" not in told.output
    assert json.loads(run("audit", "verify", "--json").stdout)["key_fits"] is False


def test_a_database_that_does_not_answer_is_one_sentence(run: Any, tmp_path: Path) -> None:
    away = ("--database", "postgresql+psycopg://nobody@127.0.0.1:9/none", "--data", str(tmp_path))
    for command in (("report", "service-level", "--from", "2025-01-01", "--to", "2025-01-01"), ("audit", "verify")):
        result = run(*command, *away, where=False)
        assert (result.exit_code, result.stdout) == (1, "") and result.stderr.startswith(
            "The database does not answer."
        )
    wrong = run("audit", "verify", "--database", "mysql://x", "--data", tmp_path, where=False)
    assert wrong.exit_code == 2 and "postgresql+psycopg://" in wrong.stderr


def test_a_hub_names_every_fault_of_its_settings(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text('prot = 1\nport = "x"\n')
    file.chmod(0o600)
    result = run("hub", "--settings", file)
    assert result.exit_code == 2 and "'prot' is not known" in result.stderr and "'port'" in result.stderr


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        (("--log-level", "FOO"), "'log_level' must be one of DEBUG, INFO, WARNING, ERROR, not 'FOO'"),
        (("--port", "70000"), "'port' must lie between"),
        (("--host", ""), "'host' is empty"),
    ],
)
def test_a_wrong_option_of_the_hub_is_one_sentence(run: Any, option: tuple[str, str], sentence: str) -> None:
    result = run("hub", *option)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1) and sentence in result.stderr


def test_a_port_that_is_taken_is_one_sentence(run: Any) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        result = run("hub", "--port", other.getsockname()[1])
    assert result.exit_code == 1 and "is taken by another program" in result.stderr


@pytest.fixture
def hub_process(database_url: str, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """`agent-desk hub` as operations start it."""
    command = [sys.executable, "-m", "agent_desk.cli", "hub", "--database", database_url, "--port", "0"]
    environment = {**os.environ, "AGENT_DESK_LANG": "en"}
    with subprocess.Popen(
        [*command, "--data", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
        yield process
        if process.poll() is None:
            process.kill()


def test_a_hub_serves_and_ends_cleanly_when_told(hub_process: subprocess.Popen[str]) -> None:
    assert hub_process.stdout is not None
    address = hub_process.stdout.readline().split()[-1]
    until(lambda: requests.get(f"{address}/health", timeout=patience(5)).json()["status"] == "ok", "the hub")
    hub_process.send_signal(signal.SIGTERM)
    assert hub_process.wait(patience(15)) == 0


def test_the_private_database_lies_where_postgresql_can_reach_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert data_folder(tmp_path) == tmp_path
    closed = tmp_path / "root"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_DATA_HOME", str(closed / "data"))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    if sys.platform == "linux":
        assert data_folder() == Path("/var/lib/agent-desk/demo")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert data_folder().parts[-2:] == ("agent-desk", "demo")
