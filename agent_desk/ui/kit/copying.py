"""The clipboard: what of the desk's own words may always be copied, and how the guard knows it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_OWN: Final = "application/x-agent-desk-not-personal"


def copy_own(text: str) -> None:
    """Put a text on the clipboard that is no customer's data wherever it stands: an article, the number of a case, a password."""
    data = QMimeData()
    data.setText(text)
    data.setData(_OWN, b"1")
    QGuiApplication.clipboard().setMimeData(data)


def is_own(data: QMimeData | None) -> bool:
    """Return whether `copy_own` put it there."""
    return data is not None and data.hasFormat(_OWN)
