"""The demonstration's own folder: marked as ours, used by one demonstration at a time, wiped only when it is ours."""

import json
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

MARKER: Final = "agent-desk-demo.json"
LOCK: Final = "demo.lock"
OURS: Final = (
    "postgres",
    "seats",
    "logs",
    "robots",
    "audit.key",
    "audit-anchors",
    "accounts.json",
    "recorded",
    "recordings",
    "reports",
    "case-files",
    MARKER,
    LOCK,
)
"""Everything the demonstration keeps in its folder: all that wiping removes."""


class FolderFault(Exception):
    """The folder cannot be used. `zh` and `en` are one sentence for the person at the keyboard."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


class DemoFolder:
    """The folder, held by this process until `release`."""

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().absolute()
        self._lock: int | None = None

    @property
    def marked(self) -> bool:
        """Whether a demonstration made it."""
        try:
            marker = json.loads((self.path / MARKER).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return isinstance(marker, dict) and marker.get("made_by") == "agent-desk demo"

    def claim(self, *, reset: bool = False) -> None:
        """Make it ours and hold it; `reset` wipes what an earlier demonstration left. Raises FolderFault."""
        try:
            self._claim(reset)
        except OSError as fault:
            why = fault.strerror or type(fault).__name__
            raise FolderFault(
                f"演示数据文件夹 {self.path} 无法使用（{why}）。请用 --data 指定其他文件夹。",
                f"The demonstration's folder {self.path} cannot be used ({why}). Give another one with --data.",
            ) from fault

    def _claim(self, reset: bool) -> None:
        if self.path.exists() and not self.marked and any(self._foreign()):
            raise FolderFault(
                f"文件夹 {self.path} 里有其他内容，不是演示数据，未作任何更改。请用 --data 指定空文件夹。",
                f"The folder {self.path} holds something else than a demonstration; nothing was changed. "
                "Give an empty one with --data.",
            )
        if reset and self.path.exists() and not self.marked and any(self.path.iterdir()):
            raise FolderFault(
                f"文件夹 {self.path} 不是由演示程序创建的，不会清空。",
                f"The folder {self.path} was not made by the demonstration and is not wiped.",
            )
        self.path.mkdir(parents=True, exist_ok=True)
        self._hold()
        if reset:
            self._wipe()
        self._forget_the_dead()
        (self.path / MARKER).write_text(json.dumps({"made_by": "agent-desk demo", "version": 1}), encoding="utf-8")

    def _foreign(self) -> list[str]:
        return [one.name for one in self.path.iterdir() if one.name not in OURS]

    def _hold(self) -> None:
        handle = os.open(self.path / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            if sys.platform == "win32":
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            os.close(handle)
            raise FolderFault(
                f"已有一个演示正在使用 {self.path}。请先关闭它，或用 --data 指定其他文件夹。",
                f"A demonstration is running on {self.path} already. Close it, or give another folder with --data.",
            ) from fault
        self._lock = handle

    def _wipe(self) -> None:
        for name in OURS:
            entry = self.path / name
            if name == LOCK:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                with suppress(FileNotFoundError):
                    entry.unlink()

    def _forget_the_dead(self) -> None:
        """The library that runs the private server stops it with its last user; one that was killed never says goodbye."""
        users = self.path / "postgres" / ".handle_pids.json"
        if sys.platform == "win32" or not users.exists():
            return
        try:
            listed = [int(one) for one in json.loads(users.read_text(encoding="utf-8"))]
        except (ValueError, TypeError):
            return
        alive = [one for one in listed if _alive(one)]
        if alive != listed:
            users.write_text(json.dumps(alive), encoding="utf-8")

    def private(self, name: str, text: str) -> Path:
        """Write a file that only this user can read; its path."""
        file = self.path / name
        with suppress(FileNotFoundError):
            file.unlink()
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as stream:
            stream.write(text)
        return file

    def release(self) -> None:
        """Let the folder go."""
        lock, self._lock = self._lock, None
        if lock is not None:
            os.close(lock)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
