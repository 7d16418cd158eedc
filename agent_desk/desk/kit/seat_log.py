"""The seat's log file: what a desk without a console says of its own faults, kept where the seat keeps everything else.

Nothing of a customer goes in: only warnings and faults, and of a fault its kind and the places in the program, never its
message, which may quote what somebody typed or what the hub answered.
"""

from __future__ import annotations

import copy
import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from agent_desk.desk.kit.errors import UnexpectedFault

FILE = "desk.log"
LARGEST, BACKUPS = 1_000_000, 3
_Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutMessages(logging.Formatter):
    """Lines with the kind of a fault and where it happened."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line. Another handler may have left the fault's full text in the record: it is not for this file."""
        own = copy.copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(self, ei: _Fault) -> str:
        """Return the fault and what it came of, oldest first."""
        told: list[str] = []
        fault: BaseException | None = ei[1]
        while fault is not None and len(told) < 8:
            told.append("".join(traceback.format_tb(fault.__traceback__)) + type(fault).__qualname__)
            fault = fault.__cause__ or fault.__context__
        return "\n".join(reversed(told))


def write_into(folder: Path) -> RotatingFileHandler | None:
    """Keep the log in this folder from now on; None where it cannot be written, and faults go to standard error alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            folder / FILE, maxBytes=LARGEST, backupCount=BACKUPS, encoding="utf-8", delay=True
        )
        (folder / FILE).touch(mode=0o600)
    except OSError:
        return None
    handler.setLevel(logging.WARNING)
    handler.setFormatter(WithoutMessages())
    root = logging.getLogger()
    root.addHandler(handler)
    if logging.lastResort is not None and len(root.handlers) == 1:
        # With a handler of its own Python no longer writes to standard error by itself; a console still gets everything.
        root.addHandler(logging.lastResort)
    UnexpectedFault.log_file = str(folder / FILE)
    return handler
