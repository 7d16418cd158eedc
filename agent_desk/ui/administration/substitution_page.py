"""Substitution while somebody is away: who stands in for whom, named and ended by who manages people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.desk.people import operations
from agent_desk.schemas.people.changes import PersonChanged, SubstitutionChanged
from agent_desk.schemas.people.substitutions import Candidate, SubstitutionRow, Substitutions
from agent_desk.ui.administration.people_page import NEW
from agent_desk.ui.kit import shortcuts, theme, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.controls import Card
from agent_desk.ui.kit.inputs import Tick
from agent_desk.ui.kit.pages.history import History
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.pages.substitutes import SubstitutionDialog, columns, end_dialog, name, period, text, title
from agent_desk.ui.kit.tables import Column


class SubstitutionPage(ListPage):
    """The list, and beside it what one is about."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        self._people: Feed[list[Candidate]] = Feed(
            context, lambda: operations.substitution_candidates, cares=changes_of(PersonChanged)
        )
        super().__init__(context, parent)
        self.shown: SubstitutionRow | None = None
        self.dialog: SubstitutionDialog | None = None
        self.over = Tick(text("all"))
        self.new_button = Button(text("add"), icon="user-plus")
        self.end_button = Button(text("end"), icon="circle-off")
        self.title = theme.label("", "heading", wrap=True)
        self.about = theme.label("", "body", wrap=True, selectable=True)
        self.history = History(context)
        self._build()
        self._show(None)

    def head(self) -> tuple[str, str]:
        return text("page"), text("note")

    def key(self, record: SubstitutionRow) -> UUID:
        return record.id

    def columns(self) -> list[Column[SubstitutionRow]]:
        return columns()

    def cares(self, change: Change) -> bool:
        return SubstitutionChanged.is_told_by(change)

    def ask(self) -> Request[Substitutions]:
        return operations.substitutions

    def also(self) -> tuple[Feed[Any], ...]:
        return (self._people,)

    def records_of(self, answer: Substitutions) -> list[SubstitutionRow]:
        shown = self.shown
        if shown is not None:
            self._show(next((row for row in answer.items if row.id == shown.id), None))
        self.new_button.setVisible(answer.may_make)
        return [row for row in answer.items if self.over.value() or row.may_end]

    def open(self, record: SubstitutionRow) -> None:
        self._show(record)

    def _build(self) -> None:
        self.filters.addWidget(self.over)
        self.filters.addStretch(1)
        self.over.edited.connect(self.refresh)
        self.head_actions.addWidget(self.new_button)
        self.new_button.clicked.connect(self.add_substitution)
        self.end_button.clicked.connect(self.end)
        shortcuts.bind(self, NEW.id, self.add_substitution)
        self.new_button.set_shortcut(NEW.keys)
        self.table.set_empty("user-check", text("nothing"))
        card = Card(padding=theme.SPACE_4)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.title)
        column.addWidget(self.about)
        row = QHBoxLayout()
        row.addWidget(self.end_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.history)
        column.addStretch(1)
        card.body.addLayout(column)
        card.setMinimumWidth(320)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._card)
        split.addWidget(card)
        split.setSizes([680, 340])
        self.body.addWidget(split, 1)
        self.table.selected_record.connect(self._show)

    def _show(self, row: SubstitutionRow | None) -> None:
        self.shown = row
        self.end_button.setVisible(row is not None and row.may_end)
        self.title.setText(title(row) if row is not None else text("choose"))
        self.about.setText("\n".join(self._lines(row)) if row is not None else "")
        self.history.setVisible(row is not None and self._context.session.may("audit.view"))
        if row is not None:
            self.end_button.set_label(text("take_back" if row.state == "planned" else "end"))
            self.history.show_about("substitution", str(row.id))

    def _lines(self, row: SubstitutionRow) -> list[str]:
        roles = self.tr(", ").join(words.pick(one.name_zh, one.name_en) for one in row.roles) or "–"
        return [
            period(row),
            f"{text('roles')}: {roles}",
            f"{text('reason')}: {row.reason}",
            f"{text('made_by')}: {name(row.made_by)}, {words.short(row.made_at)}",
        ]

    def add_substitution(self) -> None:
        """Ask who stands in for whom."""
        people, found = self._people.now, self.feed.now
        if people is None or found is None or not found.may_make:
            return
        self.dialog = SubstitutionDialog(self._context, people, found.longest_days, own=False, parent=self)
        self.dialog.saved.connect(lambda _row: self.refresh())
        self.dialog.destroyed.connect(self._dialog_gone)
        self.dialog.open()

    def _dialog_gone(self) -> None:
        self.dialog = None

    def end(self) -> None:
        """Ask whether, and why, the chosen one ends now."""
        row = self.shown
        if row is not None and row.may_end:
            dialog = end_dialog(self._context, row, self)
            dialog.saved.connect(lambda _row: self.refresh())
            dialog.open()
