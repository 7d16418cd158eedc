"""The words of declared settings and lists in the language in force and the centre's zone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agent_desk.schemas.kit import setting_words
from agent_desk.schemas.kit.settings import Setting, Shown
from agent_desk.ui.kit import words

by_key = setting_words.by_key


def action(word: str) -> str | None:
    """Return an action of the audit trail in words, None for one that changes no declared setting or list."""
    language = words.language()
    return setting_words.action(word, language) or setting_words.list_action(word, language)


def list_changes(entity: str, detail: Mapping[str, Any]) -> list[str] | None:
    """Return what an entry of the audit trail says of an entry of a list, a line a field; None for another kind of record."""
    return setting_words.list_changes(entity, detail, words.language(), words.zone())


def changes(setting: Setting[Any], detail: Mapping[str, Any]) -> list[str]:
    """Return what an entry of the audit trail says of a setting: from when it counts where that is later, and a line a field."""
    return setting_words.changes(setting, detail, words.language(), words.zone())


def lines(setting: Setting[Any], value: Mapping[str, Any]) -> list[str]:
    """Return a line for each field of a value."""
    return setting_words.lines(setting, value, words.language())


def shown_as(field: Shown | None, value: Any) -> str:
    """Return a value of a declared field as a person reads it."""
    return setting_words.shown_as(field, value, words.language())
