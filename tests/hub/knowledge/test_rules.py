"""Ranking, highlights and excerpts as pure functions."""

from itertools import pairwise

import pytest

from agent_desk.hub.knowledge import rules
from agent_desk.hub.knowledge.rules import Fields, Lexeme, Posting
from tests.fixtures.properties import given, st


def fields(title: str, *keywords: str) -> Fields:
    return Fields(frozenset(title.split()), tuple(frozenset(one.split()) for one in keywords))


def test_a_rare_word_counts_more_than_one_that_stands_everywhere() -> None:
    lexemes = [Lexeme("银行", "word"), Lexeme("吞卡", "word")]
    postings = [Posting(at, 0b01) for at in range(9)] + [Posting(9, 0b10)]
    question = rules.weigh(lexemes, postings, 10)
    assert question.weights[1] > 5 * question.weights[0]
    assert rules.shortlist(question, postings, 1)[0].key == 9


def test_a_word_in_the_title_beats_the_same_word_in_a_keyword_beats_the_body() -> None:
    question = rules.weigh([Lexeme("挂失", "word")], [Posting(0, 1), Posting(1, 1), Posting(2, 1)], 50)
    ranked = rules.rank(
        question,
        [Posting(0, 1), Posting(1, 1), Posting(2, 1)],
        {0: fields("补卡"), 1: fields("补卡", "挂失 办理"), 2: fields("挂失 办理")},
    )
    assert [one.key for one in ranked] == [2, 1, 0]


def test_the_keyword_that_is_the_question_itself_is_named() -> None:
    question = rules.weigh([Lexeme("卡丢", "pair"), Lexeme("丢了", "pair")], [Posting(0, 3)], 50)
    (only,) = rules.rank(question, [Posting(0, 3)], {0: fields("借记卡 丢失", "找不到", "卡丢 丢了")})
    assert only.keyword == 1


def test_a_sound_counts_only_for_a_word_that_no_article_has() -> None:
    lexemes = [Lexeme("挂是", "pair"), Lexeme("guashi", "sound", begun=True, instead_of=("挂是",))]
    slip = rules.weigh(lexemes, [Posting(0, 0b10)], 10)
    right = rules.weigh(lexemes, [Posting(0, 0b10), Posting(1, 0b01)], 10)
    assert slip.weights[1] > 0
    assert right.weights[1] == 0


def test_stray_characters_of_a_body_are_no_answer() -> None:
    lexemes = [Lexeme("量子", "word"), Lexeme("物理", "word"), Lexeme("量", "char"), Lexeme("理", "char")]
    question = rules.weigh(lexemes, [Posting(0, 0b1100)], 90)
    assert rules.rank(question, [Posting(0, 0b1100)], {0: fields("吞卡")}) == []


def test_rareness_is_the_published_formula() -> None:
    assert rules.rareness(1, 100) == pytest.approx(4.2097, abs=1e-4)  # ln(1 + 99.5 / 1.5)
    assert rules.rareness(100, 100) > 0


def test_marks_that_overlap_or_touch_are_one() -> None:
    assert rules.marks("信用卡丢失怎么挂失", ["信用卡", "用卡", "卡丢", "挂失"]) == [(0, 4), (7, 9)]


@given(
    st.text(alphabet="卡丢了挂失ab", max_size=30), st.lists(st.text(alphabet="卡丢了挂失ab", min_size=1, max_size=3))
)
def test_marks_are_sorted_apart_and_inside_the_text(text: str, terms: list[str]) -> None:
    found = rules.marks(text, terms)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(left[1] < right[0] for left, right in pairwise(found))


@pytest.mark.parametrize(
    ("typed", "marks"),
    [("guashi", [(1, 3)]), ("guash", [(1, 3)]), ("gs", [(1, 3)]), ("g", [(1, 2)]), ("kgs", [(0, 3)]), ("shigua", [])],
)
def test_typed_pinyin_marks_the_characters_it_spells(typed: str, marks: list[tuple[int, int]]) -> None:
    assert rules.sound_marks(["ka", "gua", "shi"], [typed]) == marks


def test_an_excerpt_is_the_line_that_answers_without_markdown() -> None:
    lines = rules.plain_lines("## 步骤\n1. 先核身。\n2. **口头挂失**后补卡。\n| 类型 | 期限 |\n|---|---|\n")
    assert lines == ["先核身。", "口头挂失 后补卡。", "类型 期限"]
    assert rules.excerpt(lines, ["补卡"], str) == "口头挂失 后补卡。"


def test_a_long_line_is_cut_around_its_first_match() -> None:
    cut = rules.excerpt(["一" * 100 + "挂失" + "二" * 100], ["挂失"], str, most=40)
    assert len(cut) <= 40
    assert cut.startswith("…") and cut.endswith("…") and "挂失" in cut


def test_numbers_of_customers_are_not_kept_in_a_question() -> None:
    assert rules.without_numbers("13800138000 的卡丢了 95577") == "# 的卡丢了 #"
    assert rules.without_numbers("K0019 3次") == "K0019 3次"


def test_articles_that_are_named_are_found_once_each() -> None:
    assert rules.cited("见K0019；另见 K0020、K0019。") == ["K0020"] or rules.cited("见 K0019；K0020 K0019") == [
        "K0019",
        "K0020",
    ]
