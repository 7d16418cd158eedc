"""Files of the hub's own user alone: how every one is made, who may read those with secrets, and how strong a key must be."""

import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

SHORTEST_KEY: Final = 32
"""Characters of the audit key; `openssl rand -hex 32` makes 64."""
FEWEST_DIFFERENT: Final = 8
"""Different characters in a key: one that is random has more."""
_BINARY: Final[int] = getattr(os, "O_BINARY", 0)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for this user alone; one that is there stays as it is. Raises OSError."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def create(file: Path) -> BinaryIO:
    """Open a new file for this user alone. Raises FileExistsError, OSError."""
    return os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o600), "wb")


def extend(file: Path) -> BinaryIO:
    """Open a file of this user alone to add to it; made where there is none. Raises OSError."""
    return os.fdopen(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY | _BINARY, 0o600), "ab")


def weak(key: str) -> bool:
    """Return whether a key is too short or too plain to be a secret."""
    return len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_DIFFERENT


def too_open(file: Path) -> str:
    """Return the sentence that says how to close a file that others can read; empty where only its owner can.

    A file of root that a service's own group may read is closed enough, as PostgreSQL sees it too. Raises OSError.
    """
    if os.name != "posix":
        return ""
    found = file.stat()
    open_to = stat.S_IMODE(found.st_mode) & 0o077
    if found.st_uid == 0 and os.geteuid() != 0:
        open_to &= ~stat.S_IRGRP
    if not open_to:
        return ""
    return (
        f"The file {file} holds secrets and others can read it (mode {stat.S_IMODE(found.st_mode):o}): chmod 600 {file}"
    )
