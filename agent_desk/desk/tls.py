"""TLS before it is needed: Qt reads the system's certificates on first use, a tenth of a second that the screen should not wait."""

from __future__ import annotations

from PySide6.QtNetwork import QSslConfiguration


def warm_up() -> None:
    """Have Qt read its certificates now. Python stands still meanwhile, on any thread: call it when nobody is waiting."""
    QSslConfiguration.defaultConfiguration()
