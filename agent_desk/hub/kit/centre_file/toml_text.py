"""TOML as this file has it: written in one form, with comments, and the line on which each table and each name stands.

The standard library reads TOML and neither writes it nor says where what it read stands. Writing is a table of five kinds of values;
the places are found in a text that is known to be TOML, so the little that is looked at is enough.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

WIDTH: Final = 110
"""A list that is longer stands on several lines."""
_INDENT: Final = "    "
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_HEADER: Final = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_NAME: Final = re.compile(r"""\s*([A-Za-z0-9_-]+|"[^"]*"|'[^']*')\s*=""")
_STRINGS: Final = re.compile(r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL)

Places = dict[tuple[str, int, str], int]
"""Line of each name: by its table, by how many tables of that name stand before, and by the name ("": of the table itself)."""


def value(one: Any, depth: int = 0) -> str:
    """Return a value of JSON in TOML; nothing is written as an empty text, which TOML has instead."""
    if one is None:
        return '""'
    if isinstance(one, bool):
        return "true" if one else "false"
    if isinstance(one, int | float):
        return repr(one)
    if isinstance(one, str):
        return json.dumps(one, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(one, Mapping):
        said = ", ".join(f"{name(key)} = {value(held, depth)}" for key, held in one.items() if held is not None)
        return f"{{ {said} }}" if said else "{}"
    return _listed(list(one), depth)


def _listed(several: list[Any], depth: int) -> str:
    said = [value(one, depth + 1) for one in several]
    line = f"[{', '.join(said)}]"
    if not said or (len(line) <= WIDTH and not any(isinstance(one, Mapping) for one in several)):
        return line
    inner = _INDENT * (depth + 1)
    return "[\n" + "".join(f"{inner}{one},\n" for one in said) + _INDENT * depth + "]"


def name(key: str) -> str:
    """Return a name as TOML has it."""
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def comment(*lines: str) -> list[str]:
    """Return lines that nobody reads but people."""
    return [f"# {one}" for line in lines for one in line.splitlines() if one]


def table(header: str, fields: Mapping[str, Any], notes: Mapping[str, str] | None = None) -> list[str]:
    """Return a table's lines; `notes`: what stands behind each name, where it ends on its line."""
    lines = [header]
    for key, held in fields.items():
        said = f"{name(key)} = {value(held)}"
        behind = (notes or {}).get(key, "")
        lines.append(f"{said}  # {behind}" if behind and "\n" not in said else said)
    return lines


def places(text: str) -> Places:
    """Return where each table and each name of a text in TOML stands, lines counted from 1."""
    found: Places = {}
    counted: dict[str, int] = {}
    header, place, depth = "", 0, 0
    for number, line in enumerate(_without_strings(text).split("\n"), 1):
        if depth == 0 and (head := _HEADER.match(line)):
            header = re.sub(r"\s*\.\s*", ".", head[2])
            place = counted.get(header, 0)
            counted[header] = place + 1
            found.setdefault((header, place, ""), number)
            continue
        if depth == 0 and (named := _NAME.match(line)):
            found.setdefault((header, place, named[1].strip("\"'")), number)
        bare = line.split("#", 1)[0]
        depth = max(0, depth + bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}"))
    return found


def _without_strings(text: str) -> str:
    """Return the text with as many lines, in which no value of a text can be taken for anything else; names stay."""

    def emptied(match: re.Match[str]) -> str:
        held = match[0]
        after = text[match.end() : match.end() + 40].lstrip(" \t")
        return (
            held
            if after.startswith("=") or ("\n" not in held and _BARE.fullmatch(held[1:-1]))
            else "\n" * held.count("\n")
        )

    return _STRINGS.sub(emptied, text)


def joined(blocks: Sequence[Sequence[str]]) -> str:
    """Return blocks of lines as a text, a blank line between them."""
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
