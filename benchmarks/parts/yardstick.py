"""The least that a call costs: psycopg writes the rows that a call leaves, with their NOTIFY, and a bare WebSocket server sends
the messages. Prints its port when it listens, begins when it is told a rate, and prints how many calls it wrote when told to end.

Called with a port and a number it is the other end: so many lines that swallow what they are sent.
"""

import asyncio
import itertools
import json
import sys
import threading
import time
from typing import Any

import psycopg
from psycopg.types.json import Jsonb
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

CHANNEL = "bench_yardstick"
SAMPLES = 500
PING_S = 5.0


class Rows:
    """The rows of one table: samples of those that the run left, written again into a table like it.

    Of what was written and deleted (jobs that are done) nothing is left, and nothing is written.
    """

    def __init__(self, line: psycopg.Connection[Any], table: str, per_call: float) -> None:
        copy = f"bench_{table}"
        line.execute(f"CREATE TABLE {copy} (LIKE {table} INCLUDING DEFAULTS)")
        cursor = line.execute(f"SELECT * FROM {table} LIMIT {SAMPLES}")
        marks = ", ".join(["%s"] * len(cursor.description or ()))
        self._sql = f"INSERT INTO {copy} VALUES ({marks})"
        self._rows = [[_given(one) for one in row] for row in cursor.fetchall()]
        self._per_call, self._owed, self._at = per_call, 0.0, 0

    def write(self, line: psycopg.Connection[Any], share: float) -> None:
        """Write this share of what a call leaves."""
        self._owed += self._per_call * share
        while self._owed >= 1 and self._rows:
            self._owed -= 1
            self._at = (self._at + 1) % len(self._rows)
            line.execute(self._sql, self._rows[self._at])


def _given(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict | list) and not _is_array(value) else value


def _is_array(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


class Yardstick:
    """Writes and sends."""

    def __init__(self, dsn: str, plan: dict[str, Any]) -> None:
        self._dsn, self._plan = dsn, plan
        self._lines: list[ServerConnection] = []
        self._messages = itertools.cycle(plan["messages"])
        self._stop = threading.Event()
        self.calls = 0

    async def keep(self, line: ServerConnection) -> None:
        """Keep one line until it closes."""
        self._lines.append(line)
        await line.wait_closed()

    async def ping(self) -> None:
        """Send each line its heartbeat, as the hub does."""
        while True:
            for line in self._lines:
                await line.send(json.dumps({"type": "ping", "n": 1, "hub_time": time.time()}))
            await asyncio.sleep(PING_S)

    def listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hear of each commit, and have its messages sent."""
        turns, owed = itertools.cycle(range(max(1, len(self._lines)))), 0.0
        with psycopg.connect(self._dsn, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            for _ in connection.notifies():
                owed += self._plan["messages_per_commit"]
                while owed >= 1:
                    owed -= 1
                    asyncio.run_coroutine_threadsafe(self._send(next(turns)), loop)

    async def _send(self, at: int) -> None:
        await self._lines[at].send(json.dumps(next(self._messages), ensure_ascii=False))

    def write(self, rate: float) -> None:
        """Write calls at this rate until told to stop."""
        commits, due = self._plan["commits_per_call"], time.monotonic()
        with psycopg.connect(self._dsn) as line:
            tables = [Rows(line, table, per_call) for table, per_call in self._plan["rows_per_call"].items()]
            line.commit()
            while not self._stop.wait(max(0.0, due - time.monotonic())):
                due += 1 / rate
                for _ in range(commits):
                    for rows in tables:
                        rows.write(line, 1 / commits)
                    line.execute("SELECT pg_notify(%s, '')", (CHANNEL,))
                    line.commit()
                self.calls += 1

    async def run(self) -> None:
        """Serve; do what the input says."""
        async with serve(self.keep, "127.0.0.1", 0, compression=None, ping_interval=None) as server:
            print(next(iter(server.sockets)).getsockname()[1], flush=True)
            rate = float(await asyncio.to_thread(sys.stdin.readline))
            loop = asyncio.get_running_loop()
            threading.Thread(target=self.listen, args=(loop,), daemon=True).start()
            writing = threading.Thread(target=self.write, args=(rate,))
            writing.start()
            pinging = asyncio.create_task(self.ping())
            while (await asyncio.to_thread(sys.stdin.readline)).strip() == "count":
                print(self.calls, flush=True)
            pinging.cancel()
            self._stop.set()
            await asyncio.to_thread(writing.join)


async def swallow(port: str, count: int) -> None:
    """Be the other end of so many lines."""
    lines = [await connect(f"ws://127.0.0.1:{port}", compression=None, ping_interval=None) for _ in range(count)]
    print("ready", flush=True)

    async def hear(line: Any) -> None:
        async for _ in line:
            pass

    await asyncio.gather(*(hear(line) for line in lines))


if __name__ == "__main__":
    if sys.argv[1].isdecimal():
        asyncio.run(swallow(sys.argv[1], int(sys.argv[2])))
    else:
        asyncio.run(Yardstick(sys.argv[1], json.loads(sys.stdin.readline())).run())
