"""Asking where a file goes or comes from: the one place that opens the system's own dialog.

Where the system has none (Linux without a portal), Qt draws it, and its Chinese lacks some words: those are ours.
"""

from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from agent_desk.desk.kit.settings import DeskSettings

_QTS_OWN = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
)
"""Words of Qt's dialog that its own translation leaves in English; found under its context."""


def ask_where_to_save(
    parent: QWidget, settings: DeskSettings, title: str, name: str, kinds: str, suffix: str
) -> Path | None:
    """Return where a file is to be written, None where the person thought better of it.

    It begins in the folder that was chosen last at this seat. `kinds`: as "PDF (*.pdf)"; `suffix`: put on where none is typed.
    """
    kept = QSettings(str(settings.data_dir / "reports.ini"), QSettings.Format.IniFormat)
    folder = kept.value("folder") or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path(str(folder)) / name), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    kept.setValue("folder", str(path.parent))
    return path if path.suffix else path.with_suffix(suffix)


def ask_for_file(parent: QWidget, title: str, begin: str, kinds: str) -> Path | None:
    """Return a file that is there, None where the person thought better of it. `begin`: the file or folder to begin with."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, begin, kinds)
    return Path(chosen) if chosen else None
