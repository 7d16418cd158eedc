"""Paper is paper: black on white whatever the desk looks like, with the charts of the screen; and there is one place that prints."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

import agent_desk
from agent_desk.schemas.kit.table import Cell, FormWord
from agent_desk.schemas.reports.sheet import (
    ReportChoice,
    Sheet,
    SheetColumn,
    SheetGoal,
    SheetRow,
)
from agent_desk.ui.kit import paper, theme
from agent_desk.ui.reports.paper import pdf_of
from tests.fixtures.paper import Paper, plain

START = datetime(2025, 11, 9, 16, tzinfo=UTC)
SHARES = (0.845, 0.712, None, 0.931, 0.884, 0.67, 1.0)
PRINTS = re.compile(r"\b(QPdfWriter|QPrinter|QPrintDialog|QPrintPreviewDialog|QTextDocumentWriter|QSvgGenerator)\b")


def _cell(value: float | None, form: FormWord) -> Cell:
    if value is None:
        return Cell(text="–")
    return Cell(text=f"{value * 100:.1f} %" if form == "share" else f"{value:,.0f}", value=value)


def a_week() -> Sheet:
    """Seven days of a centre, with their total."""
    forms: dict[str, tuple[str, FormWord]] = {
        "offered": ("进线", "count"),
        "answered": ("接听", "count"),
        "abandoned": ("放弃", "count"),
        "service_level": ("服务水平 F3", "share"),
        "answer_rate": ("接通率", "share"),
        "asa": ("平均应答速度", "count"),
        "aht": ("平均处理时长", "count"),
    }

    def row(name: str, at: int, share: float | None) -> SheetRow:
        start = START + timedelta(days=at)
        rate = None if share is None else min(1.0, share + 0.06)
        values = (3120 + 71 * at, 3004 + 60 * at, 116 + 11 * at, share, rate, 17 + at, 196 + at)
        cells = [_cell(value, form) for value, (_, form) in zip(values, forms.values(), strict=True)]
        return SheetRow(
            key=name, start_at=start, end_at=start + timedelta(days=1), of="centre", cells=[Cell(text=name), *cells]
        )

    return Sheet(
        title="按日统计 · 全中心",
        notes=["2025-11-10 至 2025-11-16（含首尾两日），时区 Asia/Shanghai", "制表 2025-11-17 09:00:00，周明"],
        columns=[
            SheetColumn(key="name", title="日期", form="text"),
            *(SheetColumn(key=key, title=title, form=form) for key, (title, form) in forms.items()),
        ],
        rows=[row(f"2025-11-{10 + at} 周{'一二三四五六日'[at]}", at, share) for at, share in enumerate(SHARES)],
        total=row("合计", 0, 0.81),
        choice=ReportChoice(rows="day"),
        start=date(2025, 11, 10),
        end=date(2025, 11, 16),
        zone="Asia/Shanghai",
        goal=SheetGoal(formula="F3", level=0.8, answer_rate=0.9),
        made_at=START,
        made_by="周明",
        file_name="week",
    )


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_report_is_dark_on_white_with_its_charts_whatever_the_theme(qapp: QApplication, mode: theme.Mode) -> None:
    theme.apply(qapp, mode)
    sheet = a_week()
    read = Paper(pdf_of(sheet))
    said = read.text()
    for text in (sheet.title, *sheet.notes, *(cell.text for row in sheet.rows for cell in row.cells), "合计"):
        assert plain(text) in said, text
    assert not (faint := read.faint()), "\n".join(faint)
    # The charts: names with their targets, both axes, and what is drawn.
    for text in (plain("服务水平 F3 (≥ 80 %)"), plain("接通率 (≥ 90 %)"), "100%", "20%", "11-10", "11-16", "3,000"):
        assert text in said, text
    image = read.image(0)
    colors = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height() // 2, 2)
    }
    for tone in ("series_1", "series_2", "series_3", "series_4"):
        assert QColor(getattr(theme.PAPER, tone)).name() in colors, tone
    assert image.pixelColor(2, 2) == QColor("white")


def test_a_page_of_a_dark_desk_would_be_found(qapp: QApplication) -> None:
    """What was wrong once is seen by the reading: near white text, printed on white."""
    made = paper.pdf("x", f'<p style="color:{theme.DARK.text}">Nobody can read 4711</p><p>This 4712 is fine.</p>')
    assert [line.split(": ")[1].split(" ")[0] for line in Paper(made).faint()] == ["Nobody", "can", "read", "4711"]


def test_there_is_one_place_that_prints() -> None:
    """A second one would have colours of its own again. What is exported as a workbook is made in the hub, which has no theme."""
    ui = Path(agent_desk.__file__).parent
    places = {str(file.relative_to(ui)) for file in ui.rglob("*.py") if PRINTS.search(file.read_text(encoding="utf-8"))}
    assert places == {"ui/kit/paper.py"}
    assert "theme.current" not in (ui / "ui/kit/paper.py").read_text(encoding="utf-8")
