"""Papers made without a window, for commands: the same drawing as at the desk."""

from __future__ import annotations

import os

from PySide6.QtWidgets import QApplication

from agent_desk.schemas.cases.monthly import MonthlyPaper
from agent_desk.ui.cases import monthly_files


def monthly_file(made: MonthlyPaper, kind: str) -> bytes:
    """Return the monthly paper of complaints as a file, "pdf" or "docx"."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    content = monthly_files.file_of(made, kind)
    application.processEvents()
    return content
