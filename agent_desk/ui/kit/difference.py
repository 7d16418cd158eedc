"""Two versions of a text in one: what one side has and the other has not, by colour and by line (struck or underlined)."""

from difflib import SequenceMatcher
from html import escape
from typing import Literal

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from agent_desk.ui.kit import theme

Part = Literal["same", "theirs", "mine"]


def differences(theirs: str, mine: str) -> list[tuple[Part, str]]:
    """Return the text in pieces, in reading order: in both, only in theirs, only in mine."""
    found: list[tuple[Part, str]] = []
    for what, a, b, c, d in SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(("same", theirs[a:b]))
            continue
        if b > a:
            found.append(("theirs", theirs[a:b]))
        if d > c:
            found.append(("mine", mine[c:d]))
    return found


class DifferenceView(QLabel):
    """Shows both versions of a text: struck through what only they have, underlined what only you have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[Part, str]] = []
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._render)

    def show_versions(self, theirs: str, mine: str) -> None:
        """Compare these two."""
        self._parts = differences(theirs, mine)
        self.setAccessibleName(self.tr("Theirs: {theirs}. Yours: {mine}.").format(theirs=theirs, mine=mine))
        self._render()

    def parts(self) -> list[tuple[Part, str]]:
        """Return what is shown."""
        return list(self._parts)

    def _render(self) -> None:
        tokens = theme.current()
        marks = {"theirs": ("bad", "line-through"), "mine": ("good", "underline")}
        pieces = []
        for part, text in self._parts:
            shown = escape(text).replace("\n", "<br>")
            if part in marks:
                tone, line = marks[part]
                colour, ground = tokens.color(tone).name(), tokens.soft(tone).name()
                shown = f'<span style="color:{colour};background:{ground};text-decoration:{line}">{shown}</span>'
            pieces.append(shown)
        self.setText("".join(pieces))
