"""Choosing an exchange by its address. (The simulated one registers here.)"""

from agent_desk.hub.exchange.protocol import Exchange


def exchange_from_url(url: str) -> Exchange:
    """The exchange behind an address. Raises ValueError with a sentence for an unknown scheme."""
    raise ValueError(f"No exchange is known for {url!r}.")
