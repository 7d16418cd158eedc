"""The address of an Asterisk exchange: who we are there, and how its extensions, contexts and phones are named."""

import re
from dataclasses import dataclass, field
from typing import Final, Self
from urllib.parse import parse_qsl, unquote, urlsplit

SCHEME: Final = "asterisk"
PORT: Final = 5038
EXAMPLE: Final = "asterisk://USER:SECRET@HOST:5038"
OPTIONS: Final = ("interface", "context", "phones")
PHONES: Final = ("plain", "talk")
AGENT: Final = "{agent}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """`asterisk://user:secret@host:5038?interface=PJSIP/{agent}&context=agent-desk&phones=plain`.

    `interface`: what the queues ring for an agent's code. `context`: the contexts of our dial plan begin with it
    (`-agent`, `-queue`, `-number`). `phones`: `talk` where the telephones follow NOTIFY `talk` and `hold`, else `plain`.
    """

    host: str
    port: int = PORT
    user: str
    secret: str = field(repr=False)
    interface: str = "PJSIP/{agent}"
    context: str = "agent-desk"
    phones: str = "plain"

    @classmethod
    def from_url(cls, url: str) -> Self:
        """Raises ValueError with a sentence that never holds the secret."""
        parts = urlsplit(url)
        try:
            port = parts.port or PORT
        except ValueError:
            raise ValueError(f"The port of an Asterisk exchange's address is a number: {EXAMPLE}.") from None
        if parts.scheme != SCHEME or not parts.hostname or not parts.username or not parts.password:
            raise ValueError(f"The address of an Asterisk exchange is {EXAMPLE}.")
        given = dict(parse_qsl(parts.query))
        for name in given:
            if name not in OPTIONS:
                raise ValueError(f"{name!r} is no part of an Asterisk's address; known: {', '.join(OPTIONS)}.")
        if given.get("interface", AGENT).count(AGENT) != 1:
            raise ValueError(f"'interface' names {AGENT} once, as in PJSIP/{AGENT}.")
        if given.get("phones", "plain") not in PHONES:
            raise ValueError(f"'phones' is one of {', '.join(PHONES)}.")
        secret = unquote(parts.password)
        return cls(host=parts.hostname, port=port, user=unquote(parts.username), secret=secret, **given)

    def interface_of(self, agent: str) -> str:
        """What the exchange rings for this agent."""
        return self.interface.replace(AGENT, agent)

    def agent_at(self, interface: str) -> str:
        """The agent's code of an interface named by the pattern; empty for anything else."""
        before, after = (re.escape(part) for part in self.interface.split(AGENT))
        found = re.fullmatch(f"{before}([^/@]+){after}", interface)
        return found.group(1) if found else ""


def interface_of_channel(channel: str) -> str:
    """The interface of a channel: PJSIP/8001 of PJSIP/8001-0000002a."""
    return channel.rpartition("-")[0]
