"""The seat's log file: faults with their places, and nothing of a customer."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desk.desk.kit import seat_log
from agent_desk.desk.kit.errors import UnexpectedFault
from agent_desk.desk.kit.sentences import sentence

TYPED = "王小明 13800138000"
log = logging.getLogger("agent_desk.desk.some_panel")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    root, before = logging.getLogger(), list(logging.getLogger().handlers)
    yield tmp_path / "seat"
    for handler in root.handlers:
        if handler not in before:
            handler.close()
    root.handlers[:] = before
    UnexpectedFault.log_file = "stderr"


@pytest.mark.expects_log
def test_a_fault_is_kept_with_its_place_and_without_what_somebody_typed(folder: Path) -> None:
    seat_log.write_into(folder)
    log.info("notice: %s", TYPED)
    try:
        try:
            int(TYPED)
        except ValueError as fault:
            raise RuntimeError(TYPED) from fault
    except RuntimeError:
        log.exception("work off the screen thread failed")
    told = (folder / "desk.log").read_text(encoding="utf-8")
    assert "work off the screen thread failed" in told and "RuntimeError" in told and "ValueError" in told
    assert "test_seat_log.py" in told
    assert "王小明" not in told and "13800138000" not in told


def test_the_sentence_of_a_fault_names_the_file(folder: Path) -> None:
    seat_log.write_into(folder)
    assert str(folder / "desk.log") in sentence(UnexpectedFault(KeyError("x")), "en")
    assert str(folder / "desk.log") in sentence(UnexpectedFault(KeyError("x")), "zh")


def test_a_folder_that_cannot_be_written_stops_nobody(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert seat_log.write_into(tmp_path / "file" / "seat") is None


@pytest.mark.expects_log
def test_the_file_is_turned_before_it_is_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seat_log, "LARGEST", 2_000)
    seat_log.write_into(folder)
    for number in range(200):
        log.warning("a line %s", number)
    assert sorted(one.name for one in folder.iterdir()) == ["desk.log", "desk.log.1", "desk.log.2", "desk.log.3"]
    assert all(one.stat().st_size <= 2_000 for one in folder.iterdir())
