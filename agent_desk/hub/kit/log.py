"""Structured logs with a request id and no personal data: one JSON object per line on standard error."""

import logging
import sys

import structlog


def configure(level: str = "INFO") -> None:
    """Send structlog and the standard logging of the libraries to standard error as JSON."""
    logging.basicConfig(level=level, stream=sys.stderr, format="%(message)s", force=True)
    for noisy in ("uvicorn.access", "procrastinate", "alembic", "jieba"):
        logging.getLogger(noisy).setLevel("WARNING")
    shape(level)


def shape(level: str = "INFO") -> None:
    """How our own log lines are written: through the standard logging, so that one place decides where they go."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=False,
    )
