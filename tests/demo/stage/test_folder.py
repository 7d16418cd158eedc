"""The demonstration's folder: used by one at a time, wiped only when it is ours."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent_desk.demo.stage.folder import MARKER, DemoFolder, FolderFault


def test_a_folder_with_something_else_in_it_is_neither_used_nor_wiped(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("not ours")
    for reset in (False, True):
        with pytest.raises(FolderFault, match="nothing was changed"):
            DemoFolder(tmp_path).claim(reset=reset)
    assert [one.name for one in tmp_path.iterdir()] == ["letters.txt"]


def test_a_database_that_no_demonstration_made_is_not_wiped(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("18")
    with pytest.raises(FolderFault, match="was not made by the demonstration"):
        DemoFolder(tmp_path).claim(reset=True)
    assert (tmp_path / "postgres" / "PG_VERSION").exists()


def test_reset_wipes_what_an_earlier_demonstration_left_and_nothing_else(tmp_path: Path) -> None:
    folder = DemoFolder(tmp_path / "demo")
    folder.claim()
    (folder.path / "seats").mkdir()
    (folder.path / "seats" / "outbox").write_text("old")
    folder.private("audit.key", "old")
    folder.release()
    again = DemoFolder(tmp_path / "demo")
    again.claim(reset=True)
    assert sorted(one.name for one in again.path.iterdir()) == [MARKER, "demo.lock"]
    again.release()


def test_a_second_demonstration_on_the_same_folder_is_told_so(tmp_path: Path) -> None:
    first = DemoFolder(tmp_path)
    first.claim()
    for reset in (False, True):
        with pytest.raises(FolderFault, match="is running on"):
            DemoFolder(tmp_path).claim(reset=reset)
    first.release()
    second = DemoFolder(tmp_path)
    second.claim()
    second.release()


def test_accounts_are_readable_by_this_user_alone(tmp_path: Path) -> None:
    folder = DemoFolder(tmp_path)
    folder.claim()
    file = folder.private("accounts.json", "[]")
    assert file.stat().st_mode & 0o077 == 0
    folder.release()


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderFault, match="Give another one with --data"):
        DemoFolder(tmp_path / "file" / "demo").claim()


@pytest.mark.skipif(sys.platform == "win32", reason="asks for a process by its id")
def test_a_demonstration_that_was_killed_keeps_no_server_alive(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / "postgres").mkdir()
    users = tmp_path / "postgres" / ".handle_pids.json"
    users.write_text(json.dumps([gone.pid, os.getpid()]))
    folder = DemoFolder(tmp_path)
    folder.claim()
    folder.release()
    assert json.loads(users.read_text()) == [os.getpid()]
