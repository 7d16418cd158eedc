"""What a file is by its content, whatever it is called."""

import zipfile
from typing import BinaryIO, Final

WAV, PDF, PNG, JPEG, TEXT = "audio/wav", "application/pdf", "image/png", "image/jpeg", "text/plain"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP, UNKNOWN = "application/zip", "application/octet-stream"
_HEAD: Final = 512
_BEGINNINGS: Final = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_OFFICE: Final = (("xl/workbook.xml", XLSX), ("word/document.xml", DOCX))


def media_type(stream: BinaryIO) -> str:
    """Return the media type of a file, `UNKNOWN` where it is none that we know; the stream stands at its beginning then."""
    stream.seek(0)
    head = stream.read(_HEAD)
    found = _by_beginning(head)
    if found is None:
        found = _by_contents(stream) if head.startswith(b"PK\x03\x04") else TEXT if _is_text(head) else UNKNOWN
    stream.seek(0)
    return found


def _by_beginning(head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return WAV
    return next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), None)


def _by_contents(stream: BinaryIO) -> str:
    """Tell office documents from other archives by the names in them."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return UNKNOWN
    return next((kind for name, kind in _OFFICE if name in names), ZIP)


def _is_text(head: bytes) -> bool:
    if not head or b"\x00" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as fault:
        # A character may be cut in two by the end of what was read.
        return len(head) == _HEAD and fault.start >= _HEAD - 3
    return True
