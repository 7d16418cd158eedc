"""Load a workspace's telephone, only where this computer is the seat's telephone: imports stand inside functions for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from agent_desk.desk.calls.conversation import Conversation
    from agent_desk.desk.calls.recordings import SupervisionWatch
    from agent_desk.desk.calls.seat import Seat
    from agent_desk.desk.kit.context import DeskContext
    from agent_desk.ui.workspaces.agent_phone import AgentPhone
    from agent_desk.ui.workspaces.supervisor_phone import SupervisorPhone


def make_agent_phone(context: DeskContext, seat: Seat, talk: Conversation, parent: QWidget) -> AgentPhone:
    """Return the telephone in the agent's workspace: loaded only where this computer is the seat's telephone."""
    from agent_desk.ui.workspaces.agent_phone import AgentPhone

    return AgentPhone(context, seat, talk, parent)


def make_supervisor_phone(context: DeskContext, watch: SupervisionWatch, parent: QWidget) -> SupervisorPhone:
    """Return the telephone in the supervisor's workspace: loaded only where this computer is the seat's telephone."""
    from agent_desk.ui.workspaces.supervisor_phone import SupervisorPhone

    return SupervisorPhone(context, watch, parent)
