"""The files that join a bank's own Asterisk to the hub, made from the centre's settings: to be included by its own files.

Each file holds sections of ours only, all named `agent-desk...` but the queues and the agents' phones, so that it can
stand beside what the bank has. What to include where is written at the head of each.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.queue_states import reading
from agent_desk.hub.exchange.asterisk.setup import configure_dialling as dialling
from agent_desk.hub.exchange.asterisk.setup import configure_recording, plan_queues
from agent_desk.hub.exchange.asterisk.setup.plan_measures import measures
from agent_desk.hub.exchange.asterisk.setup.plan_menu import menu_file
from agent_desk.hub.exchange.asterisk.softphone import PREFIX
from agent_desk.hub.exchange.protocol.calls import softphone_of
from agent_desk.hub.exchange.protocol.plan_rules import PLAN_FILE, MenuSite
from agent_desk.schemas.calls.voice_plan import VoicePlan

WORD: Final = re.compile(r"[A-Za-z0-9_.+-]{1,64}")

HEAD: Final = "; Made by `agent-desk exchange configure`; make it anew instead of editing it.\n; To be included by {base}: {how}\n\n"

QUEUES: Final = """[agent-desk](!)
strategy=leastrecent
; how long one telephone rings, in seconds; then the next agent's turn, after `retry` seconds
timeout={ring_s}
retry=1
timeoutrestart=no
; after-call work belongs to the hub
wrapuptime=0
; one call at a time per agent, and nobody is paused behind the hub's back
ringinuse=no
autopause=no
joinempty=yes
leavewhenempty=no
memberdelay=0
musicclass=default
setinterfacevar=yes
setqueuevar=yes
setqueueentryvar=yes
"""

MANAGER: Final = """[{user}]
secret={secret}
deny=0.0.0.0/0.0.0.0
{permits}
read=call,agent,user,system
write=call,agent,user,system,reporting,originate
writetimeout=1000
; events that the hub never reads are left out at the source
eventfilter(action(exclude),name(RTCPSent)) =
eventfilter(action(exclude),name(RTCPReceived)) =
eventfilter(action(exclude),name(DeviceStateChange)) =
eventfilter(action(exclude),name(NewConnectedLine)) =
eventfilter(action(exclude),name(QueueMemberStatus)) =
"""

PHONES: Final = """[agent-desk-phone](!)
type=endpoint
context={context}-phones
disallow=all
allow=ulaw,alaw
direct_media=no
rtp_symmetric=yes
dtmf_mode=auto_info
allow_transfer=yes
{phone_options}
[agent-desk-auth](!)
type=auth
auth_type=userpass

[agent-desk-aor](!)
type=aor
max_contacts=1
remove_existing=yes
"""

SOFTPHONES: Final = """
; ------ telephones in the desks (WebRTC); they register over the web socket of http.conf
; This decides where their sound is bound: leave it at every address, or name the one that desks reach.
[agent-desk-websocket]
type=transport
protocol={protocol}
bind=0.0.0.0

[agent-desk-softphone](!)
type=endpoint
context={context}-phones
disallow=all
allow=ulaw,alaw
webrtc=yes
; a desk that dies in a call says no goodbye
rtp_timeout=30
rtp_timeout_hold=60
direct_media=no
dtmf_mode=auto_info
allow_transfer=yes

[agent-desk-softphone-aor](!)
type=aor
max_contacts=1
remove_existing=yes
maximum_expiration=120
qualify_frequency=15
"""

SORCERY: Final = """[res_pjsip]
; SIP secrets: of pjsip.conf, and those that hubs hand out to desks, which lie in Asterisk's own data base
auth=config,pjsip.conf,criteria=type=auth
auth=astdb,{prefix}
"""

PLAN: Final = """[{context}-incoming]
; the bank's numbers; send calls here from the trunk's context, or point the trunk's context at it
; a number that the voice plan knows goes by it, whenever that was applied ({menu})
include => {context}-numbers
include => {context}-given

[{context}-given]
; numbers that lead straight to a queue
{numbers}
[{context}-queue]
; a queue of the centre, by its code; also the target of a blind transfer
include => {context}-queues

{queues}
[{context}-join]
exten => s,1,GotoIf($["${{CHANNEL(state)}}"="Up"]?known)
 same => n,Answer()
 same => n(known),{reading}
 same => n,GotoIf($["${{AD_JOINED}}"="" | "${{AD_OVER}}"="1"]?{context}-measures,s,1)
 same => n(passed),GotoIf($["${{AD_JOINED}}"!=""]?join)
 same => n,Gosub({context}-announce,${{AD_QUEUE}},1)
 same => n,Set(AD_JOINED=${{STRFTIME(,UTC,%s.%3q)}})
 same => n,Set(AD_FIRST=${{AD_QUEUE}})
 same => n,GotoIf($["${{AD_NOTED}}"!=""]?join)
 same => n,Set(CHANNEL(hangup_handler_push)={context}-over,s,1)
 same => n(join),Goto({context}-wait,${{AD_QUEUE}},1)

[{context}-wait]
; how a queue waits: by the voice plan ({menu}), else plainly
include => {context}-plain

[{context}-plain]
include => {context}-plainly

{plain}
[{context}-over]
; one line per call in Asterisk's own data base, so that a hub that was away learns what came and went; hubs delete it
exten => s,1,Set(DB({context}/${{STRFTIME(,UTC,%Y%m%d%H%M)}}/${{CHANNEL(linkedid)}})={facts})
 same => n,Return()

[{context}-agent]
; one agent's telephone, by its extension; nobody there: a customer who came from a queue waits there again
; "g": where the agent hangs up first, the customer may be asked for a score
exten => _X.,1,Dial({interface},{ring_s},tg)
 same => n,GotoIf($["${{DIALSTATUS}}"="ANSWER"]?over)
 same => n,GotoIf($["${{AD_JOINED}}"=""]?over)
 same => n,Goto({context}-join,s,1)
 same => n(over),GotoIf($["${{AD_SURVEY}}"="c"]?{context}-survey,s,1)
 same => n,Hangup()

[{context}-number]
; an outside number
exten => _X.,1,Dial({trunk},{dial_s})
 same => n,Hangup()
exten => _+X.,1,Goto({context}-number,${{EXTEN:1}},1)

[{context}-phones]
; what an agent's telephone may dial, and send a call to: agents and queues
include => {context}-agent
include => {context}-queue
"""


FACTS: Final = (
    "AD_JOINED",
    "STRFTIME(,UTC,%s.%3q)",
    "AD_FIRST",
    "MEMBERNAME",
    "QEHOLDTIME",
    "QUEUESTATUS",
    "AD_DIALLED",
    "AD_ENTERED",
    "AD_OUT",
    "CALLERID(num)",
)
"""What is written down of each call when it is over, in the order in which `away.py` reads it."""


@dataclass(frozen=True, kw_only=True)
class Centre:
    """What the files are made from. `numbers`: the bank's numbers to queues. Raises ValueError for words of other signs."""

    address: Address
    queues: Sequence[str]
    agents: Mapping[str, str] = field(repr=False)
    """Code to the secret of the telephone."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    announced: Collection[str] = ()
    """Queues whose callers are told that they are recorded."""
    permitted: Sequence[str] = ("127.0.0.1/255.255.255.255",)
    """Networks from which a hub signs in."""
    trunk: str = "trunk"
    ring_s: int = 20
    dial_s: int = 60
    patience_s: int = 3600
    park_s: int = 300
    """How long a parked customer waits before their queue has them again."""
    phone_options: Sequence[str] = ()
    voice: VoicePlan = field(default_factory=VoicePlan)
    zone: str = ""
    """The centre's, for opening hours."""

    def __post_init__(self) -> None:
        words = [*self.queues, *self.agents, *self.numbers, *self.numbers.values(), self.trunk, self.address.user]
        for word in words:
            if not WORD.fullmatch(word):
                raise ValueError(f"{word!r} cannot stand in Asterisk's files: letters, digits and _ . + - only.")
        for number, queue in self.numbers.items():
            if queue not in self.queues:
                raise ValueError(f"The number {number} leads to the queue {queue!r}, which there is not.")


def files(centre: Centre) -> dict[str, str]:
    """File name to content."""
    softphones = {
        "agent-desk-sorcery.conf": _head("sorcery.conf", "#include agent-desk-sorcery.conf")
        + SORCERY.format(prefix=PREFIX)
    }
    return {
        "agent-desk-queues.conf": _head("queues.conf", "#include agent-desk-queues.conf") + _queues(centre),
        "agent-desk-manager.conf": _head(
            "manager.conf",
            "#include agent-desk-manager.conf; [general] needs timestampevents=yes, channelvars=AD_QUEUE",
        )
        + _manager(centre),
        "agent-desk-pjsip.conf": _head("pjsip.conf", "#include agent-desk-pjsip.conf") + _phones(centre),
        "agent-desk-extensions.conf": _head("extensions.conf", "#include agent-desk-extensions.conf") + _plan(centre),
        PLAN_FILE: menu(centre),
        "agent-desk-parking.conf": _head("res_parking.conf", "#include agent-desk-parking.conf")
        + dialling.PARKING.format(context=centre.address.context, park_s=centre.park_s),
        "agent-desk-featuremap.conf": _head("features.conf", "under [featuremap]: #include agent-desk-featuremap.conf")
        + dialling.FEATURES,
        **(softphones if centre.address.softphone else {}),
    }


def menu(centre: Centre) -> str:
    """Return the voice plan's file alone. Raises ValueError where the plan cannot hold together."""
    site = MenuSite(
        context=centre.address.context,
        zone=centre.zone,
        trunk=centre.trunk,
        dial_s=centre.dial_s,
        patience_s=centre.patience_s,
    )
    return _head("extensions.conf", f"#include {PLAN_FILE}, after agent-desk-extensions.conf") + menu_file(
        centre.voice, site, centre.queues, centre.announced
    )


def _head(base: str, how: str) -> str:
    return HEAD.format(base=base, how=how)


def _queues(centre: Centre) -> str:
    context = centre.address.context
    # The context need not exist: it does where the queue's voice plan has a call-back key.
    return QUEUES.format(ring_s=centre.ring_s) + "".join(
        f"\n[{queue}](agent-desk)\ncontext={context}-keys-{queue}\n" for queue in centre.queues
    )


def with_queues(text: str, queues: Sequence[str], context: str) -> str:
    """Return `agent-desk-queues.conf` with a section for each queue that it lacks; what stands there stays."""
    there = set(re.findall(r"(?m)^\[([^\]]+)\]", text))
    lacking = [queue for queue in queues if queue not in there]
    return text + "".join(f"\n[{queue}](agent-desk)\ncontext={context}-keys-{queue}\n" for queue in lacking)


def _manager(centre: Centre) -> str:
    permits = "\n".join(f"permit={network}" for network in centre.permitted)
    return MANAGER.format(user=centre.address.user, secret=centre.address.secret, permits=permits)


def _phones(centre: Centre) -> str:
    options = "".join(f"{option}\n" for option in centre.phone_options)
    whole = [PHONES.format(context=centre.address.context, phone_options=options)]
    for code, secret in centre.agents.items():
        whole.append(
            f"\n[{code}](agent-desk-phone)\nauth={code}\naors={code}\ncallerid={code} <{code}>\n"
            f"[{code}](agent-desk-auth)\nusername={code}\npassword={secret}\n[{code}](agent-desk-aor)\n"
        )
    if centre.address.softphone:
        whole.append(_softphones(centre))
    return "".join(whole)


def _softphones(centre: Centre) -> str:
    address = centre.address
    protocol = address.softphone.partition(":")[0]
    whole = [SOFTPHONES.format(context=address.context, protocol=protocol)]
    for code in centre.agents:
        name = address.endpoint_of(softphone_of(code))
        whole.append(
            f"\n[{name}](agent-desk-softphone)\nauth={name}\naors={name}\ncallerid={code} <{code}>\n"
            f"[{name}](agent-desk-softphone-aor)\n"
        )
    return "".join(whole)


def _plan(centre: Centre) -> str:
    address = centre.address
    numbers = "".join(
        f"exten => {number},1,Set(__AD_DIALLED={number})\n same => n,Goto({address.context}-queue,{queue},1)\n"
        for number, queue in centre.numbers.items()
    )
    whole = (PLAN + dialling.PLAN).format(
        reading=reading(address.context, "${AD_QUEUE}"),
        context=address.context,
        plain=plan_queues.plain(address.context, centre.queues, centre.patience_s),
        menu=PLAN_FILE,
        numbers=numbers or "; none yet: give --number 95500=QUEUE\n",
        queues=plan_queues.entrances(address.context, centre.queues),
        interface=address.interface_of("${EXTEN}"),
        ring_s=centre.ring_s,
        facts="|".join(f"${{{fact}}}" for fact in FACTS),
        trunk=f"PJSIP/${{EXTEN}}@{centre.trunk}",
        dial_s=centre.dial_s,
    )
    recording = configure_recording.plan(address.context, centre.queues, centre.announced)
    return "\n".join((whole + recording, measures(address.context)))
