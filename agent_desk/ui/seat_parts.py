"""`agent-desk check --parts`: has this desk all that it may need later? Loads every module and every plugin a seat needs, without a hub.

A packed desk is put together by rules (`packing/parts.py`); what they leave out would be missed first in the middle of a call. One line
of JSON; exit status 1 where a part is missing, with its name.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QPluginLoader
from PySide6.QtGui import QImageReader
from PySide6.QtNetwork import QSslSocket

from agent_desk.ui.app import build_application
from agent_desk.ui.kit import sounds, words

OF_A_SEAT = ("agent_desk.ui", "agent_desk.desk", "agent_desk.schemas")
TELEPHONE = "agent_desk.ui.calls.phone_page"
PICTURES = frozenset({"png", "jpeg", "gif", "svg", "webp", "ico"})
"""Formats of pictures that people add to a case or an article."""
PLUGINS: dict[str, tuple[str, ...]] = {
    "linux": (
        "platforms/libqxcb.so",
        "platforms/libqoffscreen.so",
        "platforminputcontexts/libibusplatforminputcontextplugin.so",
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "tls/libqopensslbackend.so",
    ),
    "win32": (
        "platforms/qwindows.dll",
        "tls/qschannelbackend.dll",
    ),
}
"""Qt's plugins without which a seat has no window, no Chinese input or no TLS. On Windows and macOS Chinese is typed through the
platform's own plugin."""


def modules() -> Iterator[str]:
    """Yield the names of every module of the desk that is here."""
    for name in OF_A_SEAT:
        root = importlib.import_module(name)
        yield name
        yield from (found.name for found in pkgutil.walk_packages(root.__path__, name + ".", onerror=lambda _: None))


def lacking() -> list[str]:
    """Load everything a seat with a telephone on the desk needs; return what is missing, each with why. Needs an application."""
    lacks: list[str] = []
    for name in modules():
        try:
            importlib.import_module(name)
        except ImportError as fault:
            if name != TELEPHONE:
                lacks.append(f"{name}: {fault}")
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    for place in PLUGINS.get(sys.platform, ()):
        loader = QPluginLoader(str(folder / place))
        if not loader.load():
            lacks.append(f"{place}: {loader.errorString()}")
    pictures = {bytes(octets.data()).decode() for octets in QImageReader.supportedImageFormats()}
    lacks += [f"pictures: {name}" for name in sorted(PICTURES - pictures)]
    if not QSslSocket.supportsSsl():
        lacks.append("TLS")
    if not sounds.installed():
        lacks.append("sound")
    if not Path(words.words_of_qt()).is_file():
        lacks.append("Qt's words in Chinese")
    return lacks


def has_telephone() -> bool:
    """Return whether the browser engine, which is the telephone of a seat without one, is part of this desk and loads."""
    try:
        importlib.import_module(TELEPHONE)
    except ImportError:
        return False
    return True


def run() -> int:
    """Load everything and say what there is; the process's exit status."""
    build_application(["agent-desk"])
    lacks = lacking()
    told = {"telephone": has_telephone(), "modules": sorted(modules()), "lacks": lacks}
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return 1 if lacks else 0
