"""Looks at a bank's Asterisk and says what it lacks for a hub: version, rights of the manager, modules, dial plan, queues.

Nothing is changed there. Each finding is a word, with the thing it is about; the sentences are the command's.
"""

import threading
import time
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from agent_desk.hub.exchange.asterisk import configure_dialling as dialling
from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.ami import AmiLine, Message, SignInRefused
from agent_desk.hub.exchange.asterisk.words import MARK
from agent_desk.hub.exchange.protocol import ExchangeLost

Kind = Literal[
    "unreachable", "refused", "version", "right", "right_optional", "events", "stamps", "module", "module_optional", "context",
    "queue", "dial_plan_unseen",
]  # fmt: skip
State = Literal["fine", "lacking", "advice"]

ASK_S: Final = 5.0
OLDEST: Final = 18
"""The first Asterisk with NOTIFY inside a call and the listing of its data base over AMI."""
ACTIONS: Final = {
    "QueueAdd": "agent", "QueuePause": "agent", "QueueRemove": "agent", "CoreShowChannels": "reporting",
    "CoreStatus": "reporting", "Getvar": "call", "Hangup": "call", "BlindTransfer": "call", "MuteAudio": "system",
    "UserEvent": "user",
}  # fmt: skip
"""What a hub cannot do without, and the right of the manager that gives it."""
OPTIONAL_ACTIONS: Final = {"DBGetTree": "system", "DBDelTree": "system"}
MODULES: Final = (
    "app_queue",
    "app_dial",
    "app_userevent",
    "res_pjsip",
    "chan_pjsip",
    "res_mutestream",
    "func_devstate",
)
SOFTPHONE_ACTIONS: Final = {"DBPut": "system", "DBDel": "system"}
SOFTPHONE_MODULES: Final = ("res_http_websocket", "res_pjsip_transport_websocket", "res_srtp", "res_sorcery_astdb")
"""Only where desks are telephones."""
OPTIONAL_MODULES: Final = ("res_musiconhold", "func_db", "func_strings")
CONTEXTS: Final = ("queue", "join", "agent", "number", "over")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `about`: which version, right, module, context or queue."""

    kind: Kind
    state: State
    about: str = ""
    needs: str = ""


def check(address: Address, queues: Collection[str] = ()) -> list[Finding]:
    """Everything that was looked at, in order. `queues`: codes that the centre has."""
    echo = _Echo()
    try:
        line = AmiLine(address.host, address.port, address.user, address.secret, echo.take)
    except SignInRefused:
        return [Finding("refused", "lacking", address.user)]
    except ExchangeLost:
        return [Finding("unreachable", "lacking", f"{address.host}:{address.port}")]
    try:
        return list(_look(line, address, echo, queues))
    except ExchangeLost:
        return [Finding("unreachable", "lacking", f"{address.host}:{address.port}")]
    finally:
        line.close()


def _look(line: AmiLine, address: Address, echo: "_Echo", queues: Collection[str]) -> Iterator[Finding]:
    settings = line.ask({"Action": "CoreSettings"}, ASK_S).response
    version = settings.get("AsteriskVersion", "")
    yield Finding("version", "lacking" if 0 < _major(version) < OLDEST else "fine", version or "?", str(OLDEST))
    commands = line.ask({"Action": "ListCommands"}, ASK_S).response
    needed = ACTIONS | dialling.ACTIONS | (SOFTPHONE_ACTIONS if address.softphone else {})
    for action, right in needed.items():
        yield Finding("right", _state(action in commands), action, right)
    for action, right in OPTIONAL_ACTIONS.items():
        yield Finding("right_optional", "fine" if action in commands else "advice", action, right)
    if "UserEvent" in commands:
        yield from echo.look(line)
    modules = MODULES + dialling.MODULES + (("res_pjsip_notify",) if address.phones == "talk" else ())
    modules += SOFTPHONE_MODULES if address.softphone else ()
    if "ModuleCheck" in commands:
        for module in modules:
            yield Finding("module", _state(_loaded(line, module)), module)
        for module in OPTIONAL_MODULES:
            yield Finding("module_optional", "fine" if _loaded(line, module) else "advice", module)
    yield from _dial_plan(line, address, commands)
    present = {
        one.get("Queue", "")
        for one in line.ask_list({"Action": "QueueStatus"}, ASK_S).items
        if one.get("Event") == "QueueParams"
    }
    for queue in queues or present:
        yield Finding("queue", _state(queue in present), queue)
    if not queues and not present:
        yield Finding("queue", "lacking", "*")


def _dial_plan(line: AmiLine, address: Address, commands: Message) -> Iterator[Finding]:
    if "ShowDialPlan" not in commands:
        yield Finding("dial_plan_unseen", "advice", needs="reporting")
        return
    for name in (*CONTEXTS, *dialling.CONTEXTS):
        context = f"{address.context}-{name}"
        found = line.ask_list({"Action": "ShowDialPlan", "Context": context}, ASK_S).ok
        yield Finding("context", _state(found), context)


def _loaded(line: AmiLine, module: str) -> bool:
    return line.ask({"Action": "ModuleCheck", "Module": module}, ASK_S).ok


def _state(there: bool) -> State:
    return "fine" if there else "lacking"


def _major(version: str) -> int:
    digits = version.partition(".")[0].removeprefix("certified/")
    return int(digits) if digits.isdigit() else 0


class _Echo:
    """Whether a word of ours comes back as an event, and with its time."""

    def __init__(self) -> None:
        self._come = threading.Event()
        self._mark = uuid.uuid4().hex
        self._stamp = ""

    def take(self, message: Message) -> None:
        if message.get("Mark") == self._mark:
            self._stamp = message.get("Timestamp", "")
            self._come.set()

    def look(self, line: AmiLine) -> Iterator[Finding]:
        line.ask({"Action": "Events", "EventMask": "user"}, ASK_S)
        before = time.time()
        line.ask({"Action": "UserEvent", "UserEvent": MARK, "Mark": self._mark}, ASK_S)
        come = self._come.wait(2.0)
        line.ask({"Action": "Events", "EventMask": "off"}, ASK_S)
        yield Finding("events", _state(come), needs="user")
        if come:
            skew = abs(float(self._stamp) - before) if self._stamp else 0.0
            yield Finding("stamps", _state(bool(self._stamp)), f"{skew:.1f}")
