"""The article as it is read: Markdown in a browser dressed in the theme's colours, with the words of the question marked."""

import re
import uuid
from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from agent_desk.desk.knowledge.operations import find_terms
from agent_desk.schemas.knowledge.records import Related
from agent_desk.ui.kit import theme
from agent_desk.ui.knowledge.marked_text import utf16

SCHEME = "article"
_LINE_PERCENT = 122.0
_HEADING_PX = 14
_SIGNS = re.compile(r"([][\\*_`<>])")
_ESCAPED = r"\\\1"


class ArticleBrowser(QTextBrowser):
    """`wanted` carries the id of an article that was named and clicked. Nothing else is a link: no web, no files."""

    wanted = Signal(uuid.UUID)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._terms: list[str] = []
        self._markdown = ""
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.anchorClicked.connect(self._clicked)
        self.setAccessibleName(self.tr("Article"))
        theme.changed.connect(self._dress)

    def show_body(self, body: str, related: Sequence[Related], terms: Sequence[str], heading: str) -> None:
        """Show an article's body with its related articles below `heading`; `terms` are marked."""
        self._terms = list(terms)
        self._markdown = _spaced(_with_links(body, related)) + _list_of(related, heading)
        self._dress()

    def _dress(self) -> None:
        place = self.verticalScrollBar().value()
        document = self.document()
        document.setDefaultFont(theme.font())
        document.setDocumentMargin(0)
        document.setIndentWidth(20)
        features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
        document.setMarkdown(self._markdown, features)
        _dress_blocks(document)
        _dress_tables(document)
        self._mark()
        self.verticalScrollBar().setValue(place)

    def _mark(self) -> None:
        ground = QTextCharFormat()
        ground.setBackground(theme.current().color("highlight"))
        text = self.toPlainText()
        marks = []
        for start, end in utf16(text, find_terms(text, self._terms)):
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format = ground
            marks.append(mark)
        self.setExtraSelections(marks)

    def marked(self) -> list[str]:
        """Return the pieces of text that are marked."""
        return [mark.cursor.selectedText() for mark in self.extraSelections()]

    def selected_text(self) -> str:
        """Return what a person has selected, with line breaks as such."""
        return self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")

    def _clicked(self, url: QUrl) -> None:
        if url.scheme() == SCHEME:
            self.wanted.emit(uuid.UUID(url.path()))


def _spaced(body: str) -> str:
    """Return a blank line before each heading: without one Qt takes it for the last row of a table above it."""
    return re.sub(r"^(?=#{1,6}\s)", "\n", body, flags=re.MULTILINE)


def _with_links(body: str, related: Sequence[Related]) -> str:
    """Codes of articles that may be read become links."""
    ids = {one.code: one.id for one in related}

    def link(found: re.Match[str]) -> str:
        code = found.group()
        return f"[{code}]({SCHEME}:{ids[code]})" if code in ids else code

    return re.sub(r"\bK\d{4,}\b", link, body, flags=re.ASCII)


def _list_of(related: Sequence[Related], heading: str) -> str:
    if not related:
        return ""
    lines = [f"- [{_SIGNS.sub(_ESCAPED, one.title)}]({SCHEME}:{one.id})" for one in related]
    return f"\n\n## {heading}\n" + "\n".join(lines)


def _dress_blocks(document: QTextDocument) -> None:
    tokens = theme.current()
    cursor = QTextCursor(document)
    block = document.begin()
    first = True
    while block.isValid():
        level = block.blockFormat().headingLevel()
        shape = QTextBlockFormat()
        shape.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setTopMargin(0 if first else theme.SPACE_4 if level else 2)
        shape.setBottomMargin(theme.SPACE_1 if level else 2)
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeBlockFormat(shape)
        if level:
            face = QTextCharFormat()
            face.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
            face.setProperty(QTextFormat.Property.FontPixelSize, _HEADING_PX)
            face.setFontWeight(QFont.Weight.DemiBold)
            face.setForeground(tokens.color("text"))
            cursor.mergeCharFormat(face)
        _dress_links(document, block.position(), block.length())
        first = False
        block = block.next()


def _dress_links(document: QTextDocument, start: int, length: int) -> None:
    block = document.findBlock(start)
    iterator = block.begin()
    places = []
    while not iterator.atEnd():
        piece = iterator.fragment()
        if piece.isValid() and piece.charFormat().isAnchor():
            places.append((piece.position(), piece.length()))
        iterator += 1
    for at, size in places:
        cursor = QTextCursor(document)
        cursor.setPosition(at)
        cursor.setPosition(at + size, QTextCursor.MoveMode.KeepAnchor)
        face = QTextCharFormat()
        face.setForeground(theme.current().color("accent_ink"))
        face.setFontUnderline(False)
        cursor.mergeCharFormat(face)


def _dress_tables(document: QTextDocument) -> None:
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            shape = frame.format()
            shape.setBorder(1)
            shape.setBorderBrush(theme.current().color("border_strong"))
            shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            shape.setBorderCollapse(True)
            shape.setCellPadding(4)
            shape.setCellSpacing(0)
            shape.setTopMargin(theme.SPACE_1)
            shape.setBottomMargin(theme.SPACE_1)
            shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            frame.setFormat(shape)
