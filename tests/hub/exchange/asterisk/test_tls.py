"""The encrypted line to the manager: by whom it is vouched for, and that nothing on the wire can be read."""

import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.ami import AmiLine, Message, NotTrusted
from agent_desk.hub.exchange.protocol.calls import ExchangeLost
from tests.fixtures.asterisk_manager import Manager, running
from tests.fixtures.certificates import issued
from tests.fixtures.waiting import patience, until

SECRET = "never-to-be-seen"


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    return issued(tmp_path, "pbx")


@pytest.fixture
def manager(authority: Path, tmp_path: Path) -> Iterator[Manager]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "pbx.pem", tmp_path / "pbx.key")
    with running(context) as one:
        yield one


def line(manager: Manager, tls: str, heard: list[Message] | None = None) -> AmiLine:
    take = (heard if heard is not None else []).append
    return AmiLine("127.0.0.1", manager.port, "hub", SECRET, take, tls=tls, timeout_s=3.0)


def test_many_ask_at_once_over_one_encrypted_line_while_events_come(manager: Manager, authority: Path) -> None:
    heard: list[Message] = []
    joined = line(manager, str(authority), heard)
    faults: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(50):
                assert joined.ask({"Action": "Ping", "Filling": "x" * 3000}, 10.0).ok
                joined.ask({"Action": "UserEvent", "UserEvent": "Here"}, 10.0)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(patience(30))
    assert not faults
    until(lambda: len(heard) == 200, "every event")
    manager.hang_up()
    until(lambda: joined.lost != "", "the end of the line is seen")


def test_an_exchange_that_nobody_vouches_for_is_not_signed_in_to(manager: Manager, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    stranger = issued(tmp_path / "other", "stranger")
    with pytest.raises(NotTrusted, match="not trusted"):
        line(manager, str(stranger))
    assert not manager.asked


def test_a_manager_that_speaks_no_tls_is_told_from_one_that_is_away(authority: Path) -> None:
    with running() as plain, pytest.raises(ExchangeLost, match=r"does not speak TLS|No exchange answers"):
        line(plain, str(authority))


def test_the_address_says_who_vouches(authority: Path) -> None:
    bank = Address.from_url(f"asterisks://hub:{SECRET}@pbx?tls={authority}")
    assert (bank.port, bank.tls) == (5039, str(authority))
    assert Address.from_url(f"asterisks://hub:{SECRET}@pbx").tls == "system"
    assert Address.from_url(f"asterisk://hub:{SECRET}@pbx:5038?tls={authority}").tls == str(authority)
    with pytest.raises(ValueError, match="is no file"):
        Address.from_url(f"asterisks://hub:{SECRET}@pbx?tls=/nowhere/ca.pem")


def test_secrets_of_telephones_do_not_travel_in_clear_over_a_network() -> None:
    desks = "softphone=wss://pbx/ws"
    with pytest.raises(ValueError, match="asterisks://") as fault:
        Address.from_url(f"asterisk://hub:{SECRET}@pbx?{desks}")
    assert SECRET not in str(fault.value)
    for host in ("127.0.0.1", "localhost", "[::1]"):
        assert Address.from_url(f"asterisk://hub:{SECRET}@{host}?{desks}").tls == ""
    assert Address.from_url(f"asterisks://hub:{SECRET}@pbx?{desks}").tls == "system"


def test_nothing_of_the_conversation_can_be_read_on_the_wire(manager: Manager, authority: Path) -> None:
    seen = bytearray()
    relay = socket.create_server(("127.0.0.1", 0))

    def pass_on(source: socket.socket, target: socket.socket) -> None:
        try:
            while octets := source.recv(65536):
                seen.extend(octets)
                target.sendall(octets)
        except OSError:
            return

    def serve() -> None:
        near, _ = relay.accept()
        far = socket.create_connection(("127.0.0.1", manager.port))
        threading.Thread(target=pass_on, args=(near, far), daemon=True).start()
        pass_on(far, near)

    threading.Thread(target=serve, daemon=True).start()
    port = relay.getsockname()[1]
    joined = AmiLine("127.0.0.1", port, "hub", SECRET, lambda message: None, tls=str(authority))
    assert joined.ask({"Action": "Ping", "Val": "13800138000"}, 3.0).ok
    joined.close()
    relay.close()
    assert seen and b"Ping" not in seen and b"13800138000" not in seen and b"Asterisk" not in seen
