"""On a complaint's page: complaints that look like the same matter, and those that were said to be; linked, unlinked, merged into."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.cases import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.schemas.cases.changes import ComplaintChanged
from agent_desk.schemas.cases.records import Complaint
from agent_desk.schemas.cases.text_told import Neighbour, SameMatterForm
from agent_desk.ui.cases.neighbour_lines import NeighbourLines
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import label
from agent_desk.ui.kit.pages.feed_panel import FeedPanel

_SHOWN = 8


class NeighboursPanel(QWidget):
    """`read_wanted` and `merge_wanted` carry a Neighbour."""

    read_wanted = Signal(object)
    merge_wanted = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.complaint_id: uuid.UUID | None = None
        self._links = self._merges = False
        self.feed: Feed[list[Neighbour]] = Feed(
            context, self._ask, cares=changes_of(ComplaintChanged, id_of=lambda: self.complaint_id), parent=self
        )
        self.lines = NeighbourLines(_SHOWN)
        self.none = label(self.tr("No other complaint looks like the same matter."), "caption", wrap=True)
        content = QWidget()
        within = QVBoxLayout(content)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(self.none)
        within.addWidget(self.lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(label(self.tr("Looks like the same matter"), "section"))
        column.addWidget(FeedPanel(context, self.feed, content, self._show))
        self.lines.read_wanted.connect(self.read_wanted)
        self.lines.merge_wanted.connect(self.merge_wanted)
        self.lines.same_wanted.connect(self._link)

    def show_complaint(self, complaint: Complaint | None) -> None:
        """Turn to this complaint; None to nothing."""
        if complaint is None:
            self.complaint_id = None
            self.feed.forget()
            return
        may = "note" in complaint.may and complaint.recused in (None, "took_call")
        merges = any(way.enters == "merged" for way in complaint.ways)
        anew = complaint.id != self.complaint_id
        self.complaint_id = complaint.id
        shown = (may, merges) != (self._links, self._merges) and not anew
        self._links, self._merges = may, merges
        if anew:
            self.feed.anew()
        elif shown and self.feed.now is not None:
            self._show(self.feed.now)

    def _ask(self) -> Request[list[Neighbour]] | None:
        wanted = self.complaint_id
        return None if wanted is None else lambda api: operations.neighbours(api, wanted)

    def _show(self, found: list[Neighbour]) -> None:
        self.none.setVisible(not found)
        self.lines.show_cases(found, self._offer, merge=self._merges)

    def _offer(self, one: Neighbour) -> str:
        if not self._links:
            return ""
        return self.tr("Not the same") if one.linked else self.tr("Same matter")

    def _link(self, one: Neighbour) -> None:
        """Say that it is the same matter, or that it is not after all; the answer of the hub shows it."""
        api, this = self._context.api, self.complaint_id
        if this is None:
            return
        other = one.id
        if one.linked:
            self._context.background.run(
                self, lambda: operations.unlink(api, this, other), self._said, self._context.tell
            )
        else:
            form = SameMatterForm(other=other)
            self._context.background.run(self, lambda: operations.link(api, this, form), self._said, self._context.tell)

    def _said(self, _nothing: None) -> None:
        self.feed.refresh()
