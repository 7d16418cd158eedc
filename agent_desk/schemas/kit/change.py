"""A change of a record, as the hub tells it and the desk hears it: which record moved, and small facts, never what is in it.

    class CallChanged(Change, area="calls", entity="call"):
        state: str
        queue: str
        outcome: str | None = None

A field without a default is always told; one with a default is told where it is another. No personal data, with one exception:
the screen pop, which is masked and goes to one person (docs/decisions/0014).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Protocol, Self, dataclass_transform, get_args


class Heard(Protocol):
    """A change as it came over the live line: `desk/kit/live.py` Change."""

    @property
    def area(self) -> str: ...
    @property
    def entity(self) -> str: ...
    @property
    def entity_id(self) -> uuid.UUID: ...
    @property
    def version(self) -> int: ...
    @property
    def hint(self) -> dict[str, Any]: ...


@dataclass_transform(kw_only_default=True, frozen_default=True)
@dataclass(frozen=True, kw_only=True)
class Change:
    """Base of every kind of change. `id` names the record, `version` is what it has become."""

    AREA: ClassVar[str]
    ENTITY: ClassVar[str]
    _hint: ClassVar[tuple[tuple[str, Any], ...]] = ()
    _readers: ClassVar[dict[str, Callable[[Any], Any]]] = {}
    id: uuid.UUID | str
    version: int = 1

    def __init_subclass__(cls, *, area: str, entity: str) -> None:
        cls.AREA, cls.ENTITY = area, entity
        dataclass(frozen=True, kw_only=True)(cls)
        told = [one for one in fields(cls) if one.name not in ("id", "version")]
        cls._hint = tuple((one.name, one.default) for one in told)
        cls._readers = {one.name: _reader(one.type) for one in told}

    @property
    def entity(self) -> str:
        """The kind of record."""
        return self.ENTITY

    def hint(self) -> dict[str, Any]:
        """Return the facts that are told beside the record's name, as JSON has them."""
        told = {}
        for name, default in self._hint:
            value = getattr(self, name)
            if default is MISSING or value != default:
                told[name] = _plain(value)
        return told

    @classmethod
    def is_told_by(cls, heard: Heard) -> bool:
        """Return whether a change that was heard is of this kind."""
        return heard.area == cls.AREA and heard.entity == cls.ENTITY

    @classmethod
    def read(cls, heard: Heard) -> Self | None:
        """Return a change that was heard as one of this kind; None where it is of another."""
        if not cls.is_told_by(heard):
            return None
        known = {
            name: read(heard.hint[name]) for name, read in cls._readers.items() if heard.hint.get(name) is not None
        }
        missing = {name: None for name, default in cls._hint if default is MISSING and name not in known}
        return cls(id=heard.entity_id, version=heard.version, **known, **missing)


def _plain(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else value


def _reader(annotation: Any) -> Callable[[Any], Any]:
    """Return what makes of JSON what a field holds."""
    kinds = get_args(annotation) or (annotation,)
    if uuid.UUID in kinds:
        return uuid.UUID
    return datetime.fromisoformat if datetime in kinds else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
