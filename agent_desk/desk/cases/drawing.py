"""How a definition is changed at the drawing board: every step takes a definition and gives another one. Pure.

What a step would leave without anything (the last field, the last state) it leaves as it is.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

from pydantic import ValidationError

from agent_desk.schemas.cases.kinds.definition import Kind, Named, Part, Spot
from agent_desk.schemas.cases.kinds.parts import GENERAL, properties, rewritten, tables

STEMS: Final[Mapping[str, tuple[str, str, str]]] = {
    "fields": ("field", "字段", "Field"),
    "states": ("state", "状态", "State"),
    "transitions": ("step", "步骤", "Step"),
    "clocks": ("clock", "时限", "Clock"),
}
"""What a new part is called until somebody says it better: the beginning of its code, and both words."""
_ANY: Final = ("part", "部分", "Part")
_NO_WORD: Final = re.compile(r"[^a-z0-9]+")


def begun(code: str, name_zh: str, name_en: str, prefix: str, roles: Iterable[str]) -> Kind:
    """Return a new kind with one field, a state and an end, and the step between them; all of it is for these roles."""
    who = list(roles)
    return Kind.model_validate(
        {
            "code": code,
            "name_zh": name_zh,
            "name_en": name_en,
            "prefix": prefix,
            "title": "title",
            "sees": who,
            "opens": who,
            "initial": "open",
            "fields": [{"code": "title", "name_zh": "标题", "name_en": "Title", "required": True}],
            "states": [
                {"code": "open", "name_zh": "待办理", "name_en": "Open", "workers": who, "limit_days": 5},
                {"code": "done", "name_zh": "已完成", "name_en": "Done", "final": True, "tone": "good"},
            ],
            "transitions": [
                {
                    "code": "finish",
                    "name_zh": "办结",
                    "name_en": "Finish",
                    "from_states": ["open"],
                    "to_state": "done",
                    "who": {"roles": who, "owner": True},
                    "tone": "good",
                }
            ],
            "clocks": [{"code": "limit", "name_zh": "办理时限", "name_en": "Time limit", "amount": 5}],
        }
    )


def copied(kind: Kind, code: str, name_zh: str, name_en: str, prefix: str) -> Kind:
    """Return a kind as a copy of another one, under its own code and name."""
    return _with(kind, code=code, name_zh=name_zh, name_en=name_en, prefix=prefix)


def part_of(kind: Kind, table: str, code: str) -> Named | None:
    """Return a part by its table and code; the definition itself for GENERAL; None for one that is not there (any more)."""
    if table == GENERAL:
        return kind
    return next((one for one in getattr(kind, table, ()) if one.code == code), None)


def free_code(kind: Kind, table: str, stem: str) -> str:
    """Return a code that begins so and that no part of the table has."""
    taken = {one.code for one in getattr(kind, table)}
    plain = _NO_WORD.sub("_", stem.lower()).strip("_")[:30] or "part"
    plain = plain if plain[0].isalpha() else f"p_{plain}"
    if plain not in taken:
        return plain
    return next(code for at in range(2, 1_000) if (code := f"{plain}_{at}") not in taken)


def added(kind: Kind, table: str, **more: Any) -> tuple[Kind, str]:
    """Return the definition with a new part at the end of a table, and its code."""
    stem, zh, en = STEMS.get(table, _ANY)
    count = len(getattr(kind, table)) + 1
    code = free_code(kind, table, f"{stem}_{count}")
    said: dict[str, Any] = {"code": code, "name_zh": f"{zh}{count}", "name_en": f"{en} {count}"} | more
    for one in properties(tables()[table]):
        if one.required and one.name not in said:
            said[one.name] = _usual(kind, one.sort, one.refers)
    made = tables()[table].model_validate(said)
    return _with(kind, **{table: [*getattr(kind, table), made]}), code


def _usual(kind: Kind, sort: str, refers: str) -> Any:
    named = [one.code for one in getattr(kind, refers, ())] if refers else []
    return {"number": 5, "many": named[:1], "one": next(iter(named), ""), "rows": []}.get(sort, "")


def added_state(kind: Kind, at: Spot | None, *, final: bool) -> tuple[Kind, str]:
    """Return the definition with one more state, which the roles of the first one work on, or an end; and its code."""
    first = part_of(kind, "states", kind.initial)
    workers = [] if final or first is None else list(getattr(first, "workers", ()))
    more: dict[str, Any] = {"tone": "good", "final": True} if final else {"workers": workers or list(kind.sees)[:10]}
    return added(kind, "states", at=at, **more)


def connected(kind: Kind, start: str, end: str) -> tuple[Kind, str]:
    """Return the definition with one more transition between two states, for whoever works on the first; and its code."""
    state = part_of(kind, "states", start)
    who = {"roles": list(getattr(state, "workers", ())) or list(kind.sees)[:10], "owner": True}
    return added(kind, "transitions", from_states=[start], to_state=end, who=who)


def reconnected(kind: Kind, way: str, end: Literal["start", "end"], before: str, after: str) -> Kind:
    """Return the definition with one end of a transition's arrow at another state."""
    found = part_of(kind, "transitions", way)
    if found is None:
        return kind
    if end == "end":
        return put(kind, "transitions", way, found.model_dump() | {"to_state": after})
    begins = [after if one == before else one for one in getattr(found, "from_states", ())]
    return put(kind, "transitions", way, found.model_dump() | {"from_states": list(dict.fromkeys(begins))})


def put(kind: Kind, table: str, code: str, values: Mapping[str, Any]) -> Kind:
    """Return the definition with a part as these values say; where its code is another now, what names it says the new one.

    Raises ValidationError for values that no part can have, ValueError for a code that another part has.
    """
    if table == GENERAL:
        return _with(kind, **values)
    made = tables()[table].model_validate(dict(values))
    new = str(values.get("code", code))
    if new != code and part_of(kind, table, new) is not None:
        raise ValueError("code_taken")
    rows = [made if one.code == code else one for one in getattr(kind, table)]
    changed = _with(kind, **{table: rows})
    if new == code:
        return changed
    renamed = rewritten(changed, table, lambda one: new if one == code else one)
    return renamed


def without(kind: Kind, table: str, code: str) -> Kind:
    """Return the definition without a part, and without what cannot be without it: steps to a state, conditions on a field."""
    rows = [one for one in getattr(kind, table) if one.code != code]
    try:
        return rewritten(_with(kind, **{table: rows}), table, lambda one: None if one == code else one)
    except ValidationError:
        # It was the last one.
        return kind


def without_start(kind: Kind, way: str, start: str) -> Kind:
    """Return the definition without one arrow of a transition; with the last one the transition goes."""
    found = part_of(kind, "transitions", way)
    begins = [one for one in getattr(found, "from_states", ()) if one != start]
    if found is None or not begins:
        return without(kind, "transitions", way)
    return put(kind, "transitions", way, found.model_dump() | {"from_states": begins})


def shifted(kind: Kind, table: str, code: str, by: int) -> Kind:
    """Return the definition with a part further up or down in its table."""
    rows = list(getattr(kind, table))
    at = next((at for at, one in enumerate(rows) if one.code == code), -1)
    if at < 0 or not 0 <= at + by < len(rows):
        return kind
    rows.insert(at + by, rows.pop(at))
    return _with(kind, **{table: rows})


def placed(kind: Kind, spots: Mapping[str, tuple[float, float]]) -> Kind:
    """Return the definition with states at these places of the drawing."""
    rows = [
        one.model_copy(update={"at": Spot(x=round(spots[one.code][0]), y=round(spots[one.code][1]))})
        if one.code in spots
        else one
        for one in kind.states
    ]
    return _with(kind, states=rows)


def laid_out(kind: Kind) -> Kind:
    """Return the definition without any place: the drawing is laid out by itself."""
    return _with(kind, states=[one.model_copy(update={"at": None}) for one in kind.states])


def _with(kind: Kind, **changes: Any) -> Kind:
    """Return a definition with other properties. Raises ValidationError."""

    def plain(value: Any) -> Any:
        if isinstance(value, Part):
            return value.model_dump()
        return [plain(one) for one in value] if isinstance(value, list) else value

    return Kind.model_validate(kind.model_dump() | {name: plain(value) for name, value in changes.items()})
