"""The audit trail sent elsewhere as it happens, to a real socket: every entry, in its order, however often the other side goes away."""

import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_desk.hub.kit.audit.syslog import Export, Target, message
from agent_desk.hub.kit.settings import SettingsFault, load
from agent_desk.models.kit import AuditEntry, AuditLink
from tests.fixtures.certificates import issued
from tests.fixtures.trail import Trail
from tests.fixtures.waiting import patience, until

HEAD = re.compile(
    r"^<(?P<priority>\d{1,3})>1 (?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) (?P<host>[!-~]{1,255}) agent-desk (?P<process>\d+) "
    r"(?P<kind>[!-~]{1,32}) \[agentdesk@32473 (?P<data>(?:[a-z_]+=\"(?:[^\"\\\]]|\\[\"\\\]])*\" ?)+)\] \ufeff(?P<said>\{.*\})$",
    re.S,
)


class Server:
    """A syslog server that keeps what it hears; can be closed and opened again at the same port."""

    def __init__(self, kind: str, context: ssl.SSLContext | None = None) -> None:
        self.kind, self.port, self.heard = kind, 0, list[bytes]()
        self._context = context
        self._open = ExitStack()
        self._stopping = threading.Event()

    def begin(self) -> "Server":
        """Listen."""
        self._stopping = threading.Event()
        listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if self.kind == "udp" else socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.settimeout(0.05)
        self.port = listener.getsockname()[1]
        if self.kind != "udp":
            listener.listen()
        thread = threading.Thread(target=self._hear, args=(listener,), daemon=True)
        thread.start()
        self._open.callback(thread.join, 10)
        self._open.callback(self._stopping.set)
        return self

    def end(self) -> None:
        """Close it, and every line."""
        self._open.close()

    def _hear(self, listener: socket.socket) -> None:
        with listener:
            while not self._stopping.is_set():
                with suppress(TimeoutError):
                    if self.kind == "udp":
                        self.heard.append(listener.recv(65536))
                        continue
                    line, _ = listener.accept()
                    self._hear_line(line)

    def _hear_line(self, line: socket.socket) -> None:
        with suppress(OSError), self._context.wrap_socket(line, server_side=True) if self._context else line as heard:
            heard.settimeout(0.05)
            held = b""
            while not self._stopping.is_set():
                with suppress(TimeoutError):
                    piece = heard.recv(65536)
                    if not piece:
                        return
                    held += piece
                while (found := re.match(rb"(\d+) ", held)) and len(held) >= found.end() + int(found[1]):
                    end = found.end() + int(found[1])
                    self.heard.append(held[found.end() : end])
                    held = held[end:]

    def seqs(self) -> list[int]:
        """Return the numbers of the entries, as they came."""
        return [int(re.search(rb'seq="(\d+)"', one)[1]) for one in list(self.heard)]  # type: ignore[index]


@pytest.fixture(params=["udp", "tcp", "tls"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Server, str]]:
    """A server of each kind, and the authority that its certificate is of."""
    context, authority = None, ""
    if request.param == "tls":
        authority = str(issued(tmp_path, "syslog"))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "syslog.pem", tmp_path / "syslog.key")
    made = Server(request.param, context).begin()
    yield made, authority
    made.end()


def exporting(trail: Trail, server: Server, authority: str = "") -> Export:
    address = f"{server.kind}://127.0.0.1:{server.port}"
    settings = replace(trail.hub_context.settings, audit_syslog=address, audit_syslog_ca=authority)
    trail.hub_context.settings = settings
    return Export(trail.hub_context, look_s=0.05, again_s=0.05)


def test_every_entry_is_sent_as_it_happens_in_the_form_of_rfc_5424(trail: Trail, server: tuple[Server, str]) -> None:
    listening, authority = server
    going = exporting(trail, listening, authority)
    going.start()
    until(lambda: listening.seqs() == list(range(1, 9)), "what was sealed before")
    trail.actions('C"9]\\ 王')
    trail.keeper.seal()
    until(lambda: listening.seqs() == list(range(1, 10)), "what happens now")
    trail.hub_context.stopping.set()
    going.join(patience(10))
    assert not going.is_alive()
    told = [HEAD.match(one.decode()) for one in listening.heard]
    assert all(told)
    last = told[-1]
    assert last is not None and (last["priority"], last["kind"]) == ("109", "customers.reveal")
    assert 'entity_id="C\\"9\\]\\\\ 王"' in last["data"] and '"reason": "客户要求"' in last["said"]


@pytest.mark.expects_log
def test_what_could_not_be_sent_is_sent_when_the_server_is_back(trail: Trail) -> None:
    server = Server("tcp").begin()
    going = exporting(trail, server)
    going.start()
    until(lambda: len(server.heard) == 8, "the first entries")
    server.end()
    for name in ("C9", "C10", "C11"):
        trail.actions(name)
        trail.keeper.seal()
    until(lambda: going._away, "the server is missed")
    server.begin()
    until(lambda: set(range(1, 12)) <= set(server.seqs()), "what happened meanwhile")
    server.end()
    trail.hub_context.stopping.set()
    going.join(patience(10))
    assert sorted(set(server.seqs())) == list(range(1, 12)), "none is left out; some come twice"


@pytest.mark.expects_log
def test_a_server_whose_certificate_is_not_trusted_hears_nothing(trail: Trail, tmp_path: Path) -> None:
    issued(tmp_path, "syslog")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "syslog.pem", tmp_path / "syslog.key")
    server = Server("tls", context).begin()
    (tmp_path / "other").mkdir()
    going = exporting(trail, server, str(issued(tmp_path / "other", "other")))
    with pytest.raises(ssl.SSLError):
        going.send_some()
    server.end()
    assert server.heard == []


def test_a_new_hub_goes_on_where_the_last_one_stood(trail: Trail) -> None:
    server = Server("tcp").begin()
    assert exporting(trail, server).send_some() == 8
    trail.actions("C9")
    trail.keeper.seal()
    assert exporting(trail, server).send_some() == 1
    until(lambda: server.seqs() == list(range(1, 10)), "each once")
    server.end()


@pytest.mark.parametrize(
    ("witnessed", "action", "severity"), [(True, "a.b", 5), (False, "a.b", 4), (True, "audit.doubt", 4)]
)
def test_what_is_in_doubt_is_a_warning_and_words_stay_in_their_place(
    witnessed: bool, action: str, severity: int
) -> None:
    entry = AuditEntry(
        at=datetime(2026, 11, 30, 1, 2, 3, tzinfo=UTC),
        person_login='x"] <14>1 forged\r\n<14>1 line',
        action=action,
        entity="e",
        entity_id="1",
        reason="two\nlines",
        detail={},
    )
    told = message(AuditLink(seq=1, digest=b"\x01", form=2, witnessed=witnessed), entry, "host name").decode()
    found = HEAD.match(told)
    assert found is not None and int(found["priority"]) == 13 * 8 + severity
    assert "\n" not in told and "\r" not in told, "nobody makes a line of their own"


@pytest.mark.parametrize("wrong", ["syslog", "http://a:1", "udp://", "tcp://a b:514", "tls://a:port"])
def test_a_wrong_address_is_one_sentence(wrong: str) -> None:
    with pytest.raises(SettingsFault, match="'audit_syslog' must be"):
        load(None, {}, database="postgresql+psycopg://hub@db/desk", audit_syslog=wrong)
    assert Target.of("tls://[::1]") == Target("tls", "::1", 6514)
