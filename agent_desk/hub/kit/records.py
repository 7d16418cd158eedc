"""Edits of rows that people edit: the row locked, the version looked at, before and after, audit and change; all in one way.

A stale write is answered with both versions, so that whoever made it can compare (design rule 4).
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel
from sqlalchemy import ColumnElement, select

from agent_desk.hub.kit.errors import NotFound, StaleVersion
from agent_desk.hub.kit.unit import Unit


class Versioned(Protocol):
    """A row with a version."""

    version: Any
    """A number that goes up by one with every edit; `Any`, since a column is not of one type on a class and on a row."""


Row = TypeVar("Row", bound=Versioned)
Key = uuid.UUID | str | ColumnElement[bool]
"""Which row: its primary key, or a condition."""


def require_version(
    holds: int, yours: int | None, current: Callable[[], BaseModel], form: BaseModel | None = None
) -> None:
    """Check that a form was filled in from what holds. Raises StaleVersion with both versions.

    `current` makes the record as it is now; `form`: told as the other side in full, where the version alone would say too little.
    """
    if holds != yours:
        raise StaleVersion(
            yours=form.model_dump(mode="json") if form is not None else yours, current=current().model_dump(mode="json")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Records(Generic[Row]):
    """How the rows of one table are edited. `what` names one in a sentence; `area` and `entity` are the change's words."""

    model: type[Row]
    what: str
    area: str
    entity: str
    audience: tuple[str, ...] = ()
    audited: str = ""
    """What the audit trail calls the row's entity, where not as the change does."""
    audit_id: str = "id"
    """The column by which the audit trail names a row."""
    change_id: str | uuid.UUID = "id"
    """The column by which a change names a row; an id of the whole list where rows have none of their own."""

    def lock(self, unit: Unit, key: Key) -> Row:
        """Return the row, locked until the commit. Raises NotFound."""
        if isinstance(key, ColumnElement):
            row = unit.db.scalar(select(self.model).where(key).with_for_update())
        else:
            row = unit.db.get(self.model, key, with_for_update=True)
        if row is None:
            raise NotFound(what=self.what)
        return row

    def open(self, unit: Unit, key: Key, yours: int | None, shown: Callable[[Row], BaseModel]) -> Row:
        """Return the row, locked, for an edit made from version `yours`. Raises NotFound, StaleVersion with the row as `shown`."""
        row = self.lock(unit, key)
        require_version(row.version, yours, lambda: shown(row))
        return row

    def close(
        self,
        unit: Unit,
        row: Row,
        action: str,
        *,
        to: Iterable[str] | None = None,
        hint: dict[str, Any] | None = None,
        reason: str | None = None,
        **detail: Any,
    ) -> bool:
        """Write an edit: the next version, the audit entry, the change. Return whether anything was written.

        `detail` goes to the audit trail; where it has `before` and `after` and they agree, nothing was changed and nothing is
        written. `hint` goes with the change, without personal data. `to`: who hears of it, where not the usual audience.
        """
        if "after" in detail and detail["after"] == detail.get("before"):
            return False
        row.version += 1
        self.tell(unit, row, action, to=to, hint=hint, reason=reason, **detail)
        return True

    def tell(
        self,
        unit: Unit,
        row: Row,
        action: str,
        *,
        to: Iterable[str] | None = None,
        hint: dict[str, Any] | None = None,
        reason: str | None = None,
        **detail: Any,
    ) -> None:
        """Write the row as it is, the audit entry and the change; for a new row, which has its version already."""
        unit.db.flush()
        unit.audit(action, self.audited or self.entity, getattr(row, self.audit_id), reason=reason, **detail)
        named = getattr(row, self.change_id) if isinstance(self.change_id, str) else self.change_id
        audience = self.audience if to is None else to
        unit.changed(self.area, self.entity, named, to=audience, version=row.version, **(hint or {}))
