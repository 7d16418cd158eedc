"""Board viewers without a window: each has its own WebSocket and watches the board. Says how many hear it. Ends with its input."""

import asyncio
import json
import sys
import zlib

import websockets


class Viewer:
    """One line that watches; `heard` counts the snapshots, `bytes` what came over the line for them."""

    def __init__(self, hub: str, token: str) -> None:
        self._hub, self._token = hub, token
        self.heard = self.bytes = self.others = 0
        self.first = asyncio.Event()

    async def run(self) -> None:
        """Until it is cancelled."""
        async with websockets.connect(
            self._hub.replace("http", "ws") + "/api/live", compression=None, max_size=None
        ) as line:
            await line.send(json.dumps({"type": "hello", "token": self._token, "cursor": None}))
            await line.send(json.dumps({"type": "watch", "names": ["floor.board"]}))
            async for words in line:
                if isinstance(words, bytes):
                    if not self.heard:
                        zlib.decompress(words)
                    self.heard += 1
                    self.bytes += len(words)
                    self.first.set()
                elif '"ping"' in words:
                    await line.send('{"type": "pong", "n": 0}')
                else:
                    self.others += 1


async def main(hub: str, count: int) -> None:
    """Connect them all; print what was heard when told to end."""
    viewers = [Viewer(hub, f"bench-v{at:03}") for at in range(count)]
    running = [asyncio.create_task(viewer.run()) for viewer in viewers]
    await asyncio.wait_for(asyncio.gather(*(viewer.first.wait() for viewer in viewers)), 60)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    found = {
        "viewers": count,
        "snapshots_each": min(viewer.heard for viewer in viewers),
        "bytes_each": round(sum(viewer.bytes for viewer in viewers) / max(1, sum(viewer.heard for viewer in viewers))),
        "other_messages": sum(viewer.others for viewer in viewers),
        "lost": sum(one.done() for one in running),
    }
    print(json.dumps(found), flush=True)
    for one in running:
        one.cancel()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
