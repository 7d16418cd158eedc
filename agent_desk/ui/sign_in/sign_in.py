"""The sign-in window: the first thing on the screen, so it leans on nothing but Qt and the kit."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfoNotFoundError

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QRadialGradient
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.sentences import sentence
from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.ui.kit import icons, theme, words
from agent_desk.ui.kit.controls import Button, Card, Icon, IconButton, Segmented, banner
from agent_desk.ui.kit.covers import Pages
from agent_desk.ui.sign_in.browser_side import BrowserSide
from agent_desk.ui.sign_in.demo import DemoAccount, DemoCard
from agent_desk.ui.sign_in.hub_address import HubAddress
from agent_desk.ui.sign_in.mark import Mark
from agent_desk.ui.sign_in.new_password import WANTED_BY, NewPassword
from agent_desk.ui.sign_in.second_factor import CODE_WANTED_BY, CodeSide
from agent_desk.ui.sign_in.sign_in_form import SignInForm

if TYPE_CHECKING:
    from agent_desk.desk.kit.browser_sign_in import Offer

__all__ = ["SignInForm", "SignInWindow"]

CARD_PX = 400
CARD_MIN_PX = 432


class SignInWindow(QWidget):
    """Asks who you are. It decides nothing: signals leave, and the start (ui/app.py) answers with ``set_busy`` or ``show_error``."""

    submitted = Signal(object)
    """SignInForm."""
    settings_wanted = Signal(object)
    """DeskSettings with another hub or certificate file, to be saved and used."""
    language_wanted = Signal(str)
    theme_wanted = Signal(str)
    second_seat = Signal()
    painted = Signal()
    """Once: the window is on the screen, the rest of the desk may be loaded."""
    closed = Signal()
    browser_wanted = Signal()
    """Sign in with the system's browser (ui/sign_in/by_browser.py)."""
    refused = Signal(object)
    """DeskError: the sign-in did not succeed, and the window says why."""

    def __init__(self, settings: DeskSettings, accounts: dict[str, DemoAccount], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._settings = settings
        self._busy = False
        self._on_screen = False
        self._error: DeskError | None = None
        self._asked = SignInForm("", "")
        self._make_controls()
        self._demo = DemoCard(accounts) if accounts else None
        self._lay_out()
        self._connect()
        self.resize(1040, 700)
        self.setMinimumSize(860 if accounts else 520, 600)
        self.setWindowIcon(icons.app_icon())
        self.retranslate()
        self.show_error(None)
        self.login.setFocus()

    # -- building ----------------------------------------------------------------------------------------------------

    def _make_controls(self) -> None:
        self._name = theme.label("", "title")
        self._subtitle = theme.label("", "muted")
        self._login_label, self._password_label = theme.label("", "strong"), theme.label("", "strong")
        self.login, self.password = QLineEdit(), QLineEdit()
        self.login.setMaxLength(64)
        self.password.setMaxLength(256)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._login_label.setBuddy(self.login)
        self._password_label.setBuddy(self.password)
        self._eye = IconButton("eye", "", size="small")
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._caps = theme.label("", "caption")
        theme.restyle(self._caps, tone="warning")
        self._caps.hide()
        self.stay = QCheckBox()
        self._fault, self._fault_text = banner("", "bad", "circle-alert")
        self._wrong, self._wrong_text = banner("", "bad", "download")
        self._wrong_program: DeskError | None = None
        self._wrong_box = QWidget()
        inside = QVBoxLayout(self._wrong_box)
        inside.setContentsMargins(0, 0, 0, theme.SPACE_3)
        inside.addWidget(self._wrong)
        self._wrong_box.hide()
        self._take, self._take_text = banner("", "warning", "monitor")
        self._take_over, self._not_now = Button(kind="primary"), Button()
        self.submit = Button(kind="primary", size="large")
        self.by_browser = Button(icon="external-link", size="large")
        self.by_browser.hide()
        self._also = theme.label("", "caption", wrap=True)
        self._also.hide()
        self._offer: Offer | None = None
        self.browser = BrowserSide()
        self._address = theme.label("", "caption")
        self._change = Button(kind="link")
        self._language = Segmented([("zh", "中文"), ("en", "English")])
        self._theme = IconButton("moon", "")
        self._hub = HubAddress(self._settings)
        self.new_password = NewPassword()
        self.code = CodeSide()

    def _lay_out(self) -> None:
        corner = QHBoxLayout()
        corner.setSpacing(theme.SPACE_2)
        corner.addStretch(1)
        corner.addWidget(self._language)
        corner.addWidget(self._theme)
        self._card = Card(padding=theme.SPACE_5)
        self._card.setFixedWidth(CARD_PX)
        # Room for a sentence or a question, so that the card does not jump when one appears.
        self._card.setMinimumHeight(CARD_MIN_PX)
        self._card.body.setSpacing(0)
        self._sides = Pages()
        self._sides.addWidget(self._front())
        self._sides.addWidget(self._hub)
        self._sides.addWidget(self.new_password)
        self._sides.addWidget(self.browser)
        self._sides.addWidget(self.code)
        self._card.add(self._brand())
        self._card.body.addSpacing(theme.SPACE_5)
        self._card.add(self._sides)
        middle = QHBoxLayout()
        middle.setSpacing(theme.SPACE_4)
        middle.addStretch(1)
        middle.addWidget(self._card)
        if self._demo is not None:
            middle.addWidget(self._demo)
        middle.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_2)
        foot.addStretch(1)
        foot.addWidget(Icon("plug", "muted", 14))
        foot.addWidget(self._address)
        foot.addWidget(self._change)
        foot.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_4)
        page.addLayout(corner)
        page.addStretch(5)
        page.addLayout(middle)
        page.addSpacing(theme.SPACE_4)
        page.addLayout(foot)
        page.addStretch(6)

    def _brand(self) -> QWidget:
        brand = QWidget()
        row = QHBoxLayout(brand)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_3)
        row.addWidget(Mark())
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._subtitle)
        row.addLayout(names, 1)
        return brand

    def _front(self) -> QWidget:
        front = QWidget()
        column = QVBoxLayout(front)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(self._wrong_box)
        column.addWidget(self._login_label)
        column.addWidget(self.login)
        column.addSpacing(theme.SPACE_3)
        column.addWidget(self._password_label)
        column.addWidget(self.password)
        inside = QHBoxLayout(self.password)
        inside.setContentsMargins(0, 0, 3, 0)
        inside.addStretch(1)
        inside.addWidget(self._eye)
        self.password.setTextMargins(0, 0, 28, 0)
        column.addWidget(self._caps)
        column.addSpacing(theme.SPACE_2)
        column.addWidget(self.stay)
        column.addSpacing(theme.SPACE_2)
        column.addWidget(self._fault)
        column.addWidget(self._take_over_panel())
        column.addSpacing(theme.SPACE_2)
        column.addWidget(self.submit)
        column.addWidget(self.by_browser)
        column.addWidget(self._also)
        column.addStretch(1)
        return front

    def _take_over_panel(self) -> QWidget:
        self._take_panel = QWidget()
        column = QVBoxLayout(self._take_panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self._take)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self._not_now, 1)
        row.addWidget(self._take_over, 1)
        column.addLayout(row)
        return self._take_panel

    def _connect(self) -> None:
        self.submit.clicked.connect(self._submit)
        self.by_browser.clicked.connect(self._browser_clicked)
        self.login.returnPressed.connect(self._login_entered)
        self.password.returnPressed.connect(self._submit)
        self.password.installEventFilter(self)
        self._eye.clicked.connect(self._show_or_hide_password)
        self._take_over.clicked.connect(self.take_over)
        self._not_now.clicked.connect(lambda: self.show_error(None))
        for field in (self.login, self.password):
            field.textEdited.connect(lambda _text: self.show_error(None))
        self._change.clicked.connect(self._turn_to_settings)
        self._hub.cancelled.connect(self._turn_back)
        self._hub.saved.connect(self._settings_saved)
        self.new_password.chosen.connect(lambda word: self.ask(replace(self._asked, new_password=word)))
        self.new_password.given_up.connect(self._turn_back)
        self.code.given.connect(lambda word: self.ask(replace(self._asked, code=word)))
        self.code.given_up.connect(self._turn_back)
        self._language.changed.connect(lambda language: self.language_wanted.emit(str(language)))
        self._theme.clicked.connect(self._toggle_theme)
        theme.changed.connect(self._show_theme)
        if self._demo is not None:
            self._demo.chosen.connect(self.use_demo_account)
            self._demo.second_seat.connect(self.second_seat)

    # -- what the start tells it -------------------------------------------------------------------------------------

    def set_busy(self, busy: bool) -> None:
        """A sign-in is under way: nothing can be changed, the button says so."""
        self._busy = busy
        self._change.setEnabled(not busy)
        shut = busy or self._wrong_program is not None
        for widget in (
            self.login,
            self.password,
            self.stay,
            self.submit,
            self.by_browser,
            self._take_over,
        ):
            widget.setEnabled(not shut)
        if self._demo is not None:
            self._demo.set_busy(shut)
        self.new_password.set_busy(busy)
        self.code.set_busy(busy)
        self.submit.set_label(self.tr("Signing in …") if busy else self.tr("Sign in"))

    def set_wrong_program(self, wrong: DeskError | None) -> None:
        """Say that this desk and the hub do not understand each other, and let nobody sign in; None: they do."""
        self._wrong_program = wrong
        text = "" if wrong is None else sentence(wrong, words.language(), words.zone())
        self._wrong_text.setText(text)
        self._wrong.setAccessibleName(text)
        self._wrong_box.setVisible(wrong is not None)
        self.set_busy(self._busy)
        if wrong is not None:
            # Another hub may be the right one.
            self._change.setFocus()
            self.refused.emit(wrong)

    @property
    def wrong_program(self) -> str:
        """Why nobody can sign in with this program; empty where they can."""
        return self._wrong_text.text()

    def set_offer(self, offer: Offer) -> None:
        """Show how one can sign in at this hub: by the browser too, and with whose passwords."""
        self._offer = offer
        if offer.zone:
            with suppress(ZoneInfoNotFoundError, ValueError):
                words.set_zone(offer.zone)
        self.by_browser.setVisible(offer.openid)
        self.by_browser.set_label(words.pick(offer.openid_zh, offer.openid_en))
        told = self.tr("Your account of the bank's directory is taken here.") if offer.directory else ""
        if offer.simulated:
            told = self.tr("The directory is simulated: made-up people.")
        if offer.off:
            told = self.tr("Sign-in by the bank's directory is switched off: passwords of Agent Desk alone are taken.")
        self._also.setText(told)
        self._also.setVisible(bool(told))

    def wait_for_browser(self) -> None:
        """The browser asks who it is; nothing else is done here meanwhile."""
        self.show_error(None)
        self._sides.setCurrentWidget(self.browser)
        self._change.hide()
        self.browser.begin()

    def browser_is_over(self) -> None:
        """The front is shown again."""
        if self.waits_for_browser:
            self._sides.setCurrentIndex(0)
            self._change.show()

    @property
    def waits_for_browser(self) -> bool:
        """Whether the browser is waited for."""
        return self._sides.currentWidget() is self.browser

    @property
    def busy(self) -> bool:
        """Whether a sign-in is under way."""
        return self._busy

    def show_error(self, error: DeskError | None) -> None:
        """One sentence in the card; a seat that is taken asks whether to take it over. None clears."""
        self._error = error
        taken = error is not None and error.error_id == "seat_taken"
        text = "" if error is None else sentence(error, words.language(), words.zone())
        self._fault_text.setText("" if taken else text)
        self._fault.setVisible(bool(text) and not taken)
        if error is not None:
            self.refused.emit(error)
        self._turn_for(error, text)
        self._take_text.setText(text if taken else "")
        self._take_panel.setVisible(taken)
        self.submit.setVisible(not taken)
        if error is None:
            return
        self._fault.setAccessibleName(text)
        if error.error_id == "wrong_credentials":
            self.password.selectAll()
            self.password.setFocus()
        elif taken:
            self._take_over.setFocus()

    def _turn_for(self, error: DeskError | None, text: str) -> None:
        """A one-time password asks for a new one, a second factor for its code; anything else is answered on the front."""
        if error is not None and error.error_id in WANTED_BY:
            self._sides.setCurrentWidget(self.new_password)
            self.new_password.begin(text)
        elif error is not None and error.error_id in CODE_WANTED_BY:
            self._sides.setCurrentWidget(self.code)
            self.code.begin(text, error.values.get("qr", []), str(error.values.get("secret", "")))
        elif error is not None and self._sides.currentWidget() in (self.new_password, self.code):
            self._sides.setCurrentIndex(0)

    def error_text(self) -> str:
        """Return the sentence on show, empty when there is none."""
        return self._take_text.text() or self._fault_text.text()

    def set_settings(self, settings: DeskSettings) -> None:
        """Other settings are in force."""
        self._settings = settings
        self._address.setText(settings.hub)
        self._hub.show_settings(settings)
        self._turn_back()

    def clear_password(self) -> None:
        """After a sign-in or a sign-out nothing of it stays in the window."""
        self.password.clear()
        self.new_password.clear()
        self.code.clear()
        self._sides.setCurrentIndex(0)
        self._asked = SignInForm("", "")

    # -- what the person does ----------------------------------------------------------------------------------------

    def _login_entered(self) -> None:
        if self.password.text():
            self._submit()
        else:
            self.password.setFocus()

    def _submit(self) -> None:
        login = self.login.text().strip()
        if not login:
            self.login.setFocus()
        elif not self.password.text():
            self.password.setFocus()
        else:
            self.ask(SignInForm(login, self.password.text(), self.stay.isChecked()))

    def _browser_clicked(self) -> None:
        if not self._busy:
            self.browser_wanted.emit()

    def use_demo_account(self, account: DemoAccount) -> None:
        """Sign in with an account of the demonstration."""
        self.login.setText(account.login)
        self.password.setText(account.password)
        self.ask(SignInForm(account.login, account.password))

    def take_over(self) -> None:
        """Yes: end the sign-in at the other seat."""
        self.ask(replace(self._asked, takeover=True))

    def ask(self, form: SignInForm) -> None:
        """Sign in with this, as if it had been typed."""
        if self._busy or self._wrong_program is not None:
            return
        self._asked = form
        self.show_error(None)
        self.set_busy(True)
        self.submitted.emit(form)

    def _turn_to_settings(self) -> None:
        self._sides.setCurrentWidget(self._hub)
        self._change.hide()
        self._hub.begin()

    def _turn_back(self) -> None:
        self._sides.setCurrentIndex(0)
        self._change.show()
        self._hub.show_settings(self._settings)

    def _settings_saved(self, settings: DeskSettings) -> None:
        self.show_error(None)
        self.settings_wanted.emit(settings)

    def _toggle_theme(self) -> None:
        self.theme_wanted.emit("light" if theme.current().name == "dark" else "dark")

    def _show_theme(self) -> None:
        dark = theme.current().name == "dark"
        self._theme.set_icon("sun" if dark else "moon")
        self._theme.set_label(self.tr("Light colours") if dark else self.tr("Dark colours"))
        self.update()

    def _show_or_hide_password(self) -> None:
        hidden = self.password.echoMode() == QLineEdit.EchoMode.Password
        self.password.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if hidden else "eye")
        self._eye.set_label(self.tr("Hide the password") if hidden else self.tr("Show the password"))

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt does not tell the state of Caps Lock; a letter whose case contradicts Shift does."""
        if watched is self.password and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = event.text()
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if len(text) == 1 and text.isascii() and text.isalpha():
                self._caps.setVisible(text.isupper() != shift)
            elif event.key() == Qt.Key.Key_CapsLock:
                self._caps.hide()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.color("surface"))
        glow = QRadialGradient(QPointF(self.width() / 2, -self.height() * 0.25), self.height() * 1.05)
        soft = tokens.color("accent")
        soft.setAlphaF(0.13 if tokens.name == "light" else 0.22)
        glow.setColorAt(0.0, soft)
        soft.setAlphaF(0.0)
        glow.setColorAt(1.0, soft)
        painter.fillRect(self.rect(), glow)
        painter.end()
        if not self._on_screen:
            self._on_screen = True
            QTimer.singleShot(0, self, self.painted.emit)

    def retranslate(self) -> None:
        """Put every text in the language in force."""
        self.setWindowTitle(self.tr("Agent Desk"))
        self._name.setText("坐席工作台")
        self._subtitle.setText(self.tr("Agent Desk · customer service centre"))
        self._login_label.setText(self.tr("User name"))
        self._password_label.setText(self.tr("Password"))
        self.login.setAccessibleName(self.tr("User name"))
        self.password.setAccessibleName(self.tr("Password"))
        self._eye.set_label(self.tr("Show the password"))
        self._caps.setText(self.tr("Caps Lock is on"))
        self.stay.setText(self.tr("Stay signed in on this seat"))
        self._take_over.set_label(self.tr("Take over"))
        self._not_now.set_label(self.tr("Not now"))
        self._address.setText(self._settings.hub)
        self._change.set_label(self.tr("Settings"))
        self._language.set_value(words.language())
        self._hub.retranslate()
        self.new_password.retranslate()
        self.browser.retranslate()
        if self._offer is not None:
            self.set_offer(self._offer)
        self.code.retranslate()
        if self._demo is not None:
            self._demo.retranslate()
        self._show_theme()
        self.set_wrong_program(self._wrong_program)
        self.show_error(self._error)
