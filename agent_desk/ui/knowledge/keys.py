"""The keys of the knowledge base."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from agent_desk.ui.kit import shortcuts

_WORK = str(QT_TRANSLATE_NOOP("Shortcuts", "Work"))
MOST_NUMBERS = 9

HIT = shortcuts.register(
    shortcuts.Action(
        "knowledge.hit",
        "Ctrl+1",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Open found article 1 (Ctrl+2 the second, up to 9)")),
        _WORK,
        place="agent",
    )
)
COPY = shortcuts.register(
    shortcuts.Action(
        "knowledge.copy", "Ctrl+Shift+C", str(QT_TRANSLATE_NOOP("Shortcuts", "Copy the article's script")), _WORK
    )
)
INSERT = shortcuts.register(
    shortcuts.Action(
        "knowledge.insert", "Ctrl+Shift+I", str(QT_TRANSLATE_NOOP("Shortcuts", "Name the article in the notes")), _WORK
    )
)
RIGHT = shortcuts.register(
    shortcuts.Action(
        "knowledge.right", "Ctrl+Shift+Y", str(QT_TRANSLATE_NOOP("Shortcuts", "The article was right")), _WORK
    )
)
BACK = shortcuts.register(
    shortcuts.Action(
        "knowledge.back", "Esc", str(QT_TRANSLATE_NOOP("Shortcuts", "Back to the found articles")), _WORK, inside=True
    )
)
