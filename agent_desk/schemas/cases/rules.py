"""Which states of a complaint count as what, in the hub and at the desk."""

from typing import Final

from agent_desk.schemas.cases.records import CaseStateWord

CaseState = CaseStateWord
OPEN_STATES: Final[tuple[CaseState, ...]] = ("received", "assigned", "in_progress", "awaiting_customer", "decided")
"""The legal clock runs in these: it stops when the complainant is told, not when the decision is made."""
FINISHED: Final[tuple[CaseState, ...]] = ("closed", "withdrawn", "merged")
"""Nothing is done about it any more."""
