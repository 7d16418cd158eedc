"""Gateways: every system outside, where it is and how it answers; below, which of them people may sign in by."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit import gateways
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, changes_of
from agent_desk.schemas.kit.changes import HealthChanged
from agent_desk.schemas.kit.gateways import STANDS, SWITCHED, TEXTS, GatewayRow
from agent_desk.schemas.kit.health import STATES
from agent_desk.schemas.people.settings import GATEWAYS
from agent_desk.schemas.settings.changes import SettingChanged
from agent_desk.ui.administration.health_page import POLL_MS, value_of
from agent_desk.ui.administration.settings_page import SettingPage
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Card
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView

LIST_PX = 204


def text(code: str) -> str:
    """Return a word of the page in the language in force."""
    return words.say(TEXTS[code])


def stand(row: GatewayRow) -> Mark:
    """Return whether it is the real system, its twin, or none."""
    return Mark.of(STANDS[row.stand])


def switched(row: GatewayRow) -> Mark | None:
    """Return whether it is switched on; nothing where it cannot be switched."""
    return None if row.on is None else Mark.of(SWITCHED["on" if row.on else "off"])


def state(row: GatewayRow) -> Mark | None:
    """Return how it was when it was last looked at; nothing where nobody looked."""
    return None if row.state is None else Mark.of(STATES[row.state])


def answer_of(row: GatewayRow) -> str:
    """Return what it answered last, and when that was."""
    if row.looked_at is None:
        return "" if row.stand == "none" else text("not_looked")
    parts = (value_of(row.value, row.unit), words.pick(row.said_zh, row.said_en))
    told = " · ".join(part for part in parts if part)
    at = text("looked_at").format(at=words.short(row.looked_at))
    return f"{told} · {at}" if told else at


def _said(mark: Mark | None) -> str:
    return "" if mark is None else mark.text


class GatewaysPage(SettingPage):
    """The list above the setting's form."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, GATEWAYS, parent)
        self.model: TableModel[GatewayRow] = TableModel(_columns(), key=lambda row: row.code)
        self.table: TableView[GatewayRow] = TableView(self.model)
        self.table.setAccessibleName(self.head()[0])
        self.table.set_empty("link", text("nothing"))
        cares = changes_of(HealthChanged, SettingChanged)
        self.list: Feed[list[GatewayRow]] = Feed(
            context, lambda: gateways.gateways, cares=cares, poll_ms=POLL_MS, parent=self
        )
        card = Card(padding=theme.SPACE_3)
        card.add(FeedPanel(context, self.list, self.table, self.model.replace), 1)
        card.setFixedHeight(LIST_PX)
        self.body.insertWidget(0, card)

    def focus_home(self) -> QWidget:
        """The list: the arrows walk it."""
        return self.table


def _columns() -> list[Column[Any]]:
    return [
        Column(
            text("name"),
            lambda row: words.pick(row.name_zh, row.name_en),
            icon=lambda row: row.icon,
            tooltip=lambda row: words.pick(row.use_zh, row.use_en),
            width=188,
        ),
        Column(text("address"), lambda row: row.address, tooltip=lambda row: row.address),
        Column(text("stand"), lambda row: stand(row).text, mark=stand, width=116),
        Column(text("switch"), lambda row: _said(switched(row)), mark=switched, width=96),
        Column(text("state"), lambda row: _said(state(row)), mark=state, width=100),
        Column(text("answer"), answer_of, tooltip=answer_of),
    ]
