"""Agent states on screen: a colour, a symbol and a word each, because colour alone tells too little."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.schemas.calls.words import AGENT_STATES
from agent_desk.schemas.kit.vocabulary import Term
from agent_desk.ui.kit import words
from agent_desk.ui.kit.elapsed import ElapsedLabel
from agent_desk.ui.kit.pills import Pill


def look(state: str) -> Term:
    """Return word, colour and symbol of an agent's state; one this desk does not know keeps its own name and a neutral look."""
    return AGENT_STATES.of(state)


def word(state: str) -> str:
    """Return the state's name in the language in force."""
    return words.say(look(state))


class StatePill(QWidget):
    """An agent's state, with its reason and the time since, as one pill: "After-call work · 0:41"."""

    def __init__(self, state: str = "signed_out", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pill = Pill()
        self._elapsed = ElapsedLabel(role="strong")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._pill)
        layout.addWidget(self._elapsed)
        self.set_state(state)

    def set_state(self, state: str, reason: str = "", since_at: datetime | None = None) -> None:
        """Show `state`; `reason` in words (may be empty), `since_at` UTC for a time that counts up, None to hide it."""
        shown = look(state)
        text = f"{words.say(shown)} · {reason}" if reason else words.say(shown)
        self._pill.set(text, tone=shown.tone, icon=shown.icon)
        self._elapsed.set_started(since_at)
        self._elapsed.setVisible(since_at is not None)
        self._elapsed.set_tone(shown.tone)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return what the pill says, without the time."""
        return self._pill.text()
