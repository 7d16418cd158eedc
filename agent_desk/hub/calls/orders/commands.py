"""The orders of agents as the exchange's Protocol has them."""

from typing import Any

from agent_desk.hub.exchange.protocol.calls import Answer, AnyCommand, HangUp, Hold, Mute, Refuse, Transfer
from agent_desk.hub.exchange.protocol.dialling import (
    CancelConsult,
    CompleteTransfer,
    Consult,
    Dial,
    DropKept,
    Dtmf,
    Join,
    Park,
    PickUp,
    PickUpRing,
)

WORDS: dict[str, type] = {
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
    "drop_kept": DropKept,
}
OWN = frozenset({"quiet"})
"""Details that are the hub's own."""


def command_of(order: dict[str, Any]) -> AnyCommand:
    """Of a job's row. Raises ValueError for a word that is none."""
    kind = WORDS.get(order["command"])
    if kind is None:
        raise ValueError(f"no such command: {order['command']}")
    details = {name: value for name, value in order["details"].items() if name not in OWN}
    made: AnyCommand = kind(id=order["command_id"], call=order["call_key"], agent=order["agent_code"], **details)
    return made
