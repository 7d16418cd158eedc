"""Choose the telephone exchange by its address.

The hub knows Asterisk. Other kinds are registered from outside, as entry points of the group `agent_desk.exchanges`
(name: the scheme; value: a function from address to `Exchange`): so the simulated exchange stands in `demo/`, which the
bank's packages leave out.
"""

from collections.abc import Callable, Collection, Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Final
from urllib.parse import urlsplit

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.exchange import AsteriskExchange
from agent_desk.hub.exchange.asterisk.setup.configure import with_queues
from agent_desk.hub.exchange.asterisk.setup.plan_menu import menu_file
from agent_desk.hub.exchange.protocol.calls import Exchange
from agent_desk.hub.exchange.protocol.plan_rules import MenuSite
from agent_desk.schemas.calls.voice_plan import VoicePlan

MakeExchange = Callable[[str], Exchange]
GROUP: Final = "agent_desk.exchanges"
_OWN: Final[dict[str, MakeExchange]] = {
    "asterisk": AsteriskExchange.from_url,
    "asterisks": AsteriskExchange.from_url,
}


def schemes() -> dict[str, MakeExchange]:
    """Return every known kind of exchange by the scheme of its address."""
    registered = {found.name: found for found in entry_points(group=GROUP)}
    return {**_OWN, **{name: _later(found) for name, found in registered.items()}}


def _later(found: EntryPoint) -> MakeExchange:
    def make(url: str) -> Exchange:
        exchange: Exchange = found.load()(url)
        return exchange

    return make


def exchange_from_url(url: str) -> Exchange:
    """Return the exchange at `url`, not connected yet. Raises ValueError with a sentence for an address that cannot be used."""
    scheme = urlsplit(url).scheme
    known_schemes = schemes()
    make = known_schemes.get(scheme)
    if make is None:
        known = ", ".join(f"{one}://" for one in known_schemes)
        raise ValueError(
            f"No telephone exchange is known for {scheme or 'an address without a scheme'!r}; known: {known}."
        )
    return make(url)


def context_of(url: str) -> str | None:
    """Return the beginning of the contexts in the dial plan of the exchange at `url`; None for one that has none."""
    return Address.from_url(url).context if urlsplit(url).scheme.startswith("asterisk") else None


def queues_text(text: str, site: MenuSite, queues: Sequence[str]) -> str:
    """Return the exchange's file of queues with those that it lacks."""
    return with_queues(text, queues, site.context)


def plan_text(plan: VoicePlan, site: MenuSite, queues: Sequence[str], announced: Collection[str]) -> str:
    """Return the file that the exchange reads a voice plan from (the simulated one reads none). Raises ValueError: `plan_rules.faults`.

    `announced`: queues whose callers are told that they are recorded.
    """
    return menu_file(plan, site, queues, announced)
