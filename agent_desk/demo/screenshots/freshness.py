"""Whether a picture is older than the screens it shows.

A picture carries the modules whose widgets are in it, each with a digest of what of its source can be seen: the sentences it says and
the widgets it is built of (decision 71). Fonts, machines, translations, logic and comments do not count.
"""

import ast
import importlib
import inspect
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Final

from PySide6.QtGui import QAction, QImageReader
from PySide6.QtWidgets import QAbstractItemView, QLayout, QWidget

KEY: Final = "Screens"
"""Of the PNG's texts."""
COMMAND: Final = "uv run agent-desk screenshots --docs"
_OURS, _PIECES = "agent_desk.ui.", ("agent_desk.ui.kit.", "agent_desk.ui.app")
"""Screens, and what is in every screen: a button that changes makes no picture wrong."""
_SAID: Final = {"tr", "translate", "QT_TRANSLATE_NOOP", "pick"}


def screens(windows: list[QWidget]) -> list[str]:
    """Return the modules of all that can be seen of these windows."""
    found: set[str] = set()
    for window in windows:
        for widget in [window, *window.findChildren(QWidget)]:
            if not widget.isVisibleTo(window):
                continue
            model = widget.model() if isinstance(widget, QAbstractItemView) else None
            for one in (widget, model):
                found |= {kind.__module__ for kind in type(one).__mro__ if _is_screen(kind.__module__)}
    return sorted(found)


def _is_screen(module: str) -> bool:
    return module.startswith(_OURS) and not module.startswith(_PIECES)


def written_down(modules: list[str]) -> str:
    """Return what a picture of these modules carries."""
    return " ".join(f"{name} {digest(name)}" for name in modules)


def outdated(picture: Path) -> list[str]:
    """Return the modules that have changed, or gone, since the picture was made; itself where it does not say what it shows."""
    told = QImageReader(str(picture)).text(KEY)
    if not told:
        return [picture.name]
    # Qt gives the text of a PNG with its white space made one blank.
    words = told.split()
    return [name for name, before in zip(words[::2], words[1::2], strict=True) if digest(name) != before]


def digest(name: str) -> str:
    """Return a digest of what can be seen of a module; empty where there is none of this name."""
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError:
        return ""
    seen = "\n".join(sorted(visible(module)))
    return sha256(seen.encode()).hexdigest()[:12]


def visible(module: ModuleType) -> Iterator[str]:
    """Yield the sentences that a module says and the widgets that it builds, in the order of its source."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        if called.rpartition(".")[2] in _SAID:
            yield from (
                f"says {one.value}" for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
            )
        elif _builds(module, called):
            yield f"builds {called.rpartition('.')[2]}"


def _builds(module: ModuleType, called: str) -> bool:
    found: object = module
    for part in called.split("."):
        if not part.isidentifier():
            return False
        found = getattr(found, part, None)
    return isinstance(found, type) and issubclass(found, (QWidget, QLayout, QAction))
