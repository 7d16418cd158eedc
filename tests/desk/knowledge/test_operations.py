"""Knowledge without pixels: the last question is the one that is answered, and what is copied reads like a text."""

import threading
import urllib.parse
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.live import Live
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.desk.kit.outbox_file import OutboxFile
from agent_desk.desk.kit.seat_memory import SeatMemory
from agent_desk.desk.kit.sentences import sentence
from agent_desk.desk.kit.session import Session
from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.desk.knowledge import operations
from agent_desk.desk.knowledge.operations import Finder, Place, Places
from agent_desk.schemas.knowledge.records import Article, Category, SearchAnswer
from tests.fixtures.small_hub import Answer, Asked, SmallHub, refusal, small_hub
from tests.fixtures.waiting import patience


@dataclass
class SlowHub(SmallHub):
    """Answers a search for "slow" only when it is let go; other requests are answered meanwhile."""

    let_go: threading.Event = field(default_factory=threading.Event)
    slow_came: threading.Event = field(default_factory=threading.Event)
    slow_left: threading.Event = field(default_factory=threading.Event)

    def take(self, asked: Asked) -> tuple[Answer, bool]:
        slow = query_of(asked) == "slow"
        if slow:
            self.slow_came.set()
            self.let_go.wait(patience(10))
        taken = super().take(asked)
        if slow:
            self.slow_left.set()
        return taken


def query_of(asked: Asked) -> str:
    return urllib.parse.parse_qs(urllib.parse.urlsplit(asked.path).query).get("q", [""])[0]


def answer(asked: Asked) -> Answer:
    query = query_of(asked)
    if query == "broken":
        return refusal(500, "internal_fault")
    return 200, {"query": query, "hits": [], "total": 0, "categories": {}}


@pytest.fixture
def slow() -> Iterator[SlowHub]:
    made = SlowHub(answer=answer)
    with small_hub(made):
        yield made
        made.let_go.set()


@pytest.fixture
def finder(slow: SlowHub, qtbot: QtBot, tmp_path: Path) -> Iterator[Finder]:
    api = Api(slow.url)
    background = Background()
    context = DeskContext(
        api=api,
        live=Live(slow.url, clock=api.clock, token=lambda: None),
        outbox=Outbox(api, OutboxFile.without_disk(tmp_path / "outbox"), sentence, autostart=False),
        session=Session(api, seat="s", data_dir=tmp_path, memory=SeatMemory),
        background=background,
        settings=DeskSettings(hub=slow.url, data_dir=tmp_path, seat="s"),
    )
    yield Finder(context)
    slow.let_go.set()
    background.close()
    context.outbox.close()
    api.close()


def test_an_older_answer_never_comes_after_a_newer_one(finder: Finder, slow: SlowHub, qtbot: QtBot) -> None:
    answers: list[SearchAnswer] = []
    finder.answered.connect(answers.append)
    finder.ask("slow")
    assert slow.slow_came.wait(patience(5))
    finder.ask("quick")
    qtbot.waitUntil(lambda: [one.query for one in answers] == ["quick"])
    slow.let_go.set()
    assert slow.slow_left.wait(patience(5))
    finder.ask("last")
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert [one.query for one in answers] == ["quick", "last"]
    assert not finder.waiting


def test_a_search_that_fails_says_so_and_can_be_asked_again(finder: Finder, qtbot: QtBot) -> None:
    with qtbot.waitSignal(finder.failed) as said:
        finder.ask("broken")
    assert said.args[0].error_id == "internal_fault"
    with qtbot.waitSignal(finder.failed):
        finder.again()


def test_a_use_names_the_call_and_the_question(finder: Finder, slow: SlowHub, qtbot: QtBot) -> None:
    article, call = uuid.uuid4(), uuid.uuid4()
    finder.call_id = call
    finder.ask("卡丢了", "loss")
    finder.note(article, "copied")

    def came(method: str) -> list[Asked]:
        return [one for one in slow.done if one.method == method]

    # Both are on their way at once; either may arrive first.
    qtbot.waitUntil(lambda: bool(came("POST") and came("GET")))
    (asked,), (noted,) = came("GET"), came("POST")
    assert f"call_id={call}" in asked.path
    assert "category=loss" in asked.path
    assert noted.path == f"/api/knowledge/{article}/use"
    assert noted.body == {"kind": "copied", "call_id": str(call), "query": "卡丢了"}


def test_each_call_has_its_place_and_the_oldest_is_forgotten() -> None:
    places, calls = Places(), [uuid.uuid4() for _ in range(Places.LIMIT)]
    places.keep(None, Place(query="no call"))
    for call in calls:
        places.keep(call, Place(query=str(call)))
    assert places.of(calls[3]).query == str(calls[3])
    assert places.of(None).query == ""
    assert places.of(uuid.uuid4()) == Place()


BODY = "先看这里。\n## 处理步骤\n1. **先**核身。\n2. 挂失。\n\n## 时限\n| 类型 | 期限 |\n|---|---|\n| 简单 | 十五日 |\n## 空\n"


def article(**changed: Any) -> Article:
    facts = {
        "id": uuid.uuid4(),
        "code": "K0001",
        "title": "挂失",
        "title_en": "",
        "keywords": [],
        "audience": [],
        "category": Category(code="loss", name_zh="挂失", name_en="Loss"),
        "script": "请稍候。",
        "body": BODY,
        "state": "published",
        "revision": 3,
        "version": 5,
        "valid_from": None,
        "valid_until": None,
        "changed_at": datetime.now(UTC),
    }
    return Article.model_validate(facts | changed)


def test_sections_are_plain_text_with_their_numbers() -> None:
    found = [(one.title, one.text) for one in operations.sections(BODY)]
    assert found == [
        ("", "先看这里。"),
        ("处理步骤", "1. 先核身。\n2. 挂失。"),
        ("时限", "类型  期限\n简单  十五日"),
    ]


def test_the_whole_article_and_its_name_for_the_notes() -> None:
    assert operations.full_text(article()).startswith("挂失\n\n请稍候。\n\n先看这里。\n\n处理步骤\n1. 先核身。")
    assert operations.reference(article()) == "K0001《挂失》第3版"


def test_terms_are_found_whatever_their_capitals_and_places_hold() -> None:
    assert operations.find_terms("İATM吞卡，atm", ["atm", "吞卡"]) == [(1, 6), (7, 10)]
