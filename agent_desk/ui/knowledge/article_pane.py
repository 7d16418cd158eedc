"""One article beside the call: what may be read aloud, the steps, and what an agent does with it."""

import html
import uuid
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.knowledge.operations import full_text, reference, sections
from agent_desk.schemas.knowledge.records import Article
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, Icon, IconButton, Menu, label
from agent_desk.ui.kit.copying import copy_own
from agent_desk.ui.knowledge import keys
from agent_desk.ui.knowledge.reading import ArticleBrowser

_SCRIPT_PX = 14


class ArticlePane(QWidget):
    """Shows one article. `copied` comes after the action; `insert_wanted` carries text for the notes."""

    copied = Signal()
    insert_wanted = Signal(str)
    right_wanted = Signal()
    article_wanted = Signal(uuid.UUID)
    """The id of a related article."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.article: Article | None = None
        self._title = theme.label("", "heading", wrap=True, selectable=True)
        self._title_en = theme.label("", "muted", wrap=True)
        self._meta = theme.label("", "caption", wrap=True)
        self._script = theme.label("", "body", wrap=True, selectable=True)
        self._script.setTextFormat(Qt.TextFormat.RichText)
        self._script_frame = self._make_script()
        self.browser = ArticleBrowser()
        self.copy_button = Button(self.tr("Copy"), icon="copy", size="small")
        self._menu = Menu(self)
        self.copy_button.set_menu(self._menu)
        self.insert_button = Button(self.tr("To notes"), icon="clipboard-list", size="small")
        self.right_button = Button(self.tr("Was right"), icon="thumbs-up", size="small")
        self._build()
        self.insert_button.clicked.connect(self.insert)
        self.right_button.clicked.connect(self.right_wanted)
        self.browser.wanted.connect(self.article_wanted)

    def _make_script(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "banner")
        frame.setProperty("tone", "info")
        column = QVBoxLayout(frame)
        column.setContentsMargins(theme.SPACE_3, theme.SPACE_1, theme.SPACE_1, theme.SPACE_3)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(Icon("megaphone", "accent_ink"))
        caption = label(self.tr("May be read aloud"), "section")
        theme.restyle(caption, tone="accent")
        head.addWidget(caption)
        head.addStretch(1)
        self.copy_script_button = IconButton("copy", self.tr("Copy the script"), size="small")
        self.copy_script_button.set_shortcut(keys.COPY.keys)
        self.copy_script_button.clicked.connect(self.copy_script)
        head.addWidget(self.copy_script_button)
        column.addLayout(head)
        self._script.setContentsMargins(0, 0, theme.SPACE_2, 0)
        column.addWidget(self._script)
        return frame

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._title_en)
        head.addWidget(self._meta)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_2)
        foot.addWidget(self.copy_button)
        foot.addWidget(self.insert_button)
        foot.addStretch(1)
        foot.addWidget(self.right_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_3)
        page.addLayout(head)
        page.addWidget(self._script_frame)
        page.addWidget(self.browser, 1)
        page.addLayout(foot)

    def show_article(self, article: Article, terms: Sequence[str], *, was_right: bool = False, scroll: int = 0) -> None:
        """Show it; `terms` are marked in the body, `scroll` is where the reader was."""
        self.article = article
        self._title.setText(article.title)
        self._title_en.setText(article.title_en)
        self._title_en.setVisible(bool(article.title_en) and words.language() == "en")
        self._meta.setText(self._facts(article))
        self._script.setText(_aloud(article.script))
        self._script.setAccessibleName(article.script)
        self._script_frame.setVisible(bool(article.script))
        self.browser.show_body(article.body, article.related, terms, self.tr("Related"))
        self.browser.verticalScrollBar().setValue(scroll)
        self.set_right(was_right)
        self._fill_menu(article)

    def _facts(self, article: Article) -> str:
        parts = [words.pick(article.category.name_zh, article.category.name_en)]
        if article.state != "published":
            parts.append({"draft": self.tr("draft"), "retired": self.tr("retired")}[article.state])
        if article.valid_until is not None:
            parts.append(self.tr("valid until {day}").format(day=_day(article.valid_until)))
        elif article.valid_from is not None:
            parts.append(self.tr("valid from {day}").format(day=_day(article.valid_from)))
        return " · ".join(parts)

    def _fill_menu(self, article: Article) -> None:
        self._menu.clear()
        if article.script:
            self._menu.add(self.tr("Script"), self.copy_script, icon="megaphone", shortcut=keys.COPY.keys)
        for section in sections(article.body):
            self._menu.add(section.title or self.tr("Beginning"), partial(self.copy, section.text), icon="list")
        self._menu.add(self.tr("Whole article"), self._copy_all, icon="file-text")

    def set_right(self, noted: bool) -> None:
        """Whether "was right" has been noted for this article in this call."""
        self.right_button.setEnabled(not noted)
        self.right_button.set_label(self.tr("Noted") if noted else self.tr("Was right"))

    def copy_script(self) -> None:
        """The selection if there is one, else the script, else the whole article, to the clipboard."""
        if self.article is not None:
            self.copy(self.browser.selected_text() or self.article.script or full_text(self.article))

    def _copy_all(self) -> None:
        if self.article is not None:
            self.copy(full_text(self.article))

    def copy(self, text: str) -> None:
        """Put text on the clipboard and say so."""
        copy_own(text)
        self.copied.emit()

    def insert(self) -> None:
        """Offer the selection, with where it is from, or the article's name alone, to the notes."""
        if self.article is not None:
            chosen = self.browser.selected_text()
            named = reference(self.article)
            self.insert_wanted.emit(f"{named}：{chosen}" if chosen else named)


def _aloud(script: str) -> str:
    """Return what is read aloud is larger and airier than what is read over; plain text in, no markup of its own."""
    lines = html.escape(script).replace("\n", "<br>")
    return f'<p style="margin: 0; font-size: {_SCRIPT_PX}px; line-height: 112%">{lines}</p>'


def _day(day: date) -> str:
    return words.date(datetime.combine(day, time(12), words.zone()))
