"""What a hub does for who has not signed in, over real HTTP: little, in bounds, and none of it at the seats' expense."""

import json
import socket
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from urllib.parse import urlsplit

import psutil
import pytest
import requests

from agent_desk.hub.kit.admission import connections, gate
from agent_desk.hub.kit.admission.gate import LONGEST_BODY
from agent_desk.hub.kit.admission.rights import OPERATION
from agent_desk.hub.kit.seats import MOST_LINES
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.schemas.kit.operation import OPEN, Operation
from tests.fixtures.database import Databases
from tests.fixtures.live_line import hear, line, signed_in
from tests.fixtures.outsiders import Refused, bare, heard
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import patience, until


def operations(hub: HubThread) -> list[Operation]:
    found = [getattr(getattr(route, "endpoint", None), OPERATION, None) for route in hub.app.router.routes]
    return [one for one in found if one is not None]


def test_no_operation_reads_a_body_or_says_what_is_wrong_with_it_before_the_sign_in(hub: HubThread) -> None:
    walked = 0
    with requests.Session() as session:
        for one in operations(hub):
            if one.permission == OPEN:
                continue
            path = one.path.replace("{", "").replace("}", "")
            for token in ({}, {"Authorization": "Bearer no-such-token"}):
                answer = session.request(
                    one.method, f"{hub.url}/api{path}", data=b"{broken", headers=token, timeout=patience(10)
                )
                assert (answer.status_code, answer.json()["error"]["id"]) == (401, "not_signed_in"), one.name
                walked += 1
    assert walked > 300


def test_no_operation_says_what_is_wrong_with_a_form_to_who_may_not_ask(hub: HubThread, staff: Staff) -> None:
    staff.person("nobody")
    client = Client(hub.url)
    client.sign_in("nobody")
    for one in operations(hub):
        if one.permission in (OPEN, "signed_in") or not one.writes:
            continue
        path = "/api" + one.path.replace("{", "").replace("}", "")
        answer = client.ask(one.method, path, {"nonsense": 1})
        assert answer.status_code == 403, (one.name, answer.text)


def test_a_body_that_is_too_long_is_refused_before_it_is_sent(hub: HubThread, staff: Staff) -> None:
    head = b"POST /api/people/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 314572800\r\n\r\n"
    with bare(hub.url, head + b"{") as line:
        assert b"413" in heard(line, 5).split(b"\r\n")[0]


def test_a_body_of_no_said_length_ends_at_the_limit(hub: HubThread) -> None:
    head = b"POST /api/people/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    with bare(hub.url, head) as line:
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        sent = 0
        try:
            for _ in range(300):
                line.sendall(chunk)
                sent += len(chunk)
        except OSError:
            pass
        assert sent < 300 * len(chunk), "the hub has closed the connection"


def test_hundreds_of_megabytes_leave_no_trace_in_memory(hub: HubThread, client: Client, staff: Staff) -> None:
    staff.person("a1", "agent")
    client.sign_in("a1")
    before = psutil.Process().memory_info().rss
    ended = threading.Event()

    def flood() -> None:
        head = b"POST /api/people/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 314572800\r\n\r\n"
        try:
            with bare(hub.url, head) as line:
                for _ in range(300):
                    line.sendall(b"x" * 1_048_576)
        except OSError:
            ended.set()

    floods = [threading.Thread(target=flood) for _ in range(4)]
    for one in floods:
        one.start()
    for _ in range(10):
        assert client.get("/api/people/me").ok
    for one in floods:
        one.join(patience(10))
    assert ended.is_set()
    assert psutil.Process().memory_info().rss - before < 60 * 1024 * 1024


def test_who_is_signed_in_hears_what_is_too_long_and_may_send_what_is_not(client: Client, staff: Staff) -> None:
    staff.person("a1", "agent")
    client.sign_in("a1")
    long = client.post("/api/people/me/unlock", {"password": "x" * (LONGEST_BODY + 1)})
    assert (long.status_code, long.json()["error"]["id"]) == (413, "too_large")
    assert client.post("/api/people/me/unlock", {"password": "x" * 300}).json()["error"]["id"] == "invalid_form"


def test_a_body_that_does_not_come_ends(hub: HubThread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "BODY_PATIENCE_S", 0.2)
    head = b"POST /api/people/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    with bare(hub.url, head) as line:
        said = heard(line, 5)
    assert b"408" in said.split(b"\r\n")[0] and b"too_slow" in said


@pytest.mark.parametrize("said", [b"", b"GET /health HT", b"GET /health HTTP/1.1\r\nHost: x\r\nX-A: b"])
def test_silence_and_half_a_request_are_closed(hub: HubThread, monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:
    monkeypatch.setattr(connections, "HEADERS_WITHIN_S", 0.2)
    with bare(hub.url, said) as line:
        assert heard(line, 5) == b""


def test_half_a_request_after_a_whole_one_is_closed(hub: HubThread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEADERS_WITHIN_S", 0.2)
    with bare(hub.url, b"GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /health HT") as line:
        assert b"200 OK" in heard(line, 5)


def test_a_connection_that_waits_between_two_requests_stays(hub: HubThread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEADERS_WITHIN_S", 0.2)
    with requests.Session() as session:
        for _ in range(2):
            assert session.get(f"{hub.url}/health", timeout=patience(5)).ok
            threading.Event().wait(0.5)
        assert session.get(f"{hub.url}/health", timeout=patience(5)).ok
    assert len(hub.app.state.connections) <= 2


def test_a_thousand_half_open_connections_keep_nobody_out(hub: HubThread, client: Client, staff: Staff) -> None:
    staff.person("a1", "agent")
    client.sign_in("a1")
    lines = [bare(hub.url, b"GET / HTTP/1.1\r\nHost:") for _ in range(1000)]
    try:
        until(lambda: hub.app.state.connections.ended >= 700, "the oldest of them that go")
        assert len(hub.app.state.connections) <= connections.MOST_OF_AN_ADDRESS
        assert Client(hub.url).sign_in("a1", takeover=True).ok
    finally:
        for line in lines:
            line.close()


def test_a_known_connection_is_not_closed_for_strangers(hub: HubThread, client: Client, staff: Staff) -> None:
    staff.person("a1", "agent")
    client.sign_in("a1")
    address = urlsplit(hub.url)
    own = socket.create_connection((address.hostname, address.port), patience(5))
    ask = f"GET /api/people/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {client.token}\r\n\r\n".encode()
    own.sendall(ask)
    assert b"200 OK" in own.recv(65_536)
    lines = [bare(hub.url) for _ in range(connections.MOST_OF_AN_ADDRESS + 50)]
    until(lambda: hub.app.state.connections.ended >= 50, "the oldest strangers that go")
    own.sendall(ask)
    assert b"200 OK" in own.recv(65_536)
    for other in [own, *lines]:
        other.close()


def test_sixty_guessers_leave_the_seats_their_threads_and_connections(
    hub: HubThread, client: Client, staff: Staff
) -> None:
    staff.person("a1", "agent")
    client.sign_in("a1")
    ended = threading.Event()

    def guess(at: int) -> int:
        answers = 0
        with requests.Session() as session:
            while not ended.is_set():
                form = {"login": f"name{at}", "password": "x", "seat": "s"}
                answer = session.post(f"{hub.url}/api/people/sign-in", json=form, timeout=patience(30))
                assert answer.status_code in (401, 429, 503), answer.text
                answers += 1
        return answers

    with ThreadPoolExecutor(60) as hands:
        guesses = [hands.submit(guess, at) for at in range(60)]
        slowest = 0.0
        for _ in range(30):
            begun = time.perf_counter()
            assert client.get("/api/people/me").ok
            slowest = max(slowest, time.perf_counter() - begun)
            used = hub.hub_context.database.engine.pool.checkedout()  # type: ignore[attr-defined]
            assert used <= 12, "database connections in use"
        ended.set()
        assert sum(one.result() for one in guesses) >= 60
    assert slowest < patience(2)


def test_what_waits_beyond_the_bound_hears_when_to_come_again(hub: HubThread, monkeypatch: pytest.MonkeyPatch) -> None:
    pool = hub.hub_context.pools.strangers
    monkeypatch.setattr(pool, "_most", 0)
    busy = Client(hub.url).sign_in("a1")
    assert (busy.status_code, busy.json()["error"]["id"], busy.headers["Retry-After"]) == (503, "busy", "2")


def test_a_form_that_is_no_json_is_the_askers_fault(client: Client, staff: Staff, hub: HubThread) -> None:
    staff.person("a1", "agent")
    client.sign_in("a1")
    headers = {"Authorization": f"Bearer {client.token}", "Idempotency-Key": uuid.uuid4().hex}
    for body in (b"{", b"\xff\xfe", b"[" * 50_000, json.dumps("x").encode()):
        answer = requests.post(
            f"{hub.url}/api/people/me/unlock",
            data=body,
            headers=headers | {"Content-Type": "application/json"},
            timeout=patience(10),
        )
        assert answer.status_code in (400, 422), body[:10]
        assert answer.json()["error"]["id"] in ("malformed_request", "invalid_form")


def test_nothing_is_kept_by_who_carries_it_and_nothing_is_described_to_strangers(
    hub: HubThread, client: Client, staff: Staff
) -> None:
    for path in ("/health", "/metrics", "/api/people/me", "/nothing", "/docs", "/openapi.json"):
        assert requests.get(hub.url + path, timeout=patience(5)).headers["Cache-Control"] == "no-store"
    assert requests.get(f"{hub.url}/docs", timeout=patience(5)).status_code == 404
    assert requests.get(f"{hub.url}/openapi.json", timeout=patience(5)).status_code == 401
    staff.person("a1", "agent")
    client.sign_in("a1")
    assert client.get("/openapi.json").json()["paths"]


def guessed(url: str) -> list[int]:
    """Twenty guesses, each said to come from an address of its own."""
    found = []
    for at in range(20):
        form = {"login": f"n{at}", "password": "x", "seat": "s"}
        headers = {"X-Forwarded-For": f"10.0.0.{at}"}
        found.append(requests.post(f"{url}/api/people/sign-in", json=form, headers=headers, timeout=patience(10)))
    return [one.status_code for one in found]


def test_an_address_in_a_header_is_not_believed(hub: HubThread) -> None:
    assert guessed(hub.url)[-1] == 429


def test_an_address_is_read_from_the_header_of_the_banks_own_proxy(settings: Settings, databases: Databases) -> None:
    behind = replace(settings, trusted_proxies="127.0.0.0/8")
    with databases.lent() as database, HubThread(behind, database=database) as hub:
        assert set(guessed(hub.url)) == {401}
        rows = Refused(database)
        until(lambda: "10.0.0.19" in rows.addresses(), "the refusals in the audit trail")
        assert "127.0.0.1" not in rows.addresses()


def test_one_sign_in_has_a_few_lines_and_the_newest_stay(hub: HubThread, staff: Staff) -> None:
    client = signed_in(hub, staff, "a1", "agent")
    with ExitStack() as stack:
        lines = [stack.enter_context(line(hub, client.token)) for _ in range(MOST_LINES + 4)]
        for one in lines:
            assert hear(one, "welcome")
        until(lambda: len(hub.hub_context.seats) <= MOST_LINES, "the oldest that go")
        assert hear(lines[0], "bye")["reason"] == "too_many_lines"
        assert hear(lines[-1], "ping")


def test_lines_that_say_no_hello_are_bounded(hub: HubThread, staff: Staff) -> None:
    client = signed_in(hub, staff, "a1", "agent")
    ask = b"GET /api/live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    ask += b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    silent = []
    try:
        for _ in range(connections.MOST_OF_AN_ADDRESS + 5):
            silent.append(bare(hub.url, ask))
            answered = silent[-1].recv(64)
        assert b"403" in answered, "no more of them"
        assert client.get("/api/people/me").ok
    finally:
        for one in silent:
            one.close()
    until(lambda: hub.app.state.connections.waits("127.0.0.1"), "room for others again")
