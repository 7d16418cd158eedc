"""Every line of a hub's log is one JSON object, whoever writes it, and names no client's address."""

import json
import logging
import sys
from typing import Any

import structlog

from agent_desk.hub.kit import log


def line(name: str, message: str, *arguments: Any, fault: BaseException | None = None) -> dict[str, Any]:
    exc_info = (type(fault), fault, fault.__traceback__) if fault is not None else None
    record = logging.LogRecord(name, logging.INFO, __file__, 1, message, arguments, exc_info)
    read: dict[str, Any] = json.loads(log.Lines().format(record))
    return read


def test_the_web_servers_lines_are_json() -> None:
    told = line("uvicorn.error", "Started server process [%d]", 42)
    assert (told["event"], told["level"], told["logger"]) == ("Started server process [42]", "info", "uvicorn.error")
    assert told["timestamp"].endswith("Z")


def test_a_seat_that_connects_leaves_no_address() -> None:
    told = line("uvicorn.error", '%s - "WebSocket %s" [accepted]', "10.1.2.3:50000", "/api/live")
    assert told["event"] == '"WebSocket /api/live" [accepted]'
    assert "10.1.2.3" not in json.dumps(told)


def test_a_librarys_fault_has_its_trace() -> None:
    try:
        raise ValueError("nonsense")
    except ValueError as fault:
        told = line("uvicorn.error", "Exception in ASGI application\n", fault=fault)
    assert "ValueError: nonsense" in told["exception"]


def test_our_own_lines_are_not_wrapped_twice(capsys: Any) -> None:
    handlers, level = list(logging.getLogger().handlers), logging.getLogger().level
    try:
        log.configure()
        structlog.get_logger("agent_desk.hub.some_area").info("a seat is back", person="42")
        logging.getLogger("uvicorn.error").info("Waiting for application startup.")
        told = [json.loads(text) for text in capsys.readouterr().err.splitlines()]
    finally:
        logging.getLogger().handlers[:] = handlers
        logging.getLogger().setLevel(level)
    assert [(one["event"], one["level"]) for one in told] == [
        ("a seat is back", "info"),
        ("Waiting for application startup.", "info"),
    ]
    assert told[0]["person"] == "42" and sys.stderr
