"""Masks and the identity check in the centre's file."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.customers import mask_settings
from agent_desk.hub.customers.service import customer_words, store_words, verification_policy
from agent_desk.hub.kit.centre_file.parts import ROWS, Entry, Part, Taking, in_file, words
from agent_desk.models.kit import MaskRule
from agent_desk.schemas.customers.records import MaskField, MaskRuleForm, VerificationPolicy
from agent_desk.schemas.kit.settings import Words


def _masks(db: Session) -> list[Entry]:
    rules = mask_settings.policy(db).rules
    return [
        {"field": one.field, "verified": one.verified, "kind": one.kind, "head": one.head, "tail": one.tail}
        for one in rules
    ]


def _put_mask(taking: Taking, _before: Entry | None, after: Entry) -> None:
    of = (MaskRule.field == after["field"], MaskRule.verified == after["verified"])
    version = taking.unit.db.scalar(select(MaskRule.version).where(*of)) or 0
    mask_settings.change_policy(taking.unit, [MaskRuleForm(**after, version=version)])


def _check(db: Session) -> list[Entry]:
    return [verification_policy(db).model_dump(mode="json")]


def _put_check(taking: Taking, before: Entry | None, after: Entry) -> None:
    unit = taking.unit
    policy = VerificationPolicy.model_validate(after)
    store_words(unit.db, customer_words(unit.db).model_copy(update={"verification": policy}))
    unit.audit("settings.identity_check", "setting", "customers.verification", before=before, after=after)


PARTS: Final = (
    Part(
        name="masks",
        title=Words("脱敏规则", "Masks"),
        note=Words(
            "身份核实前后各字段保留的首尾字符数。",
            "How many characters stay at both ends, before and after verification.",
        ),
        permission="security.manage",
        record=in_file("Mask", MaskRuleForm, {"field": MaskField, "verified": bool}),
        keys=("field", "verified"),
        read=_masks,
        put=_put_mask,
        shown=words(
            field=("字段", "Field"),
            verified=("核实后", "After verification"),
            kind=("方式", "How"),
            head=("开头保留", "Shown at the beginning"),
            tail=("末尾保留", "Shown at the end"),
        ),
        confirmed={"settings.mask": "masks"},
        place=ROWS + 4,
    ),
    Part(
        name="verification",
        title=Words("身份核实", "Identity check"),
        note=Words("核实来电人时的问题，以及须答对几题。", "What callers are asked, and how many must be right."),
        permission="settings.manage",
        record=VerificationPolicy,
        keys=(),
        read=_check,
        put=_put_check,
        shown=words(
            required=("须答对", "To be right"),
            max_wrong=("最多答错", "Wrong at the most"),
            questions=("问题", "Questions"),
        ),
        place=ROWS + 5,
    ),
)
