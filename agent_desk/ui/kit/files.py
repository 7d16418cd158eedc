"""Asking for a file's name: opened, never executed, and gone when a call rings, with the name kept for the next time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from agent_desk.ui.kit import call_first

_QTS_OWN: Final = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
)
"""Words of Qt's own dialog (where the system has none) that its translation leaves in English; found under its context."""
_kept: Final[dict[str, Path]] = {}
"""By title: what somebody had chosen or typed when a call made the dialog go."""


def ask_where_to_save(
    parent: QWidget, title: str, proposed: Path, kinds: str, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask where to write a file; `chosen` is told the path. `kinds` as Qt writes them: "Workbook (*.xlsx)"."""
    dialog = _made(parent, title, _kept.pop(title, proposed), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    return _open(dialog, chosen)


def ask_for_file(
    parent: QWidget, title: str, proposed: Path, kinds: str, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a file that there is."""
    dialog = _made(parent, title, _kept.pop(title, proposed), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, chosen)


def _made(parent: QWidget, title: str, proposed: Path, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(proposed.parent), kinds)
    dialog.selectFile(proposed.name)
    return dialog


def _open(dialog: QFileDialog, chosen: Callable[[Path], object]) -> QFileDialog:
    def make_way() -> None:
        # The system's own dialog passes no keys on: a call needs the keyboard.
        if isValid(dialog) and dialog.isVisible():
            _kept.update({dialog.windowTitle(): Path(name) for name in dialog.selectedFiles()[:1]})
            dialog.reject()

    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    first = call_first.over(dialog)
    if first is not None:
        first.rang.connect(make_way)
    dialog.open()
    return dialog
