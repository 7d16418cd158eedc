"""The trail as a workbook: made by the hub, then saved where the person says."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from agent_desk.hub.kit.settings import Settings
from agent_desk.ui.administration.audit_page import AuditTrailPage
from tests.fixtures.seats import Seat


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """A hub that has a folder for what it makes."""
    folder = tmp_path / "made"
    folder.mkdir()
    return replace(settings, reports=str(folder))


def test_the_trail_is_saved_where_the_person_says(qtbot: QtBot, seat: Seat, tmp_path: Path) -> None:
    page = AuditTrailPage(seat.context)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.export_button.click()
    dialog = page.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.isVisible() and dialog.save_button.isEnabled(), timeout=30_000)
    dialog.save_button.click()
    (asked,) = dialog.findChildren(QFileDialog)
    assert asked.isVisible() and asked.selectedFiles()[0].endswith(".xlsx")
    asked.reject()
    assert dialog.isVisible() and dialog.save_button.isEnabled(), "who names no file can still save it"
    dialog.save_button.click()
    asked = next(one for one in dialog.findChildren(QFileDialog) if one.isVisible())
    file = tmp_path / "trail"
    asked.fileSelected.emit(str(file))
    qtbot.waitUntil(lambda: any("trail.xlsx" in one for one in seat.told.texts()), timeout=20_000)
    lines = [[cell.value for cell in line] for line in load_workbook(file.with_suffix(".xlsx")).active.iter_rows()]
    assert len(lines) > 1
