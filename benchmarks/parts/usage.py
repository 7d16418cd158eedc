"""CPU and memory of processes over a stretch of time, which benchmarks print beside latency."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True, slots=True)
class Used:
    """What processes used: CPU seconds (of each by its module), memory at the end in bytes, over how many seconds."""

    cpu_s: dict[str, float]
    memory: int
    seconds: float

    @property
    def cores(self) -> float:
        """Return CPU seconds per second."""
        return sum(self.cpu_s.values()) / self.seconds

    def record(self) -> dict[str, float]:
        """Return what is printed of every benchmark."""
        return {"cpu_cores": round(self.cores, 3), "memory_mb": round(self.memory / 2**20, 1)}

    def per_call_ms(self, calls: int) -> dict[str, float]:
        """Return milliseconds of CPU for each of so many calls, of each process and of all."""
        each = {name: round(1000 * used / calls, 1) for name, used in sorted(self.cpu_s.items())}
        return {**each, "all": round(1000 * sum(self.cpu_s.values()) / calls, 1)}


class Usage:
    """CPU and memory of a process and all its children, those that come later included."""

    def __init__(self, number: int) -> None:
        self._first = psutil.Process(number)
        self.begin()

    def begin(self) -> None:
        """Count from now."""
        self._began_at, self._before = time.monotonic(), {one.pid: used for one, used, _ in self._now()}

    def used(self) -> Used:
        """Return what has been used since `begin`."""
        cpu: dict[str, float] = {}
        memory = 0
        for one, used, resident in self._now():
            name = self._name(one)
            cpu[name] = cpu.get(name, 0.0) + used - self._before.get(one.pid, 0.0)
            memory += resident
        return Used(cpu, memory, time.monotonic() - self._began_at)

    def during(self, seconds: float) -> Used:
        """Return what is used while this function sleeps."""
        self.begin()
        time.sleep(seconds)
        return self.used()

    def _now(self) -> list[tuple[psutil.Process, float, int]]:
        found = []
        for one in (self._first, *self._first.children(recursive=True)):
            try:
                times = one.cpu_times()
                found.append((one, times.user + times.system, one.memory_info().rss))
            except psutil.NoSuchProcess:
                continue
        return found

    @staticmethod
    def _name(one: psutil.Process) -> str:
        try:
            words = one.cmdline()
        except psutil.NoSuchProcess:
            return "ended"
        return words[words.index("-m") + 1].rpartition(".")[2] if "-m" in words else one.name()


def own_usage() -> dict[str, float]:
    """Return what this process and its children have used since it began, as benchmarks of one process print it."""
    me = psutil.Process()
    times = me.cpu_times()
    spent = times.user + times.system + times.children_user + times.children_system
    return {"cpu_s": round(spent, 2), "memory_mb": round(me.memory_info().rss / 2**20, 1)}


def postmaster(folder: Path) -> int:
    """Return the process id of the private PostgreSQL in this folder."""
    return int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
