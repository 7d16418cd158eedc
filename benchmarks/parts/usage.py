"""CPU and memory of processes over a stretch of time, for every benchmark that prints them beside latency."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil


@dataclass(frozen=True, slots=True)
class Used:
    """What a group of processes used: CPU seconds, memory now in MB, and over how many seconds."""

    cpu_s: float
    memory_mb: float
    seconds: float

    @property
    def cores(self) -> float:
        """Return CPU seconds per second."""
        return self.cpu_s / self.seconds if self.seconds else 0.0

    def record(self, per: int = 0) -> dict[str, float]:
        """Return the figures as they are printed; `per`: the number of calls among which the CPU is shared."""
        told = {"cpu_cores": round(self.cores, 3), "memory_mb": round(self.memory_mb, 1)}
        return told | ({"cpu_ms_per_call": round(1000 * self.cpu_s / per, 1)} if per else {})


class Usage:
    """CPU and memory of a process and all its children, the ones that come later included."""

    def __init__(self, number: int) -> None:
        self._first = psutil.Process(number)
        self._spent: dict[int, float] = {}
        self.begin()

    def begin(self) -> None:
        """Count from now."""
        self._began_at, self._spent = time.monotonic(), {}
        self._before = dict(self._cpu())

    def used(self) -> Used:
        """Return what has been used since `begin`."""
        now = dict(self._cpu())
        spent = sum(seconds - self._before.get(number, 0.0) for number, seconds in now.items())
        memory = sum(self._memory(one) for one in self._processes())
        return Used(spent, memory / 2**20, time.monotonic() - self._began_at)

    def parts(self) -> dict[str, float]:
        """Return the CPU seconds since `begin` of each process, by its number."""
        return {str(number): seconds - self._before.get(number, 0.0) for number, seconds in self._cpu()}

    def _processes(self) -> list[psutil.Process]:
        return [self._first, *self._first.children(recursive=True)]

    def _cpu(self) -> list[tuple[int, float]]:
        found = []
        for one in self._processes():
            try:
                times = one.cpu_times()
            except psutil.NoSuchProcess:
                continue
            found.append((one.pid, times.user + times.system))
        return found

    @staticmethod
    def _memory(one: psutil.Process) -> int:
        try:
            return int(one.memory_info().rss)
        except psutil.NoSuchProcess:
            return 0


def postmaster(folder: Path) -> int:
    """Return the process id of the private PostgreSQL in this folder."""
    return int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
