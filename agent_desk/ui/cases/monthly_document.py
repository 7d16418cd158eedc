"""The monthly paper of complaints as a document that can be worked on (DOCX)."""

from __future__ import annotations

import io
from typing import BinaryIO, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from agent_desk.schemas.cases.monthly import MonthlyPaper
from agent_desk.schemas.kit.table import Table

_FONT: Final = "Noto Sans CJK SC"
_CELL_PT: Final = 8.5


def docx(made: MonthlyPaper, charts: BinaryIO) -> bytes:
    """Return the paper as a Word document: headings, notes, `charts` as a picture, tables whose heads repeat."""
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
            document.add_picture(charts, width=Cm(26.0))
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
