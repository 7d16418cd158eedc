"""HTTP: typed answers, three named errors, one retry of a cut line, the hub's clock, the bank's certificate."""

import socket
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.errors import HubFault, HubRefused, HubUnreachable
from agent_desk.desk.kit.sentences import sentence
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.schemas.kit.operation import Request
from tests.fixtures.certificates import self_signed
from tests.fixtures.small_hub import SmallHub, refusal, small_hub
from tests.fixtures.waiting import patience


class Note(BaseModel):
    text: str
    more: str = ""


def test_a_write_comes_back_as_a_record_and_carries_a_key() -> None:
    with small_hub(SmallHub(answer=lambda asked: (200, asked.body))) as hub:
        api = Api(hub.url)
        api.set_token("t1")
        assert api.ask(Request("POST", "/notes", Note(text="口头挂失"), Note)) == Note(text="口头挂失")
        assert hub.asked[0].path == "/api/notes"
        assert hub.asked[0].token == "t1"
        assert hub.asked[0].key
        assert hub.asked[0].body == {"text": "口头挂失"}, "fields that were not set are not sent"


def test_a_line_cut_after_the_write_was_done_does_it_once() -> None:
    with small_hub(SmallHub(cut_after_doing=1)) as hub:
        Api(hub.url).ask(Request("POST", "/notes", {"text": "a"}, None))
        assert len(hub.asked) == 2
        assert len(hub.done) == 1


def test_a_refusal_has_its_id_values_and_sentence() -> None:
    with small_hub(SmallHub(answer=lambda _asked: refusal(409, "stale_version", yours=1))) as hub:
        heard: list[HubRefused] = []
        api = Api(hub.url)
        api.on_refused = heard.append
        with pytest.raises(HubRefused) as caught:
            api.ask(Request("PUT", "/notes/1", {"text": "a"}, None))
        assert (caught.value.error_id, caught.value.status, caught.value.values) == ("stale_version", 409, {"yours": 1})
        assert heard == [caught.value]


@pytest.mark.parametrize(
    ("answer", "error_id"),
    [
        (refusal(503, "database_down"), "database_down"),
        ((502, b"<html>bad gateway</html>"), "hub_away"),
        ((404, b"<html>nothing here</html>"), "unreadable_answer"),
        ((200, b"not json"), "unreadable_answer"),
        ((200, {"words": "of another version"}), "unreadable_answer"),
    ],
)
def test_a_hub_that_fails_or_talks_nonsense_is_a_fault(answer: tuple[int, object], error_id: str) -> None:
    with small_hub(SmallHub(answer=lambda _asked: answer)) as hub, pytest.raises(HubFault) as caught:
        Api(hub.url).ask(Request("GET", "/notes/1", None, Note))
    assert caught.value.error_id == error_id


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(HubUnreachable) as caught:
        Api(address).ask(Request("GET", "/notes/1", None, Note))
    assert caught.value.cause == "no_connection"
    assert address in sentence(caught.value, "zh")


def test_a_hub_that_does_not_answer_in_time() -> None:
    go_on = threading.Event()

    def slow(_asked: object) -> tuple[int, object]:
        go_on.wait(patience(5))
        return 200, {}

    with small_hub(SmallHub(answer=slow)) as hub:
        with pytest.raises(HubUnreachable) as caught:
            Api(hub.url, read_timeout_s=0.2).ask(Request("GET", "/notes/1", None, Note))
        go_on.set()
    assert caught.value.cause == "timeout"


def test_the_hubs_clock_counts_not_the_seats() -> None:
    with small_hub() as hub:
        api = Api(hub.url)
        assert abs(api.hub_now() - datetime.now(UTC)) < timedelta(seconds=5)
        api.ask(Request("GET", "/anything", None, None))
        assert abs(api.hub_now() - datetime(2030, 1, 1, tzinfo=UTC)) < timedelta(seconds=2)


def test_one_connection_serves_many_requests() -> None:
    with small_hub() as hub:
        api = Api(hub.url)
        for _ in range(5):
            api.ask(Request("POST", "/notes", {"text": "a"}, None))
        assert hub.connections == 1


def test_the_banks_certificate_is_taken_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    right, wrong = self_signed(tmp_path, "right"), self_signed(tmp_path, "wrong")
    with small_hub(tls=right) as hub:
        Api(hub.url, ca_file=right[0]).ask(Request("GET", "/anything", None, None))
        with pytest.raises(HubUnreachable) as caught:
            Api(hub.url, ca_file=wrong[0]).ask(Request("POST", "/people/sign-in", {"password": "secret"}, None))
        assert caught.value.cause == "certificate"
        assert not [asked for asked in hub.asked if asked.method == "POST"], "no password left the seat"
    assert "证书不是本行签发的" in sentence(caught.value, "zh")
    assert "not one the bank signed" in sentence(caught.value, "en")


def test_http_where_tls_is_expected_and_a_certificate_file_that_is_gone(tmp_path: Path) -> None:
    with small_hub() as hub:
        with pytest.raises(HubUnreachable) as caught:
            Api(hub.url.replace("http:", "https:")).ask(Request("GET", "/anything", None, None))
        assert caught.value.cause == "not_tls"
        with pytest.raises(HubUnreachable) as caught:
            Api(hub.url.replace("http:", "https:"), ca_file=tmp_path / "gone.pem").ask(
                Request("GET", "/anything", None, None)
            )
        assert caught.value.cause == "certificate_file"


def test_http_to_a_port_that_speaks_tls_is_told_so(tmp_path: Path) -> None:
    with small_hub(tls=self_signed(tmp_path, "right")) as hub:
        with pytest.raises(HubUnreachable) as caught:
            Api(hub.url.replace("https:", "http:")).ask(Request("GET", "/anything", None, None))
        assert caught.value.cause == "tls_only"
    assert "begins with https://" in sentence(caught.value, "en")


def test_http_to_a_real_hub_with_tls_is_told_so(tmp_path: Path, settings: Settings) -> None:
    certificate, key = self_signed(tmp_path, "right")
    with HubThread(replace(settings, tls_certificate=str(certificate), tls_key=str(key))) as hub:
        with pytest.raises(HubUnreachable) as caught:
            Api(hub.url.replace("https:", "http:")).ask(Request("POST", "/people/sign-in", {"login": "a"}, None))
        assert caught.value.cause == "tls_only"
