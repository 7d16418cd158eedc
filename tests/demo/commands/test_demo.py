"""`agent-desk demo` where it cannot begin: one sentence each; and the accounts it hands to the sign-in window."""

import socket
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from typer.testing import CliRunner

from agent_desk.cli import hub_commands
from agent_desk.demo.commands.demo import _disk_full
from agent_desk.demo.data.content import content
from agent_desk.demo.data.plan import ONE_CLICK
from agent_desk.demo.stage import window
from agent_desk.demo.stage.folder import DemoFolder
from agent_desk.ui.sign_in.demo import ROLES, accounts_for_seat, load_demo_accounts


def demo(*arguments: str) -> Any:
    return CliRunner(env={"AGENT_DESK_LANG": "en"}).invoke(hub_commands(), ["demo", "--headless", *arguments])


def test_a_folder_that_is_not_ours_is_not_wiped(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("years of work")
    result = demo("--data", str(tmp_path), "--reset")
    assert result.exit_code == 1
    assert "holds something else than a demonstration; nothing was changed" in result.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.odt"]


def test_a_second_demonstration_on_the_same_data_says_so_in_one_sentence(tmp_path: Path) -> None:
    first = DemoFolder(tmp_path)
    first.claim()
    result = demo("--data", str(tmp_path))
    first.release()
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1 and "is running on" in result.stderr


def test_a_port_that_is_taken_is_said_at_once(tmp_path: Path) -> None:
    other = socket.create_server(("127.0.0.1", 0))
    port = other.getsockname()[1]
    result = demo("--data", str(tmp_path), "--port", str(port))
    other.close()
    assert result.exit_code == 1
    assert f"Port {port} on 127.0.0.1 is taken by another program" in result.stderr
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize("wrong", [["--seats", "0"], ["--speed", "0"], ["--seconds", "0"], ["--port", "70000"]])
def test_impossible_figures_are_wrong_use(wrong: list[str]) -> None:
    assert demo(*wrong).exit_code == 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring a display")
def test_without_a_display_one_sentence_names_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AGENT_DESK_LANG", "en")
    problem = window.window_problem()
    assert "--headless" in problem or "apt-get install" in problem
    assert "Traceback" not in problem


def test_a_full_disk_is_told_from_other_faults() -> None:
    assert _disk_full(OSError(28, "No space left on device"))
    assert not _disk_full(OSError(13, "Permission denied"))


def test_the_sign_in_window_can_read_the_accounts(tmp_path: Path) -> None:
    stage = SimpleNamespace(words=content(), password="only for this run")
    file = tmp_path / "accounts.json"
    file.write_text(window.accounts(cast(Any, stage)), encoding="utf-8")
    found = load_demo_accounts(file)
    assert [one.login for one in found if one.role == "agent"] == list(ONE_CLICK)
    first, second = accounts_for_seat(found, 1), accounts_for_seat(found, 2)
    assert set(first) == set(ROLES)
    assert first["agent"].login != second["agent"].login and first["supervisor"].login != second["supervisor"].login
    assert {one.password for one in found} == {"only for this run"}
