"""The demonstration's articles in the fresh database, and somebody who searches them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.knowledge.loading import Loaded, load_folder
from agent_desk.hub.knowledge.search import search
from agent_desk.schemas.knowledge import SearchAnswer
from tests.conftest import Staff

DEMO = Path(__file__).resolve().parents[3] / "resources" / "demo"
TODAY = date(2026, 3, 2)

Ask = Callable[..., SearchAnswer]


@pytest.fixture
def articles(database: Database) -> Loaded:
    with database.write() as db:
        return load_folder(db, DEMO)


@pytest.fixture
def agent(staff: Staff) -> Caller:
    return staff.caller("a1001", "agent")


@pytest.fixture
def ask(articles: Loaded, in_unit: Callable[..., Any], agent: Caller) -> Ask:
    """`ask("卡丢了")`: what an agent finds among the demonstration's articles."""

    def asked(query: str, *, caller: Caller = agent, today: date = TODAY, **more: Any) -> SearchAnswer:
        answer: SearchAnswer = in_unit(search, query, today, caller=caller, **more)
        return answer

    return asked


def codes(answer: SearchAnswer) -> list[str]:
    return [hit.code for hit in answer.hits]
