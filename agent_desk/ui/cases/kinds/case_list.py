"""The list of one register: its own columns, filtered by state, mine, late, today, and words."""

from __future__ import annotations

import uuid
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import kinds
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import PagedFeed, PageRequest
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.cases.kinds.changes import KindCaseChanged
from agent_desk.schemas.cases.kinds.definition import FieldSpec, Kind
from agent_desk.schemas.cases.kinds.records import KindCasePage, KindCaseRow
from agent_desk.ui.cases.kinds import fields
from agent_desk.ui.cases.kinds.fields import called, text
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.controls import Button, SearchField, Segmented
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView

PAGE: Final = 100
VIEWS: Final = ("open", "mine", "late", "today", "all")
_WIDTHS: Final = {"moment": 110, "date": 110, "money": 110, "number": 90, "telephone": 120, "person": 90, "branch": 120}


_FIRST_OWN: Final = 4
"""Before the register's own columns stand state, due time, number and title."""
_OWN_PX, _COLUMN_PX = 500, 96


class CaseList(QWidget):
    """The list. `selected`: another row is current (its id, or None); `chosen`: by Enter or double click."""

    selected = Signal(object)
    chosen = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.kind: Kind | None = None
        self.wanted: uuid.UUID | None = None
        """A case that is shown already: the list points at it where it has it, and at no other."""
        self.feed: PagedFeed[KindCasePage] = PagedFeed(
            context, self._ask, key=lambda row: row.id, cares=self._cares, parent=self
        )
        self.view = Segmented([(one, text(one)) for one in VIEWS])
        self.state = Choice(placeholder=text("any_state"))
        self.search = SearchField(text("search"))
        self.more = Button(text("show_more"), size="small")
        self.count = theme.label("", "caption")
        self.model: TableModel[KindCaseRow] = TableModel([], key=lambda row: row.id)
        self.table: TableView[KindCaseRow] = TableView(self.model)
        self._lay()
        self.view.changed.connect(lambda _view: self.anew())
        self.state.edited.connect(self.anew)
        self.search.searched.connect(lambda _text: self.anew())
        self.search.moved.connect(lambda by: self.table.step(by))
        self.more.clicked.connect(self.feed.more)

    def focus_home(self) -> QWidget:
        """The list: the arrows walk it."""
        return self.table

    def _lay(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_2)
        top.addWidget(self.view)
        top.addWidget(self.state)
        top.addWidget(self.search, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.more)
        self.more.hide()
        content = QWidget()
        self._inner = QVBoxLayout(content)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(theme.SPACE_2)
        self._inner.addWidget(self.table, 1)
        self._inner.addLayout(foot)
        self.states = FeedPanel(self._context, self.feed, content, self._show)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_2)
        page.addLayout(top)
        page.addWidget(self.states, 1)

    # -- which register ----------------------------------------------------------------------------------------------

    def show_kind(self, kind: Kind) -> None:
        """List this register; the table has its columns."""
        if kind == self.kind:
            return
        other = self.kind is None or kind.code != self.kind.code
        self.kind = kind
        self.model = TableModel(self._columns(kind), key=lambda row: row.id)
        table: TableView[KindCaseRow] = TableView(self.model)
        table.setAccessibleName(called(kind))
        table.selected_record.connect(lambda row: self.selected.emit(row.id if row is not None else None))
        table.activated_record.connect(lambda row: self.chosen.emit(row.id))
        self._inner.replaceWidget(self.table, table)
        self.table.hide()
        self.table.deleteLater()
        self.table = table
        self._settle_columns()
        if other:
            self.view.set_value("open")
            self.search.clear()
        now = self.state.value()
        self.state.set_options(
            [Option(None, text("any_state")), *(Option(one.code, called(one)) for one in kind.states)]
        )
        self.state.set_value(now if now in kind.states_by_code and not other else None)
        self.anew()

    def _columns(self, kind: Kind) -> list[Column[KindCaseRow]]:
        title = kind.fields_by_code[kind.title]
        shown = [
            kind.fields_by_code[code] for code in kind.columns if code in kind.fields_by_code and code != kind.title
        ]
        return [
            Column(text("state"), _state_said(kind), mark=_state_mark(kind), width=112),
            Column(
                text("due"),
                lambda row: _due(row).text,
                mark=lambda row: fields.due_mark(row),
                sort_key=lambda row: row.due_at,
                width=118,
            ),
            Column(text("number"), lambda row: row.number, width=130),
            Column(called(title), lambda row: row.title, tooltip=lambda row: row.title),
            *(self._column(one) for one in shown),
            Column(text("owner"), _owner, width=80),
        ]

    def _column(self, field: FieldSpec) -> Column[KindCaseRow]:
        return Column(
            called(field),
            lambda row: fields.short(field, row),
            align="right" if field.type in ("money", "number") else "left",
            tooltip=lambda row: fields.said(field, row),
            width=_WIDTHS.get(field.type, 0),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_columns()

    def _settle_columns(self) -> None:
        """As many of the register's own columns as there is room for; who has it, where there is room for all."""
        room = (self.width() - _OWN_PX) // _COLUMN_PX
        last = self.model.columnCount() - 1
        for at in range(_FIRST_OWN, last + 1):
            self.table.setColumnHidden(at, at - _FIRST_OWN >= room)

    # -- what is asked -----------------------------------------------------------------------------------------------

    def anew(self) -> None:
        """Ask with the filters as they are."""
        if self.kind is not None:
            self.feed.anew()

    def refresh(self) -> None:
        """Fetch again, as many rows as are shown."""
        self.feed.refresh()

    def _cares(self, change: Change) -> bool:
        told = KindCaseChanged.read(change)
        return told is not None and self.kind is not None and told.kind == self.kind.code

    def _ask(self) -> PageRequest[KindCasePage] | None:
        kind = self.kind
        if kind is None:
            return None
        view, code = self.view.value(), kind.code
        today = words.local(elapsed.now()).date().isoformat()
        wanted: dict[str, Any] = {
            "state": self.state.value() or "",
            "mine": view == "mine",
            "late": view == "late",
            "over": view in ("all", "today"),
            "day": today if view == "today" else "",
            "text": self.search.value(),
            "limit": PAGE,
        }
        return lambda api, after: kinds.cases(api, code, **wanted, after=after)

    def _show(self, page: KindCasePage) -> Nothing | None:
        self.model.replace(page.items)
        self.more.setVisible(page.next is not None)
        said = text("first") if page.next is not None else text("listed")
        self.count.setText(said.format(n=len(page.items)) if page.items else "")
        if page.items:
            wanted, self.wanted = self.wanted, None
            if wanted is not None:
                self.table.select_key(wanted)
            elif self.table.current_record() is None:
                self.table.selectRow(0)
            return None
        if self.wanted is None:
            self.selected.emit(None)
        return Nothing("inbox", text("nothing"), text("nothing_hint"))


def _state_said(kind: Kind) -> Any:
    return lambda row: called(kind.states_by_code[row.state]) if row.state in kind.states_by_code else row.state


def _state_mark(kind: Kind) -> Any:
    """A case of an earlier version may be in a state that is no more."""
    return lambda row: (
        fields.state_mark(kind.states_by_code[row.state]) if row.state in kind.states_by_code else Mark(row.state)
    )


def _owner(row: KindCaseRow) -> str:
    return words.pick(row.owner.name, row.owner.name_en) if row.owner is not None else "–"


def _due(row: KindCaseRow) -> Mark:
    return fields.due_mark(row) or Mark("–")
