"""Health: what every check saw last, the worst first; beside it what to do, and how the chosen one has changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.kit import health
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.kit.changes import HealthChanged
from agent_desk.schemas.kit.health import GROUPS, RANK, STATES, TEXTS, UNITS, HealthChangeRow, HealthRow
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.cards import Card, KeyValue
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.pills import Pill
from agent_desk.ui.kit.scrolled import ScrollArea
from agent_desk.ui.kit.tables import Column, Mark

POLL_MS = 15_000
"""States are told as they change; values are fetched so often."""


def text(code: str) -> str:
    """Return a word of the page in the language in force."""
    return words.say(TEXTS[code])


def name_of(row: HealthRow) -> str:
    """Return the check's name."""
    return words.pick(row.name_zh, row.name_en)


def where_of(row: HealthRow) -> str:
    """Return what was looked at: the thing, the hub, or the whole centre."""
    return " · ".join(part for part in (row.subject, row.place) if part) or text("whole_centre")


def value_of(value: float | None, unit: str) -> str:
    """Return a value with its unit."""
    if value is None:
        return ""
    shown = words.number(value, 0 if float(value).is_integer() else 1)
    said = UNITS[unit].say(words.language())
    return f"{shown}{'' if said in ('', '%') else ' '}{said}"


def now_of(row: HealthRow) -> str:
    """Return what was seen: the value, and what else is said of it."""
    said = words.pick(row.said_zh, row.said_en)
    value = value_of(row.value, row.unit)
    return words.with_more(value, said) if value and said else value or said


def bounds_of(row: HealthRow) -> str:
    """Return from which values it is to be watched, and bad."""
    kind = "below" if row.falls else "from"
    told = [
        text(f"{word}_{kind}").format(value=value_of(bound, row.unit))
        for word, bound in (("warn", row.warn), ("bad", row.bad))
        if bound is not None
    ]
    return ("；" if words.language() == "zh" else "; ").join(told)


def mark(row: HealthRow) -> Mark:
    """Return the state as a pill."""
    return Mark.of(STATES[row.state])


class HealthPage(ListPage):
    """The list, and beside it what to do about one."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        self.shown: HealthRow | None = None
        super().__init__(context, parent)
        self._changes: Feed[list[HealthChangeRow]] = Feed(
            context, self._ask_changes, cares=changes_of(HealthChanged, id_of=self._shown_id), parent=self
        )
        self.summary = Pill()
        self.look_button = Button(text("look"), icon="refresh-cw")
        self.look_button.clicked.connect(self.look)
        self.title = theme.label("", "heading", wrap=True)
        self.state = Pill()
        self.todo = theme.label("", "body", wrap=True, selectable=True)
        self.facts = KeyValue()
        self.lines = theme.label("", "body", wrap=True, selectable=True)
        self._build()
        self._show(None)

    def head(self) -> tuple[str, str]:
        return text("page"), text("note")

    def key(self, record: HealthRow) -> UUID:
        return record.id

    def make_feed(self) -> Feed[Any]:
        return Feed(self._context, self.ask, cares=self.cares, poll_ms=POLL_MS, parent=self)

    def cares(self, change: Change) -> bool:
        return HealthChanged.is_told_by(change)

    def ask(self) -> Request[list[HealthRow]]:
        return health.health

    def columns(self) -> list[Column[HealthRow]]:
        return [
            Column(
                text("state"),
                lambda row: mark(row).text,
                mark=mark,
                sort_key=lambda row: -RANK[row.state],
                width=100,
            ),
            Column(text("check"), name_of, icon=lambda row: row.icon, tooltip=name_of, width=212),
            Column(text("where"), where_of, tooltip=where_of),
            Column(text("value"), now_of, tooltip=now_of),
            Column(text("since"), lambda row: words.short(row.since_at), sort_key=lambda row: row.since_at, width=92),
        ]

    def records_of(self, answer: list[HealthRow]) -> list[HealthRow]:
        bad = sum(row.state == "bad" for row in answer)
        warn = sum(row.state in ("warn", "unknown") for row in answer)
        state = STATES["bad" if bad else "warn" if warn else "ok"]
        said = text("some_bad").format(bad=bad, warn=warn) if bad or warn else text("all_good")
        self.summary.set(said, tone=state.tone, icon=state.icon)
        if self.shown is not None:
            self._show(next((row for row in answer if row.id == self._shown_id()), None))
        return answer

    def open(self, record: HealthRow) -> None:
        self._show(record)

    def _build(self) -> None:
        self.head_actions.addWidget(self.summary)
        self.head_actions.addWidget(self.look_button)
        self.table.set_empty("activity", text("nothing"), text("nothing_hint"))
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, theme.SPACE_2, 0)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.title)
        column.addWidget(self.state)
        self._todo_title = theme.label(text("what_to_do"), "section")
        column.addWidget(self._todo_title)
        column.addWidget(self.todo)
        column.addWidget(self.facts)
        self._changes_title = theme.label(text("changes"), "section")
        column.addWidget(self._changes_title)
        self._panel = FeedPanel(self._context, self._changes, self.lines, self._came_changes)
        column.addWidget(self._panel)
        column.addStretch(1)
        card = Card(padding=theme.SPACE_4)
        card.add(ScrollArea(column), 1)
        card.setMinimumWidth(300)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._card)
        split.addWidget(card)
        split.setSizes([720, 320])
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        self.body.addWidget(split, 1)
        self.table.selected_record.connect(self._show)

    # -- the chosen one ----------------------------------------------------------------------------------------------

    def _shown_id(self) -> UUID | None:
        return self.shown.id if self.shown is not None else None

    def _show(self, row: HealthRow | None) -> None:
        another = row is not None and row.id != self._shown_id()
        self.shown = row
        for widget in (self.state, self._todo_title, self.todo, self.facts, self._changes_title, self._panel):
            widget.setVisible(row is not None)
        if row is None:
            self.title.setText(text("choose"))
            return
        self.title.setText(name_of(row))
        state = STATES[row.state]
        self.state.set(words.say(state), tone=state.tone, icon=state.icon)
        self.todo.setText(words.pick(row.todo_zh, row.todo_en))
        self.facts.set_rows(
            [
                (words.say(GROUPS[row.group]), where_of(row)),
                (text("value"), now_of(row)),
                (text("bounds"), bounds_of(row)),
                (text("since"), words.date_time(row.since_at)),
                (text("looked_at"), words.date_time(row.looked_at, seconds=True)),
            ]
        )
        if another:
            self._changes.anew(keep=True)

    def _ask_changes(self) -> Request[list[HealthChangeRow]] | None:
        row_id = self._shown_id()
        return (lambda api: health.changes(api, row_id)) if row_id is not None else None

    def _came_changes(self, rows: list[HealthChangeRow]) -> None:
        said = [
            " · ".join(
                part
                for part in (
                    words.short(row.at),
                    words.say(STATES[row.state]),
                    value_of(row.value, self.shown.unit if self.shown is not None else ""),
                    words.pick(row.said_zh, row.said_en),
                )
                if part
            )
            for row in rows
        ]
        self.lines.setText("\n".join(said) or text("no_changes"))

    # -- looking at once ---------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Have the hub look at once."""
        self.look_button.setEnabled(False)
        self._context.background.run(self, lambda: health.look(self._context.api), self._looked, self._not_looked)

    def _looked(self, rows: list[HealthRow]) -> None:
        self.look_button.setEnabled(True)
        self.model.replace(self.records_of(rows))
        self._context.notices.good(text("looked"), key="health.looked")

    def _not_looked(self, error: DeskError) -> None:
        self.look_button.setEnabled(True)
        self._context.tell(error)
