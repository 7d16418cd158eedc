"""The words of declared settings wherever their values are read: their history, the audit trail, what waits for its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from agent_desk.schemas.kit import week
from agent_desk.schemas.kit.lists import declared_lists
from agent_desk.schemas.kit.settings import Choice, Number, Picks, Setting, Shown, Tick, Week, Words, declared
from agent_desk.schemas.kit.vocabulary import Language

ACTIVE = Tick(label=Words("在用", "In use"))


def by_key(key: str) -> Setting[Any] | None:
    """Return the declared setting that is stored under a key."""
    return next((one for one in declared() if one.key == key), None)


def action(word: str, language: Language) -> str | None:
    """Return an action of the audit trail in words, None for one that changes no declared setting."""
    for setting in declared():
        if word == f"settings.{setting.name}":
            english = setting.subject.en[:1].lower() + setting.subject.en[1:]
            return f"修改{setting.subject.zh}" if language == "zh" else f"{english} changed"
    return None


def list_action(word: str, language: Language) -> str | None:
    """Return an action that changed an entry of a declared list in words, None for another."""
    one = next((one for one in declared_lists() if word == f"settings.{one.entity}"), None)
    if one is None:
        return None
    english = one.subject.en[:1].lower() + one.subject.en[1:]
    return f"修改{one.subject.zh}" if language == "zh" else f"{english} changed"


def list_changes(entity: str, detail: Mapping[str, Any], language: Language, zone: tzinfo) -> list[str] | None:
    """Return what an entry of the audit trail says of an entry of a list: from when it counts where that is later, and a line a field;
    None for another kind of record."""
    one = next((one for one in declared_lists() if one.entity == entity), None)
    before, after, day = detail.get("before") or {}, detail.get("after"), detail.get("counts_from")
    if one is None or not (isinstance(after, Mapping) or day is not None):
        return None
    told = _day_lines(day, detail, language, zone) if day is not None else []
    fields = {**one.own(), "active": ACTIVE}
    if not isinstance(after, Mapping):
        return told
    if not fields.keys() & after.keys():
        return None
    return told + [
        f"{field.label.say(language)}: {shown_as(field, before.get(name), language)} → {shown_as(field, after[name], language)}"
        for name, field in fields.items()
        if name in after and before.get(name) != after[name]
    ]


def _day_lines(day: str, detail: Mapping[str, Any], language: Language, zone: tzinfo) -> list[str]:
    """Return from which day a change counts, that it was taken back, or that something stood against it on its day."""
    text = datetime.fromisoformat(day).astimezone(zone).date().isoformat()
    if detail.get("after"):
        both = f"{text} 起", f"From {text}"
    elif "refused" in detail:
        both = f"{text} 的更改未能生效", f"Could not be made: {text}"
    else:
        both = f"{text} 的更改已撤回", f"Taken back: {text}"
    return [both[0] if language == "zh" else both[1]]


def changes(setting: Setting[Any], detail: Mapping[str, Any], language: Language, zone: tzinfo) -> list[str]:
    """Return what an entry of the audit trail says of a setting: from when it counts where that is later, and a line a field."""
    old, new = (detail.get(name) or {} for name in ("before", "after"))
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return []
    day = detail.get("counts_from")
    said = _day_lines(day, detail, language, zone) if day is not None else []
    for name in setting.fields():
        if name in new and old.get(name) != new[name]:
            before, after = (shown(setting, name, value, language) for value in (old.get(name), new[name]))
            said.append(f"{label(setting, name, language)}: {before} → {after}")
    return said


def lines(setting: Setting[Any], value: Mapping[str, Any], language: Language) -> list[str]:
    """Return a line for each field of a value."""
    return [
        f"{label(setting, name, language)}: {shown(setting, name, value.get(name), language)}"
        for name in setting.fields()
    ]


def label(setting: Setting[Any], name: str, language: Language) -> str:
    """Return the label of a field; a field that is no more keeps its own name."""
    field = setting.fields().get(name)
    return field.label.say(language) if field is not None else name


def shown(setting: Setting[Any], name: str, value: Any, language: Language) -> str:
    """Return a field's value as a person reads it."""
    return shown_as(setting.fields().get(name), value, language)


def shown_as(field: Shown | None, value: Any, language: Language) -> str:
    """Return a value of a declared field as a person reads it."""
    if isinstance(field, Picks | Week) and not value:
        return field.none.say(language)
    if isinstance(field, Week):
        return week.read(value, language)
    if value is None or value == "" or value == [] or value == ():
        return "–"
    if isinstance(field, Choice) and value in field.words:
        return field.words[value].say(language)
    if isinstance(field, Tick) or isinstance(value, bool):
        return ("是" if value else "否") if language == "zh" else ("yes" if value else "no")
    if isinstance(field, Number):
        return f"{value} {field.unit.say(language)}".strip()
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
