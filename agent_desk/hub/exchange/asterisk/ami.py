"""A line to Asterisk's manager interface (AMI): sign-in by challenge, questions with a time limit, the stream of events.

One thread reads. Answers go to whoever asked, events to `on_event`, both in the order in which Asterisk sent them. A line
that has broken stays broken: whoever uses it opens another (decision 0013).
"""

import hashlib
import itertools
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from agent_desk.hub.exchange.asterisk.metrics import CPU
from agent_desk.hub.exchange.asterisk.tls import TlsSocket, context_of
from agent_desk.hub.exchange.protocol.calls import ExchangeLost

Message = dict[str, str]
"""One block of AMI: header to value. Of repeated headers the last stands, but each ChanVariable: `ChanVariable:NAME`."""

CONNECT_S: Final = 5.0
READ_S: Final = 2.0
LONGEST_MESSAGE: Final = 1 << 20
END: Final = b"\r\n\r\n"
_BLANK_LINE: Final = re.compile(rb"\r?\n\r?\n")
BANNER: Final = b"Asterisk Call Manager/"
TOO_LATE: Final = "The exchange did not answer in time."
BROKEN: Final = "The line to the exchange broke."


class SignInRefused(ExchangeLost):
    """Asterisk does not know this manager, or does not take it from this address."""


class NotTrusted(ExchangeLost):
    """The exchange's certificate is not vouched for by the authority that we were given, or names another machine."""


@dataclass(slots=True)
class Answer:
    """What Asterisk said to one question: the response, and the entries of a list."""

    response: Message = field(default_factory=dict)
    items: list[Message] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether Asterisk took the action."""
        return self.response.get("Response") in ("Success", "Goodbye", "Follows")

    @property
    def said(self) -> str:
        """Asterisk's own sentence."""
        return self.response.get("Message", "")


@dataclass(slots=True)
class _Question:
    is_list: bool
    answer: Answer = field(default_factory=Answer)
    done: threading.Event = field(default_factory=threading.Event)


def parse(block: bytes) -> Message:
    """Return one block of headers."""
    message: Message = {}
    for line in _text(block).split("\n"):
        name, colon, value = line.partition(":")
        if not colon:
            continue
        value, name = value.strip(), name.strip()
        if name == "ChanVariable":
            variable, _, value = value.partition("=")
            name = f"ChanVariable:{variable}"
        message[name] = value
    return message


def blocks(octets: bytes) -> list[bytes]:
    """Return what was sent, cut at its blank lines; the last piece has not come to its end. Some events end their last line with
    LF alone."""
    cut = octets.split(END)
    if not any(b"\n\n" in one or b"\n\r\n" in one for one in cut):
        return cut
    return [piece for one in cut for piece in _BLANK_LINE.split(one)]


def _text(block: bytes) -> str:
    """Return a block's text: UTF-8, else as an exchange in China writes names (GB 18030)."""
    try:
        return block.decode("utf-8")
    except UnicodeDecodeError:
        return block.decode("gb18030", "replace")


def _opened(host: str, port: int, timeout_s: float, tls: str) -> socket.socket | TlsSocket:
    plain = socket.create_connection((host, port), timeout=timeout_s)
    try:
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return TlsSocket(plain, context_of(tls), host) if tls else plain
    except (OSError, ValueError):
        plain.close()
        raise


class AmiLine:
    """One connection, signed in. Questions may come from any thread. Raises ExchangeLost wherever the line is lost.

    `ignored`: names of events that nobody wants; they are thrown away before they are read. `tls`: as in `Address`.
    """

    def __init__(
        self,
        host: str,
        port: int,
        user: str,
        secret: str,
        on_event: Callable[[Message], None],
        on_lost: Callable[[], None] = lambda: None,
        ignored: Collection[str] = (),
        timeout_s: float = CONNECT_S,
        tls: str = "",
    ) -> None:
        self._on_event, self._on_lost = on_event, on_lost
        self._ignored = frozenset(f"Event: {name}\r\n".encode() for name in ignored)
        self._sending, self._asking = threading.Lock(), threading.Lock()
        self._questions: dict[str, _Question] = {}
        self._numbers = itertools.count(1)
        self._lost = ""
        self.heard_at = time.monotonic()
        deadline = self.heard_at + timeout_s
        try:
            self._socket = _opened(host, port, timeout_s, tls)
        except ssl.SSLCertVerificationError as error:
            raise NotTrusted(
                f"The certificate at {host} port {port} is not trusted: {error.verify_message}."
            ) from error
        except ssl.SSLError as error:
            raise ExchangeLost(f"What answers at {host} port {port} does not speak TLS.") from error
        except OSError as error:
            raise ExchangeLost(f"No exchange answers at {host} port {port}.") from error
        try:
            self._rest = self._greeting(host, port, deadline)
            self._socket.settimeout(READ_S)
            threading.Thread(target=self._read, name="ami", daemon=True).start()
            self._sign_in(user, secret, deadline)
        except (ExchangeLost, OSError) as error:
            self.close()
            raise error if isinstance(error, ExchangeLost) else ExchangeLost(BROKEN) from error

    def _greeting(self, host: str, port: int, deadline: float) -> bytes:
        got = b""
        while b"\r\n" not in got:
            self._socket.settimeout(max(deadline - time.monotonic(), 0.001))
            octets = self._socket.recv(4096)
            got += octets
            if not octets or len(got) > 4096 or not got.startswith(BANNER[: len(got)]):
                raise ExchangeLost(f"What answers at {host} port {port} is not an Asterisk manager.")
        return got.partition(b"\r\n")[2]

    def _sign_in(self, user: str, secret: str, deadline: float) -> None:
        challenge = self.ask({"Action": "Challenge", "AuthType": "MD5"}, deadline - time.monotonic())
        word = challenge.response.get("Challenge", "")
        key = hashlib.md5((word + secret).encode(), usedforsecurity=False).hexdigest()
        login = {"Action": "Login", "AuthType": "MD5", "Username": user, "Key": key, "Events": "off"}
        if not self.ask(login, deadline - time.monotonic()).ok:
            raise SignInRefused(f"The exchange does not take the manager {user!r} with this secret, from this address.")

    # ------------------------------------------------------------------ questions

    def ask(self, action: Mapping[str, str], timeout_s: float) -> Answer:
        """Return the answer to one action. Raises ExchangeLost when none comes in time, ValueError for a value of two lines."""
        return self._ask(action, timeout_s, is_list=False)

    def ask_list(self, action: Mapping[str, str], timeout_s: float) -> Answer:
        """As `ask`, for an action whose answer is a list: with every entry of it."""
        return self._ask(action, timeout_s, is_list=True)

    def _ask(self, action: Mapping[str, str], timeout_s: float, *, is_list: bool) -> Answer:
        number = f"agent-desk-{next(self._numbers)}"
        question = _Question(is_list)
        with self._asking:
            if self._lost:
                raise ExchangeLost(self._lost)
            self._questions[number] = question
        try:
            self._send({**action, "ActionID": number})
            if not question.done.wait(max(timeout_s, 0)):
                self._lose(TOO_LATE)
                raise ExchangeLost(TOO_LATE)
            if not question.answer.response:
                raise ExchangeLost(self._lost or BROKEN)
            return question.answer
        finally:
            with self._asking:
                self._questions.pop(number, None)

    def _send(self, headers: Mapping[str, str]) -> None:
        if any(sign in text for pair in headers.items() for text in pair for sign in "\r\n"):
            raise ValueError("a value for the exchange is of one line")
        block = "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n"
        try:
            with self._sending:
                self._socket.sendall(block.encode())
        except OSError as error:
            self._lose(BROKEN)
            raise ExchangeLost(BROKEN) from error

    # ------------------------------------------------------------------ reading

    def _read(self) -> None:
        why, used_s = BROKEN, time.thread_time()
        try:
            while True:
                *whole, self._rest = blocks(self._rest)
                for block in whole:
                    self._take(block)
                used_s, before_s = time.thread_time(), used_s
                CPU.inc(used_s - before_s)
                if len(self._rest) > LONGEST_MESSAGE:
                    why = "The exchange sent a message without an end."
                    return
                try:
                    octets = self._socket.recv(262_144)
                except TimeoutError:
                    continue
                if not octets:
                    why = "The exchange ended the line."
                    return
                self.heard_at = time.monotonic()
                self._rest += octets
        except OSError:
            return
        finally:
            self._lose(why)

    def _take(self, block: bytes) -> None:
        block = block.lstrip(b"\r\n")
        if block[: block.find(b"\n") + 1] in self._ignored:
            return
        message = parse(block)
        with self._asking:
            question = self._questions.get(message.get("ActionID", ""))
        if question is not None:
            self._answer(question, message)
        elif "Event" in message and "EventList" not in message:
            self._on_event(message)

    def _answer(self, question: _Question, message: Message) -> None:
        if "Response" in message:
            question.answer.response = message
            if not question.is_list or not question.answer.ok:
                question.done.set()
        elif "EventList" in message:
            question.done.set()
        elif question.is_list:
            question.answer.items.append(message)
        else:
            self._on_event(message)

    # ------------------------------------------------------------------ the end

    @property
    def lost(self) -> str:
        """Why the line is lost; empty while it holds."""
        return self._lost

    def _lose(self, why: str) -> None:
        with self._asking:
            self._lost = self._lost or why
            waiting = list(self._questions.values())
        for question in waiting:
            question.done.set()
        with suppress(OSError):  # the other side was first
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._on_lost()

    def close(self) -> None:
        """End the line; a question that waits ends with ExchangeLost."""
        self._lose("The line to the exchange is not open.")
