"""A sheet on paper: a PDF with the same titles, notes, rows and rounding, in the fonts of this computer."""

from __future__ import annotations

import html

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from agent_desk.schemas.reports.sheet import Sheet, SheetRow
from agent_desk.ui.kit import theme

_DPI = 300
_MARGIN_MM = 12.0
_FOOT_MM = 6.0
_BODY_PT = 8.5
_PLAIN = ("calt", "liga", "clig", "ccmp", "locl")
"""Replaced shapes of characters, of which a PDF no longer knows what they say: a date could not be found or copied."""
_WIDE_COLUMNS = 6
"""More columns than this want the sheet lying."""
_STYLE = """
h1 { font-size: 14pt; font-weight: 600; margin-bottom: 4pt; }
p { color: #4a5560; margin: 0 0 2pt 0; }
th { text-align: right; border-bottom: 1px solid #7b8794; font-weight: 600; }
td { text-align: right; border-bottom: 1px solid #d5dbe1; white-space: nowrap; }
"""


def pdf_of(sheet: Sheet) -> bytes:
    """Return the file. Rows go on over as many pages as they need; the head of the table stands on each."""
    octets = QByteArray()
    buffer = QBuffer(octets)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(sheet.title)
    writer.setCreator("Agent Desk")
    lying = len(sheet.columns) > _WIDE_COLUMNS
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF(*(4 * [_MARGIN_MM])), QPageLayout.Unit.Millimeter
        )
    )
    _paint(writer, sheet)
    buffer.close()
    return bytes(octets.data())


def _paint(writer: QPdfWriter, sheet: Sheet) -> None:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    font = QFont(theme.font(13, tabular=False))
    font.setPointSizeF(_BODY_PT if len(sheet.columns) <= 12 else 7.0)
    for tag in _PLAIN:
        font.setFeature(QFont.Tag(tag), 0)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(_STYLE)
    document.setDocumentMargin(0)
    document.setHtml(_html(sheet))
    foot = _FOOT_MM / 25.4 * _DPI
    width, height = float(writer.width()), float(writer.height()) - foot
    document.setPageSize(QSizeF(width, height))
    painter = QPainter(writer)
    pages = document.pageCount()
    for page in range(pages):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(0, -page * height)
        document.drawContents(painter, QRectF(0, page * height, width, height))
        painter.restore()
        painter.setFont(font)
        painter.drawText(QRectF(0, height, width, foot), 0x0082, f"{page + 1} / {pages}")
    painter.end()


def _html(sheet: Sheet) -> str:
    head = "".join(
        f'<th align="{"left" if at == 0 else "right"}">{html.escape(one.title)}</th>'
        for at, one in enumerate(sheet.columns)
    )
    rows = "".join(_line(row) for row in sheet.rows)
    if sheet.total is not None and sheet.rows:
        rows += _line(sheet.total, bold=True)
    notes = "".join(f"<p>{html.escape(note)}</p>" for note in sheet.notes)
    return (
        f"<h1>{html.escape(sheet.title)}</h1>{notes}<p></p>"
        f'<table width="100%" cellspacing="0" cellpadding="3"><thead><tr>{head}</tr></thead>{rows}</table>'
    )


def _line(row: SheetRow, *, bold: bool = False) -> str:
    cells = "".join(
        f'<td align="{"left" if at == 0 else "right"}">{"<b>" if bold else ""}{html.escape(cell.text)}'
        f"{'</b>' if bold else ''}</td>"
        for at, cell in enumerate(row.cells)
    )
    return f"<tr>{cells}</tr>"
