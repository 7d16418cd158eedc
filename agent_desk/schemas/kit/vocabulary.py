"""Vocabulary: one entry per state, kind, action, fault or permission, which every tier uses.

An entry has its word in both languages, and where it is shown as a mark also a tone (a colour of the theme, by meaning) and
an icon (a name in `resources/icons`). The glossary (docs/glossary.md) has the field's own words; a test holds these to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the product. `code` is how code, database and JSON write it."""

    code: str
    zh: str
    en: str
    tone: str = "muted"
    icon: str = ""
    help_zh: str = ""
    help_en: str = ""
    """A sentence that says what it means or what to do."""

    def say(self, language: Language) -> str:
        """Return the word in `language`."""
        return self.zh if language == "zh" else self.en

    def help(self, language: Language) -> str:
        """Return the sentence in `language`; empty where there is none."""
        return self.help_zh if language == "zh" else self.help_en

    @property
    def both(self) -> tuple[str, str]:
        """The word in Chinese and in English."""
        return self.zh, self.en


class Vocabulary(Mapping[str, Term]):
    """The words of one kind of thing, by code, in the order in which they are shown."""

    def __init__(self, name: str, *terms: Term) -> None:
        self.name: Final = name
        self._terms: Final = {term.code: term for term in terms}
        if len(self._terms) != len(terms):
            raise ValueError(f"{name} says a code twice")
        _all.append(self)

    def __getitem__(self, code: str) -> Term:
        return self._terms[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def of(self, code: str) -> Term:
        """Return the entry of `code`; one that this program does not know (a newer hub says it) shows as itself."""
        return self._terms.get(code) or Term(code, code.replace("_", " "), code.replace("_", " "))


_all: list[Vocabulary] = []

WRONG: Final = Term("wrong", "填写有误。", "This is not right.")
"""What is said of a field whose fault this program does not know."""


def vocabularies() -> list[Vocabulary]:
    """Return every vocabulary of the modules that have been imported."""
    return list(_all)
