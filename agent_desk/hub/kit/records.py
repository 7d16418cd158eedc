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
from agent_desk.schemas.kit.change import Change


class Versioned(Protocol):
    """A row with a version."""

    version: Any
    """A number that goes up by one with every edit; `Any`, since a column is not of one type on a class and on a row."""


Row = TypeVar("Row", bound=Versioned)
Key = uuid.UUID | str | ColumnElement[bool]
"""Which row: its primary key, or a condition."""


def require_version(
    version: int, yours: int | None, current: Callable[[], BaseModel], form: BaseModel | None = None
) -> None:
    """Check that a form was filled in from the `version` that the row has now. Raises StaleVersion with both versions.

    `current` makes the record as it is now; `form`: told as the other side in full, where the version alone would say too little.
    """
    if version != yours:
        raise StaleVersion(
            yours=form.model_dump(mode="json") if form is not None else yours, current=current().model_dump(mode="json")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Records(Generic[Row]):
    """How the rows of one table are edited."""

    model: type[Row]
    what: str
    """Names one in a sentence."""
    change: Callable[[Row], Change]
    """Tells of a row as it has become; its entity names the row in the audit trail, too."""
    to: tuple[str, ...] | Callable[[Row], Iterable[str]] = ()
    """Who hears of it."""
    audited: str = ""
    """The entity of the audit trail, where it is not the change's."""
    audit_id: str = "id"
    """The column by which the audit trail names a row."""

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

    def close(self, unit: Unit, row: Row, action: str, *, reason: str | None = None, **detail: Any) -> None:
        """Write an edit: the next version, the audit entry with `detail`, the change.

        Where `detail` has `before` and `after` and they agree, nothing was changed and nothing is written.
        """
        if "after" in detail and detail["after"] == detail.get("before"):
            return
        row.version += 1
        self.tell(unit, row, action, reason=reason, **detail)

    def tell(self, unit: Unit, row: Row, action: str, *, reason: str | None = None, **detail: Any) -> None:
        """Write the row as it is, the audit entry and the change; for a new row, which has its version already."""
        unit.db.flush()
        change = self.change(row)
        unit.audit(action, self.audited or change.entity, getattr(row, self.audit_id), reason=reason, **detail)
        unit.change(change, to=self.to(row) if callable(self.to) else self.to)
