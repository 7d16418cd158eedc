"""Load the browser engine with the telephone's page, only where it is wanted: the import stands inside a function for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.desk.calls.seat_phone import NoPhoneHere

if TYPE_CHECKING:
    from agent_desk.desk.calls.phone import Page
    from agent_desk.desk.kit.context import DeskContext


def make_phone_page(url: str, context: DeskContext) -> Page:
    """Load the browser engine and the telephone's page in it: only where this computer is the seat's telephone.

    Raises NoPhoneHere, where the installation is without it or lacks a library of the system.
    """
    try:
        from agent_desk.ui.calls.phone_page import PhonePage
    except ImportError as fault:
        raise NoPhoneHere(detail=str(fault)) from fault
    return PhonePage(url, context.settings.ca_file)
