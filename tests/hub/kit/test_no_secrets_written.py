"""Digits of PINs, dialled numbers and customers' data stand in no job, no log line and no other row than their own."""

import asyncio
import json
import logging
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from agent_desk.hub.calls.orders.commands import CallOrder
from agent_desk.hub.calls.orders.control import COMMAND
from agent_desk.hub.exchange.protocol.calls import Transfer
from agent_desk.hub.exchange.protocol.dialling import Consult, Dial, Dtmf
from agent_desk.hub.kit import jobs, log
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from tests.fixtures.customers import CARD, IDENTITY, MOBILE, NOW

PIN, NUMBER = "836251#", MOBILE[3:]
WHOSE = {"id": "c1", "call": "k1", "agent": "1001"}
SECRET = (
    Dtmf(digits=PIN, **WHOSE),
    Dial(number=NUMBER, **WHOSE),
    Transfer(kind="blind_number", target=NUMBER, **WHOSE),
    Consult(kind="number", target=NUMBER, **WHOSE),
)


def order(command: Any) -> CallOrder:
    return CallOrder(command=command, call_id=uuid.UUID(int=1), person_id=uuid.UUID(int=2), asked_at=NOW)


def dump(database: Database) -> Iterator[tuple[str, str]]:
    """Every row of every table, as text."""
    with database.read() as db:
        for table in inspect(db.connection()).get_table_names():
            for row in db.scalars(text(f'SELECT t::text FROM "{table}" t')):
                yield table, row


@pytest.mark.parametrize("command", SECRET, ids=lambda one: type(one).__name__)
def test_an_order_with_a_secret_has_a_row_without_it_and_is_whole_by_memory(command: Any) -> None:
    given = order(command)
    row = given.row()
    assert not any(secret in json.dumps(row) for secret in (PIN, NUMBER))
    assert CallOrder.read({**row, **given.withheld()}) == given
    assert CallOrder.read(row).lost, "who has the row alone cannot carry it out"


def test_who_is_named_by_a_code_stands_in_the_row() -> None:
    for command in (
        Transfer(kind="blind_agent", target="1002", **WHOSE),
        Consult(kind="agent", target="1002", **WHOSE),
    ):
        assert CallOrder.read(order(command).row()) == order(command)


def test_tones_are_in_no_table_and_reach_who_carries_them_out(
    hub_context: HubContext, in_unit: Callable[..., Any], database: Database
) -> None:
    given, taken = order(SECRET[0]), list[dict[str, Any]]()
    hub_context.jobs.app.task(lambda **row: None, name=COMMAND)
    hub_context.jobs.begin(database, lambda _id, _task, words: taken.append(json.loads(words)) or True)  # type: ignore[func-returns-value]
    try:
        in_unit(lambda unit: unit.later(COMMAND, withheld=given.withheld(), **given.row()))
    finally:
        hub_context.jobs.end()
    assert [CallOrder.read(row) for row in taken] == [given]
    found = list(dump(database))
    assert any(table == "procrastinate_jobs" for table, _ in found)
    assert [table for table, row in found if PIN[:-1] in row] == []


def test_a_job_that_fails_is_told_without_its_arguments_and_forgotten(
    hub_context: HubContext, in_unit: Callable[..., Any], database: Database
) -> None:
    def fails(words: str) -> None:
        raise ValueError("no use")

    hub_context.jobs.app.task(fails, name="test.fails")
    in_unit(lambda unit: unit.later("test.fails", words=f"回呼 {NUMBER}"))
    lines: list[str] = []
    keeper = logging.Handler()
    keeper.emit = lambda record: lines.append(log.Lines().format(record))  # type: ignore[method-assign]
    logger, level = logging.getLogger("procrastinate"), logging.getLogger("procrastinate").level
    logger.addHandler(keeper)
    logger.propagate = False
    logger.setLevel("INFO")
    try:

        async def once() -> None:
            async with hub_context.jobs.async_app().open_async() as app:
                await app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

        asyncio.run(once())
    finally:
        logger.removeHandler(keeper)
        logger.propagate = True
        logger.setLevel(level)
    said = "\n".join(lines)
    assert "job_error: test.fails" in said
    assert "ValueError: no use" in said
    assert NUMBER not in said
    with database.write() as db:
        db.execute(text("UPDATE procrastinate_events SET at = at - interval '10 days'"))
    jobs.prune(hub_context.jobs)
    assert [row for table, row in dump(database) if table == "procrastinate_jobs"] == []


class Form(BaseModel):
    """A form that refuses."""

    number: int


def refused_statement(database: Database) -> BaseException:
    with pytest.raises(DBAPIError) as caught, database.write() as db:
        db.execute(
            text("INSERT INTO branch (code, name_zh, name_en) VALUES (:code, :name, NULL)"),
            {"code": CARD, "name": IDENTITY},
        )
    return caught.value


def refused_value(database: Database) -> BaseException:
    with pytest.raises(DBAPIError) as caught, database.write() as db:
        db.execute(text("SELECT CAST(:typed AS integer)"), {"typed": f"{NUMBER}{CARD}"})
    return caught.value


def refused_key(database: Database) -> BaseException:
    with pytest.raises(DBAPIError) as caught, database.write() as db:
        for _ in range(2):
            db.execute(text("INSERT INTO branch (code, name_zh, name_en) VALUES (:code, '', '')"), {"code": NUMBER})
    return caught.value


def refused_form(database: Database) -> BaseException:
    with pytest.raises(ValidationError) as caught:
        Form.model_validate({"number": f"{NUMBER}x{CARD}"})
    return caught.value


def refused_word(database: Database) -> BaseException:
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int(f"{CARD}x")
    return caught.value


@pytest.mark.parametrize("refused", [refused_statement, refused_value, refused_key, refused_form, refused_word])
def test_no_fault_tells_the_log_what_was_typed(
    database: Database, refused: Callable[[Database], BaseException]
) -> None:
    fault = refused(database)
    try:
        raise RuntimeError("a duty failed") from fault
    except RuntimeError as outer:
        record = logging.LogRecord(
            "agent_desk.hub", logging.ERROR, __file__, 1, "unforeseen", (), (type(outer), outer, outer.__traceback__)
        )
    line = log.Lines().format(record)
    assert "RuntimeError: a duty failed" in line
    assert type(fault).__name__ in line
    for secret in (CARD, IDENTITY, NUMBER):
        assert secret not in line


def test_every_engine_hides_its_parameters(database: Database) -> None:
    assert database.engine.hide_parameters
