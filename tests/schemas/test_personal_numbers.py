"""Cards, identity numbers, telephones and secrets are found in every spelling that people type, and nothing else is."""

import itertools

import pytest

from agent_desk.schemas.kit.personal_numbers import find, holds_struck, masked, restored, strike
from tests.fixtures.properties import given, settings, st

CARD, VALID, IDENTITY, OLD_IDENTITY = (
    "6217001234567890123",
    "6217001234567890122",
    "37080219900101123X",
    "370802900101123",
)
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
SPELLINGS = {
    "as it is": CARD,
    "full width": CARD.translate(WIDE),
    "Chinese numerals": CARD.translate(CHINESE),
    "fours": "6217 0012 3456 7890 123",
    "two blanks": "6217  0012  3456  7890  123",
    "dots": "6217.0012.3456.7890.123",
    "commas": "6217,0012,3456,7890,123",
    "Chinese commas": "6217，0012，3456，7890，123",
    "dashes": "6217-0012-3456-7890-123",
    "long dashes": "6217—0012—3456—7890—123",
    "slashes": "6217/0012/3456/7890/123",
    "six and thirteen": "621700 1234567890123",
    "over two lines": "6217 0012 3456\n7890 123",
    "a hard blank": "6217\u00a00012\u00a03456\u00a07890\u00a0123",
    "zero width": "\u200b".join(CARD),
    "word joiners": "6217\u20600012\u20603456\u20607890123",
    "digit by digit": " ".join(CARD),
    "behind letters": f"card{CARD}",
    "behind a word": f"卡号{CARD}。",
    "in brackets": f"({CARD})",
    "American Express": "378282246310005",
    "American Express in groups": "3782 822463 10005",
    "begins with 2": "2223000048400011",
    "sixteen": "4111 1111 1111 1111",
    "the check digit is right, no groups": "62 1700 12345678 90122",
}
PAPERS = {
    "as it is": IDENTITY,
    "small x": IDENTITY.lower(),
    "full width": IDENTITY.translate(WIDE),
    "blanks": "370802 19900101 123X",
    "in fours": "3708 0219 9001 0112 3X",
    "dashes": "370802-19900101-123X",
    "over two lines": "370802199001\n01123X",
    "zero width": "\u200d".join(IDENTITY),
    "of fifteen": OLD_IDENTITY,
    "no day that there is": "370802199913411234",
}
SECRETS = {
    "CVV 123": "123",
    "cvv2：123": "123",
    "CVC是 456": "456",
    "安全码 789": "789",
    "卡背面后三位 321": "321",
    "密码836251#": "836251",
    "pin: 8 3 6 2": "8 3 6 2",
    "密码是８３６２５１": "８３６２５１",
}
LEFT_ALONE = (
    "工单 TS202511130001，金额 12000.50 元，2025-11-13 14:02",
    "合计 5,000,000.00 元，分 36 期，每期 138,888.89 元",
    "2026-11-30 14:53:20 至 2026-12-01 08:00:00",
    "客户号 C000123，分机 8001，按键 1、2、3",
    "b7e23ec2-9af2-4e0b-a123-45678901234f",
    "一二三四五，上山打老虎",
    "shopping 2026, spin 123",
)


@pytest.mark.parametrize("typed", SPELLINGS.values(), ids=SPELLINGS)
def test_a_card_is_struck_however_it_is_typed(typed: str) -> None:
    for text in (typed, f"客户说 {typed}", f"卡 {typed} 已挂失"):
        (one,) = find(text)
        assert one.kind == "card"
        left = strike(text)
        assert sum(sign.isdigit() or sign in "〇一二三四五六七八九" for sign in left) == 4, "its last four"
        assert not holds_struck(left)
    both = f"卡 {typed} 已挂失，回电13800138000"
    assert [one.kind for one in find(both)] == ["card", "telephone"]


@pytest.mark.parametrize("typed", PAPERS.values(), ids=PAPERS)
def test_an_identity_number_is_struck_however_it_is_typed(typed: str) -> None:
    for text in (typed, f"证件{typed}，", f"身份证号 {typed} 王先生"):
        assert [one.kind for one in find(text)] == ["identity"]
        assert not any(sign.isdigit() or sign in "xXＸ" for sign in strike(text))


@pytest.mark.parametrize(("text", "secret"), SECRETS.items(), ids=SECRETS)
def test_a_secret_is_struck_behind_its_word(text: str, secret: str) -> None:
    assert secret not in strike(text)


def test_the_code_behind_a_card_goes_with_it() -> None:
    assert strike(f"{CARD} 123") == "****0123 ****"
    assert strike(f"{VALID}123") == "****0122"
    assert strike(f"{CARD} 300元") == "****0123 300元"


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "1 3 8 0 0 1 3 8 0 0 0",
        "+86 138 0013 8000",
        "１３８００１３８０００",
        "tel13800138000",
        "0531-88889999",
        "(0531)88889999",
        "一三八零零一三八零零零",
    ],
)
def test_a_telephone_is_found_and_stays_in_what_is_struck(text: str) -> None:
    assert [one.kind for one in find(text)] == ["telephone"]
    assert strike(text) == text


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find(text) == []


@settings(max_examples=300)
@given(st.text(alphabet="0123456789 xX-.,/一二三０１２王CVV密码元\n\u200b", max_size=60))
def test_what_was_struck_holds_nothing_any_more_and_places_are_in_order(text: str) -> None:
    found = find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert not any(one.kind == "card" for one in find(strike(text)))


def _shown(_kind: str, digits: str) -> str:
    return f"{digits[:3]}****{digits[-4:]}"


@given(
    st.lists(st.sampled_from(["13800138000", "13900138000", "6217001234567890122", "37080219900101123X"]), max_size=3),
    st.lists(st.sampled_from(["，请回电 ", "。客户说：", " / ", "（上午）"]), min_size=4, max_size=4),
)
def test_a_masked_text_that_is_typed_around_gets_its_numbers_back(numbers: list[str], between: list[str]) -> None:
    before = "".join(word + number for word, number in zip(between, numbers, strict=False)) + between[-1]
    typed = f"加急{masked(before, _shown, frozenset(('card', 'identity', 'telephone')))}！"
    assert restored(typed, before, _shown) == f"加急{before}！"


def test_which_of_two_that_look_alike_was_taken_out_is_not_guessed() -> None:
    before = "13811118000 或 13822228000"
    assert restored("只用 138****8000", before, _shown) == "只用 138****8000"
    assert restored("138****8000 或 138****8000，上午", before, _shown) == f"{before}，上午"
    # What was typed with stars in the first place stays so.
    assert restored("138****8000", "138****8000 即 13811118000", _shown) == "138****8000"
