"""The wallboard on a real hub: pages that turn, how old they are, back by itself, dark when its right is withdrawn."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desk.cli import main
from agent_desk.desk.figures.wallboard import TokenFault, WallboardWatch, read_token
from agent_desk.hub.figures import wallboard
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.ui.figures.wall_pages import FiguresPage, QueuesPage
from agent_desk.ui.figures.wallboard import WallboardView
from tests.fixtures.call_rows import agent, call, queue


@pytest.fixture
def token_file(database: Database, in_unit: Callable[..., Any], tmp_path: Path) -> Path:
    """A screen's token; ten queues with a call each, somebody ready."""
    now = datetime.now(UTC)
    with database.write() as db:
        for number in range(10):
            one = queue(db, f"q{number}", position=number)
            call(db, one, now - timedelta(seconds=30), "answered", 5, by=agent(db, f"7{number}", one), talk_s=10)
    _, token = in_unit(wallboard.make_token, "hall")
    file = tmp_path / "token"
    file.write_text(token + "\n")
    return file


@pytest.fixture
def hung_up(qtbot: QtBot, token_file: Path) -> Iterator[Callable[[str], WallboardView]]:
    """Hangs a wallboard for a hub."""
    shown: list[WallboardView] = []

    def hang(url: str) -> WallboardView:
        view = WallboardView(WallboardWatch(url, token_file), seconds=600)
        qtbot.addWidget(view)
        view.resize(1280, 720)
        view.show()
        view.watch.start()
        shown.append(view)
        qtbot.waitUntil(lambda: isinstance(view.current(), FiguresPage), timeout=10_000)
        return view

    yield hang
    for view in shown:
        view.watch.stop()


def test_it_shows_the_centre_and_turns_its_pages(
    qtbot: QtBot, hub: HubThread, hung_up: Callable[[str], WallboardView]
) -> None:
    view = hung_up(hub.url)

    def shown() -> dict[str, Any]:
        page = view.current()
        assert isinstance(page, FiguresPage)
        return {one.caption: one for one in page.shown()}

    # The first snapshot may have been made before there was a call.
    qtbot.waitUntil(lambda: shown()["Offered · today"].text == "10", timeout=10_000)
    told = shown()
    assert (told["Service level · today"].text, told["Service level · today"].tone) == ("100 %", "good")
    assert view.as_of.text().startswith("As of ")
    qtbot.keyClick(view, Qt.Key.Key_Space)
    first = view.current()
    assert isinstance(first, QueuesPage) and len(first.lines()) == 8 and first.lines()[0][0].text == "Q0"
    view.turning.timeout.emit()
    second = view.current()
    assert isinstance(second, QueuesPage) and [line[0].text for line in second.lines()] == ["Q8", "Q9"]
    view.turn()
    assert view.place.text() == "4 / 4"
    view.turn()
    assert view.place.text() == "1 / 4" and not view.grab().isNull()
    for name in ("Bank", "Qichuan Rural Commercial Bank service centre", "A very long name " * 6):
        view.title.setText(name)
        view.resize(view.width() + 1, view.height())
        parts = [label.geometry() for label in (view.title, view.as_of, view.place)]
        assert parts[0].right() < parts[1].left() and parts[1].right() < parts[2].left(), name


def test_when_the_hub_goes_it_says_how_old_it_is_and_comes_back_by_itself(
    qtbot: QtBot, settings: Settings, hung_up: Callable[[str], WallboardView]
) -> None:
    hub = HubThread(settings).start()
    view = hung_up(hub.url)
    assert not view.stale()
    hub.stop()
    qtbot.waitUntil(view.stale, timeout=10_000)
    assert "s ago · reconnecting" in view.as_of.text()
    again = HubThread(replace(settings, port=int(hub.url.rsplit(":", 1)[1]))).start()
    try:
        qtbot.waitUntil(lambda: not view.stale(), timeout=20_000)
    finally:
        view.watch.stop()
        again.stop()


def test_it_goes_dark_when_its_right_is_withdrawn(
    qtbot: QtBot, hub: HubThread, hung_up: Callable[[str], WallboardView], in_unit: Callable[..., Any]
) -> None:
    view = hung_up(hub.url)
    in_unit(wallboard.revoke, "hall")
    qtbot.waitUntil(lambda: view.current() is view.message, timeout=10_000)
    assert "token" in view.message.text()


def test_wrong_use_is_told_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as wrong:
        main(["wallboard", "--hub", "ftp://x", "--token-file", "t"])
    assert wrong.value.code == 2 and "no address" in capsys.readouterr().err
    for text in ("", "two words", "锁"):
        (tmp_path / "t").write_text(text)
        with pytest.raises(TokenFault):
            read_token(tmp_path / "t")
    with pytest.raises(TokenFault):
        read_token(tmp_path / "none")
