"""Choosing: what a role sees, and what is loaded when. Here, and where a telephone is loaded, imports stand inside functions, so that the
sign-in window is on the screen before the rest is read from the disk, and a seat loads only what its person's role needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from agent_desk.desk.kit.browser_sign_in import BrowserSignIn, Offer
    from agent_desk.desk.kit.context import DeskContext
    from agent_desk.desk.kit.core import DeskCore
    from agent_desk.desk.kit.errors import DeskError
    from agent_desk.desk.kit.front_door import FrontDoor
    from agent_desk.desk.kit.session import TokenStore
    from agent_desk.desk.kit.transport import Transport
    from agent_desk.ui.shell import Shell

WORKSPACES = ("agent", "supervisor", "complaints", "reviewer", "administrator", "knowledge", "tasks")
"""Workspaces in the order in which a person with several roles is offered them."""
_WORK: Mapping[str, frozenset[str]] = {
    "agent": frozenset({"calls.take"}),
    "supervisor": frozenset({"floor.steer", "floor.message", "floor.listen", "floor.barge"}),
    "complaints": frozenset({"cases.handle"}),
    "reviewer": frozenset({"quality.sample", "quality.review"}),
    "administrator": frozenset(
        {"equipment.keep", "health.view", "settings.manage", "people.manage", "security.manage", "audit.view"}
    ),
    "knowledge": frozenset({"knowledge.edit"}),
}
"""What is done in each workspace: whoever may do some of it opens it, in whatever role."""
_LOOK: Mapping[str, frozenset[str]] = {
    "supervisor": frozenset({"floor.view"}),
    "complaints": frozenset({"cases.view"}),
    "knowledge": frozenset({"knowledge.view"}),
    "tasks": frozenset({"tasks.do"}),
}
"""What is only looked at in each: it opens the workspace for who has no work in any."""


def workspaces_for(permissions: Iterable[str]) -> list[str]:
    """Return the workspaces a person may open, by what they may do: roles are the bank's own and have any name."""
    held = set(permissions)
    found = [name for name in WORKSPACES if _WORK.get(name, frozenset()) & held]
    if "supervisor" in found and "complaints" in found:
        # A leader decides about complaints on a page of their own workspace.
        found.remove("complaints")
    return found or [name for name in WORKSPACES if _LOOK.get(name, frozenset()) & held][:1]


def load_front_door() -> type[FrontDoor]:
    """Load what a sign-in needs to be on its way (requests). Called off the screen thread, behind the sign-in window."""
    from agent_desk.desk.kit.front_door import FrontDoor

    return FrontDoor


def load_browser_sign_in() -> tuple[Callable[[Transport], Offer], type[BrowserSignIn]]:
    """Load signing in with the browser: the question what the hub offers, and the way there and back. Off the screen thread."""
    from agent_desk.desk.kit.browser_sign_in import BrowserSignIn, ask_offer

    return ask_offer, BrowserSignIn


def load_edition() -> Callable[[Transport], DeskError | None]:
    """Load the question whether this desk and the hub understand each other. Called off the screen thread."""
    from agent_desk.desk.kit.edition import ask_edition

    return ask_edition


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
    if name == "tasks":
        from agent_desk.ui.workspaces.tasks import TasksWorkspace

        return TasksWorkspace
    raise KeyError(name)


def open_workspace(name: str, context: DeskContext) -> QWidget:
    """Build a workspace (it satisfies `ui.workspace.Workspace`) in the screen thread."""
    made: QWidget = load_workspace(name)(context)
    return made
