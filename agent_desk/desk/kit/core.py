"""What the start needs to sign somebody in: HTTP, the session, the person's outbox file. Loaded first, so kept small.

What a signed-in seat needs beside it (live line, outbox worker, context) is put together in :mod:`agent_desk.desk.kit.begin`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.errors import OutboxSetAside, OutboxUnusable
from agent_desk.desk.kit.front_door import FrontDoor
from agent_desk.desk.kit.outbox_file import OutboxFile, outbox_path
from agent_desk.desk.kit.seat_key import keys_of_seat
from agent_desk.desk.kit.session import Session, TokenStore
from agent_desk.desk.kit.settings import DeskSettings


class DeskCore(QObject):
    """One hub, one seat. Made in the screen thread; ``accept`` and ``resume`` block and belong on a pool thread."""

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
        self.language, self._memory = language, memory
        self.api = Api(settings.hub, ca_file=settings.ca_file)
        self.session = Session(self.api, seat=seat, data_dir=settings.data_dir, memory=memory, parent=self)
        self._file: OutboxFile | None = None

    def accept(self, door: FrontDoor, content: bytes, login: str, *, stay: bool = False) -> list[str]:
        """Take up the answer that the front door got, and open the person's outbox; gives what the person may do."""
        self.api.adopt(door.transport)
        answer = self.session.accept(content, login, stay=stay)
        self._file = self._open_outbox(str(answer.person.id))
        return answer.person.permissions

    def resume(self) -> list[str] | None:
        """Take up the remembered sign-in; None when there is none. Raises HubUnreachable, HubFault."""
        answer = self.session.resume()
        if answer is None:
            return None
        self._file = self._open_outbox(str(answer.person.id))
        return answer.person.permissions

    def take_outbox_file(self) -> OutboxFile:
        """Return the file that ``accept`` or ``resume`` opened; once per sign-in. Raises RuntimeError when nobody signed in."""
        file, self._file = self._file, None
        if file is None:
            raise RuntimeError("sign in first")
        return file

    def _open_outbox(self, person_id: str) -> OutboxFile:
        path = outbox_path(self.settings.data_dir, self.settings.hub, person_id)
        try:
            file = OutboxFile(path, lambda folder: keys_of_seat(folder, self._memory()))
        except OutboxUnusable as fault:
            self.session.remarks.append(fault)
            file = OutboxFile.without_disk(path)
        file.now = self.api.hub_now
        if file.set_aside is not None:
            self.session.remarks.append(OutboxSetAside({"path": str(file.set_aside)}))
        elif file.rows_set_aside:
            self.session.remarks.append(OutboxSetAside({"path": str(path)}))
        return file
