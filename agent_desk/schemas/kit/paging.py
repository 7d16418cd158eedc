"""Pages of long lists: how many rows, after which one, and what comes back."""

from typing import Generic, TypeVar

from pydantic import BaseModel

Row = TypeVar("Row")
Limit = int | None
"""How many rows are asked for; None: as many as the hub usually gives (50), never more than 200."""
After = str | None
"""The `next` of the page before; None: the first page."""


class Page(BaseModel, Generic[Row]):
    """Some rows of a list. `next`: the word to ask for the page after it with; None on the last one."""

    items: list[Row]
    next: After = None
