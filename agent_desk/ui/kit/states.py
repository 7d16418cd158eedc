"""Agent states on screen: a colour, a symbol and a word each, because colour alone tells too little."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.ui.kit.elapsed import ElapsedLabel
from agent_desk.ui.kit.pills import Pill


@dataclass(frozen=True, slots=True)
class StateLook:
    """How one state is shown. `source` is the English word, `word` the one in the language in force."""

    tone: str
    icon: str
    source: str

    @property
    def word(self) -> str:
        return QCoreApplication.translate("AgentState", self.source)


LOOKS: dict[str, StateLook] = {
    "signed_out": StateLook("signed_out", "log-out", str(QT_TRANSLATE_NOOP("AgentState", "Signed out"))),
    "ready": StateLook("ready", "circle-check", str(QT_TRANSLATE_NOOP("AgentState", "Ready"))),
    "not_ready": StateLook("not_ready", "circle-minus", str(QT_TRANSLATE_NOOP("AgentState", "Not ready"))),
    "reserved": StateLook("ringing", "bell-ring", str(QT_TRANSLATE_NOOP("AgentState", "Ringing"))),
    "talking": StateLook("talking", "phone-call", str(QT_TRANSLATE_NOOP("AgentState", "Talking"))),
    "on_hold": StateLook("on_hold", "circle-pause", str(QT_TRANSLATE_NOOP("AgentState", "On hold"))),
    "after_call": StateLook("after_call", "clipboard-list", str(QT_TRANSLATE_NOOP("AgentState", "After-call work"))),
    "seat_lost": StateLook("seat_lost", "unplug", str(QT_TRANSLATE_NOOP("AgentState", "Seat lost"))),
}
_ALIASES = {"ringing": "reserved", "after_call_work": "after_call", "acw": "after_call", "held": "on_hold"}


def look(state: str) -> StateLook:
    """The look of a state as the hub names it; a state this desk does not know keeps its own name and a neutral look."""
    return LOOKS.get(_ALIASES.get(state, state)) or StateLook("muted", "circle", state.replace("_", " "))


def word(state: str) -> str:
    """The state's name in the language in force."""
    return look(state).word


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
        text = f"{shown.word} · {reason}" if reason else shown.word
        self._pill.set(text, tone=shown.tone, icon=shown.icon)
        self._elapsed.set_started(since_at)
        self._elapsed.setVisible(since_at is not None)
        self._elapsed.set_tone(shown.tone)
        self.setAccessibleName(text)

    def text(self) -> str:
        """What the pill says, without the time."""
        return self._pill.text()
