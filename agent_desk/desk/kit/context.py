"""What every panel is handed, no globals: the services of a sign-in, and the window in which it is shown."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.live import Live
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.desk.kit.sentences import sentence
from agent_desk.desk.kit.session import Session
from agent_desk.desk.kit.settings import DeskSettings

log = logging.getLogger(__name__)


class Teller(Protocol):
    """Notices from the top edge: the shell gives ``ui.kit.notices.Notices``, a test gives ``RecordedNotices``."""

    def info(self, text: str, *, action: Any = None, urgent: bool = False, key: str = "") -> None: ...
    def good(self, text: str, *, action: Any = None, urgent: bool = False, key: str = "") -> None: ...
    def warning(self, text: str, *, action: Any = None, urgent: bool = False, key: str = "") -> None: ...
    def bad(self, text: str, *, action: Any = None, urgent: bool = False, key: str = "") -> None: ...
    def withdraw(self, key: str) -> None: ...


class _Log:
    """Before the shell stands there is nowhere to show a notice: the log has it."""

    def info(self, text: str, *, action: Any = None, urgent: bool = False, key: str = "") -> None:
        log.info("notice: %s", text)

    good = warning = bad = info

    def withdraw(self, key: str) -> None:
        return


@dataclass(frozen=True, slots=True)
class PhoneShown:
    """The telephone in one word, with what to do as its tip; `pressed` opens what there is to set."""

    icon: str
    tone: str
    text: str
    tip: str
    pressed: Callable[[], object]


class Lasting(Protocol):
    """What is made in a workspace and goes on when the workspace is built anew, until the sign-in is over."""

    def close(self) -> None: ...
    def deleteLater(self) -> None: ...


L = TypeVar("L", bound=Lasting)


@dataclass
class Window:
    """The window as a panel sees it: what the shell puts here, and what outlives a workspace."""

    language: Callable[[], str] = lambda: "zh"
    """The language in force now: "zh" or "en"."""
    notices: Teller = field(default_factory=_Log)
    to_front: Callable[[], None] = lambda: None
    """Brings the desk's window to the front: a call rings."""
    sound_changed: Callable[[bool, str], None] = field(default=lambda _working, _why: None)
    """The ringer says whether sound works on this seat, and if not, why, in the person's language."""
    phone_changed: Callable[[PhoneShown | None], None] = field(default=lambda _shown: None)
    """The telephone's place in the status line."""
    may_take_out: Callable[[Any, Any], bool] = lambda _widget, _kind: True
    """Whether what a widget shows may be printed or saved as a file ("print"); where it is personal it is refused or written down."""
    _lasting: dict[type[Any], Lasting] = field(default_factory=dict)

    def lasting(self, kind: type[L], make: Callable[[], L]) -> L:
        """Return the one of this kind, made now where there is none yet."""
        found = self.lasts(kind)
        if found is None:
            found = self._lasting[kind] = make()
        return found

    def lasts(self, kind: type[L]) -> L | None:
        """Return the one of this kind, None where none was made."""
        found = self._lasting.get(kind)
        assert found is None or isinstance(found, kind)
        return found

    def close(self) -> None:
        """End what outlived the workspaces: the sign-in is over."""
        for one in self._lasting.values():
            one.close()
            one.deleteLater()
        self._lasting.clear()


@dataclass(frozen=True)
class DeskContext:
    """The desk as a panel sees it: the services of one sign-in, which do not change, and the window's record."""

    api: Api
    live: Live
    outbox: Outbox
    session: Session
    background: Background
    settings: DeskSettings
    window: Window = field(default_factory=Window)

    @property
    def notices(self) -> Teller:
        """The window's notices."""
        return self.window.notices

    def language(self) -> str:
        """Return the language in force now: "zh" or "en"."""
        return self.window.language()

    @property
    def zone(self) -> ZoneInfo:
        """The centre's one time zone; UTC on a machine that does not know it."""
        return self.session.zone or ZoneInfo("UTC")

    def hub_now(self) -> datetime:
        """Return the hub's time now: UTC, aware."""
        return self.api.hub_now()

    def words(self, error: DeskError) -> str:
        """Return the sentence for an error, in the language in force and with the centre's times."""
        return sentence(error, self.language(), self.session.zone)

    def tell(self, error: DeskError) -> None:
        """Show an error as a notice: what a panel does that has no better place for it."""
        text = self.words(error)
        if error.error_id == "kept_for_later":
            self.notices.warning(text, key=error.error_id)
        else:
            self.notices.bad(text, key=error.error_id)
