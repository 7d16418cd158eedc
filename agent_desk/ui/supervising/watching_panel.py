"""A list of the floor that is kept fresh while somebody looks at it, and asks for nothing while nobody does."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from agent_desk.desk.supervising.operations import Watch


class WatchingPanel(QWidget):
    """Whoever inherits makes `watch` before the panel is shown."""

    watch: Watch[Any]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watch.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.watch.stop()
