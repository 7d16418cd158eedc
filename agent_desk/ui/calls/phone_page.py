"""The page behind the telephone: Chromium's WebRTC in a hidden QWebEnginePage, with JsSIP (`resources/phone/`).

The only module of the desk that loads QtWebEngine; `ui/workspaces` loads it where a seat's telephone is this computer. The page
reaches the exchange and nothing else: its content security policy says so, and what is asked for beside it is blocked here too.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTemporaryDir, QTimer, QUrl, Signal
from PySide6.QtNetwork import QSslCertificate
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineProfileBuilder,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from agent_desk.ui.kit import resources

log = logging.getLogger(__name__)
FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
OURS = ("--disable-gpu", "--disable-background-timer-throttling", "--disable-renderer-backgrounding")
"""A hidden page would be slowed down, and then it would not register in time."""
MARK = "phone:"
GOODBYE_MS = 250
"""So long a BYE and the end of the registration are given to leave."""
HERE = QUrl("http://localhost/")
"""A page needs a secure origin for the microphone; nothing is fetched from it."""


class PhonePage(QObject):
    """Carries out orders for `desk.calls_phone.Softphone`. `url`: where the exchange takes telephones."""

    said = Signal(dict)

    def __init__(self, url: str, ca_file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        _set_flags()
        at = urlsplit(url)
        self._exchange = f"{at.scheme}://{at.netloc}"
        self._folder = QTemporaryDir()
        self._profile = _profile(ca_file, self._folder.path())
        self._guard = _Guard(self._exchange, self)
        self._profile.setUrlRequestInterceptor(self._guard)
        self._page = _Page(self._profile)
        self._page.said.connect(self.said)
        self._page.loadFinished.connect(self._loaded)
        self._page.renderProcessTerminated.connect(self._gone)
        self._page.permissionRequested.connect(_permit)
        self._page.certificateError.connect(self._not_trusted)
        self._page.settings().setAttribute(QWebEngineSettings.WebAttribute.PlaybackRequiresUserGesture, False)
        self._script = resources.path("phone", "phone.bundle.js").read_text(encoding="utf-8")
        self._load()

    def order(self, order: str, **given: Any) -> None:
        """Have something done. Orders may hold a secret: they are never logged."""
        text = json.dumps({"order": order, **given})
        self._page.runJavaScript(f"phone.do({json.dumps(text)})")

    def close(self) -> None:
        """Say goodbye to the exchange, then let the browser go."""
        self._page.said.disconnect(self.said)
        self.order("unregister")
        application = QCoreApplication.instance()
        assert application is not None
        self.setParent(application)  # whoever had it lets it go
        application.aboutToQuit.connect(self._delete)
        QTimer.singleShot(GOODBYE_MS, self._delete)

    def _delete(self) -> None:
        """The page goes before its profile, as Qt wants it."""
        for one in (self._page, self._profile):
            if shiboken6.isValid(one):
                shiboken6.delete(one)
        self.deleteLater()

    def _load(self) -> None:
        html = resources.path("phone", "index.html").read_text(encoding="utf-8")
        self._page.setHtml(html.replace("@EXCHANGE@", self._exchange), HERE)

    def _loaded(self, well: bool) -> None:
        if well:
            self._page.runJavaScript(self._script)
        else:
            log.error("the telephone's page does not load")

    def _not_trusted(self, error: QWebEngineCertificateError) -> None:
        """Refused by the browser itself; the person should know that it is not the network."""
        error.rejectCertificate()
        self.said.emit({"what": "certificate"})

    def _gone(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        log.error("the telephone's page broke down: %s, %s", status.name, code)
        self.said.emit({"what": "gone"})
        self._load()


class _Page(QWebEnginePage):
    said = Signal(dict)

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """The page's own lines; whatever else a browser says stays out of the log unless somebody looks."""
        if message.startswith(MARK):
            self.said.emit(json.loads(message.removeprefix(MARK)))
        else:
            log.debug("the telephone's page says: %s", message)


class _Guard(QWebEngineUrlRequestInterceptor):
    """Lets through the page itself and the line to the exchange."""

    def __init__(self, exchange: str, parent: QObject) -> None:
        super().__init__(parent)
        self._exchange = urlsplit(exchange)

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        asked = info.requestUrl()
        at = urlsplit(asked.toString())
        ours = (at.scheme, at.netloc) == (self._exchange.scheme, self._exchange.netloc)
        own_page = asked.scheme() == "data" and not info.initiator().isValid()
        if not ours and not own_page and asked.scheme() not in ("blob", "data"):
            log.error("the telephone's page asked for something else: %s", at.scheme)
            info.block(True)


def _permit(asked: QWebEnginePermission) -> None:
    """The microphone, and nothing else."""
    if asked.permissionType() == QWebEnginePermission.PermissionType.MediaAudioCapture:
        asked.grant()
    else:
        asked.deny()


def _profile(ca_file: Path | None, folder: str) -> QWebEngineProfile:
    """Return one that keeps nothing beyond this run; it trusts the bank's authority beside those of the system.

    It has a folder of its own, which goes with it: a profile without one does not take further authorities (Qt 6.11).
    """
    builder = QWebEngineProfileBuilder()
    if ca_file is not None:
        builder.setAdditionalTrustedCertificates(QSslCertificate.fromPath(str(ca_file)))
    builder.setPersistentStoragePath(folder)
    builder.setCachePath(folder)
    builder.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    builder.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    builder.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    return builder.createProfile("telephone")


def _set_flags() -> None:
    """Chromium reads them once, before its first page. Its sandbox does not work for root, and a bank's seats are not root."""
    given = os.environ.get(FLAGS, "").split()
    root = sys.platform.startswith("linux") and os.geteuid() == 0
    for flag in (*OURS, *(("--no-sandbox",) if root else ())):
        if flag not in given:
            given.append(flag)
    os.environ[FLAGS] = " ".join(given)
