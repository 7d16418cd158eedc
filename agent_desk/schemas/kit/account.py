"""An order about many: what became of each, so that nobody has to guess which of them it reached."""

import uuid
from typing import Any

from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord

MOST = 200
"""So many can be ordered at once."""


class Outcome(WireRecord):
    """What became of one. `error`: why it was not done, as an error id with its `values`; empty: it was."""

    id: uuid.UUID
    error: OwnText = ""
    values: dict[str, Any] = {}


class Account(WireRecord):
    """What became of each, in the order in which they were given."""

    items: list[Outcome]

    @property
    def done(self) -> list[uuid.UUID]:
        """Those that it was done for."""
        return [one.id for one in self.items if not one.error]

    @property
    def refused(self) -> list[Outcome]:
        """Those that it was not done for."""
        return [one for one in self.items if one.error]
