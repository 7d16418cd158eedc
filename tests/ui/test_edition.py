"""A desk that the hub does not understand any more: said before anybody signs in, and at a desk that stays open over an update."""

import tomllib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.live import LiveState
from agent_desk.hub.kit import settings_store
from agent_desk.schemas.kit import edition
from agent_desk.schemas.people.settings import DESK_PROGRAM, DeskProgram
from agent_desk.ui.kit import words
from tests.fixtures.hub import GoingHub, UnitMaker
from tests.fixtures.people import PASSWORD, Staff
from tests.fixtures.small_hub import SmallHub, refusal, small_hub
from tests.fixtures.waiting import patience
from tests.ui.test_app import MakeDesk, make_desk, sign_in

__all__ = ["make_desk"]


def hub_is(monkeypatch: pytest.MonkeyPatch, program: str, newest: int, oldest: int) -> None:
    """From now on the hub is this program; the desk, which has read its own edition, stays what it is."""
    monkeypatch.setattr(edition, "PROGRAM", program)
    monkeypatch.setattr(edition, "EDITION", newest)
    monkeypatch.setattr(edition, "OLDEST", oldest)


def test_a_seat_that_is_too_old_says_whom_to_ask_and_where_the_program_lies_and_sends_no_password(
    make_desk: MakeDesk,
    going_hub: GoingHub,
    in_unit: UnitMaker,
    staff: Staff,
    qtbot: QtBot,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    staff.person("lin", "agent", agent_code="1001")
    told = DeskProgram(ask_zh="席位运维组（分机 8899）", ask_en="the seats' team (8899)", place="\\\\files\\agent-desk")
    in_unit(settings_store.put, DESK_PROGRAM, told)
    hub_is(monkeypatch, "0.3.0", edition.EDITION + 2, edition.EDITION + 1)
    desk = make_desk(going_hub.url)
    window = desk.sign_in
    qtbot.waitUntil(lambda: bool(window.wrong_program), timeout=patience(10_000))
    assert "0.3.0" in window.wrong_program and "\\\\files\\agent-desk" in window.wrong_program
    assert "the seats' team (8899)" in window.wrong_program
    assert not window.submit.isEnabled() and not window.login.isEnabled()
    words.install(qapp, "zh")
    qapp.processEvents()
    assert "席位运维组（分机 8899）" in window.wrong_program and "过旧" in window.wrong_program

    # The hub is what it was again: the seat's settings are saved anew, and one can sign in.
    monkeypatch.undo()
    desk._change_settings(desk.settings)
    qtbot.waitUntil(lambda: not window.wrong_program and window.submit.isEnabled(), timeout=patience(10_000))


def test_a_seat_that_is_newer_than_the_hub_says_so(make_desk: MakeDesk, qtbot: QtBot) -> None:
    """A hub of release 0.1.0 does not know the question: it wants a sign-in for it, as for everything."""
    with small_hub(SmallHub(answer=lambda _asked: refusal(401, "not_signed_in"))) as hub:
        desk = make_desk(hub.url)
        qtbot.waitUntil(lambda: "newer than the hub (0.1.0)" in desk.sign_in.wrong_program, timeout=patience(10_000))
        assert not [one for one in hub.asked if one.method == "POST"]


def test_a_desk_that_stays_open_over_an_update_is_told_and_keeps_what_is_typed(
    make_desk: MakeDesk, going_hub: GoingHub, staff: Staff, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff.person("lin", "agent", agent_code="1001")
    desk = make_desk(going_hub.url)
    sign_in(qtbot, desk, "lin", PASSWORD)
    qtbot.waitUntil(
        lambda: desk.context is not None and desk.context.live.state is LiveState.LIVE, timeout=patience(20_000)
    )
    shell = desk.shell
    assert shell is not None and shell.edition.text() == "" and shell.edition.isHidden()
    qtbot.keyClicks(shell.workspace.note, "half a word")  # type: ignore[union-attr]  # the bench of test_app
    going_hub.stop()
    hub_is(monkeypatch, "0.3.0", edition.EDITION + 2, edition.EDITION + 1)
    going_hub.start()
    qtbot.waitUntil(lambda: "The hub was updated" in shell.edition.text(), timeout=patience(30_000))
    assert not shell.edition.isHidden() and "0.3.0" in shell.edition.text()
    assert shell.workspace.note.text() == "half a word"  # type: ignore[union-attr]


def test_the_program_says_the_version_of_its_package() -> None:
    package = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert package["project"]["version"] == edition.PROGRAM
    assert edition.OLDEST <= edition.EDITION
