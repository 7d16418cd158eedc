"""Seats that take calls by HTTP and WebSocket without a window: hear the pop, answer, hang up, ready again. Prints "ready"."""

import asyncio
import sys
import uuid
from typing import Any

import aiohttp

from agent_desk.demo.exchange.adapter import SimulatorControl

TALK_S = 1.0
PER_SECOND = 4


def crowd_client() -> aiohttp.ClientSession:
    """One client for all seats of a crowd: it must cost little, since hub and crowd share the machine."""
    # A seat's WebSocket is a connection too, so their number is not limited here.
    connector = aiohttp.TCPConnector(limit=0)
    return aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=60))


class Seat:
    """One agent without a window."""

    def __init__(self, hub: str, client: aiohttp.ClientSession, login: str, coming: asyncio.Semaphore) -> None:
        self._hub, self._client, self._login = hub, client, login
        self._headers: dict[str, str] = {}
        self.ready = asyncio.Event()
        self._coming = coming

    async def _post(self, path: str, body: dict[str, Any] | None = None) -> None:
        """What is refused (a caller who has gone meanwhile) is refused to a person too."""
        headers = {**self._headers, "Idempotency-Key": uuid.uuid4().hex}
        async with self._client.post(f"{self._hub}/api{path}", json=body or {}, headers=headers) as answer:
            await answer.read()

    async def run(self, password: str) -> None:
        """Sign in, be ready, take what rings."""
        form = {"login": self._login, "password": password, "seat": self._login}
        async with self._coming, self._client.post(f"{self._hub}/api/people/sign-in", json=form) as answer:
            answer.raise_for_status()
            token = str((await answer.json())["token"])
        await self.work(token)

    async def work(self, token: str) -> None:
        """Take what rings, signed in already."""
        self._headers = {"Authorization": f"Bearer {token}"}
        # A few at a time: a hub takes only so many lines of one address on which nobody has said yet who they are.
        async with self._coming:
            line = await self._client.ws_connect(f"{self._hub}/api/live")
            await line.send_json({"type": "hello", "token": token, "cursor": None})
            await line.receive()
            await self._post("/calls/seat/sign-in")
            await self._post("/calls/seat/ask", {"state": "ready"})
        self.ready.set()
        async with line:
            async for words in line:
                message = words.json()
                self.heard(words.data, message)
                if message.get("type") == "ping":
                    await line.send_json({"type": "pong", "n": message["n"]})
                elif message.get("entity") == "agent_state":
                    await self._moved(message["hint"])

    def heard(self, words: str, message: dict[str, Any]) -> None:
        """Look at one message of the live line before it is acted on."""

    async def _moved(self, hint: dict[str, Any]) -> None:
        if hint["state"] == "reserved":
            await self._post(f"/calls/{hint['call']}/answer")
        elif hint["state"] == "talking":
            await asyncio.sleep(TALK_S)
            await self._post(f"/calls/{hint['call']}/hang-up")
        elif hint["state"] == "after_call_work":
            await self._post("/calls/seat/ask", {"state": "ready"})


async def main(hub: str, exchange: str, count: int, password: str) -> None:
    """All seats, and the calls that ring at them."""
    control = SimulatorControl.from_url(exchange)
    async with crowd_client() as client:
        coming = asyncio.Semaphore(4)
        seats = [Seat(hub, client, f"b{at:03}", coming) for at in range(1, count + 1)]
        running = [asyncio.create_task(seat.run(password)) for seat in seats]
        everybody = asyncio.gather(*(seat.ready.wait() for seat in seats))
        # A seat that fails ends the run, instead of being waited for.
        await asyncio.wait([everybody, *running], return_when=asyncio.FIRST_COMPLETED)
        for seat in running:
            if seat.done():
                seat.result()
        print("ready", flush=True)
        number = 0
        while True:
            number += 1
            caller = f"199{number % 2000:08}"
            await asyncio.to_thread(control.place_call, "account", caller, patience_ms=30_000, talk_ms=60_000)
            await asyncio.sleep(1 / PER_SECOND)
            for seat in running:
                if seat.done():
                    seat.result()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]))
