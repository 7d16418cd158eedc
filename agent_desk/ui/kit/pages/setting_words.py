"""The words of declared settings wherever their values are read: their history, what waits for its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from agent_desk.schemas.kit.settings import Choice, Number, Setting, Shown, Tick, Words
from agent_desk.schemas.lists import declared_lists
from agent_desk.schemas.settings import declared
from agent_desk.ui.kit import words

ACTIVE = Tick(label=Words("在用", "In use"))


def by_key(key: str) -> Setting[Any] | None:
    """Return the declared setting that is stored under a key."""
    return next((one for one in declared() if one.key == key), None)


def action(word: str) -> str | None:
    """Return an action of the audit trail in words, None for one that changes no declared setting or list."""
    for setting in declared():
        if word == f"settings.{setting.name}":
            english = setting.subject.en[:1].lower() + setting.subject.en[1:]
            return words.pick(f"修改{setting.subject.zh}", f"{english} changed")
    for one in declared_lists():
        if word == f"settings.{one.entity}":
            english = one.subject.en[:1].lower() + one.subject.en[1:]
            return words.pick(f"修改{one.subject.zh}", f"{english} changed")
    return None


def list_changes(entity: str, detail: Mapping[str, Any]) -> list[str] | None:
    """Return what an entry of the audit trail says of an entry of a list, a line a field; None for another kind of record."""
    one = next((one for one in declared_lists() if one.entity == entity), None)
    after = detail.get("after")
    if one is None or not isinstance(after, Mapping):
        return None
    before = detail.get("before") or {}
    fields = {**one.own(), "active": ACTIVE}
    if not fields.keys() & after.keys():
        return None
    return [
        f"{words.pick(*field.label)}: {shown_as(field, before.get(name))} → {shown_as(field, after[name])}"
        for name, field in fields.items()
        if name in after and before.get(name) != after[name]
    ]


def changes(setting: Setting[Any], detail: Mapping[str, Any]) -> list[str]:
    """Return what an entry of the audit trail says of a setting: from when it counts where that is later, and a line a field."""
    old, new = (detail.get(name) or {} for name in ("before", "after"))
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return []
    day = detail.get("counts_from")
    said = []
    if day is not None:
        text = words.local(datetime.fromisoformat(day)).date().isoformat()
        said.append(
            words.pick(
                f"{text} 起" if new else f"{text} 的更改已撤回", f"From {text}" if new else f"Taken back: {text}"
            )
        )
    for name in setting.fields():
        if name in new and old.get(name) != new[name]:
            said.append(
                f"{label(setting, name)}: {shown(setting, name, old.get(name))} → {shown(setting, name, new[name])}"
            )
    return said


def lines(setting: Setting[Any], value: Mapping[str, Any]) -> list[str]:
    """Return a line for each field of a value."""
    return [f"{label(setting, name)}: {shown(setting, name, value.get(name))}" for name in setting.fields()]


def label(setting: Setting[Any], name: str) -> str:
    """Return the label of a field; a field that is no more keeps its own name."""
    field = setting.fields().get(name)
    return words.pick(field.label.zh, field.label.en) if field is not None else name


def shown(setting: Setting[Any], name: str, value: Any) -> str:
    """Return a field's value as a person reads it."""
    return shown_as(setting.fields().get(name), value)


def shown_as(field: Shown | None, value: Any) -> str:
    """Return a value of a declared field as a person reads it."""
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(field, Choice) and value in field.words:
        return words.pick(field.words[value].zh, field.words[value].en)
    if isinstance(field, Tick) or isinstance(value, bool):
        return words.pick("是", "yes") if value else words.pick("否", "no")
    if isinstance(field, Number):
        return f"{value} {words.pick(field.unit.zh, field.unit.en)}".strip()
    return ", ".join(value) if isinstance(value, list) else str(value)
