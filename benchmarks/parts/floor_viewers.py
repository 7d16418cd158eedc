"""Board viewers without a window: each has its own WebSocket and watches the board. Says how many hear it. Ends with its input."""

import asyncio
import json
import sys
import zlib
from collections import Counter

import aiohttp

from benchmarks.parts.seats import crowd_client

COMING = asyncio.Semaphore(8)
"""A hub takes only so many lines of one address on which nobody has said yet who they are."""


class Viewer:
    """One line that watches; `heard` counts the snapshots, `bytes` what came over the line for them."""

    def __init__(self, hub: str, client: aiohttp.ClientSession, token: str) -> None:
        self._hub, self._client, self._token = hub, client, token
        self.heard = self.bytes = 0
        self.others: Counter[str] = Counter()
        self.first = asyncio.Event()

    async def run(self) -> None:
        """Until it is cancelled."""
        async with COMING:
            line = await self._client.ws_connect(f"{self._hub}/api/live", max_msg_size=0)
            await line.send_json({"type": "hello", "token": self._token, "cursor": None})
            self.others["None.welcome"] += bool(await line.receive())
        await line.send_json({"type": "watch", "names": ["floor.board"]})
        async with line:
            async for words in line:
                if isinstance(words.data, bytes):
                    if not self.heard:
                        zlib.decompress(words.data)
                    self.heard += 1
                    self.bytes += len(words.data)
                    self.first.set()
                elif '"ping"' in words.data:
                    await line.send_json({"type": "pong", "n": 0})
                else:
                    message = words.json()
                    self.others[f"{message.get('area')}.{message.get('entity', message['type'])}"] += 1


async def main(hub: str, count: int) -> None:
    """Connect them all; print what was heard when told to end."""
    async with crowd_client() as client:
        await watch([Viewer(hub, client, f"bench-v{at:03}") for at in range(count)])


async def watch(viewers: list[Viewer]) -> None:
    """All of them, until the input ends."""
    running = [asyncio.create_task(viewer.run()) for viewer in viewers]
    await asyncio.wait_for(asyncio.gather(*(viewer.first.wait() for viewer in viewers)), 60)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    found = {
        "viewers": len(viewers),
        "snapshots_each": min(viewer.heard for viewer in viewers),
        "bytes_each": round(sum(viewer.bytes for viewer in viewers) / max(1, sum(viewer.heard for viewer in viewers))),
        "other_messages": sum((viewer.others for viewer in viewers), Counter()),
        "lost": sum(one.done() for one in running),
    }
    print(json.dumps(found), flush=True)
    for one in running:
        one.cancel()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
