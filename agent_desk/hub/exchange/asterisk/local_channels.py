"""Telephones behind Local channels, as FreePBX and Issabel make the members of their queues (Local/8001@from-queue/n).

The queue rings one half of a Local channel; the telephone is another channel, which the other half dials. What the telephone does
(hold, transfer, hang up) is told as the doing of the channel that the queue knows, so that nothing else need know of either.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from agent_desk.hub.exchange.asterisk.ami import Message

_LOCAL: Final = "Local/"
_OPTIONS: Final = re.compile(r"/[a-z]+$")
_EXTENSION: Final = re.compile(r"(?:Local/|hint:)([^/@]+)@.*")
_OF_TELEPHONE: Final = ("Uniqueid", "TransfererUniqueid", "OrigTransfererUniqueid", "Leg")
"""Headers that name the channel that did something."""
_MOVES: Final = frozenset(
    ("Hold", "Unhold", "BlindTransfer", "AttendedTransfer", "UserEvent", "HangupRequest", "Hangup")
)
REFUSALS: Final = frozenset({"17", "21"})
"""Causes of a telephone that was asked and said no: busy, rejected."""


def plain(interface: str) -> str:
    """Return an interface without a Local channel's options: Local/8001@from-queue of Local/8001@from-queue/n."""
    return _OPTIONS.sub("", interface) if interface.startswith(_LOCAL) else interface


def extension_of(interface: str) -> str:
    """Return the extension that a Local channel or a hint leads to (hint:8001@ext-local); empty for anything else."""
    found = _EXTENSION.fullmatch(interface)
    return found[1] if found else ""


@dataclass(slots=True, eq=False)
class Behind:
    """What is behind one channel that a queue rings. `telephones`: uniqueid to channel of those that are dialled or in talk."""

    uniqueid: str
    telephones: dict[str, str] = field(default_factory=dict)
    talks: str = ""
    """The telephone that has answered, where that was told."""
    halves: set[str] = field(default_factory=set)
    gone: bool = False
    """The Local channel itself is gone, the telephone is not: Asterisk has taken it out of the way."""


class LocalChannels:
    """Which telephone belongs to which Local channel of a queue."""

    def __init__(self) -> None:
        self._of_half: dict[str, Behind] = {}
        self._of_leg: dict[str, Behind] = {}
        self._of_telephone: dict[str, Behind] = {}

    def rung(self, channel: str, uniqueid: str) -> None:
        """Note that a queue rings this channel, if it is a Local one."""
        if channel.startswith(_LOCAL) and uniqueid not in self._of_leg:
            behind = self._of_leg[uniqueid] = Behind(uniqueid)
            self._half(behind, channel)

    def forget(self, uniqueid: str) -> None:
        """The part of the agent at this channel is over."""
        behind = self._of_leg.pop(uniqueid, None)
        if behind is not None:
            for half in behind.halves:
                self._of_half.pop(half, None)
            for telephone in behind.telephones:
                self._of_telephone.pop(telephone, None)

    def dialled(self, message: Message) -> bool:
        """Take in who is dialled behind a Local channel (DialBegin). Whether it was one that a queue rings."""
        return self._dialled(
            message.get("Channel", ""), message.get("DestChannel", ""), message.get("DestUniqueid", "")
        )

    def _dialled(self, channel: str, to: str, uniqueid: str) -> bool:
        behind = self._of_half.get(_halved(channel))
        if behind is None:
            return False
        if to.startswith(_LOCAL):
            self._half(behind, to)  # from one Local channel to the next: follow me
        elif to and uniqueid:
            behind.telephones[uniqueid] = to
            self._of_telephone[uniqueid] = behind
        return True

    def found(self, channels: list[Message]) -> None:
        """Take in the telephones of Local channels that we were not told of, from a list of channels: they share a bridge."""
        for channel in channels:
            name, bridge = channel.get("Channel", ""), channel.get("BridgeId", "")
            if bridge and name.endswith(";2") and _halved(name) in self._of_half:
                for other in channels:
                    if other.get("BridgeId") == bridge and other is not channel:
                        self._dialled(name, other.get("Channel", ""), other.get("Uniqueid", ""))

    def answered(self, message: Message) -> bool:
        """Take in what became of a telephone behind a Local channel (DialEnd). Whether it was one."""
        uniqueid = message.get("DestUniqueid", "")
        behind = self._of_telephone.get(uniqueid)
        if behind is None:
            return _halved(message.get("Channel", "")) in self._of_half
        if message.get("DialStatus") == "ANSWER":
            behind.talks = uniqueid
        return True

    def telephone(self, uniqueid: str) -> str:
        """Return the channel of the telephone in talk behind this one; empty where there is none, or it is not known which."""
        behind = self._of_leg.get(uniqueid)
        if behind is None:
            return ""
        talks = behind.talks or (next(iter(behind.telephones)) if len(behind.telephones) == 1 else "")
        return behind.telephones.get(talks, "")

    def alive(self, uniqueid: str, present: dict[str, Message]) -> bool:
        """Return whether a telephone behind this channel is among the channels that are present."""
        behind = self._of_leg.get(uniqueid)
        return behind is not None and any(one in present for one in behind.telephones)

    def seen(self, message: Message, *, talking: bool) -> Message | None:
        """Return an event of a telephone as one of the channel that the queue rings; None for one that tells nothing of it.

        `talking`: whether the agent at that channel has answered.
        """
        event = message.get("Event", "")
        if event not in _MOVES:
            return message
        name = next((one for one in _OF_TELEPHONE if message.get(one) in self._of_telephone), None)
        if name is not None:
            return self._of_a_telephone(event, message, self._of_telephone[message[name]], talking=talking)
        own = self._of_leg.get(message.get("Uniqueid", "")) if event == "Hangup" else None
        if own is not None and talking and own.telephones:
            own.gone = True
            return None
        return message

    def leg_of(self, message: Message) -> str:
        """Return the channel that the queue rings of which an event tells, by itself or by its telephone; empty for others."""
        for name in _OF_TELEPHONE:
            uniqueid = message.get(name, "")
            if uniqueid in self._of_telephone:
                return self._of_telephone[uniqueid].uniqueid
            if uniqueid in self._of_leg:
                return uniqueid
        return ""

    def _of_a_telephone(self, event: str, message: Message, behind: Behind, *, talking: bool) -> Message | None:
        uniqueid = next(message[one] for one in _OF_TELEPHONE if message.get(one) in behind.telephones)
        renamed = {**message, **{one: behind.uniqueid for one in _OF_TELEPHONE if message.get(one) == uniqueid}}
        if event == "Hangup":
            behind.telephones.pop(uniqueid)
            self._of_telephone.pop(uniqueid)
            in_talk = uniqueid == behind.talks or (not behind.talks and not behind.telephones)
            return renamed if talking and in_talk else None
        if event == "HangupRequest" and not talking:
            return renamed if message.get("Cause") in REFUSALS else None
        return renamed

    def _half(self, behind: Behind, channel: str) -> None:
        half = _halved(channel)
        behind.halves.add(half)
        self._of_half[half] = behind

    def __bool__(self) -> bool:
        """Whether there is any, so that an exchange without them pays nothing."""
        return bool(self._of_leg)


def _halved(channel: str) -> str:
    """Return what both halves of a Local channel share: Local/8001@from-queue-00000001 of ...;1 and ...;2."""
    return channel.rpartition(";")[0] if channel.startswith(_LOCAL) else ""
