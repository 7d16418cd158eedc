"""Load the registers where a workspace is seldom about them, when somebody turns to them: imports stand inside functions for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_desk.desk.kit.context import DeskContext
    from agent_desk.ui.cases.kinds.registers_page import RegistersPage


def make_registers(context: DeskContext) -> RegistersPage:
    """Return the page of registers."""
    from agent_desk.ui.cases.kinds.registers_page import RegistersPage

    return RegistersPage(context)
