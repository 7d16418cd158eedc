"""What the shell knows of a workspace."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget


class Workspace(Protocol):
    """What the shell knows of a workspace; each is also a QWidget."""

    title: str
    """The window's title, in the language in force when the workspace was built."""
    top_bar: QWidget
    """Fills the shell's top bar."""

    def close_down(self) -> None:
        """Save drafts now, stop watching, stop timers: the workspace is about to be destroyed."""
