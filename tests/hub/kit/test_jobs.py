"""Jobs belong to the transaction that asks for them."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.serve import HubThread
from tests.fixtures.waiting import patience


def waiting_jobs(hub_context: HubContext) -> int:
    with hub_context.database.read() as db:
        return db.scalar(text("SELECT count(*) FROM procrastinate_jobs")) or 0


def test_a_job_exists_only_if_its_transaction_commits(hub_context: HubContext, in_unit: Callable[..., Any]) -> None:
    hub_context.jobs.app.task(lambda words: None, name="test.tell")

    def fails(unit: Unit) -> None:
        unit.later("test.tell", words="never")
        raise ValueError("undone")

    with pytest.raises(ValueError, match="undone"):
        in_unit(fails)
    assert waiting_jobs(hub_context) == 0
    in_unit(lambda unit: unit.later("test.tell", words="soon"))
    assert waiting_jobs(hub_context) == 1


def test_the_hub_does_the_job_after_the_commit(settings: Any, in_unit: Callable[..., Any]) -> None:
    told, done = [], threading.Event()

    def tell(words: str) -> None:
        told.append(words)
        done.set()

    hub = HubThread(settings)
    hub.hub_context.jobs.app.task(tell, name="test.tell")
    with hub, hub.hub_context.database.write() as db:
        unit = Unit(db=db, now=hub.hub_context.now(), jobs=hub.hub_context.jobs)
        unit.later("test.tell", words="您好")
        db.commit()
        assert done.wait(patience(10))
    assert told == ["您好"]
