"""Orders as jobs carry them: the command to the exchange, typed, and what the hub must know beside it; and their rows.

A row says the word of the command and its own fields as `details`; who and which call stand beside them. Rows of an earlier
hub are read by a later one, so a word, once used, stays.
"""

import uuid
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from typing import Any, Final, Protocol, Self, cast

from agent_desk.hub.exchange.protocol.base import CallCommand
from agent_desk.hub.exchange.protocol.calls import Answer, AnyCommand, HangUp, Hold, Mute, Refuse, Transfer
from agent_desk.hub.exchange.protocol.dialling import (
    CancelConsult,
    CompleteTransfer,
    Consult,
    Dial,
    DropCallbackPlace,
    Dtmf,
    Join,
    Park,
    PickUp,
    PickUpRing,
)
from agent_desk.hub.exchange.protocol.menu import RouteCall

WORDS: Final[dict[str, type[CallCommand]]] = {
    "answer": Answer,
    "refuse": Refuse,
    "hold": Hold,
    "mute": Mute,
    "transfer": Transfer,
    "hang_up": HangUp,
    "dial": Dial,
    "consult": Consult,
    "complete": CompleteTransfer,
    "cancel_consult": CancelConsult,
    "join": Join,
    "dtmf": Dtmf,
    "park": Park,
    "pick_up": PickUp,
    "pick_up_ring": PickUpRing,
    "drop_kept": DropCallbackPlace,
    "route": RouteCall,
}
_BY_MEMORY: Final[dict[type[CallCommand], str]] = {
    Dtmf: "digits",
    Dial: "number",
    Transfer: "target",
    Consult: "target",
}
"""What of a command is never written down: digits of a PIN, telephone numbers. Who is named by a code may stand in a row."""
_WORD_OF: Final = {kind: word for word, kind in WORDS.items()}
_WHOSE: Final = frozenset({"id", "call", "agent"})


def word_of(kind: type[CallCommand]) -> str:
    """Return the word of a kind of command."""
    return _WORD_OF[kind]


class MakesCommand(Protocol):
    """A command but for whose it is: its class, or a `partial` of the class with its own fields."""

    def __call__(self, *, id: str, call: str, agent: str) -> CallCommand: ...


def details_of(command: CallCommand, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the own fields of a command, as JSON has them; what is left at its default is not said."""
    return {
        one.name: value
        for one in fields(command)
        if one.name not in _WHOSE | without
        and (value := getattr(command, one.name)) != (one.default if one.default is not MISSING else MISSING)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOrder:
    """An order about one call. `quiet`: nobody is told when the exchange refuses it."""

    command: CallCommand
    call_id: uuid.UUID
    person_id: uuid.UUID
    asked_at: datetime
    quiet: bool = False
    lost: bool = False
    """What was not written down is gone with the hub that was given the order: it cannot be carried out any more."""

    @property
    def word(self) -> str:
        """The command's word."""
        return word_of(type(self.command))

    def row(self) -> dict[str, Any]:
        """Return the arguments of its job."""
        return {
            "command_id": self.command.id,
            "command": self.word,
            "call_id": str(self.call_id),
            "call_key": self.command.call,
            "person_id": str(self.person_id),
            "agent_code": self.command.agent,
            "asked_at": self.asked_at.isoformat(),
            "details": details_of(self.command, frozenset(self.withheld())) | ({"quiet": True} if self.quiet else {}),
        }

    def withheld(self) -> dict[str, Any]:
        """Return what goes to the exchange's process by memory alone."""
        name = _BY_MEMORY.get(type(self.command))
        by_code = isinstance(self.command, Transfer | Consult) and self.command.kind not in ("blind_number", "number")
        return {} if name is None or by_code else {name: getattr(self.command, name)}

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        """Return the order of a job's row, with what came beside it by memory. Raises ValueError for a word that is none."""
        kind = WORDS.get(row["command"])
        if kind is None:
            raise ValueError(f"no such command: {row['command']}")
        details = {name: value for name, value in row["details"].items() if name != "quiet"}
        secret = _BY_MEMORY.get(kind, "")
        lost = bool(secret) and secret not in details and secret not in row
        if secret and secret not in details:
            details[secret] = row.get(secret, "")
        return cls(
            command=kind(id=row["command_id"], call=row["call_key"], agent=row["agent_code"], **details),
            call_id=uuid.UUID(row["call_id"]),
            person_id=uuid.UUID(row["person_id"]),
            asked_at=datetime.fromisoformat(row["asked_at"]),
            quiet=bool(row["details"].get("quiet")),
            lost=lost,
        )

    def for_exchange(self) -> AnyCommand:
        """Return the command as the line to the exchange takes it: every word's is one of its commands."""
        return cast(AnyCommand, self.command)
