"""What a supervisor may do with agents, one or several: set a state, free who is stuck. Always with a reason, which is written down."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from agent_desk.desk.calls import operations
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.calls.records import OwnState, Reason
from agent_desk.schemas.calls.supervisor_control import SteerMany, SteerState, SteerWord
from agent_desk.schemas.figures.board import AgentRow
from agent_desk.schemas.kit.account import Account
from agent_desk.ui.kit import shortcuts, states, words
from agent_desk.ui.kit.controls import Menu
from agent_desk.ui.kit.floor_presentation import person_name
from agent_desk.ui.kit.pages.account import AccountDialog, tell_account
from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog
from agent_desk.ui.kit.shortcuts import Action
from agent_desk.ui.supervising.agents import AgentPanel
from agent_desk.ui.supervising.overrides import PickAgentsDialog, QueueDialog
from agent_desk.ui.supervising.supervising import Supervising

BUSY = ("reserved", "talking", "on_hold")
_GROUP = str(QT_TRANSLATE_NOOP("FloorShortcuts", "Chosen agents"))
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
    """List of PersonRef."""

    def __init__(self, context: DeskContext, panel: AgentPanel, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._panel, self._window = context, panel, window
        self._reasons: Feed[list[Reason]] = Feed(context, lambda: operations.reasons, parent=self)
        self.supervising = Supervising(context, window)
        self.menu: Menu | None = None
        self.dialog: ReasonFormDialog | None = None
        self.queue_dialog: QueueDialog | None = None
        self.account: AccountDialog | None = None
        self.pick: PickAgentsDialog | None = None
        self._last: dict[str, tuple[str | None, str]] = {}
        """The reason and words given last, by what was asked: on a bad day they are the same for many."""
        panel.menu_wanted.connect(self._open_menu)
        if self.allowed:
            shortcuts.bind(panel.cards, READY.id, lambda: self._with_chosen(self.set_ready, "ready"))
            shortcuts.bind(panel.cards, NOT_READY.id, lambda: self._with_chosen(self.set_not_ready))
            shortcuts.bind(panel.cards, FREE.id, lambda: self._with_chosen(self.free, "ready", "not_ready"))
            shortcuts.bind(panel.cards, QUEUES.id, lambda: self._with_chosen(self.change_queues))

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
        rows = self._panel.chosen_many()
        if len(rows) > 1 and self.allowed:
            menu.addSection(self.tr("{count} agents").format(count=len(rows)))
        else:
            rows = [row]
            self.supervising.offer(menu, row)
        if self.allowed:
            self._offer_states(menu, rows)
        self.menu = menu
        menu.popup(at)

    def _offer_states(self, menu: Menu, rows: list[AgentRow]) -> None:
        ready = menu.add(
            self.tr("Set ready …"),
            partial(self.set_ready, *rows),
            icon="circle-check",
            tone="ready",
            shortcut=READY.keys,
        )
        ready.setEnabled(any(row.state != "ready" for row in rows))
        menu.add(
            self.tr("Set not ready …"),
            partial(self.set_not_ready, *rows),
            icon="circle-minus",
            tone="not_ready",
            shortcut=NOT_READY.keys,
        )
        menu.add(self.tr("Sign out …"), partial(self.sign_out, *rows), icon="log-out")
        menu.addSeparator()
        stuck = menu.add(
            self.tr("Free, if stuck …"), partial(self.free, *rows), icon="lock-open", tone="bad", shortcut=FREE.keys
        )
        menu.addSeparator()
        menu.add(
            self.tr("Change queues for a while …"),
            partial(self.change_queues, *rows),
            icon="arrow-right-left",
            shortcut=QUEUES.keys,
        )
        if self._context.session.may("floor.message"):
            people = [row.person for row in rows]
            menu.add(self.tr("Message …"), lambda: self.message_wanted.emit(people), icon="message-square")
        stuck.setEnabled(any(row.state in BUSY or row.state == "after_call_work" for row in rows))

    def _with_chosen(self, work: Callable[..., None], *without: str) -> None:
        """Do it to those who are chosen; one alone must not be in a state in which it would change nothing."""
        rows = [row for row in self._panel.chosen_many() if row.state is not None]
        if rows and (len(rows) > 1 or rows[0].state not in without):
            work(*rows)

    def change_queues(self, *rows: AgentRow, queue: str = "") -> None:
        """Ask which queue, how, for how long and why; `queue`: the one that is offered first."""
        self.queue_dialog = QueueDialog(self._context, rows, self._window, queue=queue)
        self.queue_dialog.accounted.connect(lambda account: self._account(account, self.tr("Queues changed"), rows))
        self.queue_dialog.destroyed.connect(self._queue_dialog_gone)
        self.queue_dialog.open()

    def staff_queue(self, code: str) -> None:
        """Have agents serve a queue for a while: several who are chosen, else whoever is picked of those on the floor."""
        chosen = self._panel.chosen_many()
        if len(chosen) > 1:
            self.change_queues(*chosen, queue=code)
            return
        others = [row for row in self._panel.everybody() if row.state is not None and code not in row.queues]
        if not others:
            self._context.notices.info(self.tr("Everybody on the floor serves this queue."))
            return
        self.pick = PickAgentsDialog(others, self._window)
        self.pick.picked.connect(lambda rows: self.change_queues(*rows, queue=code))
        self.pick.open()

    def _queue_dialog_gone(self) -> None:
        self.queue_dialog = None

    def set_ready(self, *rows: AgentRow) -> None:
        """Ask why, then have the agents take calls."""
        title = self.tr("Set {name} ready").format(name=self._names(rows))
        self._ask(title, self.tr("Set ready"), rows, "ready")

    def set_not_ready(self, *rows: AgentRow) -> None:
        """Ask for the not-ready reason and why, then take the agents out of the queues."""
        self._ask(
            self.tr("Set {name} not ready").format(name=self._names(rows)),
            self.tr("Set not ready"),
            rows,
            "not_ready",
            reasons=[(one.code, words.pick(one.name_zh, one.name_en)) for one in self.reasons],
        )

    def sign_out(self, *rows: AgentRow) -> None:
        """Ask why, then end the agents' shift."""
        title = self.tr("Sign {name} out").format(name=self._names(rows))
        self._ask(title, self.tr("Sign out"), rows, "signed_out", danger=True)

    def free(self, *rows: AgentRow) -> None:
        """Ask why, then free the agents."""
        self._ask(
            self.tr("Free {name}").format(name=self._names(rows)),
            self.tr("Free agent"),
            rows,
            "free",
            danger=True,
            text=self.tr(
                "The agent is not ready afterwards and their part of the call ends here. "
                "A call that the exchange still has goes on."
            ),
        )

    def _names(self, rows: Sequence[AgentRow]) -> str:
        """Return who it is about: one by name, several by how many they are."""
        if len(rows) == 1:
            return person_name(rows[0].person)
        return self.tr("{count} agents").format(count=len(rows))

    def _ask(
        self,
        title: str,
        action: str,
        rows: Sequence[AgentRow],
        what: SteerWord,
        *,
        reasons: Sequence[tuple[str, str]] = (),
        danger: bool = False,
        text: str = "",
    ) -> None:
        busy = any(row.state in BUSY for row in rows)
        later = self.tr("The agent is busy: this is asked for, and holds when the call is over.")
        if len(rows) > 1:
            later = self.tr("Some are busy: for them this is asked for, and holds when the call is over.")
            text = text or self.tr("For {names}.").format(names=self._some_names(rows))

        def said(api: Api, reason: str | None, why: str) -> OwnState | Account:
            self._last[what] = (reason, why)
            return self._order(api, rows, what, reason, why)

        self.dialog = ReasonFormDialog(
            self._context,
            f"agent_{what}",
            ",".join(str(row.person.id) for row in rows),
            title,
            action,
            said,
            OwnState if len(rows) == 1 else Account,
            text=" ".join(part for part in (text, later if busy and what != "free" else "") if part),
            reasons=reasons,
            text_label=self.tr("Why (written down)"),
            danger=danger,
            first=self._last.get(what, (None, "")),
            parent=self._window,
        )
        self.dialog.saved.connect(lambda answer: self._answered(rows, what, title, answer))
        self.dialog.open()

    def _some_names(self, rows: Sequence[AgentRow]) -> str:
        return self.tr(", ").join(person_name(row.person) for row in rows)

    def _order(
        self, api: Api, rows: Sequence[AgentRow], what: SteerWord, reason: str | None, why: str
    ) -> OwnState | Account:
        if len(rows) > 1:
            people = [row.person.id for row in rows]
            return operations.steer_agents(api, SteerMany(people=people, what=what, reason_code=reason, why=why))
        person_id = rows[0].person.id
        if what == "free":
            return operations.free_agent(api, person_id, why)
        return operations.set_agent_state(api, person_id, SteerState(state=what, reason_code=reason, why=why))

    # -- what the hub says -------------------------------------------------------------------------------------------

    def _answered(self, rows: Sequence[AgentRow], what: SteerWord, title: str, answer: OwnState | Account) -> None:
        if isinstance(answer, Account):
            self._account(answer, title, rows)
        elif what == "free":
            self._context.notices.good(self.tr("The agent is free."), key=f"steer:{rows[0].person.id}")
        else:
            self._told(rows[0], what, answer)

    def _account(self, account: Account, title: str, rows: Sequence[AgentRow]) -> None:
        names = {row.person.id: f"{row.person.agent_code or ''} {person_name(row.person)}".strip() for row in rows}
        self.account = tell_account(self._context, account, title, names, self._window)

    def _told(self, row: AgentRow, asked: str, own: OwnState) -> None:
        name, word = person_name(row.person), states.word(asked)
        if own.state == asked:
            said = self.tr("{name}: {state}.").format(name=name, state=word)
        else:
            said = self.tr("{name}: {state} asked for; it holds when the call is over.").format(name=name, state=word)
        self._context.notices.good(said, key=f"steer:{row.person.id}")
