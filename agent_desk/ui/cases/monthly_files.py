"""The monthly paper of complaints as files that are made at the seat: a PDF, and a document that can be worked on (DOCX).

Both are made of the paper that the screen shows, cell by cell; the charts are drawn by the same code as on screen.
"""

from __future__ import annotations

import io
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter

from agent_desk.schemas.cases.monthly import MonthlyPaper, Section
from agent_desk.schemas.kit.table import Table
from agent_desk.ui.cases.monthly_charts import MonthlyCharts
from agent_desk.ui.kit import paper, theme

CHARTS_PX: Final = 190
_WIDTH_PX: Final = 1000
_SHARP: Final = 2
"""Pixels of a picture in a document for each of the drawing."""
_GAP_PX: Final = 24
_FONT: Final = "Noto Sans CJK SC"
_CELL_PT: Final = 8.5


def file_of(made: MonthlyPaper, kind: str) -> bytes:
    """Return the file of this kind, "pdf" or "docx". On the screen's thread: it draws."""
    return pdf(made) if kind == "pdf" else docx(made)


def pdf(made: MonthlyPaper) -> bytes:
    """Return the paper as a PDF: its title and notes, and each table, the first with its charts."""
    months, *others = made.sections
    head = months.model_copy(update={"title": made.title, "notes": [*made.notes, months.title, *months.notes]})
    body = paper.table_html(head, above=paper.place(0))
    body += "".join(f"<p>&nbsp;</p>{paper.table_html(one)}" for one in others)
    drawings = [paper.Drawing(CHARTS_PX, lambda *given: draw(months, *given))]
    return paper.pdf(made.title, body, drawings, points=8.0, lying=True)


def draw(months: Section, painter: QPainter, box: QRectF, unit: float) -> None:
    """Draw both charts side by side, as on the screen."""
    charts = MonthlyCharts(tokens=theme.PAPER)
    charts.set_section(months)
    width = (box.width() - _GAP_PX * unit) / 2
    for at, chart in enumerate((charts.counts, charts.shares)):
        chart.setParent(None)  # as large as its place, not as its row on the screen
        left = box.left() + at * (width + _GAP_PX * unit)
        chart.print_on(painter, QRectF(left, box.top(), width, box.height()), unit)
        chart.deleteLater()
    charts.deleteLater()


def _picture(months: Section) -> io.BytesIO:
    """Return the charts as a PNG."""
    image = QImage(_WIDTH_PX * _SHARP, CHARTS_PX * _SHARP, QImage.Format.Format_RGB32)
    image.fill(theme.PAPER.color("surface_raised"))
    painter = QPainter(image)
    draw(months, painter, QRectF(image.rect()), _SHARP)
    painter.end()
    octets = QByteArray()
    buffer = QBuffer(octets)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return io.BytesIO(bytes(octets.data()))


def docx(made: MonthlyPaper) -> bytes:
    """Return the paper as a Word document: headings, notes, the charts as a picture, tables whose heads repeat."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.5)
    document.core_properties.title, document.core_properties.author = made.title, "Agent Desk"
    document.add_heading(made.title, 0)
    for note in made.notes:
        document.add_paragraph(note)
    for section in made.sections:
        document.add_heading(section.title, 1)
        for note in section.notes:
            document.add_paragraph(note)
        if section is made.sections[0]:
            document.add_picture(_picture(section), width=Cm(26.0))
        _add_table(document, section)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_table(document: WordDocument, table: Table) -> None:
    rows = [*table.rows, *([table.total] if table.total is not None and table.rows else [])]
    shown = document.add_table(rows=1 + len(rows), cols=len(table.columns))
    shown.style = "Table Grid"
    head = shown.rows[0]
    _repeat_head(document)
    lines = [[one.title for one in table.columns], *([cell.text for cell in row.cells] for row in rows)]
    for line, texts in zip(shown.rows, lines, strict=True):
        bold = line is head or texts is lines[-1]
        for at, (cell, text) in enumerate(zip(line.cells, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if at == 0 else WD_ALIGN_PARAGRAPH.RIGHT
            run = paragraph.add_run(text)
            run.font.size, run.bold = Pt(_CELL_PT), bold


def _repeat_head(document: WordDocument) -> None:
    """Have the first row of the last table stand on each of its pages."""
    row = document.element.body.findall(qn("w:tbl"))[-1].find(qn("w:tr"))
    mark = row.get_or_add_trPr()
    mark.append(mark.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
