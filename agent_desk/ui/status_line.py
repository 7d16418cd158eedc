"""The line at the bottom of every workspace: can what is on the screen be believed, and who is sitting here."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from agent_desk.desk.kit.context import DeskContext, PhoneShown
from agent_desk.desk.kit.live import LiveState
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Badge, Button, Divider, Icon, IconButton
from agent_desk.ui.kit.pages.inbox import InboxButton

LEADS = ("floor.steer", "quality.sample", "cases.approve", "people.manage", "settings.manage")
"""Whoever holds one of these leads others: somebody stands in for them while they are away."""
LOST_AFTER_S = 30
"""A line that is lost for longer is called away: the person should know that it will take a while."""


class StatusLine(QWidget):
    """Shows; decides nothing. What is pressed leaves as a signal."""

    unsent_pressed = Signal()
    language_wanted = Signal(str)
    theme_wanted = Signal(str)
    sheet_wanted = Signal()
    sign_out_wanted = Signal()
    workspace_wanted = Signal(str)
    work_wanted = Signal()
    lock_wanted = Signal()
    own_password_wanted = Signal()
    away_wanted = Signal()

    def __init__(
        self, context: DeskContext, workspaces: list[str], current: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._workspaces, self._current = context, workspaces, current
        self._lost_since: datetime | None = None
        self._sound: tuple[bool, str] | None = None
        self._phone_shown: PhoneShown | None = None
        self.setFixedHeight(36)
        self._make()
        self._lay_out()
        self._connect()
        self.retranslate()
        self._tick_timer = QTimer(self)
        self._tick_timer.setInterval(1000)
        self._tick_timer.timeout.connect(self.tick)
        self._tick_timer.start()

    def _make(self) -> None:
        self._hub_icon = Icon("wifi", "good", 14)
        self._hub_text = theme.label("", "caption")
        self._retry = Button(kind="link", size="small")
        self._unsent = Button(kind="ghost", size="small", icon="inbox")
        self.work = InboxButton(self._context, self)
        self._sound_icon = Icon("volume-2", "muted", 14)
        self._sound_text = theme.label("", "caption")
        self._phone_icon = Icon("headset", "muted", 14)
        self._phone = Button(kind="ghost", size="small")
        self._exchange = Badge("", "warning")
        self._clock = theme.label("", "caption")
        self._keys = IconButton("keyboard", "", size="small")
        self._language = Button(kind="ghost", size="small", icon="languages")
        self._theme = IconButton("moon", "", size="small")
        self._who = Button(kind="ghost", size="small", icon="user")
        for button in (self._unsent, self.work, self._language, self._who, self._keys, self._theme):
            button.setIconSize(QSize(14, 14))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_3, 0, theme.SPACE_2, 0)
        row.setSpacing(theme.SPACE_2)
        for widget in (self._hub_icon, self._hub_text, self._retry, self._unsent, self.work):
            row.addWidget(widget)
        row.addSpacing(theme.SPACE_2)
        row.addWidget(self._sound_icon)
        row.addWidget(self._sound_text)
        row.addSpacing(theme.SPACE_2)
        row.addWidget(self._phone_icon)
        row.addWidget(self._phone)
        row.addStretch(1)
        row.addWidget(self._exchange)
        row.addSpacing(theme.SPACE_2)
        row.addWidget(self._clock)
        row.addSpacing(theme.SPACE_2)
        for widget in (self._keys, self._language, self._theme):
            row.addWidget(widget)
        divider = Divider("vertical")
        divider.setFixedHeight(16)
        row.addWidget(divider)
        row.addWidget(self._who)

    def _connect(self) -> None:
        live, outbox = self._context.live, self._context.outbox
        live.state_changed.connect(self._live_changed)
        outbox.pending_count_changed.connect(self._show_unsent)
        outbox.refused_count_changed.connect(self._show_unsent)
        self._retry.clicked.connect(live.retry_now)
        self._unsent.clicked.connect(self.unsent_pressed)
        self.work.clicked.connect(self.work_wanted)
        self._phone.clicked.connect(lambda: self._phone_shown.pressed() if self._phone_shown is not None else None)
        self._keys.clicked.connect(self.sheet_wanted)
        self._language.clicked.connect(lambda: self.language_wanted.emit("en" if words.language() == "zh" else "zh"))
        self._theme.clicked.connect(
            lambda: self.theme_wanted.emit("light" if theme.current().name == "dark" else "dark")
        )
        theme.changed.connect(self._show_theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("surface_raised"))
        painter.fillRect(0, 0, self.width(), 1, theme.current().color("border"))

    # -- shown -------------------------------------------------------------------------------------------------------

    def set_sound(self, working: bool, why: str) -> None:
        """Whether the ringer can be heard on this seat; ``why`` is a sentence when it cannot."""
        self._sound = (working, why)
        self._sound_icon.set("volume-2" if working else "volume-x", "muted" if working else "warning")
        self._sound_text.setText("" if working else self.tr("No sound"))
        self._sound_text.setToolTip(why)
        self._sound_icon.setToolTip(why or self.tr("Calls ring aloud"))
        self._sound_icon.show()

    def set_phone(self, shown: PhoneShown | None) -> None:
        """The telephone on this computer; None: the seat has none."""
        self._phone_shown = shown
        for widget in (self._phone_icon, self._phone):
            widget.setVisible(shown is not None)
        if shown is not None:
            self._phone_icon.set(shown.icon, shown.tone)
            self._phone.set_label(shown.text)
            self._phone.set_tip(shown.tip)

    def phone_text(self) -> str:
        """Return what it says about the telephone; empty where there is none."""
        return self._phone_shown.text if self._phone_shown is not None else ""

    def hub_text(self) -> str:
        """Return what it says about the line to the hub."""
        return self._hub_text.text()

    def unsent_text(self) -> str:
        """Return what it says about unsent writes; empty when there are none."""
        return self._unsent.text() if not self._unsent.isHidden() else ""

    def tick(self) -> None:
        """Once a second: the centre's clock, and how long the line has been lost."""
        now = self._context.hub_now()
        self._clock.setText(words.time_of_day(now, seconds=True))
        if self._lost_since is not None:
            self._show_live()

    def _live_changed(self, state: LiveState) -> None:
        if state is LiveState.LOST:
            self._lost_since = self._lost_since or self._context.hub_now()
        elif state is LiveState.LIVE:
            self._lost_since = None
        self._show_live()

    def _show_live(self) -> None:
        live = self._context.live
        if live.state is LiveState.LIVE:
            icon, tone, text = "wifi", "good", self.tr("Connected")
        elif self._lost_since is None:
            icon, tone, text = "loader-circle", "muted", self.tr("Connecting …")
        else:
            heard = live.heard_at or self._lost_since
            at = words.time_of_day(heard, seconds=True)
            lost = (self._context.hub_now() - self._lost_since).total_seconds() > LOST_AFTER_S
            icon, tone = ("cloud-off", "bad") if lost else ("wifi-off", "warning")
            text = self.tr("Hub away, as of {time}") if lost else self.tr("As of {time}, reconnecting")
            text = text.format(time=at)
            if live.certificate_fault:
                text = self.tr("Certificate refused, as of {time}").format(time=at)
        self._hub_icon.set(icon, tone)
        self._hub_text.setText(text)
        theme.restyle(self._hub_text, tone=tone if tone != "good" else "")
        self._retry.setVisible(live.state is LiveState.LOST)

    def _show_unsent(self, _count: int = 0) -> None:
        pending, refused = self._context.outbox.pending_count, len(self._context.outbox.refused_writes())
        parts = []
        if pending:
            parts.append(self.tr("{n} unsent").format(n=pending))
        if refused:
            parts.append(self.tr("{n} refused").format(n=refused))
        self._unsent.set_label(" · ".join(parts))
        self._unsent.set_icon("triangle-alert" if refused else "inbox")
        self._unsent.setVisible(bool(parts))

    def _show_theme(self) -> None:
        dark = theme.current().name == "dark"
        self._theme.set_icon("sun" if dark else "moon")
        self._theme.set_label(self.tr("Light colours") if dark else self.tr("Dark colours"))

    def exchange_text(self) -> str:
        """Return what it says about the telephone exchange; empty for a real one."""
        return self._exchange.text() if not self._exchange.isHidden() else ""

    def _show_exchange(self) -> None:
        session = self._context.session
        if session.active and not session.centre.exchange:
            self._exchange.set(self.tr("No telephone exchange is connected"), tone="bad")
        else:
            self._exchange.set(self.tr("Simulated telephone exchange"), tone="warning")
        self._exchange.setVisible(session.active and (session.centre.simulated or not session.centre.exchange))

    def set_workspaces(self, workspaces: list[str]) -> None:
        """Offer these workspaces from now on: what the person may do is another thing."""
        self._workspaces = workspaces
        self.retranslate()

    def set_current(self, workspace: str) -> None:
        """Mark the workspace that is open."""
        self._current = workspace
        self.retranslate()

    def _build_menu(self) -> QMenu:
        names = {
            "agent": self.tr("Agent's workspace"),
            "supervisor": self.tr("Supervisor's workspace"),
            "complaints": self.tr("Complaint handler's workspace"),
            "reviewer": self.tr("Reviewer's workspace"),
            "knowledge": self.tr("Knowledge editor's workspace"),
            "administrator": self.tr("Administrator's workspace"),
            "tasks": self.tr("Tasks"),
        }
        menu = QMenu(self)
        for name in self._workspaces if len(self._workspaces) > 1 else []:
            choice = menu.addAction(names[name])
            choice.setCheckable(True)
            choice.setChecked(name == self._current)
            choice.triggered.connect(lambda _checked=False, name=name: self.workspace_wanted.emit(name))
        if len(self._workspaces) > 1:
            menu.addSeparator()
        menu.addAction(self.tr("Change password")).triggered.connect(
            lambda _checked=False: self.own_password_wanted.emit()
        )
        if any(self._context.session.may(word) for word in LEADS):
            menu.addAction(self.tr("While I am away …")).triggered.connect(
                lambda _checked=False: self.away_wanted.emit()
            )
        menu.addAction(self.tr("Lock this seat")).triggered.connect(lambda _checked=False: self.lock_wanted.emit())
        menu.addSeparator()
        leave = menu.addAction(self.tr("Sign out"))
        leave.triggered.connect(self.sign_out_wanted)
        return menu

    def retranslate(self) -> None:
        """Put every text in the language in force."""
        session = self._context.session
        self._retry.set_label(self.tr("Try now"))
        self._unsent.set_tip(self.tr("What waits for the hub, and what it refused"))
        self._show_exchange()
        self.work.retranslate()
        self._keys.set_label(self.tr("Keys"))
        self._keys.set_shortcut("F1")
        self._language.set_label("English" if words.language() == "zh" else "中文")
        self._language.set_tip(self.tr("Switch the language"))
        self._clock.setToolTip(self.tr("The centre's time"))
        if session.active:
            name = words.pick(session.me.name, session.me.name_en)
            self._who.set_label(f"{name} · {session.seat}")
            self._who.set_menu(self._build_menu())
        if self._sound is None:
            self._sound_icon.hide()
        else:
            self.set_sound(*self._sound)
        self.set_phone(self._phone_shown)
        self._show_theme()
        self._show_unsent()
        self._show_live()
        self.tick()
