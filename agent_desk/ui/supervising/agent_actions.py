"""What a supervisor may do with an agent: set a state, free a stuck one. Always with a reason, which is written down."""

import uuid
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from agent_desk.desk.calls import operations
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.calls.records import AskedStateWord, OwnState, Reason
from agent_desk.schemas.calls.supervisor_control import SteerState
from agent_desk.schemas.figures.board import AgentRow
from agent_desk.ui.kit import shortcuts, states, words
from agent_desk.ui.kit.controls import Menu
from agent_desk.ui.kit.floor_presentation import person_name
from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog
from agent_desk.ui.kit.shortcuts import Action
from agent_desk.ui.supervising.agents import AgentPanel
from agent_desk.ui.supervising.overrides import QueueDialog
from agent_desk.ui.supervising.supervising import Supervising

_GROUP = str(QT_TRANSLATE_NOOP("FloorShortcuts", "Chosen agent"))
READY = shortcuts.register(
    Action(
        "floor.ready", "Alt+R", str(QT_TRANSLATE_NOOP("FloorShortcuts", "Set ready")), _GROUP, "FloorShortcuts", True
    )
)
NOT_READY = shortcuts.register(
    Action(
        "floor.not_ready",
        "Alt+N",
        str(QT_TRANSLATE_NOOP("FloorShortcuts", "Set not ready")),
        _GROUP,
        "FloorShortcuts",
        True,
    )
)
FREE = shortcuts.register(
    Action(
        "floor.free",
        "Alt+F",
        str(QT_TRANSLATE_NOOP("FloorShortcuts", "Free a stuck agent")),
        _GROUP,
        "FloorShortcuts",
        True,
    )
)
QUEUES = shortcuts.register(
    Action(
        "floor.queues",
        "Alt+Q",
        str(QT_TRANSLATE_NOOP("FloorShortcuts", "Change queues for a while")),
        _GROUP,
        "FloorShortcuts",
        True,
    )
)


class AgentActions(QObject):
    """The menu and keys of the agents' grid, for those who may steer; what the hub says comes back as a notice.

    Writing to an agent leaves for whoever does that.
    """

    message_wanted = Signal(object)
    """PersonRef."""

    def __init__(self, context: DeskContext, panel: AgentPanel, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._panel, self._window = context, panel, window
        self._reasons: Feed[list[Reason]] = Feed(context, lambda: operations.reasons, parent=self)
        self.supervising = Supervising(context, window)
        self.menu: Menu | None = None
        self.dialog: ReasonFormDialog | None = None
        self.queue_dialog: QueueDialog | None = None
        self._sending = False
        panel.menu_wanted.connect(self._open_menu)
        if self.allowed:
            shortcuts.bind(panel.cards, READY.id, self._ready_chosen)
            shortcuts.bind(panel.cards, NOT_READY.id, self._not_ready_chosen)
            shortcuts.bind(panel.cards, FREE.id, self._free_chosen)
            shortcuts.bind(panel.cards, QUEUES.id, self._queues_chosen)

    @property
    def allowed(self) -> bool:
        """Whether this person may steer agents; the hub decides again."""
        return self._context.session.may("floor.steer")

    @property
    def feeds(self) -> tuple[Feed[list[Reason]], ...]:
        """What the menus need of the hub; whoever shows the panel looks at it."""
        return (self._reasons,) if self.allowed else ()

    @property
    def reasons(self) -> list[Reason]:
        """The reasons that can be given to an agent, as far as they are known."""
        return [reason for reason in self._reasons.now or [] if not reason.system]

    # -- what is asked for -------------------------------------------------------------------------------------------

    def _open_menu(self, row: AgentRow, at: QPoint) -> None:
        if row.state is None or not (self.allowed or self.supervising.allowed):
            return
        menu = Menu(self._panel)
        self.supervising.offer(menu, row)
        if self.allowed:
            self._offer_states(menu, row)
        self.menu = menu
        menu.popup(at)

    def _offer_states(self, menu: Menu, row: AgentRow) -> None:
        ready = menu.add(
            self.tr("Set ready …"), partial(self.set_ready, row), icon="circle-check", tone="ready", shortcut=READY.keys
        )
        ready.setEnabled(row.state != "ready")
        menu.add(
            self.tr("Set not ready …"),
            partial(self.set_not_ready, row),
            icon="circle-minus",
            tone="not_ready",
            shortcut=NOT_READY.keys,
        )
        menu.add(self.tr("Sign out …"), partial(self.sign_out, row), icon="log-out")
        menu.addSeparator()
        stuck = menu.add(
            self.tr("Free, if stuck …"), partial(self.free, row), icon="lock-open", tone="bad", shortcut=FREE.keys
        )
        menu.addSeparator()
        menu.add(
            self.tr("Change queues for a while …"),
            partial(self.change_queues, row),
            icon="arrow-right-left",
            shortcut=QUEUES.keys,
        )
        if self._context.session.may("floor.message"):
            menu.add(self.tr("Message …"), lambda: self.message_wanted.emit(row.person), icon="message-square")
        stuck.setEnabled(row.state in ("reserved", "talking", "on_hold", "after_call_work"))

    def _ready_chosen(self) -> None:
        row = self._panel.chosen()
        if row is not None and row.state not in (None, "ready"):
            self.set_ready(row)

    def _not_ready_chosen(self) -> None:
        row = self._panel.chosen()
        if row is not None and row.state is not None:
            self.set_not_ready(row)

    def _free_chosen(self) -> None:
        row = self._panel.chosen()
        if row is not None and row.state not in (None, "ready", "not_ready"):
            self.free(row)

    def _queues_chosen(self) -> None:
        row = self._panel.chosen()
        if row is not None and row.state is not None:
            self.change_queues(row)

    def change_queues(self, row: AgentRow) -> None:
        """Ask which queue, how, for how long and why."""
        self.queue_dialog = QueueDialog(self._context, row, self._window)
        self.queue_dialog.destroyed.connect(self._queue_dialog_gone)
        self.queue_dialog.open()

    def _queue_dialog_gone(self) -> None:
        self.queue_dialog = None

    def set_ready(self, row: AgentRow) -> None:
        """Ask why, then have the agent take calls."""
        self._ask(
            self.tr("Set {name} ready").format(name=person_name(row.person)),
            self.tr("Set ready"),
            row,
            "ready",
        )

    def set_not_ready(self, row: AgentRow) -> None:
        """Ask for the not-ready reason and why, then take the agent out of the queues."""
        self._ask(
            self.tr("Set {name} not ready").format(name=person_name(row.person)),
            self.tr("Set not ready"),
            row,
            "not_ready",
            reasons=[(one.code, words.pick(one.name_zh, one.name_en)) for one in self.reasons],
        )

    def sign_out(self, row: AgentRow) -> None:
        """Ask why, then end the agent's shift."""
        self._ask(
            self.tr("Sign {name} out").format(name=person_name(row.person)),
            self.tr("Sign out"),
            row,
            "signed_out",
            danger=True,
        )

    def free(self, row: AgentRow) -> None:
        """Ask why, then free the agent."""
        self._ask(
            self.tr("Free {name}").format(name=person_name(row.person)),
            self.tr("Free agent"),
            row,
            None,
            danger=True,
            text=self.tr(
                "The agent is not ready afterwards and their part of the call ends here. "
                "A call that the exchange still has goes on."
            ),
        )

    def _ask(
        self,
        title: str,
        action: str,
        row: AgentRow,
        state: AskedStateWord | None,
        *,
        reasons: list[tuple[str, str]] | None = None,
        danger: bool = False,
        text: str = "",
    ) -> None:
        busy = row.state in ("reserved", "talking", "on_hold")
        later = self.tr("The agent is busy: this is asked for, and holds when the call is over.")
        person_id = row.person.id

        def said(api: Api, reason: str | None, why: str) -> OwnState:
            if state is None:
                return operations.free_agent(api, person_id, why)
            return operations.set_agent_state(api, person_id, SteerState(state=state, reason_code=reason, why=why))

        self.dialog = ReasonFormDialog(
            self._context,
            f"agent_{state or 'free'}",
            str(person_id),
            title,
            action,
            said,
            OwnState,
            text=text or (later if busy else ""),
            reasons=reasons or (),
            text_label=self.tr("Why (written down)"),
            danger=danger,
            parent=self._window,
        )
        self.dialog.saved.connect(lambda own: self._freed(person_id) if state is None else self._told(row, state, own))
        self.dialog.open()

    # -- what the hub says -------------------------------------------------------------------------------------------

    def _told(self, row: AgentRow, asked: str, own: OwnState) -> None:
        name, word = person_name(row.person), states.word(asked)
        if own.state == asked:
            said = self.tr("{name}: {state}.").format(name=name, state=word)
        else:
            said = self.tr("{name}: {state} asked for; it holds when the call is over.").format(name=name, state=word)
        self._context.notices.good(said, key=f"steer:{row.person.id}")

    def _freed(self, person_id: uuid.UUID) -> None:
        self._context.notices.good(self.tr("The agent is free."), key=f"steer:{person_id}")
