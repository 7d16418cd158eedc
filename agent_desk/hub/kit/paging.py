"""Pages of long lists by key, not by offset: a page stays right while rows are added."""

import base64
import binascii
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from agent_desk.hub.kit.errors import InvalidForm

MOST: Final = 200
MOMENT: Final[Callable[[Any], datetime]] = datetime.fromisoformat
"""Kind of a moment in a cursor."""


def page_size(asked: int | None, usual: int = 50) -> int:
    """Return how many rows to give: what was asked, at least 1, at most 200."""
    return max(1, min(asked or usual, MOST))


def to_cursor(*values: Any) -> str:
    """Return an opaque word for the last row of a page."""
    return base64.urlsafe_b64encode(json.dumps(values, default=_plain).encode()).decode()


def place_of(after: str | None, *kinds: Callable[[Any], Any]) -> tuple[Any, ...] | None:
    """Return the values of a cursor, each read as its kind (MOMENT, uuid.UUID, int, str); None for the first page.

    Raises InvalidForm for a cursor that is not ours.
    """
    if not after:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(after.encode()))
        if not isinstance(values, list):
            raise ValueError(f"{type(values).__name__} is no list")
        return tuple(kind(value) for kind, value in zip(kinds, values, strict=True))
    except (binascii.Error, ValueError, TypeError, AttributeError) as fault:
        raise InvalidForm({"after": "not_a_cursor"}) from fault


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
