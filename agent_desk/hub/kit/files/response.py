"""A stored file as the answer to a request: whole, or the one range that was asked for; decrypted on the way."""

import re
from typing import Final

from fastapi.responses import Response
from starlette.concurrency import iterate_in_threadpool
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from agent_desk.hub.kit.files.sealed import Opened

_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)")


class StoredFileResponse(Response):
    """Sends an open file and closes it. A part that is asked for is a 206, one that is not there a 416."""

    def __init__(self, opened: Opened, media_type: str) -> None:
        super().__init__(media_type=media_type, headers={"Accept-Ranges": "bytes"})
        self._opened = opened

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request. Raises FileDamaged, OSError where the disk does not hold what was stored."""
        try:
            start, end = self._span(Headers(scope=scope).get("range", ""))
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            async for piece in iterate_in_threadpool(self._opened.pieces(start, end)):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._opened.close()

    def _span(self, asked: str) -> tuple[int, int]:
        """Return start and end (exclusive) of what is sent, and say so in the head; `bytes=-n` means the last n."""
        size = self._opened.size
        start, end = 0, size
        found = _RANGE.fullmatch(asked.strip())
        if found is not None and any(found.groups()):
            first, last = found.groups()
            start = int(first) if first else max(0, size - int(last))
            end = min(size, int(last) + 1) if first and last else size
            self.status_code = 206 if start < end else 416
            start, end = (start, end) if start < end else (0, 0)
            of = f"{start}-{end - 1}" if start < end else "*"
            self.headers["content-range"] = f"bytes {of}/{size}"
        self.headers["content-length"] = str(end - start)
        return start, end
