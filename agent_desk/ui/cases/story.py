"""What was done about a complaint, newest first: when, by whom, what, and in which words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.schemas.cases.records import CaseEvent
from agent_desk.ui.cases import presentation
from agent_desk.ui.kit import layouts, theme, words
from agent_desk.ui.kit.controls import Icon, label

_ICONS = {
    "opened": ("megaphone", "accent_ink"),
    "edited": ("pencil", "muted"),
    "note": ("message-square", "muted"),
    "new_facts": ("refresh-cw", "warning"),
    "transition": ("arrow-right", "accent_ink"),
    "paused": ("pause", "warning"),
    "resumed": ("play", "good"),
    "class": ("scale", "after_call"),
    "merged_in": ("link", "muted"),
    "linked": ("link", "accent_ink"),
    "unlinked": ("link", "muted"),
    "begun": ("arrow-right", "accent_ink"),
    "ended": ("flag", "accent_ink"),
    "grade": ("triangle-alert", "warning"),
    "held": ("lock", "warning"),
    "released": ("lock-open", "muted"),
    "asked": ("user-check", "accent_ink"),
    "task": ("check", "accent_ink"),
    "urged": ("bell", "warning"),
    "supervised": ("flag", "warning"),
    "unsupervised": ("flag", "muted"),
}


class Story(QWidget):
    """The lines. Only those that changed are made again, so that a refresh does not flicker."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[CaseEvent] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_3)

    def show_events(self, events: list[CaseEvent]) -> None:
        """Show these lines."""
        if events == self._shown:
            return
        self._shown = list(events)
        layouts.empty(self._column)
        for event in events:
            self._column.addWidget(self._line(event))

    def texts(self) -> list[str]:
        """Return what was done, in words, newest first."""
        return [words.pick(event.zh, event.en) for event in self._shown]

    def _line(self, event: CaseEvent) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(Icon(*_ICONS.get(event.kind, ("circle", "muted"))), 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(label(words.pick(event.zh, event.en), "strong", wrap=True), 1)
        who = presentation.person_words(event.person)
        head.addWidget(label(f"{who}  {words.short(event.at)}", "caption"), 0, Qt.AlignmentFlag.AlignTop)
        text.addLayout(head)
        if event.words:
            text.addWidget(label(event.words, "body", wrap=True, selectable=True))
        row.addLayout(text, 1)
        line.setAccessibleName(f"{words.pick(event.zh, event.en)}, {who}, {words.short(event.at)}: {event.words}")
        return line
