"""Pages of long lists by key, not by offset: a page stays right while rows are added."""

import base64
import binascii
import json
from typing import Any

from agent_desk.hub.kit.errors import InvalidForm

MOST = 200


def page_size(asked: int | None, usual: int = 50) -> int:
    """How many rows to give: what was asked, at least 1, at most 200."""
    return max(1, min(asked or usual, MOST))


def to_cursor(*values: Any) -> str:
    """An opaque word for the last row of a page."""
    return base64.urlsafe_b64encode(json.dumps(values, default=str).encode()).decode()


def from_cursor(after: str | None, length: int) -> list[Any] | None:
    """The values of a cursor; None for the first page. Raises InvalidForm for one that is not ours."""
    if not after:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(after.encode()))
    except (binascii.Error, ValueError) as fault:
        raise InvalidForm({"after": "not_a_cursor"}) from fault
    if not isinstance(values, list) or len(values) != length:
        raise InvalidForm({"after": "not_a_cursor"})
    return values
