"""Pages that anybody may ask for: made once a second at most, whoever asks how often, by a thread apart from the seats'."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Final

from fastapi import Request
from starlette.responses import Response

from agent_desk.hub.kit.context import HubContext

FRESH_S: Final = 0.5


def now_and_then(page: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Return the page as an endpoint that is worked out again when its answer is older than half a second."""
    made: Final = f"made_{page.__name__}"
    busy: Final = f"busy_{page.__name__}"

    @wraps(page)
    async def asked(request: Request) -> Response:
        state = request.app.state
        lock: asyncio.Lock = getattr(state, busy, None) or asyncio.Lock()
        setattr(state, busy, lock)
        async with lock:
            at, answer = getattr(state, made, (-FRESH_S, Response()))
            if time.monotonic() - at >= FRESH_S:
                hub_context: HubContext = state.hub_context
                answer = await hub_context.pools.lookups.run(page, request)
                setattr(state, made, (time.monotonic(), answer))
        return Response(answer.body, answer.status_code, media_type=answer.headers["content-type"])

    return asked
