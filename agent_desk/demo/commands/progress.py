"""What is being made while a demonstration begins, how far it is, and how long it will still take."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from agent_desk.hub.commands.say import pick, tell


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `weight`: its part of the whole, measured (seconds of a first start on two quiet cores)."""

    zh: str
    en: str
    weight: float


STEPS: Final = {
    "database": Step("启动本机数据库", "Starting the private database", 4.0),
    "centre": Step("建立客服中心", "Setting up the centre", 0.7),
    "knowledge": Step("载入知识库", "Loading the knowledge base", 3.5),
    "customers": Step("生成客户", "Making up customers", 4.0),
    "history": Step("生成 90 天通话", "Making up 90 days of calls", 14.5),
    "reviews": Step("生成质检样本与报表", "Making up quality samples and reports", 4.0),
    "recordings": Step("合成通话录音", "Putting recordings together", 4.5),
    "exchange": Step("启动模拟电话交换机与中心服务", "Starting the simulated exchange and the hub", 5.0),
}
MADE: Final = "knowledge"
"""With this step data begin to be made: a start that skips it is quick."""
_WIDTH: Final = 24
_SURE: Final = 0.08
"""So much must be done before the machine's own speed says how long the rest takes."""


class Progress:
    """Tells it: on one line that is written anew where there is a terminal, else a line for each step.

    `live`: whether there is a terminal; `now`: seconds that go evenly.
    """

    def __init__(self, *, live: bool | None = None, now: Callable[[], float] = time.monotonic) -> None:
        self._live = sys.stderr.isatty() if live is None else live
        self._now = now
        self._began = now()
        self._step = ""
        self._making = False

    def say(self, step: str, done: int, total: int) -> None:
        """`done` of `total` of one step."""
        if step == MADE and not self._making:
            self._making = True
            whole_s = round(sum(one.weight for one in STEPS.values()))
            tell(
                pick(
                    f"首次启动先生成演示数据，通常约 {whole_s} 秒，完成后窗口自动打开；以后启动只需几秒。",
                    f"The first start makes up the data, usually in about {whole_s} s; then the window opens by itself. "
                    "Later starts take a few seconds.",
                )
            )
        known = STEPS[step]
        words = f"{pick(known.zh, known.en)} …" + (f" {done}/{total}" if total > 1 else "")
        left = self._left(step, done, total) if self._making else ""
        if self._live:
            sys.stderr.write(f"\r\x1b[K{left}{words}")
            sys.stderr.flush()
        elif step != self._step:
            tell(f"{left}{words}")
        self._step = step

    def share(self, step: str, done: int, total: int) -> float:
        """Return how much of the whole is done, from 0 to 1."""
        names = list(STEPS)
        before = sum(STEPS[name].weight for name in names[: names.index(step)])
        return (before + STEPS[step].weight * done / max(1, total)) / sum(one.weight for one in STEPS.values())

    def left_s(self, step: str, done: int, total: int) -> float:
        """Return how many seconds it will still take: as fast as it went so far, once enough has been done to know."""
        share = self.share(step, done, total)
        elapsed_s = self._now() - self._began
        if share < _SURE:
            return max(0.0, sum(one.weight for one in STEPS.values()) - elapsed_s)
        return elapsed_s * (1 - share) / share

    def _left(self, step: str, done: int, total: int) -> str:
        share, seconds = self.share(step, done, total), max(1, round(self.left_s(step, done, total)))
        about = pick(f"{share:.0%}，约剩 {seconds} 秒", f"{share:.0%}, about {seconds} s left")
        if not self._live:
            return f"[{about}] "
        filled = round(share * _WIDTH)
        return f"[{'█' * filled}{'░' * (_WIDTH - filled)}] {about}  "

    def done(self) -> None:
        """The line is over."""
        if self._live and self._step:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
        self._step = ""
