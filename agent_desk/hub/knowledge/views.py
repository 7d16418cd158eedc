"""What areas above may add to what is shown of knowledge; apart from the search, so that nobody loads it for this."""

import uuid
from collections.abc import Callable
from typing import Final

from agent_desk.hub.kit.hook import Hook
from agent_desk.hub.kit.unit import Unit

FIRST_IN_CALL: Final[Hook[Callable[[Unit, uuid.UUID], list[uuid.UUID]]]] = Hook("articles that come first in a call")
"""Each names articles for a call of the caller's, in order; they come before the usual ones while nothing is asked."""
