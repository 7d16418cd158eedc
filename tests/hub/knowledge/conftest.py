"""The demonstration's articles in the fresh database, and somebody who searches them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.knowledge.loading import load_folder
from agent_desk.hub.knowledge.search import search
from agent_desk.models.knowledge import Article, KnowledgeCategory
from agent_desk.schemas.knowledge.records import SearchAnswer
from tests.conftest import Staff

DEMO = Path(__file__).resolve().parents[3] / "resources" / "demo"
TODAY = date(2026, 3, 2)

Ask = Callable[..., SearchAnswer]


_rows: dict[Any, list[dict[str, Any]]] = {}


def demo_articles(database: Database) -> None:
    """The demonstration's articles. Cut into words once per run, since that is what takes the time."""
    with database.write() as db:
        if not _rows:
            load_folder(db, DEMO)
            for table in (KnowledgeCategory, Article):
                columns = [column for column in table.__table__.columns if column.name != "search"]
                _rows[table] = [dict(row._mapping) for row in db.execute(select(*columns))]
            return
        for table, rows in _rows.items():
            db.execute(insert(table), rows)
        db.execute(text("ANALYZE article"))


@pytest.fixture
def articles(database: Database) -> None:
    demo_articles(database)


@pytest.fixture
def agent(staff: Staff) -> Caller:
    return staff.caller("a1001", "agent")


@pytest.fixture
def ask(articles: None, in_unit: Callable[..., Any], agent: Caller) -> Ask:
    """`ask("卡丢了")`: what an agent finds among the demonstration's articles."""

    def asked(query: str, *, caller: Caller = agent, today: date = TODAY, **more: Any) -> SearchAnswer:
        answer: SearchAnswer = in_unit(search, query, today, caller=caller, **more)
        return answer

    return asked


def codes(answer: SearchAnswer) -> list[str]:
    return [hit.code for hit in answer.hits]
