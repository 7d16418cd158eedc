"""The least that a change must go through: LISTEN, one WebSocket, one GET. Prints its address."""

import asyncio
import socket
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import uvicorn
from fastapi import FastAPI, WebSocket

CHANNEL = "bench_floor"


def build(dsn: str) -> FastAPI:
    """The bare server on this database."""
    waiting: asyncio.Queue[str] = asyncio.Queue()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()

        def listen() -> None:
            with psycopg.connect(dsn, autocommit=True) as connection:
                connection.execute(f"LISTEN {CHANNEL}")
                for notice in connection.notifies():
                    loop.call_soon_threadsafe(waiting.put_nowait, notice.payload)

        threading.Thread(target=listen, daemon=True).start()
        yield

    app = FastAPI(lifespan=lifespan)

    @app.websocket("/live")
    async def live(socket: WebSocket) -> None:
        await socket.accept()
        while True:
            await socket.send_json({"n": await waiting.get()})

    @app.get("/card")
    def card() -> dict[str, str]:
        return {"name": "王小明"}

    return app


if __name__ == "__main__":
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(build(sys.argv[1]), log_config=None, ws="websockets-sansio")).run(sockets=[listener])
