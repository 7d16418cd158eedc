"""What leaves masked, by the policy an administrator can change."""

import pytest

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.masking import DEFAULTS, Masks, Rule, holds_personal_number, masks_of, seed_masks
from agent_desk.models.kit import MaskRule
from agent_desk.schemas.customers.records import MaskField

MASKS = Masks(DEFAULTS)


@pytest.mark.parametrize(
    ("field", "value", "before", "verified"),
    [
        ("telephone", "+8613800138000", "138****8000", "138****8000"),
        ("telephone", "+8653188889999", "053*****9999", "053*****9999"),
        ("telephone", "+12025550123", "+12*****0123", "+12*****0123"),
        ("telephone", "95577", "95577", "95577"),
        ("card", "6217001234567890123", "621700*********0123", "621700*********0123"),
        ("identity", "370802199001011234", "3****************4", "370***********1234"),
        ("name", "欧阳娜娜", "欧阳*", "欧阳*"),
        ("mail", "xiaoming@example.com", "x***@example.com", "xi***@example.com"),
        ("mail", "x@example.com", "***@example.com", "***@example.com"),
        ("address", "齐川市云台区府前大街88号", "齐川市云台区*******", "齐川市云台区府前大****"),
        ("name", "", "", ""),
    ],
)
def test_default_policy(field: MaskField, value: str, before: str, verified: str) -> None:
    assert MASKS.show(field, value) == before
    assert MASKS.show(field, value, True) == verified


def test_a_field_without_a_rule_is_hidden_whole() -> None:
    assert Masks([]).show("card", "6217001234567890123") == "****"


def test_clear_shows_a_telephone_as_people_read_it() -> None:
    assert Rule("clear").show("telephone", "+8653188889999") == "053188889999"


def test_numbers_typed_into_free_text_are_masked_and_other_numbers_are_left_alone() -> None:
    text = (
        "回呼 138 0013 8000 或 0531-88889999，证件 37080219900101123X，卡 6217 0012 3456 7890 123。"
        "工单 TS202511130001，金额 12000.50 元，2025-11-13 14:02"
    )
    shown = MASKS.words(text)
    for clear in ("0013 8000", "88889999", "0801", "3456"):
        assert clear not in shown
    for kept in ("TS202511130001", "12000.50", "2025-11-13 14:02", "回呼"):
        assert kept in shown
    assert holds_personal_number("电话13800138000")
    assert not holds_personal_number("工单 TS202511130001，金额 1380013.80")


def test_a_new_hub_leaves_the_administrators_rules_as_they_are(database: Database) -> None:
    with database.write() as db:
        rule = db.query(MaskRule).filter_by(field="telephone", verified=False).one()
        rule.kind = "hidden"
        db.delete(db.query(MaskRule).filter_by(field="mail", verified=False).one())
    with database.write() as db:
        seed_masks(db)
    with database.read() as db:
        masks = masks_of(db)
    assert masks.telephone("+8613800138000") == "****"
    assert masks.show("mail", "xiaoming@example.com") == "x***@example.com"
