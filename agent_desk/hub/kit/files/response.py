"""A stored file as the answer to a request: whole, or the one range that was asked for."""

import re
from collections.abc import Iterator
from typing import Annotated, Final

from fastapi import Header
from fastapi.responses import Response, StreamingResponse

from agent_desk.hub.kit.files.sealed import Opened

_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)")


AskedRange = Annotated[str | None, Header(alias="range", include_in_schema=False)]
"""The part of a file that a request asks for."""


def answer(opened: Opened, media_type: str, asked_range: str | None) -> Response:
    """Send a file, decrypted on the way. A part of it that was asked for is a 206, one that is not there a 416."""
    asked = _RANGE.fullmatch((asked_range or "").strip())
    headers = {"Accept-Ranges": "bytes"}
    if asked is None or not any(asked.groups()):
        headers["Content-Length"] = str(opened.size)
        return StreamingResponse(_sent(opened, 0, opened.size), media_type=media_type, headers=headers)
    start, end = _span(asked[1], asked[2], opened.size)
    if start >= end:
        opened.close()
        return Response(status_code=416, headers={"Content-Range": f"bytes */{opened.size}"})
    headers["Content-Length"] = str(end - start)
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{opened.size}"
    return StreamingResponse(_sent(opened, start, end), 206, headers, media_type)


def _span(first: str, last: str, size: int) -> tuple[int, int]:
    """Return start and end (exclusive); `bytes=-n` means the last n."""
    if not first:
        return max(0, size - int(last)), size
    return int(first), min(size, int(last) + 1) if last else size


def _sent(opened: Opened, start: int, end: int) -> Iterator[bytes]:
    try:
        yield from opened.pieces(start, end)
    finally:
        opened.close()
