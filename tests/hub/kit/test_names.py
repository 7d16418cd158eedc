"""Names are found by pinyin and initials, surnames by the reading their bearers use."""

import pytest

from agent_desk.hub.kit.names import name_keys
from tests.fixtures.properties import given, settings, st


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("王小明", "wangxiaoming", "wxm"),
        ("单田芳", "shantianfang", "stf"),
        ("仇英", "qiuying", "qy"),
        ("解晓东", "xiexiaodong", "xxd"),
        ("查良镛", "zhaliangyong", "zly"),
        ("曾国藩", "zengguofan", "zgf"),
        ("区楚良", "ouchuliang", "ocl"),
        ("翟天临", "zhaitianlin", "ztl"),
        ("缪荣", "miaorong", "mr"),
        ("盖叫天", "gejiaotian", "gjt"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("长孙无忌", "zhangsunwuji", "zswj"),
        ("澹台灭明", "tantaimieming", "ttmm"),
        ("万俟卨", "moqixie", "mqx"),
        ("欧阳修", "ouyangxiu", "oyx"),
        ("Wang Xiaoming", "wangxiaoming", "wx"),
    ],
)
def test_full_pinyin_and_initials(name: str, full: str, initials: str) -> None:
    assert {full, initials} <= name_keys(name)


def test_the_wrong_reading_of_a_surname_is_no_key() -> None:
    assert not {"dantianfang", "dtf"} & name_keys("单田芳")
    assert not {"weichigong", "wcg"} & name_keys("尉迟恭")


def test_characters_with_two_readings_are_found_by_either() -> None:
    assert {"lejia", "yuejia", "lj", "yj"} <= name_keys("乐嘉")
    assert {"renchangxia", "renzhangxia"} <= name_keys("任长霞")


def test_u_umlaut_is_found_by_every_spelling() -> None:
    assert {"lvbu", "lyubu", "lubu", "lb"} <= name_keys("吕布")


def test_names_with_dots_blanks_and_letters() -> None:
    assert {"abudoureheman", "abdrhm"} <= name_keys("阿不都·热合曼")
    assert "wangwangxiaoming" in name_keys("Ｗang 王小明")
    assert name_keys("王 小明") == name_keys("王小明")


@pytest.mark.parametrize("name", ["", "   ", "·", "***"])
def test_nothing_has_no_key(name: str) -> None:
    assert name_keys(name) == set()


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_no_name_raises_and_keys_are_small(name: str) -> None:
    keys = name_keys(name)
    assert "" not in keys and len(keys) <= 24 * 2 * 3
    assert not any(" " in key for key in keys)
