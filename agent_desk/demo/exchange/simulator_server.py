"""The simulated exchange as a server of its own, so that hubs can come, go and be killed while calls go on.

It listens on the loopback interface alone: who reaches it may place calls and take them. One thread runs an asyncio
loop that owns the model; readers of events and senders of commands are coroutines on it, so the model needs no lock.
"""

import asyncio
import ipaddress
import logging
import secrets
import socket
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event as ThreadEvent
from typing import Protocol

from agent_desk.demo.exchange.backlog import Backlog
from agent_desk.demo.exchange.callers import read_numbers
from agent_desk.demo.exchange.control import AnySimCommand, SimDropLines, SimResult
from agent_desk.demo.exchange.profile import SimulationSettings
from agent_desk.demo.exchange.replay import Replay
from agent_desk.demo.exchange.simulation import Simulation
from agent_desk.demo.exchange.wire import (
    LONGEST_LINE,
    VERSION,
    Beat,
    Fault,
    Greeting,
    Hello,
    Look,
    WireError,
    decode,
    decode_numbered,
    encode,
)
from agent_desk.demo.sound.talk import write_talk
from agent_desk.hub.exchange.protocol.calls import AnyCommand, AnyEvent, Result, Snapshot
from agent_desk.hub.exchange.protocol.recording import RecordingEnded
from agent_desk.hub.kit.clock import utc_now

DEFAULT_PORT = 5039
BACKLOG = 100_000
"""Events remembered for readers who were away: at 20 calls a minute more than 12 hours."""

BATCH = 500
BEAT_S = 2.0
HELLO_S = 10.0
STOP_LOOK_S = 0.1

log = logging.getLogger(__name__)


class Model(Protocol):
    """What the server lets follow the real clock: made-up calls, or a past log told again."""

    def advance(self, to_ms: int) -> None:
        """Let time pass, in milliseconds since the start."""

    def next_due_ms(self) -> int | None:
        """Return when something happens next by itself, or None."""

    def follow_wall_clock(self, wall: datetime) -> None:
        """What the machine's clock says now."""

    def take_events(self) -> list[AnyEvent]:
        """Return what was told since the last time, in order."""

    def perform(self, command: AnyCommand) -> Result:
        """Carry out a command of the hub."""

    def perform_sim(self, command: AnySimCommand) -> SimResult:
        """Carry out an order that only simulated exchanges know."""

    def queue_of(self, file: str) -> str:
        """Return the queue of the call of a recording that has ended; asked once, when its file is written."""

    def snapshot(self) -> Snapshot:
        """Everything that is held now."""


class CannotListen(Exception):
    """The server cannot take its port; the sentence says why."""


def check_loopback(host: str) -> None:
    """Raises ValueError for an address that other machines could reach."""
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise ValueError(f"The simulated exchange listens on this machine alone (127.0.0.1 or ::1), not on {host}.")


def new_run() -> str:
    """Return a name for this start of the exchange: when, and a few random letters."""
    return f"sim{datetime.now(UTC):%Y%m%d%H%M%S}{secrets.token_hex(2)}"


def with_callers(settings: SimulationSettings) -> SimulationSettings:
    """Return the settings with the callers file read in. Raises OSError."""
    if settings.callers_file is None:
        return settings
    return replace(settings, callers=[*settings.callers, *read_numbers(settings.callers_file)], callers_file=None)


class ExchangeServer:
    """The model following the real clock, and the lines to it. Lives on one asyncio loop."""

    def __init__(self, model: Model, run: str, backlog: int, recordings: Path | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        self._started = self._loop.time()
        self._model = model
        self._recordings = recordings
        self._backlog = Backlog(run, backlog)
        self._readers: set[asyncio.Event] = set()
        self._lines: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._alarm: asyncio.TimerHandle | None = None
        self.step()

    # ------------------------------------------------------------------ the model follows the clock

    def step(self) -> None:
        """Bring the model to the present, pass on what it told, and come back when it next does something by itself."""
        model = self._model
        model.advance(int((self._loop.time() - self._started) * 1000))
        model.follow_wall_clock(utc_now())
        events = model.take_events()
        self._write_recordings(events)
        if events:
            self._backlog.add(events)
            for reader in self._readers:
                reader.set()
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        due_ms = model.next_due_ms()
        if due_ms is not None:
            self._alarm = self._loop.call_at(self._started + due_ms / 1000 + 0.0005, self.step)

    def _write_recordings(self, events: Sequence[AnyEvent]) -> None:
        for event in events:
            if isinstance(event, RecordingEnded) and self._recordings is not None:
                try:
                    about = self._model.queue_of(event.file)
                    write_talk(self._recordings / event.file, event.recorded_ms, about, event.recording)
                except OSError as fault:
                    # As on a full disk of a real exchange: the hub will report the file as missing.
                    log.info("a made-up recording cannot be written: %s", fault.strerror)

    # ------------------------------------------------------------------ lines

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One line, from greeting to end."""
        task = asyncio.current_task()
        assert task is not None
        self._lines[task] = writer
        try:
            await self._converse(reader, writer)
        except (OSError, EOFError, TimeoutError) as trouble:
            log.debug("a line to the simulated exchange ended: %s", type(trouble).__name__)
        except asyncio.CancelledError:
            pass  # the server stops; this task ends here and nobody waits for its result
        finally:
            del self._lines[task]
            writer.transport.abort()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(
            encode(Greeting(server="Agent Desk simulated exchange", simulated=True, version=VERSION, run=self._run))
        )
        try:
            async with asyncio.timeout(HELLO_S):
                hello = decode(await self._line(reader))
            if not isinstance(hello, Hello):
                raise WireError("The first line must be Hello.")
            if hello.purpose == "events":
                await self._tell(writer, hello.resume_after)
            else:
                await self._obey(reader, writer)
        except WireError as fault:
            writer.write(encode(Fault(sentence=str(fault))))
            await writer.drain()
            writer.close()
            await writer.wait_closed()

    @property
    def _run(self) -> str:
        return self._backlog.run

    async def _line(self, reader: asyncio.StreamReader) -> bytes:
        """Return the next line. Raises EOFError at the end, WireError for one that is too long."""
        try:
            return await reader.readuntil(b"\n")
        except asyncio.LimitOverrunError as error:
            raise WireError("The line is too long.") from error

    async def _tell(self, writer: asyncio.StreamWriter, resume_after: str) -> None:
        """Give events for ever. A reader too slow for the backlog is told that it lost some; memory stays bounded."""
        news = asyncio.Event()
        self._readers.add(news)
        try:
            position, lost = self._backlog.resume(resume_after)
            while True:
                if position < self._backlog.first - 1:
                    position = self._backlog.first - 1
                    lost = self._backlog.lost(position)
                news.clear()
                batch = [lost] if lost is not None else self._backlog.after(position, BATCH)
                position += 0 if lost is not None else len(batch)
                lost = None
                writer.write(b"".join(encode(event) for event in batch) or encode(Beat()))
                await writer.drain()
                if not batch or position == self._backlog.last:
                    await self._wait(news)
        finally:
            self._readers.discard(news)

    async def _wait(self, news: asyncio.Event) -> None:
        try:
            async with asyncio.timeout(BEAT_S):  # wait_for may swallow a cancellation before Python 3.12
                await news.wait()
        except TimeoutError:
            return  # time for a beat

    async def _obey(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer requests until the line ends."""
        while True:
            request, number = decode_numbered(await self._line(reader))
            answer = self._carry_out(request)
            writer.write(encode(answer, number))
            await writer.drain()
            if isinstance(request, SimDropLines):
                self._drop_lines()

    def _carry_out(self, request: object) -> object:
        self.step()
        try:
            if isinstance(request, Look):
                return self._model.snapshot()
            if isinstance(request, AnySimCommand):
                return self._model.perform_sim(request)
            if isinstance(request, AnyCommand):
                return self._model.perform(request)
        finally:
            self.step()
        raise WireError(f"{type(request).__name__} is not a request.")

    def _drop_lines(self) -> None:
        for writer in self._lines.values():
            writer.transport.abort()

    async def close(self) -> None:
        """End every line."""
        if self._alarm is not None:
            self._alarm.cancel()
        tasks = list(self._lines)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _run(
    host: str,
    port: int,
    make: Callable[[], ExchangeServer],
    stop: ThreadEvent,
    ready: Callable[[int], None] | None,
) -> None:
    exchange = make()
    try:
        server = await asyncio.start_server(exchange.serve, host, port, limit=LONGEST_LINE)
    except OSError as error:
        raise CannotListen(f"The simulated exchange cannot listen on {host}, port {port}: {error.strerror}.") from error
    bound: socket.socket = server.sockets[0]
    taken = bound.getsockname()[1]
    log.info("the simulated exchange listens on %s port %s (simulated, no real calls)", host, taken)
    if ready is not None:
        ready(taken)
    while not stop.is_set():
        await asyncio.sleep(STOP_LOOK_S)
    server.close()
    await exchange.close()
    await server.wait_closed()


def run_simulator(
    host: str,
    port: int,
    settings: SimulationSettings,
    stop: ThreadEvent,
    *,
    run: str = "",
    backlog: int = BACKLOG,
    ready: Callable[[int], None] | None = None,
) -> None:
    """Run the simulated exchange until `stop` is set. `port` 0 takes a free one; `ready` is told the port.

    Raises ValueError for an address that is not loopback, OSError for a callers file that cannot be read, and
    CannotListen for a port that is taken.
    """
    check_loopback(host)
    if not 0 <= port <= 65535:
        raise ValueError(f"A port is a number from 0 to 65535, not {port}.")
    settings, run = with_callers(settings), run or new_run()

    def make() -> ExchangeServer:
        return ExchangeServer(Simulation(settings, run, utc_now()), run, backlog, settings.recordings)

    asyncio.run(_run(host, port, make, stop, ready))


def run_replay(
    script: Sequence[AnyEvent], speed: float, stop: ThreadEvent, ready: Callable[[int], None] | None = None
) -> None:
    """Tell a past log again on a free port of this machine until `stop` is set. Every event is remembered: a hub that
    falls behind misses none. Raises CannotListen, ValueError for an empty script."""
    run = new_run()
    model = Replay(run, script, speed)
    asyncio.run(_run("127.0.0.1", 0, lambda: ExchangeServer(model, run, len(script)), stop, ready))
