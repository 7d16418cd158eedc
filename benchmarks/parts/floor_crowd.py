"""Five hundred seats that take twenty calls a second by HTTP and WebSocket. Prints "ready", then JSON when it is told to end."""

import asyncio
import json
import sys
import time

from agent_desk.demo.exchange.adapter import SimulatorControl
from benchmarks.parts.seats import Seat, crowd_client

QUEUES = ("account", "credit", "loan", "ebank", "urgent")
"""Those that the simulated exchange has."""


async def run(hub: str, exchange: str, seats: int, per_second: float) -> None:
    """Seats sign in (their sessions are made already), then calls come until standard input ends."""
    control = SimulatorControl.from_url(exchange)
    async with crowd_client() as client:
        coming = asyncio.Semaphore(8)
        crowd = [Seat(hub, client, f"f{at:03}", coming) for at in range(seats)]
        running = [asyncio.create_task(seat.work(f"bench-f{at:03}")) for at, seat in enumerate(crowd)]
        everybody = asyncio.gather(*(seat.ready.wait() for seat in crowd))
        await asyncio.wait([everybody, *running], return_when=asyncio.FIRST_COMPLETED)
        for one in running:
            if one.done():
                one.result()
        print("ready", flush=True)
        ended = asyncio.create_task(asyncio.to_thread(sys.stdin.readline))
        began, number = time.monotonic(), 0
        while not ended.done():
            number += 1
            queue = QUEUES[number % len(QUEUES)]
            await asyncio.to_thread(
                control.place_call, queue, f"199{number % 2000:08}", patience_ms=30_000, talk_ms=60_000
            )
            # By the clock and not by the pause: what the placing takes is made up for.
            await asyncio.sleep(max(0.0, began + number / per_second - time.monotonic()))
        lost = [repr(one.exception()) for one in running if one.done() and not one.cancelled()]
        print(json.dumps({"placed": number, "seconds": time.monotonic() - began, "lost_seats": lost}), flush=True)
        for one in running:
            one.cancel()


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])))
