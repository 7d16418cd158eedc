"""The start of the desk: build, wire, run. Reading it from top to bottom is the order in which a seat comes to life.

The sign-in window is painted first; what speaks with the hub is loaded behind it, on a pool thread (ui/workspaces/__init__.py).
"""

from __future__ import annotations

import gc
import logging
import os
import platform
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from agent_desk.desk.kit import seat_log
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.collector import collect_in_this_thread
from agent_desk.desk.kit.errors import DeskError, HubRefused, SettingsFault, UnexpectedFault
from agent_desk.desk.kit.seat_secrets import SeatSecrets
from agent_desk.desk.kit.sentences import fill
from agent_desk.desk.kit.settings import DeskSettings, load_settings, save_settings
from agent_desk.ui import workspaces
from agent_desk.ui.kit import focus, icons, theme, words
from agent_desk.ui.sign_in.by_browser import ByBrowser
from agent_desk.ui.sign_in.demo import DemoAccount, accounts_for_seat, load_demo_accounts
from agent_desk.ui.sign_in.sign_in import SignInForm, SignInWindow

if TYPE_CHECKING:
    from agent_desk.desk.kit.context import DeskContext
    from agent_desk.desk.kit.core import DeskCore
    from agent_desk.desk.kit.front_door import FrontDoor
    from agent_desk.desk.kit.transport import Transport
    from agent_desk.ui.shell import Shell

log = logging.getLogger(__name__)
SEAT_NUMBER = "AGENT_DESK_SEAT_NUMBER"
"""Which of the demonstration's seats beside each other this process is, from 1."""
_STANDS_MS = 5000
"""A workspace that is shown has all of its first panels after so long."""


def run(argv: list[str] | None = None) -> int:
    """Open the desk and stay until its window is closed; the process's exit status."""
    application = build_application(sys.argv if argv is None else argv)
    try:
        settings = load_settings()
        accounts = accounts_for_seat(load_demo_accounts(settings.demo_accounts), seat_number())
    except SettingsFault as fault:
        for sentence_id, values in fault.faults:
            sys.stderr.write(fill(sentence_id, values, words.install(application)) + "\n")
        return 2
    seat_log.write_into(settings.data_dir)
    desk = Desk(application, settings, accounts)
    spare_what_stands(desk)
    collect_in_this_thread(desk)
    desk.start()
    status = application.exec()
    desk.dispose()
    return status


def spare_what_stands(desk: Desk) -> None:
    """Keep Python's garbage collector from walking through a workspace while somebody works: the screen would stand still
    for 0.1 s. It is this process's one collector, so whoever runs a desk beside something else leaves it alone."""
    stands = QTimer(desk, singleShot=True, interval=_STANDS_MS)
    stands.timeout.connect(gc.freeze)
    desk.workspace_shown.connect(lambda _workspace: stands.start())
    desk.workspace_left.connect(stands.stop)
    desk.workspace_left.connect(gc.unfreeze)


def build_application(argv: list[str]) -> QApplication:
    """Return the QApplication with the product's name and icon; the theme comes with the settings."""
    # What is on the screen goes before what comes from the hub: Python would let a thread at work run on for 5 ms.
    sys.setswitchinterval(0.0005)
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(argv)
    application.setApplicationName("agent-desk")
    application.setApplicationDisplayName("")
    application.setQuitOnLastWindowClosed(False)
    application.setWindowIcon(icons.app_icon())
    return application


def seat_number() -> int:
    """This process's place among the demonstration's seats."""
    text = os.environ.get(SEAT_NUMBER, "1")
    return max(1, int(text)) if text.isdecimal() else 1


class Desk(QObject):
    """One process of the desk: from the sign-in window to a workspace and back. Only this class knows both."""

    workspace_shown = Signal(str)
    """A workspace is in the window and can be used."""
    workspace_left = Signal()
    """It is closed."""

    def __init__(
        self,
        application: QApplication,
        settings: DeskSettings,
        accounts: dict[str, DemoAccount],
        *,
        open_workspace: Callable[[str, DeskContext], QWidget] | None = None,
    ) -> None:
        super().__init__()
        self._application, self._accounts = application, accounts
        self.settings = settings
        self._open_workspace = open_workspace or workspaces.open_workspace
        self._injected = open_workspace is not None
        self.background = Background(self)
        self.core: DeskCore | None = None
        self.context: DeskContext | None = None
        self.shell: Shell | None = None
        self._door_type: type[FrontDoor] | None = None
        self._core_type: type[DeskCore] | None = None
        self._waiting: SignInForm | None = None
        self._stay = False
        self._edition_known = False
        theme.apply(application, settings.theme)
        words.install(application, settings.language)
        focus.keep()
        self.sign_in = SignInWindow(settings, accounts)
        self.by_browser = ByBrowser(
            self.sign_in, self.background, workspaces.load_browser_sign_in, self._reach, parent=self
        )
        self._memory = QSettings(str(settings.data_dir / "window.ini"), QSettings.Format.IniFormat)
        self._wire()

    def _wire(self) -> None:
        window = self.sign_in
        window.painted.connect(self._load_door)
        window.submitted.connect(self._submitted)
        window.settings_wanted.connect(self._change_settings)
        window.language_wanted.connect(self.set_language)
        window.theme_wanted.connect(self.set_theme)
        window.second_seat.connect(self.open_second_seat)
        window.closed.connect(self._sign_in_closed)
        sys.excepthook = self._unexpected

    def start(self) -> None:
        """Show the sign-in window; everything else follows from its first painting."""
        self.sign_in.show()

    # -- loading behind the sign-in window -----------------------------------------------------------------------------

    def _load_door(self) -> None:
        """First what a sign-in needs to be on its way; the rest is loaded while the hub thinks about it.

        Qt's certificates are read beside it: that part holds nobody up (desk/kit/tls.py).
        """
        self.background.run(self, workspaces.load_front_door, self._door_loaded, self.sign_in.show_error)
        self.background.run(self, workspaces.load_tls, lambda _nothing: None, self.sign_in.show_error)

    def _door_loaded(self, door_type: type[FrontDoor]) -> None:
        self._door_type = door_type
        if self._waiting is not None:
            form, self._waiting = self._waiting, None
            self._submitted(form)
        self.background.run(self, workspaces.load_desk_core, self._core_loaded, self.sign_in.show_error)
        self._ask_edition()
        self.by_browser.ask_offer()

    def _ask_edition(self) -> None:
        """Ask whether this program and the hub's understand each other; where the hub is away, the sign-in will say so."""
        self._edition_known = False

        def ask() -> DeskError | None:
            return workspaces.load_edition()(self._reach()[0])

        def failed(error: DeskError) -> None:
            log.info("the hub's edition is not known: %s", error.error_id)

        self.background.run(self, ask, self._edition_told, failed)

    def _edition_told(self, wrong: DeskError | None) -> None:
        self._edition_known = True
        self.sign_in.set_wrong_program(wrong)

    def _core_loaded(self, core_type: type[DeskCore]) -> None:
        self._core_type = core_type
        if self.core is None:
            self._make_core()
        self.background.run(self, self._warm_up, lambda _nothing: None, self.sign_in.show_error)
        if self.core is not None and self.core.session.remembered_login() is not None and not self.sign_in.busy:
            self.sign_in.set_busy(True)
            self._stay = True
            self.background.run(self, self.core.resume, self._resumed, self._sign_in_failed)

    def _warm_up(self) -> None:
        """What this seat will most likely need next: the shell, and the workspace it showed last."""
        workspaces.load_beginning()
        workspaces.load_shell()
        if not self._injected:
            last = str(self._memory.value("workspace", "agent"))
            workspaces.load_workspace(last if last in workspaces.WORKSPACES else "agent")

    def _seat(self) -> str:
        seat, number = self.settings.seat or platform.node() or "desk", seat_number()
        return seat if number == 1 else f"{seat}-{number}"

    def _reach(self) -> tuple[Transport, str]:
        """Return a new way to the hub, and this seat's name; off the screen thread."""
        door = workspaces.load_front_door()(self.settings.hub, self.settings.ca_file, self._seat())
        return door.transport, self._seat()

    def _make_core(self) -> None:
        if self._core_type is None:
            return
        if self.core is not None:
            self.core.deleteLater()
        self.core = self._core_type(
            self.settings,
            self.background,
            seat=self._seat(),
            memory=workspaces.load_seat_memory,
            language=words.language,
            parent=self,
        )

    # -- signing in ----------------------------------------------------------------------------------------------------

    def _submitted(self, form: SignInForm) -> None:
        if self._door_type is None:
            self._waiting = form
            return
        self._stay = form.stay
        secrets = SeatSecrets(self.settings.data_dir)
        door = self._door_type(self.settings.hub, self.settings.ca_file, self._seat(), secrets)

        known = self._edition_known

        def knock() -> tuple[bytes, type[DeskCore]]:
            # No password goes to a hub that would not understand what follows.
            wrong = None if known else workspaces.load_edition()(door.transport)
            if wrong is not None:
                raise wrong
            answer = door.knock(form.login, form.password, form.takeover, form.new_password, form.code, form.proof)
            return answer, workspaces.load_desk_core()

        self.background.run(self, knock, lambda came: self._answered(door, form, *came), self._sign_in_failed)

    def _answered(self, door: FrontDoor, form: SignInForm, content: bytes, core_type: type[DeskCore]) -> None:
        self._core_type = core_type
        if self.core is None:
            self._make_core()
        core = self.core
        assert core is not None

        def accept() -> list[str]:
            return core.accept(door, content, form.login, stay=form.stay)

        self.background.run(self, accept, self._signed_in, self._sign_in_failed)

    def _sign_in_failed(self, error: DeskError) -> None:
        self.sign_in.set_busy(False)
        if error.error_id.startswith("program."):
            self._edition_told(error)
        else:
            self.sign_in.show_error(error)

    def _resumed(self, permissions: list[str] | None) -> None:
        if permissions is None or self.sign_in.wrong_program:
            self.sign_in.set_busy(False)
        else:
            self._signed_in(permissions)

    def _signed_in(self, permissions: list[str]) -> None:
        names = workspaces.workspaces_for(permissions)
        if not names:
            self._sign_in_failed(HubRefused("no_workspace"))
            self._sign_out_quietly()
            return
        last = str(self._memory.value("workspace", ""))
        first = last if last in names else names[0]

        def load() -> type[Shell]:
            shell = workspaces.load_shell()
            if not self._injected:
                workspaces.load_workspace(first)
            return shell

        self.background.run(self, load, lambda shell: self._open_shell(shell, names, first), self._shell_failed)

    def _shell_failed(self, error: DeskError) -> None:
        self._sign_in_failed(error)
        self._sign_out_quietly()

    def _open_shell(self, shell_type: type[Shell], names: list[str], first: str) -> None:
        assert self.core is not None
        self.context = workspaces.load_beginning().begin(self.core)
        try:
            shell = shell_type(self.context, names, self._open_workspace, self._memory, first=first)
        except Exception as fault:
            log.exception("the workspace could not be built")
            self._leave()
            self._shell_failed(UnexpectedFault(fault))
            return
        self.shell = shell
        shell.language_wanted.connect(self.set_language)
        shell.theme_wanted.connect(self.set_theme)
        shell.sign_out_wanted.connect(self.sign_out)
        shell.back_to_sign_in.connect(self._back_to_sign_in)
        shell.closed.connect(self._shell_closed)
        shell.rights_changed.connect(self._rights_changed)
        shell.painted.connect(self.context.live.start)
        shell.show()
        self.sign_in.hide()
        self.sign_in.set_busy(False)
        self.sign_in.clear_password()
        self.workspace_shown.emit(first)

    def _rights_changed(self, roles: list[str]) -> None:
        names = workspaces.workspaces_for(roles)
        if self.shell is not None and names:
            self.shell.set_workspaces(names)

    # -- leaving -------------------------------------------------------------------------------------------------------

    def sign_out(self) -> None:
        """Save, tell the hub, and show the sign-in window again."""
        self._back_to_sign_in()
        self._sign_out_quietly()

    def _sign_out_quietly(self) -> None:
        if self.core is not None:
            self.background.run(self, self.core.session.sign_out, self._told_at_the_end, self.sign_in.show_error)

    def _told_at_the_end(self, remark: DeskError | None) -> None:
        """A call that goes on without the person is worth a sentence; a quiet end is not."""
        if remark is not None:
            self.sign_in.show_error(remark)

    def _back_to_sign_in(self) -> None:
        self.sign_in.show_error(None)
        self.sign_in.show()
        self._leave()

    def _leave(self) -> None:
        shell, self.shell = self.shell, None
        if shell is not None:
            shell.closed.disconnect(self._shell_closed)
            shell.close_down()
            shell.close()
            # Its panels are there until the next turn, but what they would read and write by is closed now.
            self.background.forget(shell)
            shell.deleteLater()
            self.workspace_left.emit()
        if self.context is not None and self.core is not None:
            workspaces.load_beginning().finish(self.context)
            self.context = None

    def _shell_closed(self) -> None:
        """The window was closed: the seat is free, unless the person stays signed in on it."""
        if self.shell is not None:
            self.shell.closed.disconnect(self._shell_closed)
            self.shell = None
        core, context, self.context = self.core, self.context, None
        if core is not None and context is not None:
            workspaces.load_beginning().finish(context)
            if core.session.active and not self._stay:
                self.background.run(
                    self, core.session.sign_out, lambda _nothing: self._quit(), lambda _error: self._quit()
                )
                return
        self._quit()

    def _sign_in_closed(self) -> None:
        if self.shell is None:
            self._quit()

    def _quit(self) -> None:
        self.background.close()
        if self.core is not None:
            self.core.api.close()
        self._application.quit()

    def dispose(self) -> None:
        """After the event loop: take the windows down while the application still stands; Qt may crash the other way round."""
        sys.excepthook = sys.__excepthook__
        for window in (self.shell, self.sign_in):
            if window is not None and shiboken6.isValid(window):
                shiboken6.delete(window)
        shiboken6.delete(self)

    # -- settings ------------------------------------------------------------------------------------------------------

    def set_language(self, language: str) -> None:
        """Chinese or English, now and next time."""
        chosen: words.Language = "zh" if language == "zh" else "en"
        words.install(self._application, chosen)
        self._keep(self.settings.but(language=chosen))

    def set_theme(self, name: str) -> None:
        """Light or dark, now and next time."""
        chosen: theme.Mode = "dark" if name == "dark" else "light"
        theme.apply(self._application, chosen)
        self._keep(self.settings.but(theme=chosen))

    def _change_settings(self, settings: DeskSettings) -> None:
        if self._keep(settings):
            self.sign_in.set_settings(settings)
            self._make_core()
            self._ask_edition()
            self.by_browser.ask_offer()

    def _keep(self, settings: DeskSettings) -> bool:
        self.settings = settings
        try:
            save_settings(settings)
        except SettingsFault as fault:
            sentence_id, values = fault.faults[0]
            if self.shell is not None:
                self.shell.notices.warning(fill(sentence_id, values, words.language()), key=sentence_id)
            else:
                self.sign_in.show_error(HubRefused(sentence_id, values))
            return False
        return True

    def open_second_seat(self) -> None:
        """Start another desk beside this one, as the next seat."""
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert(SEAT_NUMBER, str(seat_number() + 1))
        environment.insert("AGENT_DESK_HUB", self.settings.hub)
        environment.insert("AGENT_DESK_DATA", str(self.settings.data_dir.parent / f"seat-{seat_number() + 1}"))
        process = QProcess()
        process.setProcessEnvironment(environment)
        process.setProgram(sys.executable)
        process.setArguments([] if getattr(sys, "frozen", False) else ["-m", "agent_desk.cli"])
        started, _pid = process.startDetached()
        if not started:
            log.error("a second seat could not be started")

    # -- faults --------------------------------------------------------------------------------------------------------

    def _unexpected(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """A fault in a slot: Qt would print it and go on in silence; the person is told, the log has the trace."""
        if issubclass(kind, KeyboardInterrupt):
            self._application.quit()
            return
        log.critical("fault in the screen thread", exc_info=(kind, fault, trace))
        error = UnexpectedFault(fault)
        if self.shell is not None and self.context is not None:
            self.context.tell(error)
        else:
            self.sign_in.show_error(error)
