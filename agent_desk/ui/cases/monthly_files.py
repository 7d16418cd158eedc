"""The monthly paper of complaints as files that are made at the seat: a PDF, and a document that can be worked on (DOCX).

Both are made of the paper that the screen shows, cell by cell; the charts are drawn by the same code as on screen.
"""

from __future__ import annotations

import io
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter

from agent_desk.schemas.cases.monthly import MonthlyPaper, Section
from agent_desk.ui.cases import load_document
from agent_desk.ui.cases.monthly_charts import MonthlyCharts
from agent_desk.ui.kit import paper, theme

CHARTS_PX: Final = 190
_WIDTH_PX: Final = 1000
_SHARP: Final = 2
"""Pixels of a picture in a document for each of the drawing."""
_GAP_PX: Final = 24


def file_of(made: MonthlyPaper, kind: str) -> bytes:
    """Return the file of this kind, "pdf" or "docx". On the screen's thread: it draws."""
    if kind == "pdf":
        return pdf(made)
    return load_document.document(made, _picture(made.sections[0]))


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
