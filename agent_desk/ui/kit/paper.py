"""Whatever goes on paper: a PDF with a palette of its own, black on white whatever the screen looks like just then.

This is the one place that prints. Nothing here asks for the theme in force: a page made at a dark desk is read on white.
"""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from agent_desk.schemas.kit.table import FormWord, Table, TableRow
from agent_desk.ui.kit import theme

DPI: Final = 300
_SCREEN_DPI: Final = 96
_MARGIN_MM: Final = 12.0
_FOOT_MM: Final = 6.0
_PLACE: Final = "drawing"
WIDE_COLUMNS: Final = 6
"""More columns than this want the sheet lying."""
_STYLE: Final = f"""
h1 {{ font-size: 14pt; font-weight: 600; margin-bottom: 4pt; }}
p {{ color: {theme.PAPER.muted}; margin: 0 0 2pt 0; }}
th {{ text-align: right; border-bottom: 1px solid {theme.PAPER.border_strong}; font-weight: 600; }}
td {{ text-align: right; border-bottom: 1px solid {theme.PAPER.border}; white-space: nowrap; }}
"""

Draw = Callable[[QPainter, QRectF, float], None]
"""Draws into a box of the page, of whose units the last argument says how many are one pixel of a screen."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Something drawn over the whole width of the page, in its place in the text; `height`: in pixels of a screen."""

    height: int
    draw: Draw


def place(number: int) -> str:
    """Return where a drawing stands, as a paragraph of the page's HTML; `number`: its place among the drawings."""
    return f'<p><img src="{_PLACE}-{number}"></p>'


def pdf(title: str, body: str, drawings: Sequence[Drawing] = (), *, points: float = 8.5, lying: bool = False) -> bytes:
    """Return the file of a page's HTML, in as many pages as it needs, each with its number.

    The head of a table stands on each of them. `points`: size of the text; `lying`: wider than high.
    """
    octets = QByteArray()
    buffer = QBuffer(octets)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(title)
    writer.setCreator("Agent Desk")
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    margins = QMarginsF(*(4 * [_MARGIN_MM]))
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, margins, QPageLayout.Unit.Millimeter)
    )
    foot = _FOOT_MM / 25.4 * DPI
    sheet = QSizeF(writer.width(), writer.height() - foot)
    document = _document(writer, body, drawings, points, sheet)
    painter = QPainter(writer)
    for page in range(document.pageCount()):
        if page:
            writer.newPage()
        _paint(painter, document, drawings, QRectF(0, page * sheet.height(), sheet.width(), sheet.height()))
        painter.setFont(document.defaultFont())
        painter.setPen(theme.PAPER.color("text"))
        below = QRectF(0, sheet.height(), sheet.width(), foot)
        painter.drawText(below, 0x0082, f"{page + 1} / {document.pageCount()}")
    painter.end()
    buffer.close()
    return bytes(octets.data())


def table_html(table: Table, *, above: str = "") -> str:
    """Return a table of the hub as HTML: title, notes, what stands `above` the rows, columns of figures on the right."""
    head = "".join(
        f'<th align="{_side(one.form, at)}">{html.escape(one.title)}</th>' for at, one in enumerate(table.columns)
    )
    rows = "".join(_line(table, row) for row in table.rows)
    if table.total is not None and table.rows:
        rows += _line(table, table.total, bold=True)
    notes = "".join(f"<p>{html.escape(note)}</p>" for note in table.notes)
    return (
        f"<h1>{html.escape(table.title)}</h1>{notes}<p></p>{above}"
        f'<table width="100%" cellspacing="0" cellpadding="3"><thead><tr>{head}</tr></thead>{rows}</table>'
    )


def _side(form: FormWord, at: int) -> str:
    return "left" if at == 0 or form == "text" else "right"


def _line(table: Table, row: TableRow, *, bold: bool = False) -> str:
    cells = "".join(
        f'<td align="{_side(table.columns[at].form, at)}">{"<b>" if bold else ""}{html.escape(cell.text)}'
        f"{'</b>' if bold else ''}</td>"
        for at, cell in enumerate(row.cells)
    )
    return f"<tr>{cells}</tr>"


def _document(
    writer: QPdfWriter, body: str, drawings: Sequence[Drawing], points: float, sheet: QSizeF
) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    font = theme.paper_font()
    font.setPointSizeF(points)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(_STYLE)
    document.setDocumentMargin(0)
    for number, one in enumerate(drawings):
        # An image without anything on it keeps the place: text flows round it, and what is drawn stays sharp.
        empty = QImage(1, one.height, QImage.Format.Format_ARGB32_Premultiplied)
        empty.fill(0)
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"{_PLACE}-{number}"), empty)
    document.setHtml(body)
    document.setPageSize(sheet)
    return document


def _paint(painter: QPainter, document: QTextDocument, drawings: Sequence[Drawing], page: QRectF) -> None:
    layout = document.documentLayout()
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette = theme.palette(theme.PAPER)
    context.palette.setColor(QPalette.ColorRole.Text, theme.PAPER.color("text"))
    context.clip = page
    painter.save()
    painter.translate(0, -page.top())
    layout.draw(painter, context)
    for number, box in _places(document).items():
        if page.intersects(box):
            drawings[number].draw(painter, box, DPI / _SCREEN_DPI)
    painter.restore()


def _places(document: QTextDocument) -> dict[int, QRectF]:
    """Return where each drawing stands in the document."""
    found: dict[int, QRectF] = {}
    block = document.begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            name = parts.fragment().charFormat().toImageFormat().name()
            if name.startswith(f"{_PLACE}-"):
                found[int(name.removeprefix(f"{_PLACE}-"))] = document.documentLayout().blockBoundingRect(block)
            parts += 1
        block = block.next()
    return found
