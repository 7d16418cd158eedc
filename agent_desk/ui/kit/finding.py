"""Finding a word of a list by what somebody types: any part of it, its pinyin, the initials of it, or a mixture of these.

The readings of the characters are a table of the product (`resources/pinyin/readings.txt`, made by `.ci/pinyin` from pypinyin): the
desk installs without the hub's libraries, and whatever is chosen from is found, wherever its words come from.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from agent_desk.ui.kit import resources

READINGS: Final = ("pinyin", "readings.txt")
_DIGRAPHS: Final = ("zh", "ch", "sh")
"""Initials of two letters: both, or the first alone, stand for the syllable."""


def finds(typed: str, *texts: str) -> bool:
    """Return whether what is typed finds an entry with these texts. Nothing typed finds everything.

    Words with blanks between them are found each by itself, in any order, or all as one.
    """
    words = [_plain(word) for word in typed.split()]
    if not words:
        return True
    folded = [_plain(text) for text in texts]
    return _found("".join(words), folded) or all(_found(word, folded) for word in words)


def _found(word: str, texts: Iterable[str]) -> bool:
    return any(word in text or word in text.replace(" ", "") or _spelled(word, text) for text in texts)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("ü", "v").replace("'", "")


def _spelled(word: str, text: str) -> bool:
    """Return whether `word` spells a run of the text's characters, each by a syllable, its initial or itself."""
    if not any("a" <= letter <= "z" for letter in word):
        return False
    ways = [_ways(sign) for sign in text if sign.isalnum()]
    return any(_spells(word, ways[begin:]) for begin in range(len(ways)))


def _spells(word: str, ways: list[tuple[str, ...]]) -> bool:
    """Walk the characters with every place in `word` that can have been reached; the last syllable may be half typed."""
    places = {0}
    for spellings in ways:
        reached: set[int] = set()
        for place in places:
            left = word[place:]
            if any(spelling.startswith(left) for spelling in spellings):
                return True
            for spelling in spellings:
                if left.startswith(spelling):
                    reached.add(place + len(spelling))
                if left.startswith(spelling[0]):
                    reached.add(place + 1)
                if spelling[:2] in _DIGRAPHS and left.startswith(spelling[:2]):
                    reached.add(place + 2)
        if not reached:
            return False
        places = reached
    return False


@cache
def _ways(sign: str) -> tuple[str, ...]:
    """Return how a character can be typed: itself, or any of its readings."""
    return (sign, *_table().get(sign, ()))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Read the table: a line for each syllable, with the characters that are read so."""
    found: dict[str, tuple[str, ...]] = {}
    for line in resources.path(*READINGS).read_text("utf-8").splitlines():
        syllable, _, signs = line.partition(" ")
        for sign in signs:
            found[sign] = (*found.get(sign, ()), syllable)
    return found
