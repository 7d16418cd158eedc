"""Statistics at a handler's desk: the hub's table cell by cell, from a cell to the complaint, and out of the house as files."""

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from docx import Document
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.cases import Complaint
from agent_desk.schemas.cases.statistics import CaseChoice
from agent_desk.ui.cases.figures_page import FiguresPage
from agent_desk.ui.workspaces.complaints import ComplaintsWorkspace
from tests.fixtures.counted_cases import FIRST, LAST, handler, kept
from tests.fixtures.paper import Paper, plain
from tests.fixtures.seats import MakeSeat

__all__ = ["handler", "kept"]
JANUARY = datetime(2026, 1, 20, 4, tzinfo=UTC)


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


def test_a_month_is_frozen_corrected_and_taken_out_as_three_files(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, kept: list[Complaint], database: Database, tmp_path: Path
) -> None:
    seat = make_seat(hub.url, "sun", "supervisor")
    figures = FiguresPage(seat.context)
    qtbot.addWidget(figures)
    figures.resize(1366, 768)
    figures.show()
    figures.open_view("monthly")
    page = figures.monthly
    assert page is not None
    page.show_month(date(2026, 1, 1))
    qtbot.waitUntil(lambda: page.paper is not None and page.paper.month == date(2026, 1, 1))
    for section in page.paper.sections:
        page.sections.set_value(section.section)
        page.sections.changed.emit(section.section)
        assert page.table.texts() == [[cell.text for cell in row.cells] for row in [*section.rows, section.total]]
    tables = len(page.paper.sections)
    moved = next(one for one in kept if one.state == "closed" and one.received_at < datetime(2025, 12, 1, tzinfo=UTC))

    for number, reason in ((1, ""), (2, "business department")):
        page.freeze()
        assert page.dialog is not None
        page.dialog.form.set_values({"reason": reason}, clean=False)
        page.dialog.send()
        qtbot.waitUntil(lambda number=number: page.paper.edition is not None and page.paper.edition.number == number)  # type: ignore[misc]
        if number == 1:
            with database.write() as db:
                db.execute(update(Complaint).where(Complaint.id == moved.id).values(received_at=JANUARY))
            page.show_month(date(2026, 1, 1))
            qtbot.waitUntil(lambda: page.paper.edition is None)
    page.sections.set_value("changed")
    page.sections.changed.emit("changed")
    qtbot.waitUntil(lambda: any(row[0] == moved.number for row in page.cases.texts()))
    assert page.cells.texts()

    page.sections.set_value("months")
    page.sections.changed.emit("months")
    for kind in ("xlsx", "pdf", "docx"):
        page.save(kind, tmp_path / f"paper.{kind}")
    qtbot.waitUntil(lambda: all((tmp_path / f"paper.{kind}").exists() for kind in ("xlsx", "pdf", "docx")))
    book = load_workbook(tmp_path / "paper.xlsx")
    document = Document(str(tmp_path / "paper.docx"))
    said = plain(Paper((tmp_path / "paper.pdf").read_bytes()).text())
    assert len(document.tables) == tables and len(document.inline_shapes) == 1
    assert page.paper.edition is not None and page.paper.edition.digest in "".join(
        one.text for one in document.paragraphs
    )
    for table, sheet, section in zip(document.tables, book.worksheets, page.paper.sections, strict=False):
        shown = [[cell.text for cell in row.cells] for row in [*section.rows, section.total]]
        written = [[cell.text for cell in row.cells] for row in table.rows]
        assert written == [[one.title for one in section.columns], *(shown if section.rows else [])]
        names = {str(line[0].value) for line in sheet.iter_rows()}
        assert {row[0] for row in shown} <= names
        assert all(plain(row[0]) in said for row in shown)


def test_what_is_new_is_shown_with_its_complaints_and_leads_to_one(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, kept: list[Complaint], database: Database
) -> None:
    now = datetime.now(UTC)
    with database.write() as db:
        like = db.get_one(Complaint, kept[0].id)
        for number in range(60):
            new = number >= 50
            db.add(
                Complaint(
                    **{name: getattr(like, name) for name in ("source", "channel", "business", "cause", "wish")},
                    number=f"NEW{number}",
                    complainant=f"p{number}",
                    narrative=f"{'云闪付绑卡失败' if new else '对收费有疑问'}，{'甲乙丙丁戊己庚辛壬癸'[number % 10] * (2 + number // 10)}",
                    received_at=now - timedelta(days=3 if new else 30),
                    due_at=now + timedelta(days=9),
                    opened_by=like.opened_by,
                )
            )
    seat = make_seat(hub.url, "han", "complaint_handler")
    space = ComplaintsWorkspace(seat.context)
    qtbot.addWidget(space)
    space.show()
    space.pages.set_value("statistics")
    space.open_page("statistics")
    assert space.figures is not None
    space.figures.open_view("topics")
    page = space.figures.topics
    assert page is not None
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    topic = page.model.records()[0]
    assert topic.name in "云闪付绑卡失败" and topic.people == 10
    assert {one.number for one in page.cases.records()} == {f"NEW{number}" for number in range(50, 60)}
    page.cases_table.setCurrentIndex(page.cases.index(0, 0))
    page.cases_table.activated.emit(page.cases.index(0, 0))
    qtbot.waitUntil(lambda: space.complaints.detail.complaint is not None)
    assert space.complaints.isVisible() and space.complaints.detail.complaint.number.startswith("NEW")  # type: ignore[union-attr]
