"""Seats that take calls at a rate that can be changed. Prints "ready"; a number on its input is the new rate in calls a second,
"count" prints what there has been so far, and it ends with its input."""

import asyncio
import json
import sys
import time
from datetime import datetime
from typing import Any

from agent_desk.demo.exchange.adapter import SimulatorControl
from benchmarks.parts.floor_crowd import QUEUES
from benchmarks.parts.seats import Seat, crowd_client


class Counts:
    """What the crowd has placed and heard."""

    def __init__(self) -> None:
        self.rate = 0.0
        self.placed = self.ended = self.messages = self.bytes = 0
        self.pops_ms: list[float] = []

    def told(self) -> dict[str, Any]:
        """Return the counts so far, and how long each screen pop took that came since the last time."""
        pops, self.pops_ms = self.pops_ms, []
        counted = {"placed": self.placed, "ended": self.ended, "messages": self.messages, "bytes": self.bytes}
        return {**counted, "pops_ms": [round(one, 1) for one in pops]}


class CountingSeat(Seat):
    """A seat that counts what it hears."""

    counts: Counts

    def heard(self, words: str, message: dict[str, Any]) -> None:
        """Count one message of the live line."""
        self.counts.messages += 1
        self.counts.bytes += len(words)
        if message.get("entity") == "pop":
            rung_at = datetime.fromisoformat(message["hint"]["call"]["rung_at"])
            self.counts.pops_ms.append((time.time() - rung_at.timestamp()) * 1000)
        elif message.get("entity") == "agent_state" and message["hint"]["state"] == "after_call_work":
            self.counts.ended += 1


async def place(control: SimulatorControl, counts: Counts) -> None:
    """Place calls at the rate of the moment."""
    due = time.monotonic()
    while True:
        if not counts.rate:
            await asyncio.sleep(0.05)
            due = time.monotonic()
            continue
        due += 1 / counts.rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        counts.placed += 1
        queue, caller = QUEUES[counts.placed % len(QUEUES)], f"199{counts.placed % 2000:08}"
        await asyncio.to_thread(control.place_call, queue, caller, patience_ms=30_000, talk_ms=60_000)


async def run(hub: str, exchange: str, seats: int) -> None:
    """Seats sign in (their sessions are made already), then do what the input says."""
    control = SimulatorControl.from_url(exchange)
    counts = CountingSeat.counts = Counts()
    async with crowd_client() as client:
        coming = asyncio.Semaphore(8)
        crowd = [CountingSeat(hub, client, f"f{at:03}", coming) for at in range(seats)]
        running = [asyncio.create_task(seat.work(f"bench-f{at:03}")) for at, seat in enumerate(crowd)]
        everybody = asyncio.gather(*(seat.ready.wait() for seat in crowd))
        await asyncio.wait([everybody, *running], return_when=asyncio.FIRST_COMPLETED)
        for one in running:
            if one.done():
                one.result()
        print("ready", flush=True)
        placing = asyncio.create_task(place(control, counts))
        while word := (await asyncio.to_thread(sys.stdin.readline)).strip():
            if word == "count":
                lost = sum(one.done() for one in running) + placing.done()
                print(json.dumps({**counts.told(), "lost": lost}), flush=True)
            else:
                counts.rate = float(word)
        for one in (placing, *running):
            one.cancel()


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], sys.argv[2], int(sys.argv[3])))
