"""The hub's commands as actions of Asterisk's manager. Where an agent's channel is, is asked anew for every command.

What a desk telephone alone can do (lift the receiver, put on hold) is asked of it by NOTIFY where the telephones of this
bank follow it, and refused in a word of its own where they do not: see docs/exchange.md.
"""

import re
import time
from collections.abc import Callable
from typing import Final

from agent_desk.hub.exchange.asterisk.commands.manager import (
    AGENT,
    NO_SUCH_EXTENSION,
    NORMAL,
    NOT_IN_USE,
    NUMBER,
    Manager,
    Refused,
    Seat,
)
from agent_desk.hub.exchange.asterisk.softphone import take_back
from agent_desk.hub.exchange.asterisk.words import HUNG_UP, MUTED, REFUSED
from agent_desk.hub.exchange.protocol.calls import (
    Answer,
    HangUp,
    Hold,
    Mute,
    Refuse,
    SetAvailable,
    SignIn,
    SignOut,
    Transfer,
    TransferKind,
)
from agent_desk.hub.exchange.protocol.dialling import dialled_by_agent
from agent_desk.hub.exchange.protocol.menu import ReadPlan

ANSWER_AT_PHONE: Final = "answer_at_phone"
HOLD_AT_PHONE: Final = "hold_at_phone"
CONTEXTS: Final[dict[TransferKind, str]] = {
    "blind_agent": "agent",
    "blind_queue": "queue",
    "blind_number": "number",
}
REJECTED: Final = "21"


class CallOrders:
    """Orders about seats and about calls that came to them."""

    def __init__(self, manager: Manager) -> None:
        self._at = manager
        self.table: dict[type, Callable[..., None]] = {
            SignIn: self._sign_in,
            SignOut: self._sign_out,
            SetAvailable: self._set_available,
            Answer: self._answer,
            Refuse: self._refuse,
            Hold: self._hold,
            Mute: self._mute,
            Transfer: self.transfer,
            HangUp: self._hang_up,
            ReadPlan: self._read_plan,
        }

    # ------------------------------------------------------------------ queues

    def _sign_in(self, command: SignIn) -> None:
        if not AGENT.fullmatch(command.extension or command.agent):
            raise Refused(NO_SUCH_EXTENSION)
        interface = self._at.address.interface_of(command.extension or command.agent)
        queues, joined = self._at.queues(command.agent)
        # A queue that an administrator has made waits for the voice plan to be applied; nobody is kept from the others by it.
        known = [queue for queue in command.queues if queue in queues]
        if command.queues and not known:
            raise Refused("no_such_queue")
        if self._at.ask("Getvar", Variable=f"DEVICE_STATE({interface})").response.get("Value") == "INVALID":
            raise Refused(NO_SUCH_EXTENSION)
        stays = set()
        for one in joined:
            if one["Queue"] in known and one.get("Location") == interface:
                stays.add(one["Queue"])
            else:
                self._at.do("bad_command", "QueueRemove", Queue=one["Queue"], Interface=one.get("Location", ""))
        self._at.telephones[command.agent] = interface
        if stays:
            self._at.do("bad_command", "QueuePause", Interface=interface, Paused="true", Reason="signed_in")
        penalties = dict(zip(command.queues, command.penalties, strict=False))
        for queue in known:
            penalty = str(penalties.get(queue, 0))
            if queue in stays:
                self._at.do("bad_command", "QueuePenalty", Queue=queue, Interface=interface, Penalty=penalty)
                continue
            self._at.do(
                "bad_command",
                "QueueAdd",
                Queue=queue,
                Interface=interface,
                MemberName=command.agent,
                Penalty=penalty,
                Paused="true",
                StateInterface=self._at.address.state_of(command.extension or command.agent),
            )

    def _sign_out(self, command: SignOut) -> None:
        if self._at.address.softphone:
            take_back(self._at.line, self._at.address, command.agent, self._at.deadline - time.monotonic())
        _, joined = self._at.queues(command.agent)
        if not joined:
            raise Refused("no_such_agent")
        for one in joined:
            self._at.ask("QueueRemove", Queue=one["Queue"], Interface=one.get("Location", ""))

    def _set_available(self, command: SetAvailable) -> None:
        headers = {
            "Paused": "false" if command.available else "true",
            "Reason": "" if command.available else _one_line(command.reason),
        }
        if self._at.ask("QueuePause", Interface=self._at.telephone(command.agent), **headers).ok:
            return
        _, joined = self._at.queues(command.agent)
        if not joined:
            raise Refused("no_such_agent")
        self._at.do("no_such_agent", "QueuePause", Interface=self._at.telephone(command.agent), **headers)

    # ------------------------------------------------------------------ one call

    def _answer(self, command: Answer) -> None:
        self._notify(self._at.seat(command, talking=False), "talk", ANSWER_AT_PHONE)

    def _refuse(self, command: Refuse) -> None:
        seat = self._at.seat(command, talking=False)
        self._at.tell(REFUSED, seat)
        self._at.do("not_ringing", "Hangup", Channel=seat.channel, Cause=REJECTED)

    def _hold(self, command: Hold) -> None:
        self._notify(self._at.seat(command, talking=True), "hold" if command.on else "talk", HOLD_AT_PHONE)

    def _notify(self, seat: Seat, event: str, otherwise: str) -> None:
        """A telephone that does not know the event may end the call over it: only where the bank says that all do."""
        if self._at.address.phones != "talk":
            raise Refused(otherwise)
        self._at.do(otherwise, "PJSIPNotify", Channel=seat.channel, Variable=f"Event={event}")

    def _mute(self, command: Mute) -> None:
        seat, state = self._at.seat(command, talking=True), "on" if command.on else "off"
        self._at.do("not_talking", "MuteAudio", Channel=seat.channel, Direction="in", State=state)
        self._at.tell(MUTED, seat, State=state)

    def transfer(self, command: Transfer) -> None:
        """Pass the call on at once."""
        seat = self._at.seat(command, talking=True)
        target = self.target(command)
        context = f"{self._at.address.context}-{CONTEXTS[command.kind]}"
        self._at.do("no_such_target", "BlindTransfer", Channel=seat.channel, Context=context, Exten=target)

    def target(self, command: Transfer) -> str:
        """Return the extension that a transfer goes to. Raises Refused."""
        if command.kind == "blind_number":
            number = re.sub(r"[\s()/-]", "", command.target)
            if not NUMBER.fullmatch(number):
                raise Refused("no_such_target")
            return number
        if not AGENT.fullmatch(command.target):
            raise Refused("no_such_target")
        queues, joined = self._at.queues(command.target)
        if command.kind == "blind_queue" and command.target in queues:
            return command.target
        if command.kind == "blind_queue" or not joined or command.target == command.agent:
            raise Refused("no_such_target")
        if any(one.get("Paused") == "1" or one.get("Status") != NOT_IN_USE for one in joined):
            raise Refused("target_busy")
        return self._at.address.agent_at(self._at.telephone(command.target)) or command.target

    def _hang_up(self, command: HangUp) -> None:
        # A call that the agent makes may still ring at their own telephone.
        seat = self._at.seat(command, talking=None if dialled_by_agent(command.call) else True)
        self._at.tell(HUNG_UP, seat)  # Asterisk itself would write it down as the customer's
        self._at.do("no_such_call", "Hangup", Channel=seat.channel, Cause=NORMAL)

    def _read_plan(self, command: ReadPlan) -> None:
        if command.queues:
            # Queues first: the plan leads callers there. Members and waiting callers stay.
            self._at.do("plan_not_read", "Reload", Module="app_queue.so")
        self._at.do("plan_not_read", "Reload", Module="pbx_config.so")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:64]
