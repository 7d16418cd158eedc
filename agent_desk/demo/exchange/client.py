"""The client's end of a line to the simulated exchange: blocking, with a time limit on everything."""

import socket
import threading
import time
from collections import deque
from contextlib import suppress
from typing import Any

from agent_desk.demo.exchange.wire import (
    LONGEST_LINE,
    VERSION,
    Fault,
    Greeting,
    Hello,
    WireError,
    decode_numbered,
    encode,
)
from agent_desk.hub.exchange.protocol.calls import ExchangeLost

CONNECT_S = 5.0


class Line:
    """One connection. Used by one thread at a time; `close` alone may come from another."""

    def __init__(self, host: str, port: int, hello: Hello, timeout_s: float = CONNECT_S) -> None:
        deadline = time.monotonic() + timeout_s
        try:
            self._socket = socket.create_connection((host, port), timeout=timeout_s)
        except OSError as error:
            raise ExchangeLost(f"No exchange answers at {host} port {port}.") from error
        self._torn = bytearray()
        self._lines: deque[bytes] = deque()
        try:
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            greeting = self.receive(deadline)
            if not isinstance(greeting, Greeting) or not greeting.simulated or greeting.version != VERSION:
                raise ExchangeLost(f"What answers at {host} port {port} is not our simulated exchange.")
            self.run = greeting.run
            self.send(hello)
        except (ExchangeLost, OSError) as error:
            self.close()
            raise (
                error if isinstance(error, ExchangeLost) else ExchangeLost("The line to the exchange broke.")
            ) from error

    def send(self, record: object, number: int | None = None, timeout_s: float = CONNECT_S) -> None:
        """Send one record. Raises ExchangeLost."""
        try:
            self._socket.settimeout(max(timeout_s, 0.001))
            self._socket.sendall(encode(record, number))
        except OSError as error:
            raise ExchangeLost("The line to the exchange broke.") from error

    def receive(self, deadline: float) -> Any:
        """Return the next record, or None when none came before `deadline` (monotonic seconds). Raises ExchangeLost."""
        return self.receive_numbered(deadline)[0]

    def receive_numbered(self, deadline: float) -> tuple[Any, int | None]:
        """As `receive`, with the number that joins an answer to its request."""
        while not self._lines:
            if not self._read(deadline - time.monotonic()):
                return None, None
        try:
            record, number = decode_numbered(self._lines.popleft())
        except WireError as error:
            raise ExchangeLost(f"The exchange sent a line that cannot be read: {error}") from error
        if isinstance(record, Fault):
            raise ExchangeLost(f"The exchange could not read our line: {record.sentence}")
        return record, number

    @property
    def waiting(self) -> bool:
        """Whole lines have come that were not taken yet."""
        return bool(self._lines)

    def _read(self, timeout_s: float) -> bool:
        """Take what comes within the time; False for nothing."""
        try:
            self._socket.settimeout(max(timeout_s, 0.001))
            octets = self._socket.recv(262_144)
        except TimeoutError:
            return False
        except OSError as error:
            raise ExchangeLost("The line to the exchange broke.") from error
        if not octets:
            raise ExchangeLost("The exchange ended the line.")
        *whole, rest = octets.split(b"\n")
        if whole:
            self._lines.append(bytes(self._torn) + whole[0])
            self._lines.extend(whole[1:])
            self._torn.clear()
        self._torn += rest
        if len(self._torn) > LONGEST_LINE:
            raise ExchangeLost("The exchange sent a line without an end.")
        return True

    def close(self) -> None:
        """End the line; a read that waits in another thread ends with ExchangeLost."""
        with suppress(OSError):  # the other side was first
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


class CommandLine:
    """Requests and answers, one at a time, from any thread. Opens its line by itself and opens it anew after trouble."""

    def __init__(self, host: str, port: int) -> None:
        self._address = host, port
        self._lock = threading.Lock()
        self._line: Line | None = None
        self._open = False
        self._number = 0

    def open(self, timeout_s: float = CONNECT_S) -> None:
        """Open the line and keep it. Raises ExchangeLost."""
        with self._lock:
            self._open = True
            if self._line is not None:
                self._line.close()
            self._line = None
            self._line = Line(*self._address, Hello(purpose="commands"), timeout_s)

    def close(self) -> None:
        """End the line; a request that waits ends with ExchangeLost."""
        self._open = False
        line = self._line
        if line is not None:
            line.close()

    def ask(self, request: object, timeout_s: float) -> Any:
        """Return the answer to one request. Raises ExchangeLost when none comes in time.

        A line that broke while it lay idle is opened anew and the request sent again: commands are idempotent by id.
        """
        deadline = time.monotonic() + timeout_s
        if not self._lock.acquire(timeout=max(timeout_s, 0)):
            raise ExchangeLost("The exchange did not answer in time.")
        try:
            fresh = self._line is None
            try:
                return self._exchange(request, deadline)
            except ExchangeLost:
                if fresh or time.monotonic() >= deadline:
                    raise
            return self._exchange(request, deadline)
        finally:
            self._lock.release()

    def _exchange(self, request: object, deadline: float) -> Any:
        if not self._open:
            raise ExchangeLost("The line to the exchange is not open.")
        self._number += 1
        try:
            if self._line is None:
                self._line = Line(*self._address, Hello(purpose="commands"), deadline - time.monotonic())
            self._line.send(request, self._number, deadline - time.monotonic())
            answer, number = self._line.receive_numbered(deadline)
            if answer is None or number != self._number:
                raise ExchangeLost("The exchange did not answer in time.")
            return answer
        except ExchangeLost:
            if self._line is not None:
                self._line.close()
            self._line = None
            raise
