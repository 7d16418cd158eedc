"""Looks at a bank's Asterisk and says what it lacks for a hub: version, rights of the manager, modules, dial plan, queues.

Nothing is changed there. To look for sound files, which only the dial plan may, a Local channel runs through `-check`.
"""

import threading
import time
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.ami import AmiLine, Message, NotTrusted, SignInRefused
from agent_desk.hub.exchange.asterisk.setup import check_files
from agent_desk.hub.exchange.asterisk.setup import configure_dialling as dialling
from agent_desk.hub.exchange.asterisk.setup.findings import Finding, Kind, state_of
from agent_desk.hub.exchange.asterisk.setup.plan_wait import SOUNDS
from agent_desk.hub.exchange.asterisk.words import ASKED, MARK, SOUND
from agent_desk.hub.exchange.protocol.calls import ExchangeLost

ASK_S: Final = 5.0
OLDEST: Final = 18
"""The first Asterisk with NOTIFY inside a call and the listing of its data base over AMI."""
ACTIONS: Final = {
    "QueueAdd": "agent",
    "QueuePause": "agent",
    "QueueRemove": "agent",
    "CoreShowChannels": "reporting",
    "CoreStatus": "reporting",
    "Getvar": "call",
    "Hangup": "call",
    "BlindTransfer": "call",
    "MuteAudio": "system",
    "UserEvent": "user",
}
"""What a hub cannot do without, and the right of the manager that gives it."""
OPTIONAL_ACTIONS: Final = {"DBGetTree": "system", "DBDelTree": "system", "DBPut": "system", "DBDel": "system"}
RECORDING_ACTIONS: Final = {"MixMonitor": "system", "StopMixMonitor": "call", "MixMonitorMute": "call"}
SUPERVISION_ACTIONS: Final = {"Originate": "originate", "Redirect": "call", "Setvar": "call"}
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
RECORDING_MODULES: Final = ("app_mixmonitor", "format_wav")
SUPERVISION_MODULES: Final = ("app_chanspy", "app_stack")
"""Without these calls go on, but nobody is recorded, nobody listened to."""
OPTIONAL_MODULES: Final = ("res_musiconhold", "func_db", "func_strings")
CONTEXTS: Final = ("queue", "join", "measures", "wait", "agent", "number", "over", "announce", "spy", "takeover")
VOICE: Final = "check"
"""The context of the voice plan that tells of itself; where it is not, there is no voice plan."""
VOICE_MODULES: Final = (
    "app_read",
    "app_playback",
    "app_originate",
    "app_stack",
    "func_dialplan",
    "func_groupcount",
    "func_logic",
    "func_strings",
    "func_callerid",
    "func_channel",
)
VOICE_S: Final = 5.0
ANNOUNCED: Final[Kind] = "announcement"
PLANNED: Final[Kind] = "sound"
AT_ONCE: Final = 12
"""So many names are asked for with one call: a manager's line holds a thousand signs."""


def check(
    address: Address,
    queues: Collection[str] = (),
    sounds: Collection[str] = (),
    announcements: Collection[str] = (),
) -> list[Finding]:
    """Everything that was looked at, in order.

    `queues`: codes that the centre has; `sounds`: files its voice plan names; `announcements`: those of measures for a queue.
    """
    echo = _Echo()
    asked = dict.fromkeys(announcements, ANNOUNCED) | dict.fromkeys(sounds, PLANNED)
    try:
        line = AmiLine(address.host, address.port, address.user, address.secret, echo.take, tls=address.tls)
    except SignInRefused:
        return [Finding("refused", "lacking", address.user)]
    except NotTrusted:
        return [Finding("not_trusted", "lacking", f"{address.host}:{address.port}", address.tls)]
    except ExchangeLost:
        return [Finding("unreachable", "lacking", f"{address.host}:{address.port}")]
    try:
        return list(_look(line, address, echo, queues, asked))
    except ExchangeLost:
        return [Finding("unreachable", "lacking", f"{address.host}:{address.port}")]
    finally:
        line.close()


def _look(
    line: AmiLine, address: Address, echo: "_Echo", queues: Collection[str], sounds: Mapping[str, Kind]
) -> Iterator[Finding]:
    yield Finding(
        "line", "fine" if address.tls or address.on_this_machine else "advice", f"{address.host}:{address.port}"
    )
    if address.interface.startswith("Local/"):
        wanted = address.state or "hint:{agent}@ext-local"
        yield Finding("member_state", "fine" if address.state else "advice", address.interface, wanted)
    settings = line.ask({"Action": "CoreSettings"}, ASK_S).response
    version = settings.get("AsteriskVersion", "")
    yield Finding("version", "lacking" if 0 < _major(version) < OLDEST else "fine", version or "?", str(OLDEST))
    commands = line.ask({"Action": "ListCommands"}, ASK_S).response
    needed = ACTIONS | dialling.ACTIONS | (SOFTPHONE_ACTIONS if address.softphone else {})
    for action, right in needed.items():
        yield Finding("right", state_of(action in commands), action, right)
    for action, right in OPTIONAL_ACTIONS.items():
        yield Finding("right_optional", "fine" if action in commands else "advice", action, right)
    yield from _more_rights(commands)
    if "UserEvent" in commands:
        yield from echo.look(line)
    modules = MODULES + dialling.MODULES + (("res_pjsip_notify",) if address.phones == "talk" else ())
    modules += SOFTPHONE_MODULES if address.softphone else ()
    if "ModuleCheck" in commands:
        for module in modules:
            yield Finding("module", state_of(_loaded(line, module)), module)
        for module in OPTIONAL_MODULES:
            yield Finding("module_optional", "fine" if _loaded(line, module) else "advice", module)
        for module in RECORDING_MODULES:
            yield Finding("module_recording", "fine" if _loaded(line, module) else "advice", module)
        for module in SUPERVISION_MODULES:
            yield Finding("module_supervision", "fine" if _loaded(line, module) else "advice", module)
    yield from _dial_plan(line, address, commands)
    present = {
        one.get("Queue", "")
        for one in line.ask_list({"Action": "QueueStatus"}, ASK_S).items
        if one.get("Event") == "QueueParams"
    }
    for queue in queues or present:
        yield Finding("queue", state_of(queue in present), queue)
    if not queues and not present:
        yield Finding("queue", "lacking", "*")
    asking = partial(_value, line)
    yield from check_files.look(asking, address, [queue for queue in queues or sorted(present) if queue in present])
    yield from _voice(line, address, echo, commands, sounds)


def _value(line: AmiLine, function: str) -> str:
    return line.ask({"Action": "Getvar", "Variable": function}, ASK_S).response.get("Value", "")


def _voice(
    line: AmiLine, address: Address, echo: "_Echo", commands: Message, sounds: Mapping[str, Kind]
) -> Iterator[Finding]:
    """Modules, sounds and the clock of the voice plan, where the dial plan has one. `sounds`: what is said of each."""
    context = f"{address.context}-{VOICE}"
    there = "ShowDialPlan" in commands and line.ask_list({"Action": "ShowDialPlan", "Context": context}, ASK_S).ok
    if sounds or there:
        yield Finding("context", state_of(there), context)
    if not there:
        return
    if "ModuleCheck" in commands:
        for module in VOICE_MODULES:
            yield Finding("module", state_of(_loaded(line, module)), module)
    told = echo.sounds(line, context, sorted(sounds)) if "Originate" in commands else None
    if told is None:
        yield Finding("sounds_unseen", "advice", "func_env", "originate")
        return
    clock = told.pop("zone", "")
    yield Finding("zone", state_of(clock == told.pop("zone_wanted", clock) and bool(clock)), clock)
    for name in sorted({*told, *sounds}):
        about = f"{SOUNDS}/{name}"
        if name in told:
            yield Finding(sounds.get(name, PLANNED), state_of("1" in told[name]), about)
        else:
            yield Finding("sound_untold", "advice", about)


def _more_rights(commands: Message) -> Iterator[Finding]:
    for action, right in RECORDING_ACTIONS.items():
        yield Finding("right_recording", "fine" if action in commands else "advice", action, right)
    for action, right in SUPERVISION_ACTIONS.items():
        yield Finding("right_supervision", "fine" if action in commands else "advice", action, right)


def _dial_plan(line: AmiLine, address: Address, commands: Message) -> Iterator[Finding]:
    if "ShowDialPlan" not in commands:
        yield Finding("dial_plan_unseen", "advice", needs="reporting")
        return
    for name in (*CONTEXTS, *dialling.CONTEXTS):
        context = f"{address.context}-{name}"
        found = line.ask_list({"Action": "ShowDialPlan", "Context": context}, ASK_S).ok
        yield Finding("context", state_of(found), context)


def _loaded(line: AmiLine, module: str) -> bool:
    return line.ask({"Action": "ModuleCheck", "Module": module}, ASK_S).ok


def _major(version: str) -> int:
    digits = version.partition(".")[0].removeprefix("certified/")
    return int(digits) if digits.isdigit() else 0


class _Echo:
    """Whether a word of ours comes back as an event, and with its time."""

    def __init__(self) -> None:
        self._come = threading.Event()
        self._mark = uuid.uuid4().hex
        self._stamp = ""
        self._sounds: dict[str, str] = {}
        self._told = threading.Event()

    def take(self, message: Message) -> None:
        if message.get("UserEvent") == SOUND:
            self._sounds[message.get("Name", "")] = message.get("There", "")
            if message.get("Name") == "end":
                self._told.set()
        if message.get("Mark") == self._mark:
            self._stamp = message.get("Timestamp", "")
            self._come.set()

    def look(self, line: AmiLine) -> Iterator[Finding]:
        line.ask({"Action": "Events", "EventMask": "user"}, ASK_S)
        before = time.time()
        line.ask({"Action": "UserEvent", "UserEvent": MARK, "Mark": self._mark}, ASK_S)
        come = self._come.wait(2.0)
        line.ask({"Action": "Events", "EventMask": "off"}, ASK_S)
        yield Finding("events", state_of(come), needs="user")
        if come:
            skew = abs(float(self._stamp) - before) if self._stamp else 0.0
            yield Finding("stamps", state_of(bool(self._stamp)), f"{skew:.1f}")

    def sounds(self, line: AmiLine, context: str, names: Sequence[str]) -> dict[str, str] | None:
        """Return what the dial plan itself tells of its sounds, of these, and of the clock; None where it does not come to its end."""
        line.ask({"Action": "Events", "EventMask": "user"}, ASK_S)
        parts = [names[at : at + AT_ONCE] for at in range(0, max(len(names), 1), AT_ONCE)]
        come = all(self._asked(line, context, part) for part in parts)
        line.ask({"Action": "Events", "EventMask": "off"}, ASK_S)
        return {name: there for name, there in self._sounds.items() if name != "end"} if come else None

    def _asked(self, line: AmiLine, context: str, names: Sequence[str]) -> bool:
        self._told.clear()
        call = {
            "Action": "Originate",
            "Channel": f"Local/sounds@{context}",
            "Application": "Wait",
            "Data": "1",
            "Async": "true",
            "Variable": f"__{ASKED}={'&'.join(names)}",
        }
        line.ask(call, ASK_S)
        return self._told.wait(VOICE_S)
