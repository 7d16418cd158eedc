"""A supervisor in an agent's call: listen, whisper, barge in, take over. The bar says where one is, and how to leave."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from shiboken6 import isValid

from agent_desk.desk.calls.recordings import SupervisionWatch, listen
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission, Values
from agent_desk.schemas.calls.recordings import ListenForm, SupervisionModeWord, SupervisionView
from agent_desk.schemas.figures.board import AgentRow
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, ElapsedLabel, Icon, Menu, Pill, Segmented
from agent_desk.ui.kit.dialogs import confirm
from agent_desk.ui.kit.floor_presentation import person_name
from agent_desk.ui.kit.forms import TextArea, TextInput
from agent_desk.ui.kit.pages.feed_panel import StaleMark
from agent_desk.ui.kit.pages.form_dialog import FormDialog

if TYPE_CHECKING:
    from agent_desk.desk.calls.listening import ListeningPhone

IN_CALL = ("talking", "on_hold")
LISTEN, BARGE = "floor.listen", "floor.barge"
EXTENSION_KEY = "supervisor/extension"


class SupervisionDialog(FormDialog):
    """Why, and which telephone is to ring. `saved` carries the SupervisionView: the dialog closes when the hub has asked the exchange.

    `order` asks the hub, given extension and reason. `computer`: this computer is the telephone, and has to be ready first.
    """

    def __init__(
        self,
        context: DeskContext,
        key: str,
        title: str,
        action: str,
        order: Callable[[str, str], SupervisionView],
        *,
        computer: ListeningPhone | None,
        extension: str,
        text: str,
        parent: QWidget,
    ) -> None:
        def send(sent: Submission[SupervisionView]) -> SupervisionView:
            extension = sent.about.get("extension") or _extension_of(sent.values)
            return order(extension, sent.values["why"])

        super().__init__(
            context,
            title,
            "supervision",
            send,
            SupervisionView,
            action=action,
            icon="headphones",
            hint=text,
            parent=parent,
        )
        self._computer = computer
        if computer is not None:
            told = self.tr("You hear it in the headset of this computer.")
            self.body.insertWidget(1, theme.label(told, "muted", wrap=True))
        else:
            self.form.add(
                "extension",
                self.tr("Your telephone"),
                TextInput(limit=24),
                required=True,
                hint=self.tr("The extension that rings; answer it to be in the call."),
            )
        self.form.add("why", self.tr("Why (written down)"), TextArea(limit=400, lines=3), required=True)
        blank = {"why": ""} if computer is not None else {"extension": extension, "why": ""}
        self.begin(key, blank=blank, focus="why" if computer is not None or extension else "extension")

    @property
    def extension(self) -> str:
        """The telephone that was given; empty where it is this computer."""
        return _extension_of(self.form.values())

    def check(self) -> bool:
        if not super().check():
            return False
        extension = self.extension
        if self._computer is None and not (extension[:1].isdigit() and extension.isalnum()):
            self.form.set_errors({"extension": self.tr("An extension of the house, such as 8009.")})
            return False
        return True

    def send(self) -> None:
        computer = self._computer
        if computer is None:
            super().send()
        elif self.action_button.isEnabled() and self.check():
            self.action_button.setEnabled(False)
            computer.when_ready(self._send_to)

    def _send_to(self, extension: str) -> None:
        self.drafted.set_about({"extension": extension})
        self.drafted.save()

    def late(self) -> None:
        """The telephone in this computer did not become ready: it can be tried again."""
        self.action_button.setEnabled(True)

    def reject(self) -> None:
        if self._computer is not None:
            self._computer.give_up()
        super().reject()


def _extension_of(values: Values) -> str:
    return str(values.get("extension", "")).strip().lower()


class Supervising(QObject):
    """What the menu of an agent offers, for those who may; the orders; and the notices of what came of them."""

    def __init__(self, context: DeskContext, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self.watch = SupervisionWatch(context, self)
        self.dialog: SupervisionDialog | None = None
        self._telephone: ListeningPhone | None = None
        self.watch.ended.connect(self._ended)
        if self.allowed:
            self.watch.refresh()

    def use(self, telephone: ListeningPhone) -> None:
        """This computer is the telephone, as long as it can be."""
        self._telephone = telephone
        telephone.late.connect(self._late)

    @property
    def _computer(self) -> ListeningPhone | None:
        return self._telephone if self._telephone is not None and self._telephone.there else None

    @property
    def allowed(self) -> bool:
        """Whether this person may listen; the hub decides again."""
        return self._context.session.may(LISTEN)

    @property
    def heard(self) -> bool:
        """Whether this person may be heard in calls, and take them over."""
        return self._context.session.may(BARGE)

    def offer(self, menu: Menu, row: AgentRow) -> None:
        """Add what is possible with this agent's call."""
        if not self.allowed:
            return
        offered: list[tuple[str, str, SupervisionModeWord, bool]] = [
            (self.tr("Listen …"), "headphones", "listen", False)
        ]
        if self.heard:
            offered += [
                (self.tr("Whisper to the agent …"), "mic", "whisper", False),
                (self.tr("Barge in …"), "users", "barge", False),
                (self.tr("Take over …"), "phone-incoming", "listen", True),
            ]
        free = row.state in IN_CALL and self.watch.now is None
        for text, icon, mode, takes in offered:
            menu.add(text, partial(self.ask, row, mode, takes=takes), icon=icon).setEnabled(free)
        menu.addSeparator()

    def ask(self, row: AgentRow, mode: SupervisionModeWord, *, takes: bool = False) -> SupervisionDialog:
        """Ask why, and at which telephone."""
        name = person_name(row.person)
        titles = {
            "listen": self.tr("Listen to {name}"),
            "whisper": self.tr("Whisper to {name}"),
            "barge": self.tr("Barge in on {name}"),
        }
        texts = {
            "listen": self.tr("You hear agent and customer; neither hears you."),
            "whisper": self.tr("You hear both; the agent hears you, the customer does not."),
            "barge": self.tr("All three hear each other."),
        }
        title = self.tr("Take over from {name}") if takes else titles[mode]
        here = self._computer is not None
        text = self.tr("When you answer, the customer talks to you and the agent is out of the call.")
        if here:
            text = self.tr("Once you are connected, the customer talks to you and the agent is out of the call.")
        api = self._context.api

        def order(extension: str, why: str) -> SupervisionView:
            return listen(api, row.person.id, ListenForm(mode=mode, extension=extension, why=why, take_over=takes))

        dialog = SupervisionDialog(
            self._context,
            f"{row.person.id}/{mode}/{takes}",
            title.format(name=name),
            self.tr("Connect me") if here else self.tr("Ring my telephone"),
            order,
            computer=self._computer,
            extension=self._extension(),
            text=text if takes else texts[mode],
            parent=self._window,
        )
        self.dialog = dialog
        dialog.saved.connect(lambda _view: self._begun(dialog.extension))
        dialog.destroyed.connect(self._dialog_gone)
        dialog.open()
        return dialog

    def _dialog_gone(self) -> None:
        if self.dialog is not None and not isValid(self.dialog):
            self.dialog = None

    def _store(self) -> QSettings:
        """Beside the desk's own data, so that a seat keeps its telephone."""
        return QSettings(str(self._context.settings.data_dir / "supervisor.ini"), QSettings.Format.IniFormat)

    def _extension(self) -> str:
        return str(self._store().value(EXTENSION_KEY, "") or "")

    def _begun(self, extension: str) -> None:
        if extension:
            self._store().setValue(EXTENSION_KEY, extension)
        self.watch.refresh()

    def _late(self) -> None:
        self._context.notices.bad(
            self.tr("The telephone in this computer is not ready, so you are in no call."), key="supervision"
        )
        dialog = self.dialog
        if dialog is not None and isValid(dialog):
            if self._computer is None:
                # It cannot be one at all: asked again, an extension is asked for, and the reason is there still.
                dialog.put_aside()
            else:
                dialog.late()

    def confirm_take_over(self) -> None:
        """The agent loses the call: asked once more."""
        now = self.watch.now
        if now is None:
            return
        name = words.pick(now.agent.name, now.agent.name_en)
        confirm(
            self._window,
            self.tr("Take the call over?"),
            self.tr("The customer talks to you; {name} is out of the call and goes to after-call work.").format(
                name=name
            ),
            self.tr("Take over"),
            self.watch.take_over,
        )

    def _ended(self) -> None:
        self._context.notices.info(self.tr("You are out of the call."), key="supervision")


class SupervisionBar(QFrame):
    """Over the board while the supervisor is in a call."""

    def __init__(self, supervising: Supervising, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._supervising = supervising
        self.setProperty("role", "card")
        self.state = Pill()
        self.who = theme.label("", "strong")
        self.note = theme.label("", "muted")
        self.clock = ElapsedLabel()
        self.modes = Segmented(
            [("listen", self.tr("Listen")), ("whisper", self.tr("Whisper")), ("barge", self.tr("Barge in"))]
        )
        self.take = Button(self.tr("Take over"), icon="phone-incoming", size="small")
        self.leave = Button(self.tr("Leave the call"), kind="danger", icon="phone-off", size="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
        row.setSpacing(theme.SPACE_3)
        for widget in (Icon("headphones", "accent_ink"), self.state, self.who, self.clock, self.note):
            row.addWidget(widget)
        row.addWidget(StaleMark(supervising.watch.feed))
        row.addStretch(1)
        for button in (self.modes, self.take, self.leave):
            row.addWidget(button)
        self.modes.changed.connect(self._mode)
        self.take.clicked.connect(supervising.confirm_take_over)
        self.leave.clicked.connect(supervising.watch.stop)
        supervising.watch.changed.connect(self.show_now)
        self.show_now(supervising.watch.now)

    def _mode(self, mode: object) -> None:
        now = self._supervising.watch.now
        if now is not None and now.state == "joined" and mode != now.mode:
            self._supervising.watch.change_mode(str(mode))  # type: ignore[arg-type]

    def show_now(self, now: SupervisionView | None) -> None:
        """What holds, as the hub says it."""
        self.setVisible(now is not None)
        if now is None:
            return
        joined, taken = now.state == "joined", now.taken_over_at is not None
        if taken:
            self.state.set(self.tr("Taken over"), tone="warning", icon="phone-incoming")
        elif joined:
            self.state.set(self._word(now.mode), tone="good", icon="headphones")
        else:
            self.state.set(self.tr("Your telephone rings"), tone="muted", icon="bell-ring")
        agent = words.pick(now.agent.name, now.agent.name_en)
        self.who.setText(f"{agent} · {now.caller.text or self.tr('Number withheld')}")
        self.clock.set_started(now.taken_over_at or now.joined_at or now.asked_at)
        told = self.tr("the agent sees it") if now.told else self.tr("the agent does not see it")
        self.note.setText("" if taken else told)
        self.modes.set_value(now.mode)
        heard = self._supervising.heard
        self.modes.setVisible(joined and not taken and heard)
        self.take.setVisible(joined and not taken and heard)

    def _word(self, mode: str) -> str:
        return {
            "listen": self.tr("You listen"),
            "whisper": self.tr("The agent hears you"),
            "barge": self.tr("You are in the call"),
        }[mode]
