"""The words of declared settings in the language in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agent_desk.schemas.kit import setting_words
from agent_desk.schemas.kit.settings import Setting
from agent_desk.ui.kit import words

by_key = setting_words.by_key


def action(word: str) -> str | None:
    """Return an action of the audit trail in words, None for one that changes no declared setting."""
    return setting_words.action(word, words.language())


def lines(setting: Setting[Any], value: Mapping[str, Any]) -> list[str]:
    """Return a line for each field of a value."""
    return setting_words.lines(setting, value, words.language())
