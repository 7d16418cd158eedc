"""From the sign-in window to a workspace and back, on a real hub: the journeys of a seat."""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.live import LiveState
from agent_desk.desk.kit.settings import DeskSettings, load_settings
from agent_desk.hub.serve import HubThread
from agent_desk.ui.app import Desk, spare_what_stands
from agent_desk.ui.kit import theme, words
from agent_desk.ui.shell import Shell
from agent_desk.ui.sign_in.demo import DemoAccount
from tests.fixtures.hub import GoingHub
from tests.fixtures.people import PASSWORD, Staff
from tests.fixtures.waiting import patience

MakeDesk = Callable[..., Desk]


class Bench(QWidget):
    """The smallest workspace: one field whose text is a draft."""

    title = "Bench"

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self.top_bar: QWidget = QLabel("top")
        self._context = context
        self.note = QLineEdit()
        QVBoxLayout(self).addWidget(self.note)
        draft = context.outbox.get_draft("note", "1")
        self.note.setText(draft["text"] if draft else "")

    def close_down(self) -> None:
        self._context.outbox.put_draft("note", "1", {"text": self.note.text()})


@pytest.fixture
def make_desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeDesk]:
    """Desks that are closed after the test; language and theme are put back."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    desks: list[Desk] = []

    def make(hub: str, name: str = "seat", accounts: dict[str, DemoAccount] | None = None) -> Desk:
        settings = DeskSettings(
            hub=hub, language="en", theme="light", data_dir=tmp_path / name, seat=name, file=tmp_path / f"{name}.toml"
        )
        desk = Desk(qapp, settings, accounts or {}, open_workspace=lambda _name, context: Bench(context))
        desks.append(desk)
        desk.start()
        return desk

    yield make
    for desk in desks:
        desk._leave()
        desk.sign_in.closed.disconnect()
        desk.sign_in.close()
        desk.background.close()
        desk.sign_in.deleteLater()
        desk.deleteLater()
    words.install(qapp, "en")


def sign_in(qtbot: QtBot, desk: Desk, login: str, password: str = PASSWORD) -> None:
    qtbot.keyClicks(desk.sign_in.login, login)
    qtbot.keyClick(desk.sign_in.login, Qt.Key.Key_Return)
    qtbot.keyClicks(desk.sign_in.password, password)
    qtbot.keyClick(desk.sign_in.password, Qt.Key.Key_Return)


def workspace_of(qtbot: QtBot, desk: Desk) -> Shell:
    qtbot.waitUntil(lambda: desk.shell is not None and desk.shell.isVisible(), timeout=10_000)
    assert desk.shell is not None
    return desk.shell


def bench(shell: Shell) -> Bench:
    assert isinstance(shell.workspace, Bench)
    return shell.workspace


def test_signing_in_by_keyboard_shows_the_workspace(
    qtbot: QtBot, make_desk: MakeDesk, hub: HubThread, staff: Staff
) -> None:
    staff.person("lin", "agent", name="林静")
    desk = make_desk(hub.url)
    sign_in(qtbot, desk, "lin")
    shell = workspace_of(qtbot, desk)
    assert not desk.sign_in.isVisible()
    assert desk.sign_in.password.text() == ""
    assert desk.context is not None
    live = desk.context.live
    qtbot.waitUntil(lambda: live.state is LiveState.LIVE)
    assert shell.status.hub_text() == "Connected"
    assert shell.status.exchange_text() == "No telephone exchange is connected", "this hub has none"


def test_a_wrong_password_is_a_sentence_in_the_persons_language(
    qtbot: QtBot, make_desk: MakeDesk, hub: HubThread, staff: Staff
) -> None:
    staff.person("lin", "agent")
    desk = make_desk(hub.url)
    sign_in(qtbot, desk, "lin", "wrong")
    qtbot.waitUntil(lambda: "Tries left: 4" in desk.sign_in.error_text())
    desk.set_language("zh")
    qtbot.waitUntil(lambda: desk.sign_in.error_text() == "用户名或密码不正确，还可尝试 4 次。")


def test_no_hub_and_a_form_that_can_be_sent_again(qtbot: QtBot, make_desk: MakeDesk) -> None:
    desk = make_desk("http://127.0.0.1:9")
    sign_in(qtbot, desk, "lin")
    qtbot.waitUntil(lambda: "cannot be reached" in desk.sign_in.error_text(), timeout=10_000)
    assert desk.sign_in.submit.isEnabled()
    assert desk.sign_in.login.text() == "lin"


def test_taking_over_a_seat_tells_the_first(qtbot: QtBot, make_desk: MakeDesk, hub: HubThread, staff: Staff) -> None:
    staff.person("lin", "agent")
    first = make_desk(hub.url, "A-01")
    sign_in(qtbot, first, "lin")
    shell = workspace_of(qtbot, first)
    bench(shell).note.setText("half a sente")
    second = make_desk(hub.url, "A-02")
    sign_in(qtbot, second, "lin")
    qtbot.waitUntil(lambda: "A-01" in second.sign_in.error_text(), timeout=10_000)
    assert "Take over" in second.sign_in.error_text()
    second.sign_in.take_over()
    workspace_of(qtbot, second)
    qtbot.waitUntil(lambda: shell.ended_page.isVisible(), timeout=10_000)
    assert "taken over at another seat" in shell.ended_page.text()
    assert first.context is not None
    assert first.context.outbox.get_draft("note", "1") == {"text": "half a sente"}
    shell.ended_page.back.emit()
    assert first.sign_in.isVisible()


def test_switching_the_language_keeps_what_is_being_typed(
    qtbot: QtBot, make_desk: MakeDesk, hub: HubThread, staff: Staff
) -> None:
    staff.person("lin", "agent")
    desk = make_desk(hub.url)
    sign_in(qtbot, desk, "lin")
    shell = workspace_of(qtbot, desk)
    before = bench(shell)
    before.note.setText("half a sente")
    desk.set_language("zh")
    assert bench(shell) is not before
    assert bench(shell).note.text() == "half a sente"
    desk.set_theme("dark")
    assert theme.current().name == "dark"
    saved = load_settings(desk.settings.file, {})
    assert (saved.language, saved.theme) == ("zh", "dark")
    desk.set_theme("light")


def test_a_hub_that_goes_away_is_said_and_unsent_work_is_listed(
    qtbot: QtBot, make_desk: MakeDesk, going_hub: GoingHub, staff: Staff
) -> None:
    staff.person("lin", "agent")
    desk = make_desk(going_hub.url)
    sign_in(qtbot, desk, "lin")
    shell = workspace_of(qtbot, desk)
    assert desk.context is not None
    context = desk.context
    qtbot.waitUntil(lambda: context.live.state is LiveState.LIVE)
    going_hub.stop()
    qtbot.waitUntil(lambda: context.live.state is LiveState.LOST, timeout=10_000)
    assert "reconnecting" in shell.status.hub_text()
    context.outbox.enqueue("POST", "/calls/1/notes", {"text": "a"}, what_zh="备注", what_en="Note")
    qtbot.waitUntil(lambda: shell.status.unsent_text() == "1 unsent")
    shell._open_unsent()
    assert shell.unsent.isVisible()
    assert shell.unsent.height() < 200, "one entry does not cover the notes of a call"
    assert shell.unsent.geometry().bottom() < shell.status.y()


def test_signing_out_frees_the_seat(qtbot: QtBot, make_desk: MakeDesk, hub: HubThread, staff: Staff) -> None:
    staff.person("lin", "agent")
    desk = make_desk(hub.url, "A-01")
    sign_in(qtbot, desk, "lin")
    workspace_of(qtbot, desk)
    desk.sign_out()
    assert desk.sign_in.isVisible()
    core = desk.core
    assert core is not None
    qtbot.waitUntil(lambda: core.api.token is None)
    other = make_desk(hub.url, "A-02")
    sign_in(qtbot, other, "lin")
    workspace_of(qtbot, other)


def test_what_stands_is_spared_by_the_collector_until_it_is_left(
    qtbot: QtBot, make_desk: MakeDesk, hub: HubThread, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a desk beside something else (here the hub) leaves alone what that has set aside."""
    monkeypatch.setattr("agent_desk.ui.app._STANDS_MS", 1)
    person = staff.person("collected", "agent", agent_code="8001")
    gc.freeze()
    desk = make_desk(hub.url)
    sign_in(qtbot, desk, person.login)
    qtbot.waitUntil(lambda: desk.shell is not None, timeout=10_000)
    desk._leave()
    aside = gc.get_freeze_count()
    assert aside > 0
    spare_what_stands(desk)
    desk.workspace_shown.emit("agent")
    qtbot.waitUntil(lambda: gc.get_freeze_count() > aside, timeout=5_000)
    desk.workspace_left.emit()
    assert gc.get_freeze_count() == 0
    # What the hub had set aside, for the tests that follow.
    gc.freeze()


def test_one_click_of_the_demonstration_signs_in(
    qtbot: QtBot, make_desk: MakeDesk, hub: HubThread, staff: Staff
) -> None:
    staff.person("lin", "agent")
    account = DemoAccount("agent", "lin", PASSWORD, "林静", "Lin Jing")
    desk = make_desk(hub.url, accounts={"agent": account})
    desk.sign_in.use_demo_account(account)
    workspace_of(qtbot, desk)


def test_somebody_without_a_workspace_is_told(qtbot: QtBot, make_desk: MakeDesk, hub: HubThread, staff: Staff) -> None:
    staff.person("lin")
    desk = make_desk(hub.url)
    sign_in(qtbot, desk, "lin")
    qtbot.waitUntil(lambda: "no role with a workspace" in desk.sign_in.error_text(), timeout=10_000)


_START = """
import json, sys
from agent_desk.cli import main
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import agent_desk.ui.app as app
started = app.Desk.start
def start(desk):
    started(desk)
    desk.sign_in.painted.disconnect()
    desk.sign_in.painted.connect(lambda: (print(json.dumps(sorted(sys.modules))), QApplication.exit(0)))
app.Desk.start = start
sys.exit(main([]))
"""


def test_the_sign_in_window_is_painted_before_the_rest_is_loaded(tmp_path: Path) -> None:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", AGENT_DESK_CONFIG=str(tmp_path / "desk.toml"))
    environment["AGENT_DESK_DATA"] = str(tmp_path / "data")
    done = subprocess.run(
        [sys.executable, "-c", _START],
        env=environment,
        capture_output=True,
        text=True,
        timeout=patience(30),
        check=True,
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    heavy = {"requests", "keyring", "pydantic", "numpy", "typer", "fastapi", "sqlalchemy", "sqlite3"}
    assert loaded & heavy == set()


def test_settings_that_cannot_be_used_are_sentences_and_exit_status_2(tmp_path: Path) -> None:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", AGENT_DESK_CONFIG=str(tmp_path / "desk.toml"))
    environment |= {"AGENT_DESK_THEME": "pink", "AGENT_DESK_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-m", "agent_desk.cli"], env=environment, capture_output=True, text=True, timeout=patience(30)
    )
    assert done.returncode == 2
    assert "'theme' cannot be 'pink'" in done.stderr
    assert "Traceback" not in done.stderr
