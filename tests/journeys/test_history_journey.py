"""The supervisor's history at the real desk: from a day to its half hours, to its calls, to a call; and out as files."""

import hashlib
import io
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agent_desk.desk.reports import operations
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.calls import Queue
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.reports.sheet import SavedForm
from agent_desk.ui.reports.history_page import HistoryPage
from agent_desk.ui.reports.saved_dialog import SavedDialog
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from tests.fixtures.call_rows import agent, call
from tests.fixtures.desks import open_desk, press, sign_in
from tests.fixtures.paper import Paper, plain
from tests.fixtures.people import Staff

NOON = datetime(2025, 11, 13, 4, tzinfo=UTC)


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """A hub that keeps reports."""
    (tmp_path / "kept").mkdir()
    return replace(settings, reports=str(tmp_path / "kept"))


@pytest.fixture
def past(database: Database, centre: HubThread) -> None:
    """Two days of calls."""
    with database.write() as db:
        account = db.scalars(select(Queue).where(Queue.code == "account")).one()
        wang = agent(db, "1001", account)
        call(db, account, NOON, "answered", 10, by=wang, talk_s=100, acw_s=20)
        call(db, account, NOON + timedelta(minutes=40), "abandoned_queue", 30)
        call(db, account, NOON + timedelta(days=1), "answered", 25, by=wang, talk_s=60)


def shows(qtbot: QtBot, page: HistoryPage, **choice: object) -> None:
    page.sheet = None
    page.bar.set_choice(page.bar.choice().model_copy(update=choice))
    qtbot.waitUntil(lambda: page.sheet is not None, timeout=10_000)


def test_from_a_day_to_a_call_by_the_keyboard_and_out_as_files(
    qtbot: QtBot, qapp: QApplication, centre: HubThread, database: Database, past: None, staff: Staff, tmp_path: Path
) -> None:
    staff.person("s2001", "supervisor", name="周明")
    with open_desk(qapp, centre.url, tmp_path) as desk:
        space = sign_in(qtbot, desk, "s2001", SupervisorWorkspace)
        space.open_page("history")
        assert space.history is not None
        page = space.history.page
        qtbot.waitUntil(lambda: page.sheet is not None, timeout=10_000)
        days = {"period": "dates", "start": NOON.date(), "end": NOON.date() + timedelta(days=1)}
        shows(qtbot, page, rows="day", **days)
        table = page.table
        assert [row[:3] for row in table.texts()] == [
            ["2025-11-13 Thu", "2", "1"],
            ["2025-11-14 Fri", "1", "1"],
            ["Total", "3", "2"],
        ]
        assert "Service level F3" in page.notes.text() and "by S2001" in page.notes.text()

        out(qtbot, page, database, tmp_path)

        # Enter on the name of a day: its half hours. On a figure: the calls in it. On a call: its story.
        assert table.grid is not None and table.model is not None
        table.grid.setCurrentIndex(table.model.index(0, 0))
        press(qtbot, table.grid, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.sheet is not None and len(page.sheet.rows) == 48, timeout=10_000)
        table.grid.setCurrentIndex(table.model.index(25, 3))
        press(qtbot, table.grid, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.dialog is not None and page.dialog.model.rowCount() == 1, timeout=10_000)
        assert page.dialog is not None
        press(qtbot, page.dialog.table, Qt.Key.Key_Return)
        holder = space.history
        qtbot.waitUntil(
            lambda: holder.story is not None and holder.story.story.states.showing() == "content", timeout=10_000
        )
        assert holder.story is not None
        holder.story.accept()
        page.dialog.accept()

        shows(qtbot, page, rows="score_card", of="agent:1001", **days)
        assert ["AHT", "1:30", "1:30", "±0:00 (±0.0 %)"] in page.table.texts()
        keep(qtbot, page, tmp_path)
        # A period that cannot be is said in the place of the table; another one brings it back.
        shows(qtbot, page, rows="queue", of="centre", **days)
        page.bar.set_choice(page.bar.choice().model_copy(update={"end": NOON.date() - timedelta(days=3)}))
        qtbot.waitUntil(lambda: page.states.showing() == "error", timeout=10_000)
        shows(qtbot, page, rows="queue", of="centre", **days)
        assert page.states.showing() == "content"


def keep(qtbot: QtBot, page: HistoryPage, folder: Path) -> None:
    """The report that is shown, kept by a name, made in the hub, and fetched."""
    page.bar.set_choice(page.bar.choice().model_copy(update={"rows": "queue", "of": "centre", "period": "last_week"}))
    page.open_saved()
    dialog = page.saved
    assert dialog is not None
    dialog.ask_new()
    assert dialog.form is not None
    dialog.form.form.set_values({"name": "Queues, weekly", "every": "weekly"})
    dialog.form.send()
    qtbot.waitUntil(lambda: dialog.table.current_record() is not None, timeout=10_000)
    dialog.make_now()
    qtbot.waitUntil(lambda: [one.state for one in dialog.file_model.records()] == ["made"], timeout=15_000)
    (file,) = dialog.file_model.records()
    dialog.download(file, folder / "weekly.xlsx")
    qtbot.waitUntil((folder / "weekly.xlsx").exists, timeout=10_000)
    assert hashlib.sha256((folder / "weekly.xlsx").read_bytes()).hexdigest() == file.sha256
    change(qtbot, dialog)
    dialog.accept()


def change(qtbot: QtBot, dialog: SavedDialog) -> None:
    """The kept report gets another name and period; what a colleague changed meanwhile is shown and not lost."""
    dialog.ask_change()
    form = dialog.form
    assert form is not None
    before = dialog.table.current_record()
    assert before is not None and form.form.values()["name"] == "Queues, weekly"
    form.form.set_values({"name": "Queues of the month", "period": "last_month", "every": "monthly"}, clean=False)
    theirs = before.model_copy(update={"at": 9 * 60 + 30, "every": "daily"})
    operations.change_saved(
        dialog._context.api, before.id, SavedForm(**theirs.model_dump(include=set(SavedForm.model_fields)))
    )
    form.send()
    qtbot.waitUntil(form.notice.mine.isVisible, timeout=10_000)
    assert form.notice.text() == "Somebody else changed this meanwhile: Made, Time."
    form.notice.mine.click()

    def kept() -> tuple[object, ...]:
        (one,) = dialog.model.records()
        return one.name, one.choice.period, one.every, one.at, one.version

    qtbot.waitUntil(lambda: kept() == ("Queues of the month", "last_month", "monthly", 570, 3), timeout=10_000)
    dialog.ask_change()
    again = dialog.form
    assert again is not None
    assert again.form.values()["period"] == "last_month"
    again.form.set_values({"name": ""})
    again.send()
    assert list(again.form.errors()) == ["name"]
    again.reject()


def out(qtbot: QtBot, page: HistoryPage, database: Database, folder: Path) -> None:
    """Both files say what the screen says, and the trail says who took them."""
    shown = page.table.texts()
    page.save("xlsx", folder / "days.xlsx")
    qtbot.waitUntil((folder / "days.xlsx").exists, timeout=10_000)
    book = load_workbook(io.BytesIO((folder / "days.xlsx").read_bytes())).active
    assert book is not None and book["A1"].value == page.title.text()
    page.save("pdf", folder / "days.pdf")
    qtbot.waitUntil((folder / "days.pdf").exists, timeout=10_000)
    said = Paper((folder / "days.pdf").read_bytes()).text()
    for text in (page.title.text(), *page.sheet.notes[:2], *(cell for row in shown for cell in row)):  # type: ignore[union-attr]
        assert plain(text) in said, text
    assert not list(folder.glob("*.part"))
    with database.read() as db:
        kinds = [
            one["kind"] for one in db.scalars(select(AuditEntry.detail).where(AuditEntry.action == "reports.export"))
        ]
    assert sorted(kinds) == ["pdf", "xlsx"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(operations.FileNotWritten) as caught:
        operations.write_file(tmp_path / "x.xlsx", b"x")
    tmp_path.chmod(0o700)
    assert caught.value.cause == "no_right" and not list(tmp_path.iterdir())


def test_a_full_disk_is_said_and_the_older_file_stands(tmp_path: Path) -> None:
    file = Path("/dev/full")
    if not file.exists():
        pytest.skip("this system has no /dev/full")
    target = tmp_path / "x.xlsx"
    target.write_bytes(b"before")
    try:
        with file.open("wb", buffering=0) as full:
            full.write(b"x")
    except OSError as fault:
        assert operations.not_written(fault, target).cause == "disk_full"
    assert target.read_bytes() == b"before"


def test_the_file_of_a_reader_is_replaced_at_once(tmp_path: Path) -> None:
    target = tmp_path / "x.xlsx"
    target.write_bytes(b"before")
    operations.write_file(target, b"after")
    assert target.read_bytes() == b"after" and [one.name for one in tmp_path.iterdir()] == ["x.xlsx"]
