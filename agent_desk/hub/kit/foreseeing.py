"""What another value of a declared setting would change, said before it is saved: a few counts, nothing is written."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from agent_desk.hub.kit.unit import Unit
from agent_desk.schemas.kit.settings import Foreseen, Setting, SettingRecord

Foresee = Callable[[Unit, Any], list[tuple[str, str]]]
"""Say what a record would change, a line each, in Chinese and English; nothing where it changes nothing."""
MOST_COUNTED: Final = 100_000
"""More than so many are not counted for a sentence."""
_known: dict[str, dict[Foresee, None]] = {}


def keep(foresees: Mapping[str, Foresee]) -> None:
    """Say what values of settings change, by key; each area does for its own part, once in a process (`hub/kit/area.py`)."""
    for key, foresee in foresees.items():
        _known.setdefault(key, {})[foresee] = None


def known() -> frozenset[str]:
    """Return the keys of settings that somebody speaks for."""
    return frozenset(_known)


def of(unit: Unit, setting: Setting[Any], value: SettingRecord) -> list[Foreseen]:
    """Return what a value would change; nothing for one that would be refused. Raises KeyError for a setting that nobody speaks for."""
    if setting.check(value):
        return []
    return [Foreseen(zh=zh, en=en) for foresee in _known[setting.key] for zh, en in foresee(unit, value)]


def would_go(
    unit: Unit, over: InstrumentedAttribute[Any], before: datetime, zh: str, en: str, *also: ColumnElement[bool]
) -> list[tuple[str, str]]:
    """Say how many rows that were over before a moment (`over`: the column of it; `also`: what else is so of them) would be removed;
    nothing where there is none."""
    some = select(literal(1)).where(over < before, *also).limit(MOST_COUNTED).subquery()
    count = unit.db.scalar(select(func.count()).select_from(some)) or 0
    if not count:
        return []
    least_zh, least_en = ("至少", "at least ") if count >= MOST_COUNTED else ("", "")
    return [(f"{zh}：将删除{least_zh} {count} 条，不能恢复", f"{en}: {least_en}{count} would be removed, for good")]
