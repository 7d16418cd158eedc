"""What somebody types finds an entry by any part of it, by pinyin, by initials, and by mixtures of these."""

import re
from pathlib import Path

import pytest
from pypinyin import Style, lazy_pinyin

import agent_desk
from agent_desk.ui.kit.finding import READINGS, finds

ROOT = Path(agent_desk.__file__).parent


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("deng", "邓丽"),
        ("dl", "邓丽"),
        ("dengl", "邓丽"),
        ("DENG LI", "邓丽"),
        ("deng'li", "邓丽"),
        ("guashi", "信用卡挂失"),
        ("xykgs", "信用卡挂失"),
        ("xyka", "信用卡挂失"),
        ("信用kgs", "信用卡挂失"),
        ("挂失", "信用卡挂失"),
        ("挂失 信用", "信用卡挂失"),
        ("shan", "单雄信"),
        ("zeng", "曾文"),
        ("zhb", "中行北京"),
        ("lvse", "绿色通道"),
        ("lüse", "绿色通道"),
        ("cards", "信用卡 · Credit cards"),
        ("team 1", "一组 Team 1"),
        ("８００２", "邓丽 · 8002"),
        ("", "邓丽"),
    ],
)
def test_it_is_found(typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [("wang", "邓丽"), ("ld", "邓丽"), ("dengx", "邓丽"), ("8003", "邓丽 · 8002"), ("deng wang", "邓丽")],
)
def test_it_is_not_found(typed: str, text: str) -> None:
    assert not finds(typed, text)


def test_one_of_several_texts_is_enough() -> None:
    assert finds("credit", "信用卡", "Credit cards") and finds("xyk", "信用卡", "Credit cards")


def test_the_table_knows_the_usual_reading_of_every_word_of_a_bank() -> None:
    for text in (
        "借记卡与账户",
        "信用卡年费减免",
        "转账差错",
        "理财赎回",
        "柜面服务态度",
        "重庆分行",
        "长沙支行",
        "厦门银行",
    ):
        whole = "".join(lazy_pinyin(text, style=Style.NORMAL))
        initials = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))
        assert finds(whole, text) and finds(initials, text), text


def test_the_packed_desk_has_every_folder_that_the_desk_reads() -> None:
    spec = (ROOT.parent / "build_installer.spec").read_text("utf-8")
    read = {
        folder
        for path in (ROOT / "ui").rglob("*.py")
        for folder in re.findall(r'resources\.path\(\s*"(\w+)"', path.read_text("utf-8"))
    } | {READINGS[0]}
    assert {"icons", "styles", "pinyin"} <= read
    assert {folder for folder in read if f"resources/{folder}" not in spec} == set()
