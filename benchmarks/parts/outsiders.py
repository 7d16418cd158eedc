"""Outsiders: 60 that guess in closed loops, 1,000 half-open connections, four bodies of 300 MB. Says "ready", then counts at the end."""

import asyncio
import json
import sys
import threading
from collections import Counter
from urllib.parse import urlsplit

GUESSERS, HALF_OPEN, FLOODS = 60, 1000, 4
BODY = 300 * 2**20

counted: Counter[str] = Counter()


async def guess(host: str, port: int, number: int) -> None:
    """Guess passwords for ever, each name a few times."""
    at = 0
    while True:
        try:
            reader, writer = await asyncio.open_connection(host, port)
            while True:
                at += 1
                body = json.dumps(
                    {"login": f"s{(number + at) % 250:03}", "password": f"guess {at}", "seat": "x"}
                ).encode()
                writer.write(
                    b"POST /api/people/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
                )
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    int(one[15:]) for one in head.lower().split(b"\r\n") if one.startswith(b"content-length:")
                )
                await reader.readexactly(length)
                counted[f"guesses answered {head[9:12].decode()}"] += 1
        except (OSError, asyncio.IncompleteReadError):
            counted["guessers cut off"] += 1
            await asyncio.sleep(0.1)


async def half_open(host: str, port: int) -> None:
    """Say half a request, and again when the hub has closed the connection."""
    while True:
        try:
            reader, writer = await asyncio.open_connection(host, port)
            writer.write(b"GET /api/people/me HTTP/1.1\r\nHost: x\r\nX-A:")
            counted["half-open"] += 1
            await reader.read()
            counted["half-open closed by the hub"] += 1
            writer.close()
        except OSError:
            counted["half-open refused"] += 1
        await asyncio.sleep(1)


async def flood(host: str, port: int) -> None:
    """Send bodies of 300 MB for ever."""
    chunk = b"x" * 2**20
    while True:
        try:
            reader, writer = await asyncio.open_connection(host, port)
            writer.write(b"POST /api/people/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % BODY)
            for _ in range(BODY // len(chunk)):
                writer.write(chunk)
                await writer.drain()
                counted["megabytes sent"] += 1
            counted["bodies taken whole"] += 1
            await reader.read(100)
            writer.close()
        except OSError:
            counted["bodies cut off"] += 1
            await asyncio.sleep(0.2)


async def main() -> None:
    """Everything at once, until a line comes."""
    address = urlsplit(sys.argv[1])
    host, port = address.hostname or "", address.port or 80
    tasks = [asyncio.create_task(guess(host, port, at)) for at in range(GUESSERS)]
    tasks += [asyncio.create_task(half_open(host, port)) for _ in range(HALF_OPEN)]
    tasks += [asyncio.create_task(flood(host, port)) for _ in range(FLOODS)]
    await asyncio.sleep(2)
    print("ready", flush=True)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    threading.Thread(target=lambda: (sys.stdin.readline(), loop.call_soon_threadsafe(ended.set)), daemon=True).start()
    await ended.wait()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    print(json.dumps(dict(sorted(counted.items()))), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
