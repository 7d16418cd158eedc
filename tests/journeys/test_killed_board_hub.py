"""The hub that counts the board is killed: a real board on another hub goes on within five seconds, and is right again by itself.

The other way round too: the board's own hub is killed, and the address leads to another one (as a bank's balancer does).
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.schemas.figures.board import Board
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from tests.fixtures.cable import Cable
from tests.fixtures.centre import Telephone
from tests.fixtures.desks import open_desk, sign_in
from tests.fixtures.hub_process import HubProcess, hub_process
from tests.fixtures.people import Staff
from tests.fixtures.waiting import promised, until

pytestmark = pytest.mark.long

WITHIN_S = 5.0


@pytest.fixture
def two_hubs(
    settings: Settings, telephone: Telephone, database: Database, tmp_path: Path
) -> Iterator[tuple[HubProcess, HubProcess]]:
    """Two hubs as processes on one database; the first counts the board."""
    with ExitStack() as stack:
        first = stack.enter_context(hub_process(settings.database, telephone.url, tmp_path / "first.log"))
        until(lambda: counts_the_board(database), "the first hub counts")
        second = stack.enter_context(hub_process(settings.database, telephone.url, tmp_path / "second.log"))
        yield first, second


def counts_the_board(database: Database) -> bool:
    with psycopg.connect(database.dsn) as connection:
        row = connection.execute("SELECT count(*) FROM floor_snapshot WHERE name = 'floor.board'").fetchone()
        return bool(row and row[0])


@pytest.mark.parametrize("whose", ["the hub that counts", "its back room", "the hub of the board"])
def test_the_board_goes_on_when_a_hub_is_killed(
    whose: str,
    two_hubs: tuple[HubProcess, HubProcess],
    telephone: Telephone,
    staff: Staff,
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
) -> None:
    first, second = two_hubs
    staff.person("s2001", "supervisor", name="周明")
    counting = whose != "the hub of the board"
    # The board's way to its hub; a second cable is what the way becomes when that hub is gone.
    cable = Cable(port(second if counting else first))
    with open_desk(qapp, cable.url, tmp_path) as desk:
        space = sign_in(qtbot, desk, "s2001", SupervisorWorkspace)
        floor, shown = space.floor, []
        floor.board_shown.connect(shown.append)
        qtbot.waitUntil(lambda: floor.showing() == "content" and bool(shown), timeout=15_000)
        telephone.call("credit")
        qtbot.waitUntil(lambda: floor.tiles.waiting.text() == "1", timeout=10_000)
        first.back_room.kill() if whose == "its back room" else first.kill()
        killed_at = time.monotonic()
        if not counting:
            cable._port = port(second)
        telephone.call("credit")
        last = shown[-1]
        qtbot.waitUntil(lambda: newer(shown, last), timeout=15_000)
        went_on_s = time.monotonic() - killed_at
        qtbot.waitUntil(lambda: floor.tiles.waiting.text() == "2", timeout=15_000)
        right_s = time.monotonic() - killed_at
        # The board may have been fetched before the line stands again.
        qtbot.waitUntil(lambda: floor.stale_text() == "" and space.state.text() == "Live", timeout=15_000)
        assert went_on_s <= promised(WITHIN_S), (
            f"the board went on after {went_on_s:.1f} s, and was right after {right_s:.1f} s"
        )
    cable.close()


def newer(shown: list[Board], last: Board) -> bool:
    return shown[-1].made_at > last.made_at


def port(hub: HubProcess) -> int:
    return int(hub.url.rsplit(":", 1)[1])
