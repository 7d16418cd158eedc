"""The agents of the floor: filter, order, lines or cards, and what a supervisor may do with those who are chosen."""

import uuid
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.figures.board import Cell
from agent_desk.schemas.figures.board import AgentRow, Board
from agent_desk.schemas.figures.views import AgentLook
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Card, IconButton, SearchField, Segmented
from agent_desk.ui.kit.finding import finds
from agent_desk.ui.kit.floor_presentation import person_name, queue_name, state_rank
from agent_desk.ui.supervising.agent_cards import AgentCards

WIDE_PX, LEAST_PX = 1100, 640
"""So wide the panel has room for every filter, and for the few that stay."""
STATES: dict[str, tuple[str, ...]] = {
    "all": (),
    "ready": ("ready",),
    "talking": ("talking", "on_hold"),
    "after": ("after_call_work",),
    "away": ("not_ready",),
}


class AgentPanel(Card):
    """Cards of everybody on the floor. `menu_wanted` (AgentRow, QPoint) leaves for whoever may steer."""

    menu_wanted = Signal(object, object)
    look_changed = Signal()
    """The person wants lines or cards from now on."""
    explained = Signal(object)
    """Cell: what an agent has answered that day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Agents"), icon="users", parent=parent)
        self._board: Board | None = None
        states = [
            ("all", self.tr("All")),
            ("ready", self.tr("Ready")),
            ("talking", self.tr("In a call")),
            ("after", self.tr("After call")),
            ("away", self.tr("Not ready")),
            ("lost", self.tr("Seat lost")),
        ]
        self.state = Segmented([*states])
        self.short_state = Choice([*states])
        """The same where the panel is narrow."""
        self.search = SearchField(self.tr("Name or code"))
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(180)
        self.look = IconButton("list", self.tr("Agents as lines, or as cards"), size="small")
        self.look.setCheckable(True)
        self.look.clicked.connect(self._turn_look)
        self.queue = Choice([("", self.tr("All queues"))])
        self.team = Choice([("", self.tr("All teams"))])
        self.order = Choice(
            [
                ("code", self.tr("By code")),
                ("state", self.tr("By state")),
                ("longest", self.tr("Longest in state")),
                ("calls", self.tr("Most calls")),
                ("aht", self.tr("Longest AHT")),
            ]
        )
        for choice, value, what in (
            (self.queue, "", self.tr("Queue")),
            (self.team, "", self.tr("Team")),
            (self.order, "code", self.tr("Order")),
            (self.short_state, "all", self.tr("State")),
        ):
            choice.set_value(value)
            choice.setAccessibleName(what)
        for choice in (self.queue, self.team, self.order):
            choice.edited.connect(self._show)
        self.state.changed.connect(lambda _: self._narrow())
        self.short_state.edited.connect(lambda: self._narrow(str(self.short_state.value())))
        self.search.searched.connect(lambda _: self._show())
        self._head()
        self.cards = AgentCards()
        self.cards.menu_wanted.connect(self._menu)
        self.cards.calls_wanted.connect(self._explain)
        self.look.setChecked(True)
        self.add(self.cards, 1)

    def _head(self) -> None:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        for widget in (self.state, self.short_state, self.queue, self.team, self.order, self.search, self.look):
            row.addWidget(widget)
        self.add_header(box)
        # Its filters take less room once it is narrow: until then they must not keep it wide.
        self.setMinimumWidth(LEAST_PX)
        self._fit()

    def _fit(self) -> None:
        """Where the panel is narrow its filters take less room: states in a list, and what is rarely asked for goes."""
        live = self._board is None or self._board.live
        narrow = self.width() < WIDE_PX
        self.state.setVisible(live and not narrow)
        self.short_state.setVisible(live and narrow)
        self.order.setVisible(not narrow)
        self.team.setVisible(not narrow and self.team.count() > 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_look(self, look: AgentLook) -> None:
        """A line for each, or cards."""
        self.look.setChecked(look == "rows")
        self.cards.set_look(look)

    def _turn_look(self) -> None:
        self.cards.set_look("rows" if self.look.isChecked() else "cards")
        self.look_changed.emit()

    def _narrow(self, state: str | None = None) -> None:
        """Show those in a state; both choices of it say the same."""
        wanted = str(self.state.value()) if state is None else state
        self.state.set_value(wanted)
        if self.short_state.value() != wanted:
            self.short_state.set_value(wanted)
        self._show()

    def set_board(self, board: Board) -> None:
        """Show this board's agents; filters stay as they are."""
        self._board = board
        self._offer(self.queue, self.tr("All queues"), {row.queue.code: queue_name(row.queue) for row in board.queues})
        teams = {row.team.code: words.pick(row.team.name_zh, row.team.name_en) for row in board.agents if row.team}
        self._offer(self.team, self.tr("All teams"), teams)
        self.queue.setVisible(board.live)
        self._fit()
        self._show()

    def _offer(self, choice: Choice, everything: str, names: dict[str, str]) -> None:
        options: list[tuple[Any, str]] = [("", everything), *sorted(names.items())]
        if [(choice.itemData(at), choice.itemText(at)) for at in range(choice.count())] != options:
            choice.set_options(options)
            if choice.value() is None:
                choice.set_value("")

    def narrow_to_state(self, state: str) -> None:
        """Show only the agents in a state: "ready", "talking" (held too) ... Asked for twice: all again."""
        self._narrow("all" if self.state.value() == state else state)

    def narrow_to_queue(self, code: str) -> None:
        """Show only the agents of a queue."""
        self.queue.set_value(code)

    def rows(self) -> list[AgentRow]:
        """Return what is shown, in order."""
        return self.cards.records.records()

    def everybody(self) -> list[AgentRow]:
        """Return everybody on the board, whatever is filtered."""
        return list(self._board.agents) if self._board is not None else []

    def _show(self) -> None:
        board = self._board
        if board is None:
            return
        found = [row for row in board.agents if self._wanted(row, board.live)]
        found.sort(key=_ORDERS[str(self.order.value() or "code")])
        self._say_empty(board, bool(board.agents))
        self.cards.show_rows(found)

    def _wanted(self, row: AgentRow, live: bool) -> bool:
        if not finds(self.search.text(), row.person.name, row.person.name_en, row.person.agent_code or ""):
            return False
        if self.team.value() and (row.team is None or row.team.code != self.team.value()):
            return False
        if not live:
            return True
        if self.queue.value() and self.queue.value() not in row.queues:
            return False
        chosen = str(self.state.value())
        if chosen == "lost":
            return row.seat_lost_at is not None
        return chosen == "all" or row.state in STATES[chosen]

    def _say_empty(self, board: Board, anybody: bool) -> None:
        if anybody:
            self.cards.empty.say("filter", self.tr("No agent matches"), self.tr("Choose All, or clear the search."))
        elif board.live:
            self.cards.empty.say(
                "users", self.tr("Nobody is signed in"), self.tr("Agents appear when they take a seat.")
            )
        else:
            self.cards.empty.say("users", self.tr("Nobody answered a call that day"))

    def _menu(self, row: AgentRow, at: QPoint) -> None:
        self.menu_wanted.emit(row, at)

    def _explain(self, row: AgentRow) -> None:
        day = self._board.day if self._board is not None and not self._board.live else None
        self.explained.emit(Cell("answered", agent=row.person.id, day=day))

    def chosen(self) -> AgentRow | None:
        """The agent the keys are about."""
        return self.cards.chosen()

    def chosen_many(self) -> list[AgentRow]:
        """Everybody the keys are about, one or several."""
        return self.cards.chosen_many()

    def choose(self, person_id: uuid.UUID) -> None:
        """Choose an agent."""
        self.cards.choose(person_id)


def _since(row: AgentRow) -> int:
    return -elapsed.since_ms(row.since_at) if row.since_at is not None else 1


_ORDERS: dict[str, Callable[[AgentRow], Any]] = {
    "code": lambda row: (row.person.agent_code or "", person_name(row.person)),
    "state": lambda row: (state_rank(row), _since(row)),
    "longest": _since,
    "calls": lambda row: (-row.answered, row.person.agent_code or ""),
    "aht": lambda row: (-(row.aht or 0.0), row.person.agent_code or ""),
}
