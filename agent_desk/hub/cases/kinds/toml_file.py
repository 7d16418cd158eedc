"""A kind as a file that an administrator can read: TOML, one table for each field, state, transition and clock."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError

from agent_desk.hub.kit.centre_file import toml_text
from agent_desk.hub.kit.user_files import UserFileFault, toml_of
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.kinds.records import Difference, FileFaultLine

_TABLES: Final = ("fields", "states", "transitions", "clocks")
_AT_LINE: Final = re.compile(r"\(at line ([0-9]+)")
MOST_FAULTS: Final = 50


def text_of(kind: Kind) -> str:
    """Return the file of a definition; what is as usual is left out."""
    said = kind.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    head = {name: value for name, value in said.items() if name not in _TABLES}
    blocks = [toml_text.comment(f"{kind.name_zh} · {kind.name_en}"), toml_text.table("", head)[1:]]
    for table in _TABLES:
        blocks += [toml_text.table(f"[[{table}]]", one) for one in said.get(table, ())]
    return toml_text.joined(blocks)


def read(text: str) -> tuple[Kind | None, list[FileFaultLine]]:
    """Return the definition of a file; None with what cannot be read of it."""
    try:
        tables = toml_of(text)
    except UserFileFault as fault:
        at = _AT_LINE.search(fault.en)
        where = f"{at[1]}" if at else ""
        return None, [FileFaultLine(where=where, zh=f"文件{fault.zh}。", en=f"The file {fault.en}.")]
    try:
        return Kind.model_validate(tables), []
    except ValidationError as error:
        places = toml_text.places(text)
        return None, [_fault(one, places) for one in error.errors()[:MOST_FAULTS]]


def _fault(error: Any, places: toml_text.Places) -> FileFaultLine:
    where = error["loc"]
    table, at, name = str(where[0]) if where else "", 0, ""
    if len(where) > 1 and isinstance(where[1], int):
        at, name = where[1], str(where[2]) if len(where) > 2 else ""
    else:
        table, name = "", table
    line = places.get((table, at, name)) or places.get((table, at, ""))
    path = ".".join(str(one) for one in where)
    kind = error["type"]
    zh, en = {
        "missing": ("缺少此项。", "is missing."),
        "extra_forbidden": ("无法识别。", "is not known here."),
    }.get(kind, ("填写有误。", f"is not right: {error['msg']}."))
    at_zh, at_en = (f"第 {line} 行 ", f"line {line}, ") if line else ("", "")
    return FileFaultLine(where=str(line or ""), zh=f"{at_zh}{path}：{zh}", en=f"{at_en}{path} {en}")


def differences(before: Kind | None, after: Kind) -> list[Difference]:
    """Return what is another one in a definition: each part by its code, before and after ("" where there is none)."""
    old = _parts(before) if before is not None else {}
    new = _parts(after)
    return [
        Difference(what=what, before=old.get(what, ""), after=new.get(what, ""))
        for what in dict.fromkeys([*new, *old])
        if old.get(what, "") != new.get(what, "")
    ]


def _parts(kind: Kind) -> dict[str, str]:
    said = kind.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    found = {name: toml_text.value(value) for name, value in said.items() if name not in _TABLES}
    return found | dict(_listed(said))


def _listed(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each property of each part, and the order of the parts."""
    for table in _TABLES:
        parts = said.get(table, ())
        for one in parts:
            yield from ((f"{table}.{one['code']}.{name}", toml_text.value(value)) for name, value in one.items())
        yield table, ", ".join(one["code"] for one in parts)
