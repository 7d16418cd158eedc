"""Off the screen thread, then back: results arrive in it, nobody is called after they are gone, nothing is swallowed."""

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.background import Background, Job
from agent_desk.desk.kit.errors import DeskError, HubRefused, UnexpectedFault
from tests.fixtures.waiting import patience


def test_work_runs_elsewhere_and_the_result_arrives_here(qtbot: QtBot) -> None:
    background = Background()
    here, threads = threading.get_ident(), []

    def work() -> int:
        threads.append(threading.get_ident())
        return 7

    results: list[int] = []

    def done(result: int) -> None:
        threads.append(threading.get_ident())
        results.append(result)

    background.run(background, work, done)
    qtbot.waitUntil(lambda: results == [7])
    assert threads[0] != here
    assert threads[1] == here
    assert background.busy == 0


def test_nobody_is_called_after_the_owner_is_gone(qtbot: QtBot) -> None:
    background, owner, go_on = Background(), QObject(), threading.Event()
    called: list[int] = []
    background.run(owner, lambda: go_on.wait(patience(5)) and 1, called.append)
    deleted: list[bool] = []
    owner.destroyed.connect(lambda: deleted.append(True))
    owner.deleteLater()
    qtbot.waitUntil(lambda: bool(deleted))
    go_on.set()
    qtbot.waitUntil(lambda: background.busy == 0)
    assert called == []


def test_whoever_is_about_to_go_is_told_nothing_more_nor_what_lies_below_them(qtbot: QtBot) -> None:
    background, window, neighbour, go_on = Background(), QObject(), QObject(), threading.Event()
    panel = QObject(QObject(window))
    called: list[str] = []
    for owner, name in ((panel, "panel"), (window, "window"), (neighbour, "neighbour")):
        background.run(owner, lambda name=name: go_on.wait(patience(5)) and name, called.append)  # type: ignore[misc]
    background.forget(window)
    go_on.set()
    qtbot.waitUntil(lambda: background.busy == 0)
    assert called == ["neighbour"]


def test_a_refusal_comes_back_as_it_is(qtbot: QtBot) -> None:
    background = Background()
    failed: list[DeskError] = []

    def work() -> None:
        raise HubRefused("not_permitted")

    background.run(background, work, lambda _nothing: None, failed.append)
    qtbot.waitUntil(lambda: [error.error_id for error in failed] == ["not_permitted"])


@pytest.mark.expects_log
def test_a_fault_of_ours_is_logged_and_shown(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    background = Background()
    with qtbot.waitSignal(background.fault) as told:
        background.run(background, lambda: 1 // 0, lambda _result: None)
    assert isinstance(told.args[0], UnexpectedFault)
    assert "ZeroDivisionError" in caplog.text


def test_long_work_shows_progress_and_stops_when_asked(qtbot: QtBot) -> None:
    background = Background()
    steps: list[tuple[int, int]] = []
    stopped = threading.Event()
    go_on = threading.Event()

    def work(job: Job[str]) -> str:
        try:
            for step in range(1000):
                job.report(step, 1000)
                go_on.wait(patience(5))
        finally:
            stopped.set()
        return "whole"

    results: list[str] = []
    job = background.run_long(
        background, work, results.append, progress=lambda done, total: steps.append((done, total))
    )
    qtbot.waitUntil(lambda: steps[:1] == [(0, 1000)])
    job.cancel()
    go_on.set()
    assert stopped.wait(patience(5))
    qtbot.waitUntil(lambda: background.busy == 0)
    assert results == []
