"""The socket of an Asterisk manager, played: for what a real one does not do on demand (silence, nonsense, other versions)."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from agent_desk.hub.exchange.asterisk.ami import Message, parse

Reply = Callable[[Message], list[dict[str, str]]]


def block(headers: dict[str, str]) -> bytes:
    """As it goes over the wire."""
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode() + b"\r\n"


class Manager:
    """One listener. `replies`: by action, what to say; None says nothing at all. Unknown actions are errors."""

    def __init__(self, banner: bytes = b"Asterisk Call Manager/11.0.0\r\n", tls: ssl.SSLContext | None = None) -> None:
        self.banner = banner
        self._tls = tls
        self.asked: list[Message] = []
        self.replies: dict[str, Reply | None] = {
            "Challenge": lambda _: [{"Response": "Success", "Challenge": "159357"}],
            "Login": lambda _: [{"Response": "Success", "Message": "Authentication accepted"}],
            "Events": lambda _: [{"Response": "Success"}],
            "CoreStatus": lambda _: [{"Response": "Success", "CoreStartupDate": "2026-01-01"}],
            "DBGetTree": lambda _: [{"Response": "Error", "Message": "Invalid/unknown command"}],
            "UserEvent": self._echo,
            "Ping": lambda _: [{"Response": "Success", "Ping": "Pong"}],
        }
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._lines: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    @staticmethod
    def _echo(message: Message) -> list[dict[str, str]]:
        event = {name: value for name, value in message.items() if name not in ("Action", "ActionID")}
        return [{"Response": "Success"}, {"Event": "UserEvent", **event, "-own": ""}]

    def lists(self, action: str, *items: dict[str, str]) -> None:
        """This action is answered by a list."""
        self.replies[action] = lambda _: [
            {"Response": "Success", "EventList": "start"},
            *items,
            {"Event": "Complete", "EventList": "Complete"},
        ]

    def says(self, action: str, **headers: str) -> None:
        """This action is answered so."""
        self.replies[action] = lambda _: [headers]

    def tell(self, octets: bytes) -> None:
        """Bytes to everybody."""
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.sendall(octets)

    def hang_up(self) -> None:
        """End every line."""
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """The test is over."""
        with contextlib.suppress(OSError):  # wakes whoever accepts
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.hang_up()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            self._lines.append(line)
            threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line: socket.socket) -> None:
        rest = b""
        with contextlib.suppress(OSError):
            if self._tls is not None:
                self._lines.remove(line)
                line = self._tls.wrap_socket(line, server_side=True)
                self._lines.append(line)
            line.sendall(self.banner)
            while octets := line.recv(65536):
                *blocks, rest = (rest + octets).split(b"\r\n\r\n")
                for one in blocks:
                    self._reply(line, parse(one))

    def _reply(self, line: socket.socket, message: Message) -> None:
        self.asked.append(message)
        reply = self.replies.get(
            message["Action"], lambda _: [{"Response": "Error", "Message": "Invalid/unknown command"}]
        )
        if reply is None:
            return
        for headers in reply(message):
            own = headers.pop("-own", None)
            line.sendall(block(headers if own is not None else {**headers, "ActionID": message["ActionID"]}))


@contextmanager
def running(tls: ssl.SSLContext | None = None) -> Iterator[Manager]:
    """A manager for one test; encrypted where it is given how."""
    manager = Manager(tls=tls)
    try:
        yield manager
    finally:
        manager.close()
