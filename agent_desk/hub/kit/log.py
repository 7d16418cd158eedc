"""Structured logs with a request id and no personal data: one JSON object per line on standard error.

A terminal gets the same lines: who starts a hub by hand sees what the service manager would keep, and one form is enough.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any

import structlog

from agent_desk.schemas.kit import personal_numbers

OURS = "agent_desk"
_SERVER = "uvicorn"
_QUEUE = "procrastinate"
_OURS_ALONE = frozenset({"request_id", "timestamp", "level", "exception", "event"})
_STAMP = structlog.processors.TimeStamper(fmt="iso", utc=True)


class Lines(logging.Formatter):
    """One JSON object per line, whoever writes it: ours are JSON already (`shape`), the libraries' are put into the same form."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line."""
        if record.name.split(".")[0] == OURS and not record.exc_info:
            return record.getMessage()
        line: dict[str, Any] = {
            "event": personal_numbers.strike(_said(record)),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.exc_info:
            line["exception"] = told(record.exc_info[1]) if record.exc_info[1] else ""
        return str(structlog.processors.JSONRenderer(ensure_ascii=False)(None, "", _STAMP(None, "", line)))


def told(fault: BaseException) -> str:
    """Return the trace of an exception without what may be a customer's data.

    A database says in its own words which values it refused, and a check which input: of those the kind alone is told. In other
    messages numbers of people are struck.
    """
    lines, seen = list[str](), set[int]()
    one: BaseException | None = fault
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        frames = "".join(traceback.format_tb(one.__traceback__))
        lines.insert(0, f"Traceback (most recent call last):\n{frames}{type(one).__qualname__}: {_message(one)}")
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\n\n".join(lines)


def _message(fault: BaseException) -> str:
    refused = getattr(fault, "orig", fault)
    if hasattr(refused, "sqlstate"):
        about = getattr(refused, "diag", None)
        named = [getattr(about, name, None) for name in ("table_name", "column_name", "constraint_name")]
        return " ".join([f"SQLSTATE {refused.sqlstate}", *(name for name in named if name)])
    if hasattr(fault, "errors") and callable(fault.errors):
        with suppress(Exception):
            return "; ".join(f"{'.'.join(map(str, error['loc']))}: {error['type']}" for error in fault.errors())
    return personal_numbers.strike(str(fault))


def _trace(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Put an exception into the line as `told` has it."""
    given = line.pop("exc_info", None)
    fault = given if isinstance(given, BaseException) else sys.exc_info()[1] if given is True else given and given[1]
    if fault:
        line["exception"] = told(fault)
    return line


def _without_numbers(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Strike cards and identity numbers in whatever is said: there should be none, and this is not the place to be sure."""
    for name, value in line.items():
        if isinstance(value, str) and name not in _OURS_ALONE:
            line[name] = personal_numbers.strike(value)
    return line


def _said(record: logging.LogRecord) -> str:
    job = getattr(record, "job", None)
    if record.name.split(".")[0] == _QUEUE and isinstance(job, dict):
        # Its own words hold the arguments of the job.
        return f"{getattr(record, 'action', 'job')}: {job.get('task_name')}[{job.get('id')}]"
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
            _trace,
            _without_numbers,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=False,
    )
