"""What a person had open is taken apart in the screen's thread, whoever lets go of it last."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.collector import collect_in_this_thread


@pytest.fixture
def usual_collector() -> Iterator[None]:
    """The collector as a test finds it, whatever it did."""
    thresholds, was_on = gc.get_threshold(), gc.isenabled()
    yield
    gc.set_threshold(*thresholds)
    (gc.enable if was_on else gc.disable)()


def whoever_ends_it(thing: QObject, ended: list[str]) -> None:
    weakref.finalize(thing, lambda: ended.append(threading.current_thread().name))


def make_garbage(ended: list[str]) -> None:
    panel = QObject()
    clock = QTimer(panel, interval=1000)
    clock.start()
    panel.itself = panel  # type: ignore[attr-defined]
    whoever_ends_it(panel, ended)


def test_a_thread_that_makes_many_objects_does_not_take_a_panel_apart(qtbot: QtBot, usual_collector: None) -> None:
    ended: list[str] = []
    parent = QObject()
    gc.set_threshold(100, 1, 1)
    collect_in_this_thread(parent)
    make_garbage(ended)
    busy = threading.Thread(target=lambda: [[number] for number in range(50_000)], name="busy")
    busy.start()
    busy.join()
    assert ended == []
    # Something is alive here that is more than a round's worth, as in any desk.
    _alive = [[number] for number in range(1000)]
    qtbot.waitUntil(lambda: bool(ended), timeout=10_000)
    assert ended == [threading.main_thread().name]


def test_a_panel_left_while_its_work_is_under_way_ends_in_the_screens_thread(qtbot: QtBot) -> None:
    ended: list[str] = []
    background = Background()
    for _ in range(200):
        panel = QObject()
        whoever_ends_it(panel, ended)
        background.run(panel, lambda panel=panel: id(panel), lambda _result: None)  # type: ignore[misc]
        del panel
    qtbot.waitUntil(lambda: background.busy == 0, timeout=10_000)
    assert background.close()
    assert ended == [threading.main_thread().name] * 200


def test_a_desk_that_ends_lets_go_of_its_panels_in_the_screens_thread(qtbot: QtBot) -> None:
    ended: list[str] = []
    background = Background()
    goes_on = threading.Event()
    panel = QObject()
    whoever_ends_it(panel, ended)
    background.run(panel, lambda panel=panel: goes_on.wait(10), lambda _result: None)  # type: ignore[misc]
    del panel
    threading.Timer(0.05, goes_on.set).start()
    assert background.close(10_000)
    assert ended == [threading.main_thread().name]
