"""Which states count as what, in the hub and at the desk."""

from typing import Final

from agent_desk.schemas.calls.voice_plan import CallbackState

CALLBACK_OPEN: Final[tuple[CallbackState, ...]] = ("kept", "dialling")
"""The place is kept, or the customer is being called."""
NOT_OFFERED: Final = ("abandoned_ivr", "closed")
"""Outcomes of calls that never asked for a person: lost in the voice menu, or come outside the hours. Counted apart, since the
answer rate is of those transferred to human service (China Banking Association service norm; domain, section 3.2)."""
NOT_LIVE: Final = ("queue_log", "past", "replay")
"""`call.exchange` of imported and made-up history: a call that their source left open is not going on."""
