"""The address of an Asterisk exchange: who we are there, and how its extensions, contexts and phones are named."""

import ipaddress
import re
from dataclasses import dataclass, field
from typing import Final, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from agent_desk.hub.exchange.asterisk.tls import SYSTEM, context_of

SCHEME: Final = "asterisk"
ENCRYPTED: Final = "asterisks"
PORT, TLS_PORT = 5038, 5039
EXAMPLE: Final = "asterisk://USER:SECRET@HOST:5038"
OPTIONS: Final = ("interface", "state", "context", "phones", "softphone", "tls")
PHONES: Final = ("plain", "talk")
AGENT: Final = "{agent}"
SOFTPHONE: Final = "wss://pbx.bank.example:8089/ws"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """`asterisk://user:secret@host:5038?interface=PJSIP/{agent}&context=agent-desk&phones=plain`.

    `interface`: what the queues ring for an agent's code (Local/{agent}@from-queue/n where another program keeps the extensions).
    `state`: where the queues look whether the telephone is in use, as in hint:{agent}@ext-local; empty: at the interface.
    `context`: the contexts of our dial plan begin with it (`-agent`, `-queue`, `-number`). `phones`: `talk` where the telephones
    follow NOTIFY `talk` and `hold`, else `plain`. `softphone`: where the telephones of the desks register (wss, or ws on one
    machine); empty: desks have none. `tls`: the file of the authority that vouches for the exchange, `system` for the machine's
    own; empty: the line is not encrypted. With `asterisks://` it is `system` unless said, and the port 5039.
    """

    host: str
    port: int = PORT
    user: str
    secret: str = field(repr=False)
    interface: str = "PJSIP/{agent}"
    state: str = ""
    context: str = "agent-desk"
    phones: str = "plain"
    softphone: str = ""
    tls: str = ""

    @classmethod
    def from_url(cls, url: str) -> Self:
        """Raises ValueError with a sentence that never holds the secret."""
        parts = urlsplit(url)
        encrypted = parts.scheme == ENCRYPTED
        try:
            port = parts.port or (TLS_PORT if encrypted else PORT)
        except ValueError:
            raise ValueError(f"The port of an Asterisk exchange's address is a number: {EXAMPLE}.") from None
        if parts.scheme not in (SCHEME, ENCRYPTED) or not parts.hostname or not parts.username or not parts.password:
            raise ValueError(f"The address of an Asterisk exchange is {EXAMPLE}.")
        given = dict(parse_qsl(parts.query))
        for name in given:
            if name not in OPTIONS:
                raise ValueError(f"{name!r} is no part of an Asterisk's address; known: {', '.join(OPTIONS)}.")
        if given.get("interface", AGENT).count(AGENT) != 1:
            raise ValueError(f"'interface' names {AGENT} once, as in PJSIP/{AGENT}.")
        if given.get("state", AGENT).count(AGENT) != 1:
            raise ValueError(f"'state' names {AGENT} once, as in hint:{AGENT}@ext-local.")
        if given.get("phones", "plain") not in PHONES:
            raise ValueError(f"'phones' is one of {', '.join(PHONES)}.")
        if "softphone" in given:
            at = urlsplit(given["softphone"])
            if at.scheme not in ("ws", "wss") or not at.hostname or at.username or at.query:
                raise ValueError(f"'softphone' is where desks register, as in {SOFTPHONE}.")
            if not given.get("interface", "PJSIP/{agent}").startswith("PJSIP/"):
                raise ValueError("'softphone' needs an 'interface' that begins with PJSIP/.")
        if "tls" in given or encrypted:
            given["tls"] = given.get("tls") or SYSTEM
            context_of(given["tls"])
        elif "softphone" in given and not _loopback(parts.hostname):
            raise ValueError("With 'softphone' the line carries telephones' secrets: use asterisks:// or give 'tls'.")
        secret = unquote(parts.password)
        return cls(host=parts.hostname, port=port, user=unquote(parts.username), secret=secret, **given)

    @property
    def on_this_machine(self) -> bool:
        """Whether the line never leaves this machine."""
        return _loopback(self.host)

    def interface_of(self, agent: str) -> str:
        """Return what the exchange rings for this agent."""
        return self.interface.replace(AGENT, agent)

    def state_of(self, agent: str) -> str:
        """Return where the exchange looks whether this agent's telephone is in use."""
        return (self.state or self.interface).replace(AGENT, agent)

    def endpoint_of(self, extension: str) -> str:
        """Return the PJSIP endpoint of an extension."""
        return self.interface_of(extension).partition("/")[2]

    def agent_at(self, interface: str) -> str:
        """Return the agent's code of an interface named by the pattern; empty for anything else."""
        before, after = (re.escape(part) for part in self.interface.split(AGENT))
        found = re.fullmatch(f"{before}([^/@]+){after}", interface)
        return found.group(1) if found else ""


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def interface_of_channel(channel: str) -> str:
    """Return the interface of a channel: PJSIP/8001 of PJSIP/8001-0000002a."""
    return channel.rpartition("-")[0]
