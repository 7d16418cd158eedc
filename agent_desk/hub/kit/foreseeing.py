"""What another value of a declared setting would change, said before it is saved: a few counts, nothing is written."""

from collections.abc import Callable, Mapping
from typing import Any

from agent_desk.hub.kit.unit import Unit
from agent_desk.schemas.kit.settings import Foreseen, Setting, SettingRecord

Foresee = Callable[[Unit, Any], list[tuple[str, str]]]
"""Say what a record would change, a line each, in Chinese and English; nothing where it changes nothing."""
_known: dict[str, Foresee] = {}


def keep(foresees: Mapping[str, Foresee]) -> None:
    """Say what values of settings change, by key; an area does, once in a process (`hub/kit/area.py`)."""
    _known.update(foresees)


def known() -> frozenset[str]:
    """Return the keys of settings that somebody speaks for."""
    return frozenset(_known)


def of(unit: Unit, setting: Setting[Any], value: SettingRecord) -> list[Foreseen]:
    """Return what a value would change; nothing for one that would be refused. Raises KeyError for a setting that nobody speaks for."""
    if setting.check(value):
        return []
    return [Foreseen(zh=zh, en=en) for zh, en in _known[setting.key](unit, value)]
