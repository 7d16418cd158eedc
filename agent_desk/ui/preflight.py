"""Before Qt: is there what a window needs? Qt aborts the process otherwise, and a person at a seat cannot read a core dump.

Standard library only, and nothing of Qt: it runs before the first Qt import. The tables come from the NEEDED entries of PySide6's
libraries and its xcb platform plugin (``readelf -d``) and from ``dpkg -S`` on Debian 12.
"""

from __future__ import annotations

import ctypes
import importlib.util
import locale
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
    "libzstd.so.1": "libzstd1",
}
"""Needed to import Qt at all, with or without a screen."""

WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Needed for a window on X11."""

SOUND = {"libpulse.so.0": "libpulse0"}
"""Needed by QtMultimedia; without it the desk works on silently and says so."""

_SENTENCES = {
    "packages": (
        "缺少 Qt 所需的系统软件包，请安装后再试：sudo apt-get install {packages}",
        "Qt needs system packages that are missing here; install them and try again: sudo apt-get install {packages}",
    ),
    "display": (
        "没有可用的显示器（{display}）。请在图形桌面中启动，或使用“agent-desk demo --headless”。",
        "There is no display to open a window on ({display}). Start it on a graphical desktop, or use 'agent-desk demo --headless'.",
    ),
    "pyside": (
        "没有安装 PySide6，请重新安装坐席工作台：pip install agent-desk",
        "PySide6 is not installed; install the desk again: pip install agent-desk",
    ),
}


def problem(environ: Mapping[str, str] | None = None) -> str | None:
    """Return one sentence on why no window can be opened here, or None. Windows and macOS bring all that Qt needs."""
    environ = os.environ if environ is None else environ
    if importlib.util.find_spec("PySide6") is None:
        return _say("pyside", environ)
    if not sys.platform.startswith("linux"):
        return None
    needed = dict(ALWAYS)
    on_x11 = _on_x11(environ)
    if on_x11:
        needed |= WINDOW
    absent = missing(needed)
    if absent:
        return _say("packages", environ, packages=" ".join(absent))
    if on_x11 and (fault := display_fault(environ)):
        return _say("display", environ, display=fault)
    return None


def missing(libraries: Mapping[str, str], loads: Callable[[str], bool] | None = None) -> list[str]:
    """Return the Debian packages of those libraries that the loader does not find."""
    known = _loader_cache() if loads is None else b""
    test = _loads if loads is None else loads
    return sorted(
        {package for name, package in libraries.items() if name.encode() + b"\0" not in known and not test(name)}
    )


def display_fault(environ: Mapping[str, str]) -> str | None:
    """Return why the X display cannot be used, or None. Asks by connecting, as Qt would, because Qt aborts when it fails."""
    name = environ.get("DISPLAY", "")
    if not name:
        return "DISPLAY"
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    line = xcb.xcb_connect(name.encode(), None)
    refused = xcb.xcb_connection_has_error(line) != 0
    xcb.xcb_disconnect(line)
    return f"DISPLAY={name}" if refused else None


def _on_x11(environ: Mapping[str, str]) -> bool:
    platform = environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if platform:
        return platform == "xcb"
    return not environ.get("WAYLAND_DISPLAY")


def _loader_cache() -> bytes:
    """The names the loader knows, without loading one: opening twenty libraries would cost the start some milliseconds."""
    try:
        return Path("/etc/ld.so.cache").read_bytes()
    except OSError:
        return b""


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _say(which: str, environ: Mapping[str, str], **values: str) -> str:
    zh, en = _SENTENCES[which]
    wanted = environ.get("AGENT_DESK_LANG") or (locale.getlocale()[0] or environ.get("LANG", ""))[:2]
    return (zh if wanted == "zh" else en).format(**values)
