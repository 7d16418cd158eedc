"""The desk without pixels, put together: what the start builds once, and the context it hands out after sign-in."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from agent_desk.desk.api import Api
from agent_desk.desk.background import Background
from agent_desk.desk.context import DeskContext
from agent_desk.desk.errors import DeskError, OutboxUnusable
from agent_desk.desk.live import Live, LiveState
from agent_desk.desk.outbox import Outbox
from agent_desk.desk.outbox_file import OutboxFile, outbox_path
from agent_desk.desk.sentences import sentence
from agent_desk.desk.session import Session, TokenStore
from agent_desk.desk.settings import DeskSettings

log = logging.getLogger(__name__)


class OutboxSetAside(DeskError):
    """A damaged outbox file was moved beside itself."""

    error_id = "outbox_set_aside"


class DeskCore(QObject):
    """One hub, one seat. Made in the screen thread; ``sign_in`` and ``resume`` block and belong on a pool thread."""

    def __init__(
        self,
        settings: DeskSettings,
        background: Background,
        *,
        seat: str,
        memory: Callable[[], TokenStore],
        language: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings, self.background = settings, background
        self._language = language
        self.api = Api(settings.hub, ca_file=settings.ca_file)
        self.session = Session(self.api, seat=seat, data_dir=settings.data_dir, memory=memory, parent=self)
        self._file: OutboxFile | None = None

    def sign_in(self, login: str, password: str, *, takeover: bool = False, stay: bool = False) -> list[str]:
        """Sign in and open the person's outbox; gives the person's roles. Raises what Session.sign_in raises."""
        answer = self.session.sign_in(login, password, takeover=takeover, stay=stay)
        self._file = self._open_outbox(str(answer.person.id))
        return answer.person.roles

    def resume(self) -> list[str] | None:
        """Take up the remembered sign-in; None when there is none. Raises HubUnreachable, HubFault."""
        answer = self.session.resume()
        if answer is None:
            return None
        self._file = self._open_outbox(str(answer.person.id))
        return answer.person.roles

    def begin(self) -> DeskContext:
        """In the screen thread, after sign-in: the live line and the outbox start, and the context is made."""
        if self._file is None:
            raise RuntimeError("sign in first")
        live = Live(
            self.settings.hub,
            clock=self.api.clock,
            token=lambda: self.api.token,
            ca_file=self.settings.ca_file,
            parent=self,
        )
        outbox = Outbox(self.api, self._file, _words(self.session), parent=self)
        self._file = None
        live.ended.connect(self.session.end)
        live.state_changed.connect(lambda state: outbox.send_now() if state is LiveState.LIVE else None)
        live.start()
        return DeskContext(
            api=self.api,
            live=live,
            outbox=outbox,
            session=self.session,
            background=self.background,
            settings=self.settings,
            language=self._language,
        )

    def finish(self, context: DeskContext) -> None:
        """In the screen thread, when a sign-in is over: hang up and let the files go. What is unsent stays on the disk."""
        context.live.stop()
        context.outbox.close()
        context.live.deleteLater()
        context.outbox.deleteLater()

    def _open_outbox(self, person_id: str) -> OutboxFile:
        path = outbox_path(self.settings.data_dir, self.settings.hub, person_id)
        try:
            file = OutboxFile(path)
        except OutboxUnusable as fault:
            self.session.remarks.append(fault)
            return OutboxFile.without_disk(path)
        if file.set_aside is not None:
            self.session.remarks.append(OutboxSetAside({"path": str(file.set_aside)}))
        return file


def _words(session: Session) -> Any:
    """Sentences with the centre's times: a refused write says "locked until 14:02" in the centre's zone."""

    def words(error: DeskError, language: str) -> str:
        return sentence(error, language, session.zone)

    return words
