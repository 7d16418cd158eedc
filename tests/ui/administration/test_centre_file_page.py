"""The page "the centre as a file" on a real hub, by keys: saved, chosen, compared, parts left out, taken, gone back to, faults by line."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.desk.administration import lists
from agent_desk.hub.kit.settings import Settings
from agent_desk.schemas.calls.lists import QUEUES
from agent_desk.schemas.people.lists import TEAMS
from agent_desk.ui.administration.centre_file_dialog import FaultsDialog, TakeFileDialog
from agent_desk.ui.administration.centre_file_page import CentreFilePage, system_page
from tests.fixtures.administrator import administrator
from tests.fixtures.seats import Seat

__all__ = ["administrator"]
FILE = """[file]
kind = "agent-desk centre"
format = 1

[[queues]]
code = "card"
name_zh = "信用卡"

[[queues]]
code = "night"
name_zh = "夜间"
name_en = "Night"

[[teams]]
code = "T9"
name_zh = "九组"
name_en = "Team 9"

[[masks]]
field = "card"
verified = true
kind = "clear"
head = 0
tail = 0
"""


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """A hub that has a folder for files that are made."""
    folder = tmp_path / "made"
    folder.mkdir()
    return replace(settings, reports=str(folder))


@pytest.fixture
def page(qtbot: QtBot, administrator: Seat) -> Iterator[CentreFilePage]:
    made = system_page(administrator.context)
    qtbot.addWidget(made)
    made.resize(1040, 640)
    made.show()
    yield made


def chosen(qtbot: QtBot, page: CentreFilePage, file: Path) -> TakeFileDialog | FaultsDialog:
    page.dialog = None
    page.choose(file)
    qtbot.waitUntil(lambda: page.dialog is not None and page.dialog.isVisible(), timeout=30_000)
    assert page.dialog is not None
    return page.dialog


def test_a_file_is_compared_chosen_taken_and_gone_back_from(
    qtbot: QtBot, administrator: Seat, page: CentreFilePage, tmp_path: Path
) -> None:
    api = administrator.context.api
    saved = tmp_path / "now.toml"
    page.export(saved)
    qtbot.waitUntil(saved.exists, timeout=20_000)
    assert "[[queues]]" in saved.read_text(encoding="utf-8")

    # As a Chinese editor saves it, too.
    file = tmp_path / "实际中心.toml"
    file.write_bytes(FILE.encode("gb18030"))
    dialog = chosen(qtbot, page, file)
    assert isinstance(dialog, TakeFileDialog)
    shown = {(row.part.name, row.entry.name_zh if row.entry else "", row.change) for row in dialog.model.records()}
    assert {
        ("queues", "信用卡 (card)", "changed"),
        ("queues", "夜间 (night)", "added"),
        ("teams", "九组 (T9)", "added"),
    } <= shown
    assert any(row.change == "left" and row.part.name == "queues" for row in dialog.model.records())
    assert "masks" not in {row.part.name for row in dialog.model.records()}
    assert dialog.others.isVisible(), "another office's part is named and not offered"
    changed = next(row for row in dialog.model.records() if row.change == "changed" and row.field is not None)
    assert changed.field is not None and (changed.field.before_zh, changed.field.after_zh) == ("卡", "信用卡")

    # The first tick has the keyboard; the teams are left out by it, and Enter takes the rest.
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None and dialog.isAncestorOf(QApplication.focusWidget()))
    tick = dialog.parts.tick("teams")
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "teams" not in {row.part.name for row in dialog.model.records()})
    qtbot.keyClick(dialog.form.field("reason"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(lists.entries(api, QUEUES)) == 3, timeout=20_000)
    assert [one.code for one in lists.entries(api, TEAMS)] == ["T1"]

    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=20_000)
    page.table.selectRow(0)
    page.dialog = None
    page.undo_button.click()
    qtbot.waitUntil(lambda: page.dialog is not None and page.dialog.isVisible(), timeout=30_000)
    undo = page.dialog
    assert isinstance(undo, TakeFileDialog)
    qtbot.keyClick(undo.form.field("reason"), Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: {one.code: one.name_zh for one in lists.entries(api, QUEUES)}["card"] == "卡", timeout=20_000
    )


def test_a_file_with_faults_is_not_taken_and_each_has_its_line(
    qtbot: QtBot, administrator: Seat, page: CentreFilePage, tmp_path: Path
) -> None:
    file = tmp_path / "broken.toml"
    file.write_text(
        FILE.replace('code = "T9"', 'code = "T 9"').replace('name_en = "Night"', 'colour = "red"'), encoding="utf-8"
    )
    dialog = chosen(qtbot, page, file)
    assert isinstance(dialog, FaultsDialog)
    assert sorted(fault.line for _, fault in dialog.model.records()) == [12, 15]
    dialog.reject()
    page.choose(tmp_path / "none.toml")
    qtbot.waitUntil(lambda: any("none.toml" in one for one in administrator.told.texts()), timeout=20_000)
    page.dialog = None
    (tmp_path / "picture.toml").write_bytes(bytes(range(256)) * 40)
    page.choose(tmp_path / "picture.toml")
    qtbot.waitUntil(lambda: any("picture.toml" in one for one in administrator.told.texts()), timeout=20_000)
    assert page.dialog is None
