"""What the parts and properties of a definition are called on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agent_desk.schemas.cases.kinds.definition import Kind, Named
from agent_desk.schemas.cases.kinds.design_words import CHOICES, DESIGN, PARTS, PROPERTIES
from agent_desk.schemas.cases.kinds.parts import GENERAL, Property
from agent_desk.ui.cases.kinds.fields import called
from agent_desk.ui.kit import words


def text(code: str) -> str:
    """Return a word of the designer in the language in force."""
    return words.say(DESIGN[code])


def table_name(table: str) -> str:
    """Return what a table of parts is called; a table that this program has no word for as its name."""
    return words.say(PARTS.of(table or "general"))


def property_name(table: str, name: str) -> str:
    """Return what a property is called."""
    own = f"{table}.{name}"
    return words.say(PROPERTIES[own] if own in PROPERTIES else PROPERTIES.of(name))


def property_help(table: str, name: str) -> str:
    """Return what is to be known of a property; "" for nothing."""
    own = f"{table}.{name}"
    return words.help_of(PROPERTIES[own] if own in PROPERTIES else PROPERTIES.of(name))


def choice_name(name: str, value: str) -> str:
    """Return what a value of a property is called."""
    term = CHOICES.of(f"{name}.{value}")
    return words.say(term) if term.code in CHOICES else value.replace("_", " ")


def offered(kind: Kind, prop: Property, roles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what a property can be chosen from: (value, words)."""
    if prop.choices:
        return [(one, choice_name(prop.name, one)) for one in prop.choices]
    if prop.refers == "roles":
        return list(roles.items())
    return [(one.code, called(one)) for one in getattr(kind, prop.refers, ())]


def part_name(kind: Kind, table: str, code: str) -> str:
    """Return what a part is called; its code where it is not there."""
    if table == GENERAL:
        return called(kind)
    found: Named | None = next((one for one in getattr(kind, table, ()) if one.code == code), None)
    return called(found) if found is not None else code


def value_said(kind: Kind, prop: Property | None, name: str, value: Any, roles: Mapping[str, str]) -> str:
    """Return a value of a property in words, as a difference tells it; "" for the usual one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "–"
    if prop is not None and prop.sort in ("choice", "one", "many"):
        said = dict(offered(kind, prop, roles))
        listed = value if isinstance(value, list) else [value]
        return words.listed(said.get(str(one), str(one)) for one in listed)
    if isinstance(value, list):
        return words.listed(value_said(kind, None, name, one, roles) for one in value)
    if isinstance(value, dict):
        if "name_zh" in value:
            return words.pick(str(value["name_zh"]), str(value.get("name_en", "")))
        pairs = (f"{property_name('', key)} {value_said(kind, None, key, one, roles)}" for key, one in value.items())
        return words.listed(pairs)
    if name == "roles" or (prop is not None and prop.refers == "roles"):
        return roles.get(str(value), str(value))
    return choice_name(name, str(value)) if f"{name}.{value}" in CHOICES else str(value)
