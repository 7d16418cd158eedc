"""Searching in the customers' words: the right article first, and nobody sees what is not for them."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.knowledge import evaluation, words
from agent_desk.hub.knowledge.search import search
from agent_desk.models.knowledge import Article, ArticleUse
from tests.fixtures.knowledge import TODAY, Ask, codes
from tests.fixtures.people import Staff
from tests.fixtures.shared_data import shared

FIRST = {
    "钱被机器吞了": "K0020",
    "机器把卡吃了": "K0019",
    "卡丢了": "K0015",
    "我的银行卡不见了怎么办": "K0015",
    "信用卡丢了": "K0018",
    "手机银行登不上去": "K0056",
    "密码忘了": "K0004",
    "转错账了": "K0064",
    "身份证过期": "K0006",
    "收不到验证码": "K0060",
    "人脸识别老是不通过": "K0061",
    "你们利息怎么算的这么高": "K0024",
    "我要投诉": "K0083",
    "投诉什么时候给我答复": "K0084",
    "老人不会用手机": "K0086",
    "钱破了能换吗": "K0077",
}
WITH_LOST = {"K0015", "K0016", "K0017", "K0018"}
"""The articles about reporting a loss (挂失)."""


def test_customers_words_find_the_right_article_first(ask: Ask) -> None:
    wrong = {query: codes(ask(query))[:3] for query, code in FIRST.items() if codes(ask(query))[:1] != [code]}
    assert not wrong


def test_pinyin_initials_unfinished_words_codes_and_a_slip_find_it_too(ask: Ask) -> None:
    for typed in ("guashi", "guash", "gs", "gua shi", "GUASHI", "挂失", "挂是"):
        assert WITH_LOST & set(codes(ask(typed))[:2]), typed
    for typed in ("吞", "吞卡", "吞卡怎", "吞卡怎么取", "tunka"):
        assert "K0019" in codes(ask(typed)), typed
    for typed in ("K0019", "k19"):
        assert codes(ask(typed))[:1] == ["K0019"], typed


def test_what_matched_is_marked_as_ranges(ask: Ask) -> None:
    first = ask("挂失").hits[0]
    assert "挂失" in [first.title.text[start:end] for start, end in first.title.marks]
    assert "挂失" in ask("挂失").terms
    assert first.keyword is not None
    assert first.keyword.text == "挂失"
    by_sound = ask("guashi").hits[0]
    assert "挂失" in [by_sound.title.text[start:end] for start, end in by_sound.title.marks]


def test_nonsense_finds_nothing(ask: Ask) -> None:
    assert ask("量子物理学").hits == []
    assert ask("zzzz").hits == []


def test_a_category_narrows_the_hits_and_not_the_counts(ask: Ask) -> None:
    every = ask("信用卡", limit=50)
    credit = ask("信用卡", category="credit", limit=50)
    assert {hit.category for hit in credit.hits} == {"credit"}
    assert credit.categories == every.categories
    assert credit.categories["credit"] == len(credit.hits) < every.total == len(every.hits)


def test_without_a_question_the_most_used_come_first_then_the_newest(
    ask: Ask, database: Database, agent: Caller, in_unit: Callable[..., Any]
) -> None:
    newest = codes(ask(""))
    assert len(newest) == 20
    with database.write() as db:
        seldom = db.query(Article).filter_by(code="K0001").one()
        db.add(ArticleUse(article_id=seldom.id, person_id=agent.person_id, kind="was_right", at=seldom.changed_at))
        db.execute(update(ArticleUse).values(at=seldom.changed_at + timedelta(days=1)))
        now = seldom.changed_at + timedelta(days=2)
    answer = in_unit(search, "", TODAY, caller=agent, now=now)
    assert answer.usual
    assert codes(answer)[:4] == ["K0001", *[code for code in newest if code != "K0001"][:3]]
    assert in_unit(search, "请问怎么办", TODAY, caller=agent, now=now).usual, "words that only ask are no question"


def test_what_an_agent_may_not_read_is_found_by_no_way_of_asking(ask: Ask, database: Database) -> None:
    shut: list[dict[str, Any]] = [
        {"audience": ["supervisor"]},
        {"state": "draft"},
        {"state": "retired"},
        {"valid_from": TODAY + timedelta(days=1)},
        {"valid_until": TODAY - timedelta(days=1)},
    ]
    open_again = {"audience": [], "state": "published", "valid_from": None, "valid_until": None}
    for changed in shut:
        with database.write() as db:
            db.execute(update(Article).where(Article.code == "K0019").values(**open_again | changed))
        for query in ("吞卡", "tunka", "K0019", ""):
            assert "K0019" not in codes(ask(query, limit=50)), (changed, query)


def test_the_last_day_of_validity_counts_and_a_role_opens_what_is_meant_for_it(
    ask: Ask, database: Database, staff: Staff
) -> None:
    last = {"audience": ["supervisor"], "valid_until": TODAY}
    with database.write() as db:
        db.execute(update(Article).where(Article.code == "K0019").values(**last))
    leader = staff.caller("s2001", "supervisor")
    assert codes(ask("吞卡", caller=leader))[0] == "K0019"
    assert "K0019" not in codes(ask("吞卡", caller=leader, today=TODAY + timedelta(days=1)))


def test_what_was_used_in_the_call_is_said(ask: Ask) -> None:
    assert not any(hit.used_in_call for hit in ask("挂失", call_id=uuid.uuid4()).hits)


def test_a_question_full_of_signs_is_a_question(ask: Ask) -> None:
    assert codes(ask("'卡丢了' & !(挂失) | :* \\ %"))[0] == "K0015"
    assert ask("😀 ... ''").usual


@pytest.mark.parametrize(
    ("name", "every", "recall", "mrr"), [("jining_bank", 50, 0.88, 0.75), ("unionpay_faq", 8, 0.45, 0.35)]
)
def test_real_questions_find_their_answers(
    database: Database, in_unit: Callable[..., Any], agent: Caller, name: str, every: int, recall: float, mrr: float
) -> None:
    folder = shared("knowledge", name)
    words.load()
    with database.write() as db:
        evaluation.fill(db, folder)
    quality = evaluation.measure(
        lambda text: codes(in_unit(search, text, date(2026, 3, 2), caller=agent, limit=50)),
        evaluation.read_questions(folder)[::every],
    )
    assert quality.recall_at_10 > recall
    assert quality.mrr > mrr
