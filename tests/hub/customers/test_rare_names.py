"""Customers whose names have rare characters are found by the name as it is written, masked and exported whole."""

import io

import pytest
from openpyxl import load_workbook

from agent_desk.hub.customers.rules import fragments_of, keys_of, long_enough
from agent_desk.hub.kit.masking_rules import mask_name
from agent_desk.hub.kit.workbook import workbook
from agent_desk.hub.knowledge import words
from agent_desk.schemas.kit.table import Cell
from agent_desk.schemas.reports.sheet import ReportChoice, Sheet, SheetColumn, SheetRow

NAMES = [
    "王𬱖",
    "王𬱖之",
    "𠮷田一",
    "𬍛利",
    "张䶮",
    "李〇",
    "\U00030edd明",
    "王\ue816",
    "阿依古丽·买买提",
    "葛\U000e0100洪",
    "ئابدۇراخمان",
    "José Müller",
]


def finds(typed: str, name: str) -> bool:
    """Whether every part of what was typed is in a key of the customer, as the lookup asks it."""
    keys = keys_of("C1", name)
    return long_enough(typed) and all(
        any(kind in part.inside and part.part(kind) in key for kind, key in keys) for part in fragments_of(typed)
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_customer_is_found_by_the_name_as_written(name: str) -> None:
    assert finds(name, name)
    assert not finds(name, "赵敏")


@pytest.mark.parametrize("typed", ["阿依古丽买买提", "阿依古丽•买买提", "阿依古丽‧买买提", "阿依古丽 买买提", "古丽"])
def test_the_dot_of_a_name_may_be_of_any_keyboard(typed: str) -> None:
    assert finds(typed, "阿依古丽·买买提")


def test_two_characters_are_two_syllables_whichever_plane_they_are_of() -> None:
    assert ("initials", "wd") in keys_of("C1", "王𬱖") or ("initials", "wt") in keys_of("C1", "王𬱖")
    assert fragments_of("王𬱖之")[0].text == "王𬱖之"


def test_a_rare_name_is_masked_by_its_characters() -> None:
    assert [mask_name(name) for name in ("王𬱖", "𠮷田一", "\u200b王小芳", "葛\U000e0100", "𬱖")] == [
        "王*",
        "𠮷*",
        "王*",
        "*",
        "*",
    ]


def test_the_knowledge_base_keeps_rare_characters_together() -> None:
    assert list(words.runs("𬱖卡 a1〇")) == [("𬱖卡", True), ("a1", False), ("〇", True)]
    assert "𬱖卡" in words.tokens("𬱖卡挂失")


def test_a_workbook_with_every_kind_of_character_opens_again() -> None:
    text = "王𬱖\ufffe\uffff\x00\ud800之\ue816\x0b\U0001ffff=1+1"
    sheet = Sheet.model_construct(
        title=text,
        notes=[text],
        columns=[SheetColumn(key="a", title="x", form="text").model_copy(update={"title": text})],
        rows=[SheetRow.model_construct(cells=[Cell.model_construct(text=text, value=None)])],
        total=None,
        choice=ReportChoice(),
    )
    read = load_workbook(io.BytesIO(workbook(sheet, "zh")))
    values = [str(cell.value) for row in read.active.iter_rows() for cell in row if cell.value]
    assert len(values) == 4 and {value.replace("\n", "") for value in values} == {"王𬱖之\ue816=1+1"}
