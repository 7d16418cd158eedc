"""The supervisor's board at the real desk: it moves within a second of the call, through ring, answer and end."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.hub.serve import HubThread
from agent_desk.ui.workspaces.board.board_view import FloorBoard
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from tests.fixtures.centre import Seat, Telephone
from tests.fixtures.desks import open_desk, sign_in
from tests.fixtures.people import Staff
from tests.fixtures.waiting import promised

WITHIN_S = 1.0


class Watcher:
    """Measures how long the board takes to show what has just happened."""

    def __init__(self, qtbot: QtBot, floor: FloorBoard) -> None:
        self._qtbot, self._floor = qtbot, floor
        self.took_s: list[float] = []

    def state(self) -> str | None:
        rows = self._floor.agents.rows()
        return rows[0].state if rows else None

    def waiting(self) -> str:
        return self._floor.tiles.waiting.text()

    def sees(self, happens: Callable[[], object], seen: Callable[[], bool]) -> None:
        happens()
        began = time.monotonic()
        self._qtbot.waitUntil(seen, timeout=10_000)
        self.took_s.append(time.monotonic() - began)


def test_the_board_moves_within_a_second(
    qtbot: QtBot, qapp: QApplication, centre: HubThread, telephone: Telephone, staff: Staff, tmp_path: Path
) -> None:
    staff.person("s2001", "supervisor", name="周明")
    with open_desk(qapp, centre.url, tmp_path) as desk:
        space = sign_in(qtbot, desk, "s2001", SupervisorWorkspace)
        qtbot.waitUntil(lambda: space.floor.showing() == "content", timeout=10_000)
        board = Watcher(qtbot, space.floor)
        board.sees(lambda: telephone.call("credit"), lambda: board.waiting() == "1")
        seat = Seat.take(centre.url, staff, "a1001", "1001", queues=["account"])
        qtbot.waitUntil(lambda: board.state() == "not_ready", timeout=10_000)
        board.sees(seat.ready, lambda: board.state() == "ready")
        board.sees(lambda: telephone.call("account", talk_ms=600_000), lambda: board.state() == "reserved")
        call = str(seat.view["call"]["id"])
        board.sees(lambda: seat.post(f"/{call}/answer"), lambda: board.state() == "talking")
        (row,) = space.floor.agents.rows()
        assert row.caller == "138****8000" and row.queue is not None and row.queue.code == "account"
        assert (space.floor.tiles.talking.text(), space.floor.tiles.level.text()) == ("1", "100 %")
        board.sees(lambda: seat.post(f"/{call}/hang-up"), lambda: board.state() == "after_call_work")
        board.sees(lambda: seat.post("/seat/done"), lambda: board.state() == "ready")
        # A machine that runs a whole test suite may stumble once; the floor may not wait.
        assert statistics.median(board.took_s) <= promised(WITHIN_S), board.took_s
