"""What is a Chinese character: decided here for every place that looks for, masks, sorts, measures or exports one.

GB 18030-2022 asks for the characters of every level, so names hold those of Unicode's later planes (𬱖, 𠮷, 𬍛) and, in old core
systems, characters of the private use area that only that bank's font knows. Light: the sign-in window loads it.
"""

import re
import unicodedata
from typing import Final

_RANGES: Final = (
    (0x2E80, 0x2FFF),  # radicals, Kangxi radicals, and the marks that describe how a character is put together
    (0x3005, 0x3007),  # 々 〆 〇
    (0x3021, 0x3029),
    (0x3038, 0x303B),
    (0x3400, 0x4DBF),  # extension A
    (0x4E00, 0x9FFF),
    (0xE000, 0xF8FF),  # private use: characters that a bank's own font shows
    (0xF900, 0xFAFF),  # compatibility forms
    (0x20000, 0x3FFFD),  # both planes that Unicode keeps for ideographs: extensions B to J, and what is to come
    (0xF0000, 0xFFFFD),
    (0x100000, 0x10FFFD),
)
_CLASS: Final = "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES)
CHARACTER: Final = re.compile(f"[{_CLASS}]")
"""One Chinese character."""
CHARACTERS: Final = re.compile(f"[{_CLASS}]+")
"""A stretch of them."""
_UNSEEN: Final = re.compile(
    r"[\u00ad\u034f\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
"""Marks that nobody sees: joiners, directions, byte order marks, and which shape of a character is meant."""


def is_chinese(character: str) -> bool:
    """Return whether this one character is a Chinese one, of whichever plane."""
    return CHARACTER.fullmatch(character) is not None


def without_unseen(text: str) -> str:
    """Return a text without the marks that nobody sees and nobody types."""
    return _UNSEEN.sub("", text)


def width(text: str) -> int:
    """Return the places a text takes in a terminal or a column, where a Chinese character is two wide and a mark none."""
    return sum(_places(character) for character in text)


def _places(character: str) -> int:
    if is_chinese(character) or unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.combining(character) or _UNSEEN.fullmatch(character) else 1
