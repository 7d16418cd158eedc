"""What is a Chinese character: of every plane, in old fonts' places, and nothing else; held by one module alone."""

import re
from pathlib import Path

import pytest

import agent_desk
from agent_desk.schemas.kit.chinese import CHARACTERS, is_chinese, width, without_unseen
from agent_desk.schemas.kit.text import cleaned

ROOT = Path(agent_desk.__file__).parent
OWN = ROOT / "schemas" / "kit" / "chinese.py"
RANGE = re.compile(r"\\u(3400|4e00|9fff|9fa5)|鿿|㐀|\[一-|0x(4E00|9FFF|3400|2E7F)", re.IGNORECASE)


@pytest.mark.parametrize(
    "character",
    [
        "王",
        "〇",
        "々",
        "䶮",
        "𠮷",  # extension B
        "𬱖",  # extension E
        "𬍛",
        "\U00030edd",  # extension G
        "\U000323af",  # extension H, its last
        "\U0002ebf0",  # extension I
        "\ue816",  # private use, as old fonts of banks have it
        "\U000f0001",
        "⼋",  # a radical
        "\uf9d1",  # a compatibility form
    ],
)
def test_a_character_of_whichever_plane_is_chinese(character: str) -> None:
    assert is_chinese(character)
    assert width(character) == 2


@pytest.mark.parametrize("character", ["a", "1", "·", "，", "あ", "한", "é", "😀", "\ufffe", "\u200b", "", "王王"])
def test_nothing_else_is(character: str) -> None:
    assert not is_chinese(character)


def test_a_stretch_of_rare_characters_is_one(pytestconfig: pytest.Config) -> None:
    assert CHARACTERS.findall("王𬱖之 a𠮷田〇") == ["王𬱖之", "𠮷田〇"]


def test_marks_that_nobody_sees_take_no_place_and_go() -> None:
    assert without_unseen("\ufeff王\u200b小\U000e0100芳\ufe00") == "王小芳"
    assert width("\ufeff王\u200ba\u0301") == 3


def test_what_no_reader_of_xml_takes_is_cleaned_away() -> None:
    assert cleaned("甲\ufffe乙\uffff丙\ud800\x00\U0001ffff丁\ufdd0") == "甲乙丙丁"
    assert cleaned("王𬱖\ue816之") == "王𬱖\ue816之"


def test_no_other_module_writes_down_what_is_chinese() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if path != OWN and RANGE.search(path.read_text(encoding="utf-8"))
    ]
    assert not found, "ask schemas/kit/chinese.py"
