"""Long work of a command: Ctrl-C stops it at a place where everything is whole, and what ends it is told with what is done."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType
from typing import NoReturn

import typer

from agent_desk.hub.commands.say import CANCELLED, DATABASE_DOWN, FAILED, STOPPED, fail, pick, tell
from agent_desk.hub.kit.batches import Interrupted, Stopped
from agent_desk.hub.kit.errors import DatabaseDown, HubError


@contextmanager
def stopped_by_keys() -> Iterator[Callable[[], None]]:
    """While the work runs, Ctrl-C and SIGTERM are noted; what is given raises Stopped where they were. Interrupted is said here.

    Stands around the opening of the database too, so that no moment of the command is without its sentence.
    """
    stop = Event()

    def asked(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    def look() -> None:
        if stop.is_set():
            raise Stopped

    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield look
    except Interrupted as fault:
        interrupted(fault)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def interrupted(fault: Interrupted) -> NoReturn:
    """Say what is in the database of work that ended before its end, and why it ended; end the command."""
    account, why = fault.account, fault.__cause__
    if account.done:
        tell(
            pick(
                f"共 {account.of} 条，已导入 {account.done} 条（新增 {account.added}，更改 {account.changed}，"
                f"未变 {account.unchanged}），均完整；其余未导入。再次运行即可继续。",
                f"{account.done} of {account.of} are loaded (added {account.added}, changed {account.changed}, "
                f"unchanged {account.unchanged}), each whole; the others are not. Run the command again to load the rest.",
            )
        )
    else:
        tell(pick("未导入任何内容。", "Nothing was loaded."))
    if isinstance(fault, Stopped) or isinstance(why, KeyboardInterrupt):
        fail(*STOPPED, CANCELLED)
    if isinstance(why, DatabaseDown):
        fail(*DATABASE_DOWN)
    if isinstance(why, HubError):
        fail(why.render(), why.render())
    if why is not None and not isinstance(why, Exception):
        raise why
    tell(f"{type(why).__name__}: {why}")
    raise typer.Exit(FAILED)
