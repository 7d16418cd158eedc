"""Texts as people type and paste them, brought to what the hub takes (kit/bounded.py). Light: the sign-in window loads it."""

import re
from typing import Final

_NO_CHARACTERS: Final = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
"""Places of Unicode that never hold a character: no reader of XML opens a file that has one."""
_UNWANTED: Final = re.compile(rf"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")
_BREAKS: Final = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def cleaned(text: str) -> str:
    """Return a text that was typed or pasted without the characters that the hub refuses; every end of a line is one kind."""
    return _UNWANTED.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Return the same on one line, without blanks at its ends."""
    return re.sub(r"[\n\t]+", " ", cleaned(text)).strip()
