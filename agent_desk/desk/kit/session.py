"""Who is signed in at this seat, what they may do, and how it ends."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QObject, Signal

from agent_desk.desk.kit.api import Api, parse
from agent_desk.desk.kit.errors import DeskError, HubRefused
from agent_desk.desk.kit.front_door import SIGN_IN, sign_in_body
from agent_desk.desk.kit.seat_secrets import SeatSecrets
from agent_desk.schemas.people import operations as ops
from agent_desk.schemas.people.records import Centre, Me, SignedIn, UnlockWord
from agent_desk.schemas.people.records import Session as Resumed

log = logging.getLogger(__name__)

_ENDS = {"taken_over", "session_expired", "not_signed_in"}
_STILL = {
    "talking": "signed_out.call",
    "on_hold": "signed_out.call",
    "after_call_work": "signed_out.after_call_work",
}
"""What is said of an agent's state that goes on after the sign-out; a ring simply goes to somebody else."""


class TokenStore(Protocol):
    """Where a token outlives the desk: :class:`agent_desk.desk.kit.seat_memory.SeatMemory`."""

    def keep(self, hub: str, login: str, token: str) -> None: ...
    def recall(self, hub: str, login: str) -> str | None: ...
    def forget(self, hub: str, login: str) -> None: ...


class Session(QObject):
    """One person at one seat. The methods that ask the hub block: call them through ``background.run``."""

    ended = Signal(str)
    """The hub ended it: taken_over, session_expired, not_signed_in. Emitted once."""

    def __init__(
        self, api: Api, *, seat: str, data_dir: Path, memory: Callable[[], TokenStore], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._api, self._seat, self._memory = api, seat, memory
        self._note_file = data_dir / "stay.json"
        self._secrets = SeatSecrets(data_dir)
        self._signed_in: SignedIn | Resumed | None = None
        self.remarks: list[DeskError] = []
        """What went not quite as asked while signing in; the shell shows each as a notice, once."""
        self.recovery_codes: list[str] = []
        """Of a second factor that came into force with this sign-in: to be shown once."""
        api.on_refused = self._watch_for_the_end

    # -- facts -------------------------------------------------------------------------------------------------------

    @property
    def active(self) -> bool:
        """Whether somebody is signed in."""
        return self._signed_in is not None

    @property
    def me(self) -> Me:
        """The person at the seat. Raises RuntimeError when nobody is signed in: that is a fault of ours."""
        return self._facts().person

    @property
    def centre(self) -> Centre:
        """The centre's names, zone and whether its exchange is simulated."""
        return self._facts().centre

    @property
    def zone(self) -> ZoneInfo | None:
        """The centre's time zone; None (this machine's) when nobody is signed in or this machine does not know it."""
        if self._signed_in is None:
            return None
        try:
            return ZoneInfo(self._signed_in.centre.zone)
        except (ZoneInfoNotFoundError, ValueError):
            return None

    @property
    def expires_at(self) -> datetime:
        """When the sign-in runs out (UTC)."""
        return self._facts().expires_at

    @property
    def lock_after_min(self) -> int:
        """Minutes without a hand at the seat until it locks; 0: never."""
        return self._facts().lock_after_min

    @property
    def watermark(self) -> bool:
        """Whether screens with customers' data bear the name of who is signed in; with nobody there is none."""
        return self._signed_in is not None and self._signed_in.watermark

    @property
    def unlock_by(self) -> list[UnlockWord]:
        """With what the person unlocks the seat."""
        return self._facts().unlock_by

    @property
    def seat(self) -> str:
        """This seat's name, as colleagues and the audit trail know it."""
        return self._seat

    def may(self, permission: str) -> bool:
        """Return whether the person holds a permission such as ``cases.open``. The hub decides again on every request."""
        return self._signed_in is not None and permission in self._signed_in.person.permissions

    # -- asking the hub ----------------------------------------------------------------------------------------------

    def sign_in(self, login: str, password: str, *, takeover: bool = False, stay: bool = False) -> SignedIn:
        """Sign in; ``takeover`` ends the sign-in at another seat. Raises what Api raises (seat_taken asks for takeover)."""
        self._api.set_token(None)
        body = sign_in_body(
            login=login,
            password=password,
            seat=self._seat,
            takeover=takeover,
            seat_secret=self._secrets.recall(self._api.hub, login),
        )
        return self.accept(self._api.send("POST", SIGN_IN, body, None), login, stay=stay)

    def accept(self, content: bytes, login: str, *, stay: bool = False) -> SignedIn:
        """Take up the hub's answer to a sign-in. Raises HubFault when it cannot be read."""
        answer = parse(content, SignedIn)
        self._begin(answer, answer.token)
        if answer.seat_secret:
            self._secrets.keep(self._api.hub, login, answer.seat_secret)
        self.recovery_codes = answer.recovery_codes
        if stay:
            self._remember(login, answer.token)
        elif self.remembered_login() is not None:
            self.forget()
        return answer

    def resume(self) -> Resumed | None:
        """Take up the sign-in that this seat remembers; None when there is none or the hub no longer takes it."""
        login = self.remembered_login()
        if login is None:
            return None
        try:
            token = self._memory().recall(self._api.hub, login)
        except DeskError as error:
            self.remarks.append(error)
            return None
        if token is None:
            return None
        self._api.set_token(token)
        try:
            answer = self._api.ask(ops.me.request())
        except HubRefused:
            self._api.set_token(None)
            self.forget()
            return None
        self._begin(answer, token)
        return answer

    def read_again(self, api: Api) -> Me:
        """Ask who the person is and what they may do now: rights may have changed since they signed in. Raises what Api raises."""
        answer = api.ask(ops.me.request())
        if self._signed_in is not None:
            self._signed_in = answer
        return answer.person

    def sign_out(self) -> DeskError | None:
        """End the sign-in, and leave the queues with it. The seat is free afterwards even when the hub could not be told.

        Gives what the person should know, if anything: a call or after-call work goes on without them.
        """
        try:
            if self._signed_in is not None:
                self._signed_in = None
                answer = self._api.ask(ops.sign_out.request())
                if answer.still in _STILL:
                    return HubRefused(_STILL[answer.still])
        except DeskError as error:
            # The hub ends the session by itself when the seat stays silent.
            log.info("sign-out did not reach the hub: %s", error.error_id)
        finally:
            self._signed_in = None
            self._api.set_token(None)
            self.forget()
        return None

    # -- remembering -------------------------------------------------------------------------------------------------

    def remembered_login(self) -> str | None:
        """Return the login this seat remembers for this hub; reads a small file, not the keyring."""
        try:
            notes = json.loads(self._note_file.read_text(encoding="utf-8"))
            login = notes.get(self._api.hub)
        except (OSError, ValueError, AttributeError):
            return None
        return login if isinstance(login, str) else None

    def forget(self) -> None:
        """Forget the remembered sign-in of this hub, if there is one."""
        login = self.remembered_login()
        if login is None:
            return
        self._note(None)
        try:
            self._memory().forget(self._api.hub, login)
        except DeskError as error:
            log.info("nothing forgotten: %s", error.error_id)

    def _remember(self, login: str, token: str) -> None:
        try:
            self._memory().keep(self._api.hub, login, token)
            self._note(login)
        except DeskError as error:
            self.remarks.append(error)

    def _note(self, login: str | None) -> None:
        notes = {} if login is None else {self._api.hub: login}
        try:
            self._note_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self._note_file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(notes, stream)
        except OSError as fault:
            log.info("the seat's note of who stays signed in was not written: %s", fault.strerror)

    # -- the end -----------------------------------------------------------------------------------------------------

    def end(self, reason: str) -> None:
        """The hub said it is over (live line or refusal): forget the token and say so once."""
        if self._signed_in is not None:
            self._signed_in = None
            self._api.set_token(None)
            self.ended.emit(reason)

    def _begin(self, answer: SignedIn | Resumed, token: str) -> None:
        self._api.set_token(token)
        self._signed_in = answer

    def _facts(self) -> SignedIn | Resumed:
        if self._signed_in is None:
            raise RuntimeError("nobody is signed in")
        return self._signed_in

    def _watch_for_the_end(self, refused: HubRefused) -> None:
        if refused.error_id in _ENDS and self._signed_in is not None:
            self.end(refused.error_id)
