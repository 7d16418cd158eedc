"""What an Asterisk's own files say, read through its function AST_CONFIG: classes of the manager, options of queues, secrets of desks.

Nothing is changed. Where the function is not loaded, that is one piece of advice, and the rest stays unseen.
"""

from collections.abc import Collection, Iterator
from typing import Final, Protocol

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.setup.findings import Finding, state_of
from agent_desk.hub.exchange.asterisk.softphone import PREFIX

READ: Final = ("call", "agent", "user")
WRITE: Final = ("call", "agent", "user", "system", "reporting", "originate")
QUEUE_OPTIONS: Final = {
    "wrapuptime": ("0", "0"),
    "autopause": ("no", "no"),
    "ringinuse": ("no", "yes"),
    "setinterfacevar": ("yes", "no"),
    "setqueueentryvar": ("yes", "no"),
}
"""Option to what it must be, and what Asterisk takes when the file says nothing."""
CHANNEL_VARIABLES: Final = ("AD_QUEUE", "AD_DIALLED")
YES: Final = ("yes", "true", "on", "1", "y", "t")


class Asking(Protocol):
    """Gives a value of Asterisk's, empty for none."""

    def __call__(self, function: str) -> str:
        """As `AST_CONFIG(queues.conf,account,wrapuptime)`."""


def look(ask: Asking, address: Address, queues: Collection[str]) -> Iterator[Finding]:
    """Everything the files tell."""
    if not ask("AST_CONFIG(manager.conf,general,enabled)"):
        yield Finding("files_unseen", "advice", "func_config")
        return
    read, write = (_words(ask(f"AST_CONFIG(manager.conf,{address.user},{name})")) for name in ("read", "write"))
    for one in READ:
        yield Finding("read_class", state_of(bool(read & {one, "all"})), one)
    for one in WRITE:
        yield Finding("write_class", state_of(bool(write & {one, "all"})), one)
    told = _words(ask("AST_CONFIG(manager.conf,general,channelvars)"))
    for one in CHANNEL_VARIABLES:
        yield Finding("channel_variable", state_of(one.lower() in told), one)
    for queue in queues:
        for option, (must, unless) in QUEUE_OPTIONS.items():
            value = ask(f"AST_CONFIG(queues.conf,{queue},{option})") or unless
            yield Finding(
                "queue_option", state_of(_same(value, must)), f"{queue}: {option}={value}", f"{option}={must}"
            )
    if address.softphone:
        places = [ask(f"AST_CONFIG(sorcery.conf,res_pjsip,auth,{place})") for place in (0, 1, 2)]
        yield Finding("sorcery", state_of(f"astdb,{PREFIX}" in places), f"auth=astdb,{PREFIX}")


def _words(listed: str) -> set[str]:
    return {word.strip().lower() for word in listed.split(",")}


def _same(value: str, must: str) -> bool:
    if must in ("yes", "no"):
        return (value.lower() in YES) == (must == "yes")
    return value == must
