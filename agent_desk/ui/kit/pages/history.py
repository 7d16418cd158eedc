"""Who changed a record, when, and what: the last lines of the audit trail about it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.administration import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.schemas.administration.records import AuditPage, AuditRow
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Divider
from agent_desk.ui.kit.pages import audit_text
from agent_desk.ui.kit.pages.feed_panel import FeedPanel

_SHOWN = 12


class History(QWidget):
    """The history of one record, for whoever edits it."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._about = ("", "")
        self._feed: Feed[AuditPage] = Feed(context, self._ask, parent=self)
        self._rows: list[str] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.SPACE_2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_2)
        page.addWidget(Divider())
        page.addWidget(theme.label(self.tr("History of changes"), "section"))
        listed = QWidget()
        listed.setProperty("role", "plain")
        listed.setLayout(self._lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.states = FeedPanel(context, self._feed, listed, self._came)
        page.addWidget(self.states)

    def show_about(self, entity: str, entity_id: str) -> None:
        """The history of this record."""
        if (entity, entity_id) == self._about:
            self._feed.refresh()
            return
        self._show([])
        self._about = (entity, entity_id)
        self._feed.anew(keep=True)

    def refresh(self) -> None:
        """Fetch again."""
        self._feed.refresh()

    def _ask(self) -> Request[AuditPage] | None:
        entity, entity_id = self._about
        return (lambda api: operations.history(api, entity, entity_id=entity_id, limit=_SHOWN)) if entity else None

    def texts(self) -> list[str]:
        """Return what is shown, a line each."""
        return list(self._rows)

    def _came(self, page: AuditPage) -> None:
        self._show([(self._head(row), audit_text.changes(row)) for row in page.items])
        if not page.items:
            self._lines.addWidget(theme.label(self.tr("Nothing was changed yet."), "muted"))

    def _head(self, row: AuditRow) -> str:
        return f"{words.short(row.at)} · {audit_text.who(row)} · {audit_text.action(row.action)}"

    def _show(self, lines: list[tuple[str, list[str]]]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = ["; ".join((head, *changed)) for head, changed in lines]
        for (head, changed), said in zip(lines, self._rows, strict=True):
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(theme.label(head, "caption", wrap=True))
            for line in changed:
                column.addWidget(theme.label(line, wrap=True))
            box.setAccessibleName(said)
            self._lines.addWidget(box)
