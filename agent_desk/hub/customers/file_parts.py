"""Masks in the centre's file."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.customers import mask_settings
from agent_desk.hub.kit.centre_file.parts import ROWS, Entry, Part, Taking, in_file, words
from agent_desk.models.kit import MaskRule
from agent_desk.schemas.customers.records import MaskField, MaskRuleForm
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
)
