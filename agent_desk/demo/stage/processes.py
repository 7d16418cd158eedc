"""Programs that the demonstration starts beside itself: each ends when it is told, or when we are gone."""

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

ENDS_WITHIN_S = 10.0
if sys.platform == "win32":
    _GROUP = subprocess.CREATE_NEW_PROCESS_GROUP
else:
    _GROUP = 0


class Ended(Exception):
    """The program ended, or said nothing in time, when something was expected of it."""


class Program:
    """`python -m MODULE` with lines in and lines out. Its standard input is held open as long as we live."""

    def __init__(self, name: str, module: str, *, log: Path, environment: Mapping[str, str] | None = None) -> None:
        self.name = name
        self._log: IO[bytes] = log.open("ab")
        self._process: subprocess.Popen[str] = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            encoding="utf-8",
            env=dict(environment) if environment is not None else None,
            # Ctrl-C goes to a whole group of processes; these are ended by us, in order.
            start_new_session=True,
            creationflags=_GROUP,
        )
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, name=f"{name} output", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def tell(self, line: str) -> None:
        """One line in; nothing happens when it has ended."""
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()

    def hear(self, within_s: float) -> str:
        """Return the next line out. Raises Ended."""
        deadline = time.monotonic() + within_s
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, min(0.5, deadline - time.monotonic())))
            except queue.Empty:
                if time.monotonic() >= deadline:
                    raise Ended(f"{self.name} said nothing for {within_s:.0f} s") from None
                continue
            if line is None:
                self._lines.put(None)
                raise Ended(f"{self.name} ended with status {self._process.wait(5)}")
            return line

    def end(self, within_s: float = ENDS_WITHIN_S) -> None:
        """Close its input, which tells it to end; what does not end by itself is ended."""
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        if not self._ended(within_s):
            self._process.terminate()
        if not self._ended(within_s):
            self._process.kill()
            self._process.wait()
        self._reader.join(2)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._log.close()

    def _ended(self, within_s: float) -> bool:
        try:
            self._process.wait(within_s)
        except subprocess.TimeoutExpired:
            return False
        return True
