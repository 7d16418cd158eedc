"""Where the `resources/` folder is: a checkout, an installed wheel, or the packed desk."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]


def _find_root() -> Path:
    candidates = [_PACKAGE.parent / "resources", _PACKAGE / "_resources"]
    packed = getattr(sys, "_MEIPASS", None)
    if packed is not None:
        candidates = [Path(packed) / "resources", Path(packed) / "agent_desk" / "_resources"]
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError("resources folder not found; looked in: " + ", ".join(map(str, candidates)))


ROOT = _find_root()
"""The folder itself. Found once at import: it cannot move while the desk runs."""


def path(*parts: str) -> Path:
    """Return the file or folder `parts` below `resources/`, whether it exists or not."""
    return ROOT.joinpath(*parts)
