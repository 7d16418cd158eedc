"""Choosing: what a role sees, and what is loaded when. The one place of the desk where imports stand inside functions, so that the
sign-in window is on the screen before the rest is read from the disk, and a seat loads only what its person's role needs."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from agent_desk.desk.calls.conversation import Conversation
    from agent_desk.desk.calls.phone import Page
    from agent_desk.desk.calls.recordings import SupervisionWatch
    from agent_desk.desk.calls.seat import Seat
    from agent_desk.desk.kit.context import DeskContext
    from agent_desk.desk.kit.core import DeskCore
    from agent_desk.desk.kit.front_door import FrontDoor
    from agent_desk.desk.kit.session import TokenStore
    from agent_desk.schemas.kit.work_items import WorkItem
    from agent_desk.ui.shell import Shell
    from agent_desk.ui.workspaces.agent_phone import AgentPhone
    from agent_desk.ui.workspaces.supervisor_phone import SupervisorPhone

WORKSPACES = ("agent", "supervisor", "complaints", "reviewer", "administrator", "knowledge")
"""Workspaces in the order in which a person with several roles is offered them."""
_ROLE_OF = {"complaints": "complaint_handler", "knowledge": "knowledge_editor"}
"""Whose workspace it is, where the role has another word than the workspace."""


class Workspace(Protocol):
    """What the shell knows of a workspace; each is also a QWidget."""

    title: str
    """The window's title, in the language in force when the workspace was built."""
    top_bar: QWidget
    """Fills the shell's top bar."""

    def open_work(self, item: WorkItem) -> bool:
        """Show what a work item is about where it is done; False where that is in another workspace."""

    def close_down(self) -> None:
        """Save drafts now, stop watching, stop timers: the workspace is about to be destroyed."""


def workspaces_for(roles: Iterable[str]) -> list[str]:
    """The workspaces a person may open: an auditor, who has none of their own, is let into the administrator's."""
    held = set(roles)
    found = [name for name in WORKSPACES if _ROLE_OF.get(name, name) in held]
    if "auditor" in held and "administrator" not in found:
        found.append("administrator")
    return found


def load_front_door() -> type[FrontDoor]:
    """Load what a sign-in needs to be on its way (requests). Called off the screen thread, behind the sign-in window."""
    from agent_desk.desk.kit.front_door import FrontDoor

    return FrontDoor


def load_desk_core() -> type[DeskCore]:
    """Load what understands the hub's answers (pydantic). Called off the screen thread, while the hub is thinking."""
    from agent_desk.desk.kit.core import DeskCore

    return DeskCore


def load_beginning() -> ModuleType:
    """Load what a sign-in begins with: the live line, the outbox, the context."""
    from agent_desk.desk.kit import begin

    return begin


def load_tls() -> None:
    """Have Qt's network part read its certificates before they are needed."""
    from agent_desk.desk.kit import tls

    tls.warm_up()


def load_seat_memory() -> TokenStore:
    """Load the keyring: only on a seat where somebody stays signed in."""
    from agent_desk.desk.kit.seat_memory import SeatMemory

    return SeatMemory()


def load_shell() -> type[Shell]:
    """Load the main window: it shows the outbox and the live line, so it comes after the core."""
    from agent_desk.ui.shell import Shell

    return Shell


def load_workspace(name: str) -> type:
    """Load a workspace's modules without building anything. Raises KeyError for a name that is none."""
    if name == "agent":
        from agent_desk.ui.workspaces.agent import AgentWorkspace

        return AgentWorkspace
    if name == "supervisor":
        from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace

        return SupervisorWorkspace
    if name == "reviewer":
        from agent_desk.ui.workspaces.reviewer import ReviewerWorkspace

        return ReviewerWorkspace
    if name == "complaints":
        from agent_desk.ui.workspaces.complaints import ComplaintsWorkspace

        return ComplaintsWorkspace
    if name == "knowledge":
        from agent_desk.ui.workspaces.knowledge import KnowledgeWorkspace

        return KnowledgeWorkspace
    if name == "administrator":
        from agent_desk.ui.workspaces.administrator import AdministratorWorkspace

        return AdministratorWorkspace
    raise KeyError(name)


def make_agent_phone(context: DeskContext, seat: Seat, talk: Conversation, parent: QWidget) -> AgentPhone:
    """The telephone in the agent's workspace: loaded only where this computer is the seat's telephone."""
    from agent_desk.ui.workspaces.agent_phone import AgentPhone

    return AgentPhone(context, seat, talk, parent)


def make_supervisor_phone(context: DeskContext, watch: SupervisionWatch, parent: QWidget) -> SupervisorPhone:
    """The telephone in the supervisor's workspace: loaded only where this computer is the seat's telephone."""
    from agent_desk.ui.workspaces.supervisor_phone import SupervisorPhone

    return SupervisorPhone(context, watch, parent)


def make_phone_page(url: str, context: DeskContext) -> Page:
    """Load the browser engine and the telephone's page in it: only where this computer is the seat's telephone.

    Raises NoPhoneHere, where the installation is without it or lacks a library of the system.
    """
    from agent_desk.desk.calls.seat_phone import NoPhoneHere

    try:
        from agent_desk.ui.calls.phone_page import PhonePage
    except ImportError as fault:
        raise NoPhoneHere(detail=str(fault)) from fault
    return PhonePage(url, context.settings.ca_file)


def open_workspace(name: str, context: DeskContext) -> QWidget:
    """Build a workspace (it satisfies :class:`Workspace`) in the screen thread."""
    made: QWidget = load_workspace(name)(context)
    return made
