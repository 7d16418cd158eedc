"""What the shell knows of a workspace."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from agent_desk.schemas.kit.work_items import WorkItem


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
