"""The mask policy as administrators see and change it."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.masking import EXAMPLES, Rule
from agent_desk.hub.kit.records import require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import MaskRule
from agent_desk.schemas.customers.changes import MaskPolicyChanged
from agent_desk.schemas.customers.records import MaskPolicy, MaskRuleForm, MaskRuleView

EVERY_RULE = uuid.UUID(int=0)
"""What a change of the policy names: the table as a whole, which has no id of its own."""


def policy(db: Session) -> MaskPolicy:
    """Return every rule, with an example of what it does."""
    rows = db.scalars(select(MaskRule).order_by(MaskRule.field, MaskRule.verified))
    return MaskPolicy(rules=[_view(row) for row in rows])


def change_policy(unit: Unit, rules: Sequence[MaskRuleForm]) -> MaskPolicy:
    """Change the given rules, all or none. Raises NotFound, InvalidForm, and StaleVersion with the policy as it is."""
    rows = {
        (row.field, row.verified): row
        for row in unit.db.scalars(select(MaskRule).order_by(MaskRule.field, MaskRule.verified).with_for_update())
    }
    for wanted in rules:
        row = rows.get((wanted.field, wanted.verified))
        if row is None:
            raise NotFound(what="mask rule")
        require_version(row.version, wanted.version, lambda: policy(unit.db))
        if wanted.kind == "mail" and wanted.field != "mail":
            raise InvalidForm({"kind": "not_for_this_field"})
        _change(unit, row, wanted)
    unit.change(MaskPolicyChanged(id=EVERY_RULE), to=["all"])
    return policy(unit.db)


def _change(unit: Unit, row: MaskRule, wanted: MaskRuleForm) -> None:
    before = {"kind": row.kind, "head": row.head, "tail": row.tail}
    after = {"kind": wanted.kind, "head": wanted.head, "tail": wanted.tail}
    if before == after:
        return
    row.kind, row.head, row.tail = wanted.kind, wanted.head, wanted.tail
    row.version += 1
    row.changed_at = unit.now
    unit.db.flush()
    unit.audit("settings.mask", "mask_rule", row.id, field=row.field, verified=row.verified, before=before, after=after)


def _view(row: MaskRule) -> MaskRuleView:
    form = MaskRuleForm.model_validate(row, from_attributes=True)
    example = Rule(row.kind, row.head, row.tail).show(form.field, EXAMPLES[row.field])
    return MaskRuleView(**form.model_dump(), id=row.id, example=example, changed_at=row.changed_at)
