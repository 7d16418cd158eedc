"""Structured logs with a request id and no personal data: one JSON object per line on standard error.

A terminal gets the same lines: who starts a hub by hand sees what the service manager would keep, and one form is enough.
"""

import logging
import sys
from typing import Any

import structlog

OURS = "agent_desk"
_SERVER = "uvicorn"
_STAMP = structlog.processors.TimeStamper(fmt="iso", utc=True)


class Lines(logging.Formatter):
    """One JSON object per line, whoever writes it: ours are JSON already (`shape`), the libraries' are put into the same form."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line."""
        if record.name.split(".")[0] == OURS and not record.exc_info:
            return record.getMessage()
        line: dict[str, Any] = {"event": _said(record), "level": record.levelname.lower(), "logger": record.name}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return str(structlog.processors.JSONRenderer(ensure_ascii=False)(None, "", _STAMP(None, "", line)))


def _said(record: logging.LogRecord) -> str:
    """Return what a library says. The web server's lines about a connection begin with the client's address, which is left out."""
    if record.name.split(".")[0] == _SERVER and isinstance(record.args, tuple) and str(record.msg).startswith("%s - "):
        return str(record.msg).removeprefix("%s - ") % record.args[1:]
    return record.getMessage()


def configure(level: str = "INFO") -> None:
    """Send structlog and the standard logging of the libraries to standard error as JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("uvicorn.access", "procrastinate", "alembic", "jieba"):
        logging.getLogger(noisy).setLevel("WARNING")
    shape(level)


def shape(level: str = "INFO") -> None:
    """How our own log lines are written: through the standard logging, so that one place decides where they go."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            _STAMP,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=False,
    )
