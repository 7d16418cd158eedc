"""Settings of the centre as rows: each change is a new version, with when and by whom."""

from typing import Any

from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import Setting


def put_setting(unit: Unit, row: Setting | None, key: str, value: Any) -> Setting:
    """Write a setting. `row`: as the caller has read and locked it, None where there is none yet."""
    if row is None:
        row = Setting(key=key, value={}, version=0)
        unit.db.add(row)
    row.value, row.version = value, row.version + 1
    row.changed_at, row.changed_by = unit.now, unit.caller.person_id if unit.caller is not None else None
    unit.db.flush()
    return row
