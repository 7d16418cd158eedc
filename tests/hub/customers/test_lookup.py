"""Finding a customer by any fragment."""

from datetime import date
from typing import Any

import pytest

from agent_desk.hub.customers.lookup import lookup
from agent_desk.hub.kit.database import Database
from agent_desk.schemas.customers.records import LookupAnswer
from tests.fixtures.customers import CARD, IDENTITY, LANDLINE, MOBILE, NOW, customer

TODAY = NOW.date()


@pytest.fixture
def bank(database: Database) -> Database:
    """Four customers."""
    two = [(MOBILE, True, "core_bank", None), (LANDLINE, True, "core_bank", None)]
    ends_alike = {"identity_number": "37080219850505123X", "cards": ["6217009999990138000"]}
    no_papers: dict[str, Any] = {"identity_number": None, "cards": []}
    with database.write() as db:
        customer(db, "C000123", "王小明", phones=two)
        customer(db, "C000124", "王小敏", phones=[("+8615900138000", True, "core_bank", None)], **ends_alike)
        customer(db, "C000125", "单田芳", phones=[("+8613600009999", False, "web_form", None)], **no_papers)
        customer(db, "C001230", "欧阳娜", phones=[], **no_papers)
    return database


def find(bank: Database, typed: str, limit: int = 20) -> LookupAnswer:
    """One lookup."""
    with bank.read() as db:
        return lookup(db, typed, TODAY, limit)


FINDS: list[tuple[str, list[str]]] = [
    ("13800138000", ["C000123"]),
    ("138 0013 8000", ["C000123"]),
    ("+86 13800138000", ["C000123"]),
    ("0086 13800138000", ["C000123"]),
    ("0531-88889999", ["C000123"]),
    ("8000", ["C000123", "C000124"]),
    ("9999", ["C000123", "C000125"]),
    # Parts of telephones that the mask hides, and beginnings of them, are no keys.
    ("138 0013", []),
    ("+86 138", []),
    ("0531-8888", []),
    ("88889999", []),
    ("138000", []),
    ("38000", []),
    ("王小", ["C000123", "C000124"]),
    ("小敏", ["C000124"]),
    ("wangxiaom", ["C000123", "C000124"]),
    ("xiaoming", ["C000123"]),
    ("wxm", ["C000123", "C000124"]),
    ("WANG  xiaoming", ["C000123"]),
    ("stf", ["C000125"]),
    ("shan", ["C000125"]),
    ("欧阳·娜", ["C001230"]),
    ("c000123", ["C000123"]),
    ("0001", ["C000123", "C000124", "C000125"]),
    # Of an identity number the mask shows the last character only: its last four are no key, nor is any longer tail.
    ("1234", []),
    ("123x", []),
    ("123X", []),
    ("011234", []),
    (IDENTITY, ["C000123"]),
    (IDENTITY[1:], []),
    ("37080219850505123x", ["C000124"]),
    (CARD, ["C000123"]),
    (CARD[-5:], []),
    (CARD[-6:], []),
    (CARD[1:], []),
    ("6217 0099 9999 0138 000", ["C000124"]),
    ("6217009999990238000", []),
    ("王 8000", ["C000123", "C000124"]),
    ("王小明 8000", ["C000123"]),
    ("王 138", []),
    ("0086138", []),
    # Who is known by number is answered; what else was typed is not tried against them.
    ("C000123 王小敏", ["C000123"]),
    ("C000123 0138000", ["C000123"]),
    ("c00012 13800138000", ["C000123", "C000124", "C000125"]),
    # Beside digits a name counts whole, or as the surname that everybody sees.
    ("王小 8000", []),
    ("wangx 8000", []),
    ("wxm 8000", ["C000123", "C000124"]),
    ("wang xm", ["C000123", "C000124"]),
    ("王 5555", []),
    ("王%", []),
    ("__", []),
    ("李", []),
]


def test_any_fragment_finds_who_it_belongs_to(bank: Database) -> None:
    found = {typed: [hit.number for hit in find(bank, typed).items] for typed, _ in FINDS}
    assert found == dict(FINDS)


def test_exact_comes_before_beginning_before_inside(bank: Database) -> None:
    hits = find(bank, "000123").items
    assert [hit.number for hit in hits] == ["C000123"]
    qualities = {hit.number: hit.matched[0].quality for hit in find(bank, "C00012").items}
    assert qualities == {"C000123": "prefix", "C000124": "prefix", "C000125": "prefix"}
    assert [hit.number for hit in find(bank, "8000").items] == ["C000123", "C000124"]


def test_too_little_typed_gives_a_hint_instead_of_everybody(bank: Database) -> None:
    for typed in ("", " ", "1", "12", "138", "王", "w", "·", "-", "+"):
        assert find(bank, typed) == LookupAnswer(hint="too_short"), typed


def test_what_matched_is_said_masked_with_the_range_to_highlight(bank: Database) -> None:
    hit = next(hit for hit in find(bank, "8000").items if hit.number == "C000123")
    (phone,) = hit.matched
    assert (phone.kind, phone.text, phone.text[phone.start : phone.start + phone.length]) == (
        "phone",
        "138****8000",
        "8000",
    )
    (phone,) = find(bank, "8613800138000").items[0].matched
    assert (phone.start, phone.length) == (0, 11)
    (phone,) = [one for one in find(bank, "9999").items[0].matched if one.kind == "phone"]
    assert (phone.text, phone.start, phone.length) == ("053*****9999", 8, 4)
    (identity,) = find(bank, IDENTITY).items[0].matched
    assert (identity.kind, identity.text, identity.start, identity.length) == (
        "identity_tail",
        "3" + "*" * 16 + "4",
        0,
        18,
    )
    (name,) = find(bank, "小敏").items[0].matched
    assert (name.kind, name.text, name.start, name.length) == ("name", "王*", 1, 1)
    (sound,) = find(bank, "stf").items[0].matched
    assert (sound.kind, sound.text, sound.quality) == ("initials", "单*", "exact")


def test_it_says_when_there_are_more(bank: Database) -> None:
    answer = find(bank, "C0", limit=2)
    assert (len(answer.items), answer.more) == (2, True)
    assert find(bank, "C0", limit=4).more is False


def test_rows_of_one_masked_name_tell_each_other_apart(database: Database) -> None:
    one = {"identity_number": "370802199001015112", "phones": [("+8613800138001", True, "core_bank", None)]}
    two = {"identity_number": "37080219780301420X", "phones": [("+8613800138002", True, "core_bank", None)]}
    with database.write() as db:
        customer(db, "C000041", "王建国", gender="male", born_on=date(1990, 1, 1), **one)
        customer(db, "C000042", "王建功", gender="female", born_on=date(1978, 11, 14), **two)
        customer(db, "C000043", "王建刚", gender="", born_on=None, identity_number=None, phones=[], cards=[])
    told = {
        hit.number: (hit.name.text, hit.telephone, hit.gender, hit.age, hit.identity[-1:])
        for hit in find(database, "wjg").items
    }
    assert told == {
        "C000041": ("王*", "138****8001", "male", 35, "2"),
        "C000042": ("王*", "138****8002", "female", 46, "X"),
        "C000043": ("王*", "", "", None, ""),
    }, "the birthday of the second is tomorrow"
    hidden = next(hit for hit in find(database, "wjg").items if hit.number == "C000041")
    assert hidden.identity.count("*") == 16, "no more of the identity than the mask shows"
