"""What saving a form would change, said above its buttons while it is typed: its own fields, and what the hub counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.schemas.kit.settings import Foreseen
from agent_desk.ui.kit import words
from agent_desk.ui.kit.pages.editor import Editor

PAUSE_MS: Final = 400
"""The hub is asked when nothing was typed for so long."""
MOST: Final = 6
"""So many lines have room above the buttons; of more it is said how many there are."""


class Foresight(QObject):
    """Looks at one editor. `fields`: what would be changed, a line each (none given: as its form says it); `ask`: the question to the
    hub, None for none.
    """

    def __init__(
        self,
        context: DeskContext,
        editor: Editor,
        fields: Callable[[], list[str]] | None = None,
        ask: Callable[[], Request[list[Foreseen]] | None] = lambda: None,
    ) -> None:
        super().__init__(editor)
        self._editor, self._fields, self._ask = editor, fields or editor.form.changes, ask
        self.feed: Feed[list[Foreseen]] = Feed(context, self._question, parent=self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.feed.anew(keep=True))
        self.feed.came.connect(lambda _found: self.say())
        self.feed.start(ask=False)
        editor.form.edited.connect(self._edited)
        editor.drafted.state_changed.connect(lambda _state: self._edited())
        editor.saved.connect(lambda _record: self._edited())

    def say(self) -> None:
        """Say what would change now; nothing where nothing is typed."""
        lines = self._fields() if self._editor.drafted.dirty else []
        if not lines:
            self._editor.foresee([])
            return
        told = [words.pick(one.zh, one.en) for one in self.feed.now or []]
        shown = lines[:MOST]
        if len(lines) > MOST:
            shown.append(self.tr("… and {n} more").format(n=len(lines) - MOST))
        self._editor.foresee([self.tr("What would change"), *shown, *told])

    def _edited(self, *_field: Any) -> None:
        if not self._editor.drafted.dirty:
            self._pause.stop()
            self.feed.forget()
        else:
            self._pause.start()
        self.say()

    def _question(self) -> Request[list[Foreseen]] | None:
        return self._ask() if self._editor.drafted.dirty else None
