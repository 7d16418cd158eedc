"""Which states count as what, in the hub and at the desk."""

from typing import Final

from agent_desk.schemas.calls.voice_plan import CallbackState

CALLBACK_OPEN: Final[tuple[CallbackState, ...]] = ("kept", "dialling")
"""The place is kept, or the customer is being called."""
