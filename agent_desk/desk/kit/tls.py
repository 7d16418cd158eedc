"""TLS before it is needed: the first socket of a process makes Qt read the system's certificates, a tenth of a second and more."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkProxy, QNetworkRequest

NO_ADDRESS = "https:"


def warm_up() -> None:
    """Have Qt read its certificates now, on a pool thread, while Python goes on in the others.

    Of all calls that make Qt read them, ``get`` is one that lets go of Python's lock meanwhile; ``QSslConfiguration`` and
    ``QWebSocket`` hold it, and the screen would stand still. Nothing is sent: the request names no host.
    """
    manager = QNetworkAccessManager()
    manager.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
    manager.get(QNetworkRequest(QUrl(NO_ADDRESS))).abort()
