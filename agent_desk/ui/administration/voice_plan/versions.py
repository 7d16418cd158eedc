"""Saved versions of the voice plan: when, by whom, what each changed; an earlier one can be taken up again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from agent_desk.schemas.calls.voice_plan import VoicePlanVersion
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.pick_list import Pick, PickList


class VoiceVersions(QWidget):
    """The newest first."""

    wanted = Signal(object)
    """VoicePlanVersion: its plan is to be edited."""

    def __init__(self, changes: QPlainTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = PickList(self.tr("Versions"), self.tr("No version was saved yet."))
        self.list.setMaximumHeight(150)
        self.changes = changes
        self.again = Button(self.tr("Edit this version again"), icon="undo-2", size="small")
        self.again.clicked.connect(self._take)
        self.list.moved.connect(self._show)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.list)
        column.addWidget(changes, 1)
        column.addLayout(row)
        self._show()

    def show_versions(self, versions: list[VoicePlanVersion]) -> None:
        """All that are kept. Who looks at the newest goes on doing so when one is saved; who has chosen an older one keeps it."""
        at_newest = self.list.currentRow() <= 0
        self.list.offer([self._entry(one) for one in versions])
        if at_newest and versions:
            self.list.setCurrentRow(0)
        self._show()

    def _entry(self, one: VoicePlanVersion) -> Pick:
        text = self.tr("Version {version} · {time} · {name}").format(
            version=one.version, time=words.date_time(one.at), name=words.pick(one.by, one.by_en)
        )
        return Pick(one, text)

    def current(self) -> VoicePlanVersion | None:
        """Return the one that is chosen."""
        found = self.list.current()
        return found.value if found is not None else None

    def _show(self) -> None:
        one = self.current()
        self.again.setEnabled(one is not None)
        lines = [] if one is None else one.diff_zh if words.pick("zh", "en") == "zh" else one.diff_en
        self.changes.setPlainText("\n".join(map(wide_blanks, lines)) or self.tr("No version was saved yet."))

    def _take(self) -> None:
        one = self.current()
        if one is not None:
            self.wanted.emit(one)


def wide_blanks(line: str) -> str:
    """Blanks are narrow in a proportional letter: each becomes as wide as a letter is high."""
    sign, rest = (line[:1], line[1:]) if line[:1] in ("+", "-") else ("", line)
    text = rest.lstrip(" ")
    return sign + "\u2003" * (len(rest) - len(text)) + text
