"""People from a file on the page People, on a real hub: a heading chosen by hand, a row left out, the rest taken by keys."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desk.desk.people import operations
from agent_desk.hub.kit.settings import Settings
from agent_desk.ui.administration.people_page import PeoplePage
from agent_desk.ui.kit.dialogs import ConfirmDialog
from tests.fixtures.administrator import administrator
from tests.fixtures.seats import Seat

__all__ = ["administrator"]
CSV = """员工,姓名,班组,岗位
zhang,张三,一组,坐席
li,李四,九组,坐席
wang,王五,,质检员
zhao,赵六,T1,坐席
"""


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """A hub that has a folder for files that are made."""
    folder = tmp_path / "made"
    folder.mkdir()
    return replace(settings, reports=str(folder))


def test_a_list_is_looked_at_mended_and_taken(qtbot: QtBot, administrator: Seat, tmp_path: Path) -> None:
    page = PeoplePage(administrator.context)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    page.show()
    file = tmp_path / "名单.csv"
    file.write_bytes(CSV.encode("gbk"))
    page.choose_file(file)
    qtbot.waitUntil(lambda: page.file_dialog is not None and page.file_dialog.isVisible(), timeout=30_000)
    dialog = page.file_dialog
    assert dialog is not None and dialog.view.fault_zh and not dialog.action_button.isEnabled()
    choice = dialog.headings.field("heading 1")
    choice.set_value("login")
    choice.edited.emit()
    qtbot.waitUntil(lambda: len(dialog.view.rows) == 4, timeout=20_000)
    assert [row.change for row in dialog.model.records()] == ["new", "refused", "new", "new"]
    assert "九组" in dialog.model.records()[1].zh

    dialog.table.setFocus()
    dialog.table.selectRow(2)
    qtbot.keyClick(dialog.row_button, Qt.Key.Key_Space)
    assert dialog.lines() == [2, 5]
    dialog.table.selectRow(1)
    assert not dialog.row_button.isEnabled(), "a refused row cannot be chosen"
    qtbot.keyClick(dialog.form.field("reason"), Qt.Key.Key_Return)
    api = administrator.context.api
    qtbot.waitUntil(lambda: {"zhang", "zhao"} <= {one.login for one in operations.people(api).items}, timeout=20_000)
    assert not {"li", "wang"} & {one.login for one in operations.people(api).items}
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=20_000)

    # Who is new gets a password, if that is wanted, as a file.
    asked = next(one for one in page.findChildren(ConfirmDialog) if one.isVisible())
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    passwords = page.passwords
    assert passwords is not None
    qtbot.waitUntil(lambda: passwords.isVisible() and passwords.save_button.isEnabled(), timeout=30_000)
    target = tmp_path / "passwords.xlsx"
    passwords.save(target)
    qtbot.waitUntil(target.exists, timeout=20_000)
