"""Who changed a record, when, and what: the last lines of the audit trail about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.administration import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.schemas.administration.records import AuditPage, AuditRow
from agent_desk.ui.kit import layouts, theme, words
from agent_desk.ui.kit.controls import Button, Divider
from agent_desk.ui.kit.pages import audit_text
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.undo import Undo

_SHOWN = 12


class History(QWidget):
    """The history of one record, for whoever edits it. `wanted_back` carries what the last change replaced, by field.

    `undo`: how that is read out of the trail; none where the record has no form.
    """

    wanted_back = Signal(object)

    def __init__(self, context: DeskContext, undo: Undo | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._undo = context, undo
        self._about = ("", "")
        self._feed: Feed[AuditPage] = Feed(context, self._ask, parent=self)
        self._rows: list[str] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.SPACE_2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_2)
        page.addWidget(Divider())
        head = QHBoxLayout()
        head.addWidget(theme.label(self.tr("History of changes"), "section"), 1)
        self.back_button = Button(self.tr("Take the last change back …"), icon="undo-2", size="small")
        self.back_button.setToolTip(self.tr("Puts what was there before into the form; it counts when it is saved"))
        self.back_button.clicked.connect(lambda: self.wanted_back.emit(self._before))
        self.back_button.hide()
        self._before: Mapping[str, Any] | None = None
        self._why_not = ""
        self.why_not = theme.label("", "caption", wrap=True)
        self.why_not.hide()
        head.addWidget(self.back_button)
        page.addLayout(head)
        page.addWidget(self.why_not)
        listed = QWidget()
        listed.setProperty("role", "plain")
        listed.setLayout(self._lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.states = FeedPanel(context, self._feed, listed, self._came)
        page.addWidget(self.states)

    def show_about(self, entity: str, entity_id: str, why_not: str = "") -> None:
        """The history of this record. `why_not`: why its last change cannot be taken back; "" where it can."""
        self._why_not = why_not
        self._offer()
        if (entity, entity_id) == self._about:
            self._feed.refresh()
            return
        self._show([])
        self._before = None
        self._offer()
        self._about = (entity, entity_id)
        self._feed.anew(keep=True)

    def _offer(self) -> None:
        """Offer to put back what the last change replaced, where the trail holds it by field; or say why not."""
        known = self._before is not None
        self.back_button.setVisible(known and not self._why_not)
        self.why_not.setText(self._why_not)
        self.why_not.setVisible(bool(self._why_not))

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
        undo = self._undo
        said = (undo.replaced(row) for row in page.items) if undo is not None else ()
        self._before = next((before for before in said if before is not None), None)
        self._offer()
        self._show([(self._head(row), audit_text.changes(row)) for row in page.items])
        if not page.items:
            self._lines.addWidget(theme.label(self.tr("Nothing was changed yet."), "muted"))

    def _head(self, row: AuditRow) -> str:
        return f"{words.short(row.at)} · {audit_text.who(row)} · {audit_text.action(row.action)}"

    def _show(self, lines: list[tuple[str, list[str]]]) -> None:
        layouts.empty(self._lines)
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
