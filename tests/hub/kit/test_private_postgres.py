"""The private database lies in a folder of whatever name: blanks, brackets, quotes, Chinese, long paths; or says what is wrong with it."""

import os
import shutil
from pathlib import Path

import psycopg
import pytest

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.private_postgres import PrivatePostgres, PrivatePostgresFault, temporary_folder


@pytest.mark.parametrize(
    "name",
    [
        "Application Support/agent-desk",
        "演示 (1)",
        "O'Brien & Söhne; 100% #1",
        "[a] {b} ~ ! ? * 客户",
    ],
)
def test_it_starts_in_a_folder_of_any_name_and_again(name: str) -> None:
    folder = temporary_folder() / name / "demo"
    for turn in ("first", "again"):
        server = PrivatePostgres(folder)
        try:
            database = Database(server.ensure_database())
            with database.write() as db:
                line = db.connection().connection.driver_connection
                assert line is not None
                assert (line.execute("SHOW data_directory").fetchone() or [""])[0] == str(folder / "postgres")
            with psycopg.connect(database.dsn) as listening:
                assert listening.execute("SELECT 1").fetchone() == (1,), turn
            database.dispose()
        finally:
            server.stop()


def test_a_language_that_the_machine_does_not_have_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "xx_YY.UTF-8")
    folder = temporary_folder()
    server = PrivatePostgres(folder)
    try:
        server.ensure_database()
        assert "LC_ALL" not in os.environ, "what people are told later is in their language"
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def test_a_long_path_is_no_fault() -> None:
    folder = temporary_folder() / ("很长的文件夹名" * 9) / "demo"
    server = PrivatePostgres(folder)
    try:
        assert "agent_desk" in server.ensure_database()
    finally:
        server.stop()


@pytest.mark.parametrize("name", ['a"b', "a$HOME", "a`b", "a\\b", "a\nb"])
def test_a_name_that_no_server_can_be_given_is_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(PrivatePostgresFault, match="cannot lie in") as said:
        PrivatePostgres(tmp_path / name)
    assert "Give --data with another one." in str(said.value)


def test_a_server_that_does_not_start_says_the_last_line_of_its_log() -> None:
    folder = temporary_folder() / "demo"
    server = PrivatePostgres(folder)
    server.stop()
    (folder / "postgres" / "postgresql.conf").write_text("port = none\n", encoding="ascii")
    with pytest.raises(PrivatePostgresFault, match=r"Its log .* ends with: .*") as said:
        PrivatePostgres(folder)
    assert "configuration file" in str(said.value)
