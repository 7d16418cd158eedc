"""How the last change of a record is put back: what its history says was replaced stands in the form again, to be looked at and saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from agent_desk.schemas.administration.records import AuditRow
from agent_desk.ui.kit import elapsed

Replaced = Mapping[str, Any]
"""What stood in the fields of a record before a change, as the trail has it."""


def with_before(record: BaseModel, before: Replaced) -> Any:
    """Return a record with what its last change replaced; fields that it has no more, and its version, stay as they are."""
    kind = type(record)
    known = {name: value for name, value in before.items() if name in kind.model_fields and name != "version"}
    return kind.model_validate({**record.model_dump(mode="json"), **known})


def before_of(detail: Mapping[str, Any]) -> Replaced | None:
    """Return what a change replaced, whichever way its entry says it; None for one that says nothing by field."""
    changed, before, after = (detail.get(name) for name in ("changed", "before", "after"))
    if isinstance(changed, dict):
        return {name: pair[0] for name, pair in changed.items()}
    return before if isinstance(before, dict) and isinstance(after, dict) else None


def _nothing_against_it(_record: Any) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Undo:
    """How an editor takes the last change back.

    `action`: of the trail's entries that say what such a change replaced; `held` reads that out of an entry's detail; `put` gives the
    record with it. `why_not`: says why the record that is open cannot be changed back, and what to do instead; "" where it can.
    """

    action: str
    put: Callable[[Any, Replaced], Any] = with_before
    held: Callable[[Mapping[str, Any]], Replaced | None] = before_of
    why_not: Callable[[Any], str] = _nothing_against_it

    def replaced(self, row: AuditRow) -> Replaced | None:
        """Return what an entry's change replaced; None for another kind of entry, and for a change that does not count yet."""
        if row.action != self.action:
            return None
        counts = row.detail.get("counts_from")
        waits = isinstance(counts, str) and datetime.fromisoformat(counts) > elapsed.now()
        return None if waits else self.held(row.detail)
