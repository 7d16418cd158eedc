"""The systems outside that a hub speaks with, each declared once by its area (`Area.gateways`): of it comes the row of the page.

Where they are, and every secret, is a matter of the hub's settings file; what is shown of an address has neither user nor secret.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.health import last_seen
from agent_desk.hub.kit.unit import Unit
from agent_desk.schemas.kit.gateways import GatewayRow
from agent_desk.schemas.kit.vocabulary import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """One system outside: its name and what it is for (the term's sentence), its address as it was set up, whether it is a twin for
    demonstrations, the checks that look at it (code and subject; None: every subject), and whether it is switched on at the desk."""

    term: Term
    address: Callable[[HubContext], str]
    simulated: Callable[[HubContext], bool] = lambda _hub: False
    checks: tuple[tuple[str, str | None], ...] = ()
    is_on: Callable[[Session], bool] | None = None
    place: int = 50
    """Among the others, the lowest first."""

    def __post_init__(self) -> None:
        """Raises ValueError for a gateway that does not say what it is for."""
        if not (self.term.help_zh and self.term.help_en):
            raise ValueError(f"The gateway {self.term.code!r} does not say what it is for.")


_declared: Final[dict[str, Gateway]] = {}


def declare(gateways: Iterable[Gateway]) -> None:
    """Make an area's gateways known. Raises ValueError for one that is known."""
    for one in gateways:
        if one.term.code in _declared:
            raise ValueError(f"The gateway {one.term.code!r} is declared twice.")
        _declared[one.term.code] = one


def shown_address(url: str) -> str:
    """Return an address as it may be shown: scheme, machine and path; no user, no secret, nothing after a question mark."""
    parts = urlsplit(url)
    machine = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{machine}{parts.path}" if parts.scheme and machine else ""


def listed(unit: Unit) -> list[GatewayRow]:
    """Return every gateway there is, set up or not."""
    seen, hub = last_seen.rows(unit.db, unit.now), unit.hub
    found = []
    for one in sorted(_declared.values(), key=lambda one: one.place):
        address = shown_address(one.address(hub))
        row = GatewayRow(
            code=one.term.code,
            icon=one.term.icon,
            name_zh=one.term.zh,
            name_en=one.term.en,
            use_zh=one.term.help_zh,
            use_en=one.term.help_en,
            address=address,
            stand="none" if not address else "simulated" if one.simulated(hub) else "real",
            on=one.is_on(unit.db) if one.is_on is not None and address else None,
        )
        # The worst comes first there.
        last = next((at for at in seen if (at.check, at.subject) in one.checks or (at.check, None) in one.checks), None)
        if last is not None and address:
            told = last.model_dump(include={"state", "value", "unit", "said_zh", "said_en", "looked_at"})
            row = row.model_copy(update=told)
        found.append(row)
    return found
