"""Masks show what the policy allows and nothing more."""

import pytest

from agent_desk.hub.kit.masking_rules import COMPOUND_SURNAMES, mask, mask_name, mask_telephone, surname
from tests.fixtures.properties import given, st


@pytest.mark.parametrize(
    ("value", "head", "tail", "shown"),
    [
        ("13800138000", 3, 4, "138****8000"),
        ("6222021234567890123", 6, 4, "622202*********0123"),
        ("370802199001011234", 1, 1, "3****************4"),
        ("370802199001011234", 3, 4, "370***********1234"),
        ("95577", 3, 4, "*****"),
        ("1234567", 3, 4, "*******"),
        ("secret", 0, 0, "******"),
        ("secret", 0, 2, "****et"),
        ("", 3, 4, ""),
    ],
)
def test_head_and_tail(value: str, head: int, tail: int, shown: str) -> None:
    assert mask(value, head, tail) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+8613800138000", "138****8000"),
        ("+861062770334", "106***0334"),
        ("95577", "*****"),
        ("+16502530000", "+16*****0000"),
    ],
)
def test_telephones_are_shown_in_the_national_form(number: str, shown: str) -> None:
    assert mask_telephone(number) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王小明", "王*"),
        ("王明", "王*"),
        ("欧阳修", "欧阳*"),
        ("尉迟敬德", "尉迟*"),
        ("爱新觉罗启星", "爱新觉罗*"),
        ("欧阳", "欧*"),
        ("单于", "单*"),
        ("王", "*"),
        ("", ""),
        ("Wang Xiaoming", "Wang *"),
        ("Alice", "A*"),
        ("阿不都·热合曼", "阿*"),
    ],
)
def test_names_show_the_surname_alone(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(("head", "tail", "char"), [(-1, 4, "*"), (3, -1, "*"), (3, 4, ""), (3, 4, "**")])
def test_an_impossible_mask_is_refused(head: int, tail: int, char: str) -> None:
    with pytest.raises(ValueError, match="mask"):
        mask("13800138000", head, tail, char)


@given(st.text(alphabet="0123456789ABCX", max_size=40), st.integers(0, 12), st.integers(0, 12))
def test_a_mask_never_shows_more_than_head_and_tail(value: str, head: int, tail: int) -> None:
    shown = mask(value, head, tail)
    assert len(shown) == len(value)
    seen = len(shown) - shown.count("*")
    assert seen == (head + tail if len(value) > head + tail else 0)
    if seen:
        assert value.startswith(shown[:head]) and value.endswith(shown[len(shown) - tail :])


@given(st.text(alphabet="王李欧阳尉迟上官小明芳 aB·", max_size=12))
def test_a_masked_name_shows_no_more_than_the_surname(name: str) -> None:
    shown = mask_name(name)
    rest = shown.replace("*", "").strip()
    text = name.strip()
    assert text.startswith(rest)
    assert rest == "" if len(text) < 2 else 0 < len(rest) < len(text)
    assert mask_name(text) == shown


def test_every_compound_surname_is_known_whole() -> None:
    for known in COMPOUND_SURNAMES:
        assert surname(known + "某") == known
