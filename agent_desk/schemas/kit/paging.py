"""Pages of long lists: how many rows, after which one, and what comes back."""

from typing import Annotated, Generic, TypeVar

from pydantic import Field

from agent_desk.schemas.kit.bounded import LARGEST, Line
from agent_desk.schemas.kit.record import WireRecord

Row = TypeVar("Row")
Limit = Annotated[int, Field(ge=1, le=LARGEST)] | None
"""How many rows are asked for; None: as many as the hub usually gives (50), never more than 200."""
After = Annotated[Line, Field(max_length=1000)] | None
"""The `next` of the page before; None: the first page."""


class Page(WireRecord, Generic[Row]):
    """Some rows of a list. `next`: the word to ask for the page after it with; None on the last one."""

    items: list[Row]
    next: After = None
