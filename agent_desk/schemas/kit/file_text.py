"""The text of a file that somebody made: whichever encoding their program saves in (decision 58).

Chinese Excel saves a CSV in GBK and "Unicode text" in UTF-16, editors put byte order marks before it; GB 18030 holds all of GBK. A
byte that does not belong to the file's encoding becomes a lone surrogate, so that whoever reads can name the very line; nothing
is guessed away.
"""

import re
from pathlib import Path
from typing import Final, Literal

FaultWord = Literal["binary", "packed", "old_workbook", "web_page", "mixed"]
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
"""Byte order marks; the longer of two that begin alike comes first."""
_PACKED: Final = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
_BEHIND_ASCII: Final = re.compile(r"[\u0080-\U0010ffff]")
_NO_CHINESE_NAME: Final = re.compile(r"[\u0250-\u07ff]")
"""What the two bytes of a Chinese character in GBK come out as where they happen to be UTF-8 as well ("联通")."""
_COMMON: Final = re.compile(rb"(?:[\x00-\x7f]|[\xb0-\xd7][\xa1-\xfe])+")
"""ASCII and the 3,755 characters of GB 2312's first level."""
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NO_BYTE: Final = re.compile("[\udc80-\udcff]")
PIECE: Final = 50_000
"""A file crosses the wire in pieces of so many characters: no single field takes more than that."""
LEAST_TEXT: Final = 0.5
"""A file of which fewer lines than this share are in any one encoding is no text."""


class FileFault(ValueError):
    """A file that is no text. `word` says what it is instead; the sentence is for the person who made it."""

    def __init__(self, word: FaultWord) -> None:
        super().__init__(SENTENCES[word][1])
        self.word = word


SENTENCES: Final[dict[FaultWord, tuple[str, str]]] = {
    "binary": ("不是文本文件", "is not a text file"),
    "packed": ("是压缩文件，请先解压", "is a packed file; unpack it first"),
    "old_workbook": (
        "是旧版或加密的 Excel 工作簿，请另存为 .xlsx 或“CSV UTF-8”",
        "is an old or a protected Excel workbook; save it as .xlsx or as CSV UTF-8",
    ),
    "web_page": ("是网页而不是表格，请另存为 .xlsx 或“CSV UTF-8”", "is a web page; save it as .xlsx or as CSV UTF-8"),
    "mixed": ("各行的字符编码不一致，请另存为“CSV UTF-8”", "is written in several encodings; save it as CSV UTF-8"),
}
"""What a file is instead of a text, in Chinese and English."""


def in_pieces(text: str) -> list[str]:
    """Return a long text as it crosses the wire."""
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]


def read_text(file: Path) -> str:
    """Return the text of a file whose every character must be sound (settings, articles). Raises OSError, FileFault."""
    text = decoded(file.read_bytes())
    if _NO_BYTE.search(text):
        raise FileFault("mixed")
    return text


def decoded(data: bytes) -> str:
    """Return the text, without a byte order mark and with each end of a line as it stands. Raises FileFault.

    Bytes of another encoding are lone surrogates (`strange_in` finds them).
    """
    if data.startswith(_OLD_WORKBOOK):
        raise FileFault("old_workbook")
    if data.startswith(_PACKED):
        raise FileFault("packed")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    if wide := _wide(data):
        return data.decode(wide, "replace")
    return _web_page(_narrow(data))


def strange_in(text: str) -> bool:
    """Return whether a text holds a byte of another encoding than its file's."""
    return _NO_BYTE.search(text) is not None


def _marked(data: bytes, encoding: str) -> str:
    if encoding.startswith("utf-8"):
        return _web_page(data.decode("utf-8", "surrogateescape"))
    return data.decode(encoding, "replace" if encoding.startswith("utf") else "surrogateescape")


def _wide(data: bytes) -> str:
    """Return UTF-16 without a mark, by where its ASCII has noughts; empty for anything else. Raises FileFault."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(data) % 2 == 0 and max(4, len(head) // 50) <= even + odd and min(even, odd) * 20 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    # A nought or two that were pasted are a fault of their lines.
    if len(_CONTROL.findall(head)) > max(4, len(head) // 50):
        raise FileFault("binary")
    return ""


def _narrow(data: bytes) -> str:
    """Return a file without a mark: UTF-8, else GB 18030; where lines differ, as most of them are."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _by_lines(data)
    strange = _BEHIND_ASCII.search(text) and max(text) < "\u0800" and _NO_CHINESE_NAME.search(text)
    return data.decode("gb18030") if strange and _COMMON.fullmatch(data) else text


def _by_lines(data: bytes) -> str:
    lines = [line for line in data.split(b"\n") if not line.isascii()]
    utf8 = sum(_is(line, "utf-8") for line in lines)
    chinese = sum(_is(line, "gb18030") for line in lines)
    # Many a line in UTF-8 can be read as GB 18030 too, hardly one the other way round.
    if max(utf8, chinese) < LEAST_TEXT * len(lines):
        raise FileFault("binary")
    if 2 * utf8 >= len(lines):
        return data.decode("utf-8", "surrogateescape")
    return "\n".join(map(_chinese_line, data.split(b"\n")))


def _chinese_line(line: bytes) -> str:
    """Return a line of a file in GB 18030; one that is in UTF-8 as bytes that do not belong there."""
    foreign = not line.isascii() and _is(line, "utf-8") and not _COMMON.fullmatch(line)
    return line.decode("ascii" if foreign else "gb18030", "surrogateescape")


def _is(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _web_page(text: str) -> str:
    """Return the text. Raises FileFault for what some systems call .xls and is HTML."""
    head = text[:512].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<table", "<?xml")):
        raise FileFault("web_page")
    return text
