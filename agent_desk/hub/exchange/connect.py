"""Chooses the telephone exchange by its address."""

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.exchange import AsteriskExchange
from agent_desk.hub.exchange.asterisk.plan_menu import menu_file
from agent_desk.hub.exchange.plan_rules import MenuSite
from agent_desk.hub.exchange.protocol import Exchange
from agent_desk.hub.exchange.simulated import ReplayedExchange, SimulatedExchange
from agent_desk.schemas.calls_menu import VoicePlan

SCHEMES: dict[str, Callable[[str], Exchange]] = {
    "asterisk": AsteriskExchange.from_url,
    "asterisks": AsteriskExchange.from_url,
    "simulated": SimulatedExchange.from_url,
    "replay": ReplayedExchange.from_url,
}


def exchange_from_url(url: str) -> Exchange:
    """The exchange at `url`, not connected yet. Raises ValueError with a sentence for an address that cannot be used."""
    scheme = urlsplit(url).scheme
    make = SCHEMES.get(scheme)
    if make is None:
        known = ", ".join(f"{one}://" for one in SCHEMES)
        raise ValueError(
            f"No telephone exchange is known for {scheme or 'an address without a scheme'!r}; known: {known}."
        )
    return make(url)


def context_of(url: str) -> str | None:
    """The beginning of the contexts in the dial plan of the exchange at `url`; None for one that has none."""
    return Address.from_url(url).context if urlsplit(url).scheme.startswith("asterisk") else None


def plan_text(plan: VoicePlan, site: MenuSite, queues: Sequence[str]) -> str:
    """The file that the exchange reads a voice plan from (the simulated one reads none). Raises ValueError: `plan_rules.faults`."""
    return menu_file(plan, site, queues)
