"""Statistics at a handler's desk: the hub's table cell by cell, from a cell to the complaint, and out of the house as files."""

import io
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from agent_desk.hub.serve import HubThread
from agent_desk.models.cases import Complaint
from agent_desk.schemas.cases.statistics import CaseChoice
from agent_desk.ui.workspaces.complaints import ComplaintsWorkspace
from tests.fixtures.counted_cases import FIRST, LAST, handler, kept
from tests.fixtures.paper import Paper, plain
from tests.fixtures.seats import MakeSeat

__all__ = ["handler", "kept"]


def test_from_the_table_to_a_cells_complaints_to_one_of_them_and_out_of_the_house(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, kept: list[Complaint], tmp_path: Path
) -> None:
    seat = make_seat(hub.url, "han", "complaint_handler")
    space = ComplaintsWorkspace(seat.context)
    qtbot.addWidget(space)
    space.resize(1366, 768)
    space.show()
    space.pages.set_value("statistics")
    space.open_page("statistics")
    page = space.statistics
    assert page is not None
    page.bar.set_choice(CaseChoice(rows="business", across="month", level=1, start=FIRST, end=LAST, lang="en"))
    qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.choice.across == "month", timeout=10_000)
    sheet = page.sheet
    assert sheet is not None
    assert page.table.texts() == [[cell.text for cell in row.cells] for row in [*sheet.rows, sheet.total]]
    assert len({row[0] for row in page.table.texts()}) == len(sheet.rows) + 1

    # An axis by itself is no table: the other one becomes the figures, and the hub is not asked in vain.
    page.bar.down.set_value("month")
    page.bar.down.edited.emit()
    qtbot.waitUntil(lambda: page.sheet.choice.rows == "month" and page.sheet.choice.across == "figures", timeout=10_000)

    row, at = next((row, at) for row in page.sheet.rows for at in (2,) if row.cells[at].value)
    page.table.opened.emit(row, at)
    dialog = page.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.feed.now is not None, timeout=10_000)
    assert dialog.model.rowCount() == row.cells[at].value
    chosen = dialog.table.current_record()
    assert chosen is not None
    dialog.read_button.click()
    qtbot.waitUntil(lambda: space.complaints.detail.complaint is not None, timeout=10_000)
    assert space.complaints.isVisible() and space.complaints.detail.complaint.number == chosen.number  # type: ignore[union-attr]

    page.save("xlsx", tmp_path / "cases.xlsx")
    page.save("pdf", tmp_path / "cases.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "cases.xlsx").exists() and (tmp_path / "cases.pdf").exists(), timeout=20_000)
    book = load_workbook(io.BytesIO((tmp_path / "cases.xlsx").read_bytes())).active
    assert book is not None and book.cell(1, 1).value == page.sheet.title
    said = plain(Paper((tmp_path / "cases.pdf").read_bytes()).text())
    assert all(plain(one.cells[0].text) in said for one in page.sheet.rows)


def test_two_periods_are_put_side_by_side_from_the_bar(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, kept: list[Complaint]
) -> None:
    seat = make_seat(hub.url, "han", "complaint_handler")
    space = ComplaintsWorkspace(seat.context)
    qtbot.addWidget(space)
    space.show()
    space.pages.set_value("statistics")
    space.open_page("statistics")
    page = space.statistics
    assert page is not None
    page.bar.set_choice(CaseChoice(rows="cause", start=date(2026, 2, 1), end=date(2026, 2, 28), lang="en"))
    for word, first in (("before", date(2026, 1, 4)), ("year_before", date(2025, 2, 1))):
        page.bar.against.set_value(word)
        page.bar.against.edited.emit()
        qtbot.waitUntil(lambda first=first: page.sheet is not None and page.sheet.choice.against_start == first)  # type: ignore[misc]
    keys = [column.key for column in page.sheet.columns]
    assert keys[1:5] == ["counted", "before:counted", "change", "chance"]
    # Months of two years are no rows that could be compared.
    page.bar.down.set_value("month")
    page.bar.down.edited.emit()
    qtbot.waitUntil(lambda: page.sheet.choice.rows == "month" and page.sheet.choice.against_start is None)
    assert not page.bar.against.isVisible()
