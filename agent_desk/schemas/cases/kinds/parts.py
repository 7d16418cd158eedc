"""What a definition is made of, read from its own declaration: the properties of each part, and which of them name other parts. Pure.

The panel of the designer, the comparison of two versions and the renaming of a part come of this, so that a property that is declared in
`definition.py` is edited, compared and renamed without anything more.
"""

import types
import typing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic_core import PydanticUndefined

from agent_desk.schemas.cases.kinds.definition import Kind, Part, Refers

Sort = Literal["text", "texts", "number", "tick", "choice", "one", "many", "part", "rows"]
"""How a property is filled in: words, several words, a number, yes or no, one of some words; one or several of the parts that there are; a
part within this one, or several."""
GENERAL: Final = ""
"""Stands for the definition itself where a table of its parts is named."""
_LONGEST: Final = 200
_MOST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a part. `optional`: it may be left out; `refers`: which parts it names; `low`, `high`: of a number, or how many."""

    name: str
    sort: Sort
    optional: bool = False
    required: bool = False
    """Whether it has no usual value, so that it has to be filled in."""
    choices: tuple[str, ...] = ()
    refers: str = ""
    part: type[Part] | None = None
    low: int = 0
    high: int = _MOST
    longest: int = _LONGEST


@cache
def properties(of: type[Part]) -> tuple[Property, ...]:
    """Return the properties of a part in the order of their declaration. Raises TypeError for one that nothing fills in."""
    hints = typing.get_type_hints(of, include_extras=True)
    return tuple(_property(of, name, hints[name]) for name in of.model_fields)


@cache
def tables() -> dict[str, type[Part]]:
    """Return the parts of which a definition has several, by the name of their list: fields, states, transitions, clocks."""
    return {one.name: one.part for one in properties(Kind) if one.sort == "rows" and one.part is not None}


def own_properties() -> tuple[Property, ...]:
    """Return the properties of the definition itself: all but the lists of its parts."""
    return tuple(one for one in properties(Kind) if one.name not in tables())


def _property(of: type[Part], name: str, hint: Any) -> Property:
    field = of.model_fields[name]
    bare, meta = _taken_apart(hint)
    optional = False
    if get_origin(bare) in (Union, types.UnionType):
        others = [one for one in get_args(bare) if one is not type(None)]
        optional = len(others) < len(get_args(bare))
        bare, more = _taken_apart(others[0])
        meta = [*meta, *more]
    found = [*meta, *field.metadata]
    required = field.default is PydanticUndefined and field.default_factory is None and not optional
    refers = next((one.to for one in found if isinstance(one, Refers)), "")
    bounds = dict(_bounds(found))
    low, high = bounds.get("ge", 0), bounds.get("le", _MOST)
    longest = bounds.get("max_length", _LONGEST)
    if get_origin(bare) is list:
        return _several(name, bare, required, high=longest if "max_length" in bounds else _MOST)
    if get_origin(bare) is Literal:
        return Property(name, "choice", optional, required, choices=tuple(get_args(bare)))
    if bare is bool:
        return Property(name, "tick")
    if bare is int:
        return Property(name, "number", optional, required, low=low, high=high)
    if isinstance(bare, type) and issubclass(bare, Part):
        return Property(name, "part", optional, required, part=bare)
    if bare is str:
        return Property(name, "one" if refers else "text", optional, required, refers=refers, longest=longest)
    raise TypeError(f"nobody knows how to fill in {of.__name__}.{name}: {hint!r}")


def _several(name: str, bare: Any, required: bool, high: int) -> Property:
    (inner,) = get_args(bare)
    one, meta = _taken_apart(inner)
    refers = next((found.to for found in meta if isinstance(found, Refers)), "")
    if isinstance(one, type) and issubclass(one, Part):
        return Property(name, "rows", required=required, part=one, high=high)
    if get_origin(one) is Literal:
        return Property(name, "many", required=required, choices=tuple(get_args(one)), high=high)
    if one is str:
        return Property(name, "many" if refers else "texts", required=required, refers=refers, high=high)
    raise TypeError(f"nobody knows how to fill in a list of {inner!r} ({name})")


def _taken_apart(hint: Any) -> tuple[Any, list[Any]]:
    """Return a hint without what is said beside it, and that."""
    if get_origin(hint) is Annotated:
        bare, *meta = get_args(hint)
        return bare, meta
    return hint, []


def _bounds(meta: Sequence[Any]) -> Iterator[tuple[str, int]]:
    """Yield the bounds that are declared beside a type, wherever they stand."""
    for one in meta:
        for said in (one, *getattr(one, "metadata", ())):
            for name in ("ge", "le", "max_length", "most"):
                value = getattr(said, name, None)
                if isinstance(value, int):
                    yield ("max_length" if name == "most" else name), value


# ---------------------------------------------------------------------- what is named


def rewritten(kind: Kind, refers: str, change: Callable[[str], str | None]) -> Kind:
    """Return a definition in which every code that names one of these parts is another: `change` says which, None takes it out.

    A row that cannot be without the code goes with it: a condition on the field, a step to the state. What the definition itself cannot be
    without (its first state, the field that calls a case) stays, and the checker says so.
    """
    found = _rewritten(kind, refers, change, top=True)
    assert isinstance(found, Kind)  # at the top nothing goes
    return found


def _rewritten(part: Part, refers: str, change: Callable[[str], str | None], *, top: bool = False) -> Part | None:
    update: dict[str, Any] = {}
    for one in properties(type(part)):
        value = getattr(part, one.name)
        if one.sort == "rows":
            rows = [_rewritten(row, refers, change) for row in value]
            update[one.name] = [row for row in rows if row is not None]
        elif one.sort == "part" and value is not None:
            update[one.name] = _rewritten(value, refers, change)
        elif one.refers == refers and one.sort == "many":
            kept = list(dict.fromkeys(new for new in map(change, value) if new is not None))
            if value and not kept and one.required and not top:
                return None
            update[one.name] = kept
        elif one.refers == refers and one.sort == "one" and value is not None:
            new = change(value)
            if new is None and not one.optional:
                if not top:
                    return None
                new = value
            update[one.name] = new
    changed = {name: value for name, value in update.items() if value != getattr(part, name)}
    # A copy would keep what was looked up in the definition before.
    return type(part).model_validate(part.model_dump() | _dumped(changed)) if changed else part


def _dumped(values: dict[str, Any]) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        if isinstance(value, Part):
            return value.model_dump()
        return [plain(one) for one in value] if isinstance(value, list) else value

    return {name: plain(value) for name, value in values.items()}
