"""What a file is by its content, whatever it is called."""

import zipfile
from typing import BinaryIO, Final

import puremagic

WAV, PDF, PNG, JPEG, TEXT = "audio/wav", "application/pdf", "image/png", "image/jpeg", "text/plain"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP, UNKNOWN = "application/zip", "application/octet-stream"
GIF, TIFF, MP3, OFFICE_97 = "image/gif", "image/tiff", "audio/mpeg", "application/msword"
_OTHERS: Final = (GIF, TIFF, MP3, OFFICE_97)
"""What the library of signatures is asked for, where the file is none of those above."""
_SPOKEN: Final = ("text/html", "image/svg+xml", "application/xml", "text/xml", "application/x-sh", "text/x-php")
"""Texts that another program carries out: they are no plain text."""
_HEAD: Final = 512
_BEGINNINGS: Final = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_OFFICE: Final = (("xl/workbook.xml", XLSX), ("word/document.xml", DOCX))


def media_type(stream: BinaryIO) -> str:
    """Return the media type of a file, `UNKNOWN` where it is none that we know; the stream stands at its beginning then."""
    stream.seek(0)
    head = stream.read(_HEAD)
    found = _by_beginning(head)
    if found is None:
        found = _by_contents(stream) if head.startswith(b"PK\x03\x04") else _by_signature(head)
    stream.seek(0)
    return found


def _by_beginning(head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return WAV
    return next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), None)


def _by_signature(head: bytes) -> str:
    """Ask the library of signatures; a text that it knows as something to be carried out is that, and no text."""
    try:
        said = [one.mime_type for one in puremagic.magic_string(head)]
    except (puremagic.PureError, ValueError):
        said = []
    if _is_text(head):
        return next((one for one in said if one in _SPOKEN), _script(head) or TEXT)
    return next((one for one in said if one in _OTHERS), UNKNOWN)


def _script(head: bytes) -> str:
    """Return what a text is whose first line or tag says which program carries it out; "" for another."""
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begins.startswith(b"#!"):
        return "application/x-sh"
    return "text/html" if begins.startswith((b"<!doctype", b"<html", b"<script", b"<?xml", b"<svg")) else ""


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
