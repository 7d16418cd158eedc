"""Signing in with the browser, at the seat: one answer on loopback, the right one, in time, or none at all."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from agent_desk.desk.kit.browser_sign_in import BrowserSignIn, Offer, Proven, ask_offer
from agent_desk.desk.kit.errors import DeskError, HubFault, HubRefused
from agent_desk.desk.kit.transport import Transport
from agent_desk.schemas.people.directory import OpenIdReturn, OpenIdStart, SignInOffer
from tests.fixtures.small_hub import Asked, SmallHub, refusal, small_hub
from tests.fixtures.waiting import patience, until


def answered(asked: Asked) -> tuple[int, Any]:
    if asked.path.endswith("/offer"):
        return 200, SignInOffer(openid=True, openid_zh="用行内账号登录", openid_en="Bank account").model_dump()
    if asked.path.endswith("/return"):
        return 200, {"login": "zhang", "proof": "sealed"}
    return 200, {"url": f"https://login.bank.example/auth?state={asked.body['state']}"}


@pytest.fixture
def hub() -> Iterator[SmallHub]:
    with small_hub(SmallHub(answer=answered)) as one:
        yield one


class Waiting(threading.Thread):
    """The seat's thread that waits for the browser."""

    def __init__(self, sign_in: BrowserSignIn, within_s: float = 300.0) -> None:
        super().__init__(daemon=True)
        self.sign_in, self.within_s = sign_in, within_s
        self.proven: Proven | None = None
        self.error: DeskError | None = None

    def run(self) -> None:
        try:
            self.proven = self.sign_in.wait(self.within_s)
        except DeskError as error:
            self.error = error

    def ended(self) -> "Waiting":
        self.join(patience(10))
        assert not self.is_alive(), "it still waits"
        return self


def begun(hub: SmallHub) -> tuple[BrowserSignIn, Waiting, dict[str, Any]]:
    sign_in = BrowserSignIn(Transport(hub.url), "A-12")
    url = sign_in.begin()
    start = hub.asked[-1].body
    assert parse_qs(urlsplit(url).query)["state"] == [start["state"]]
    OpenIdStart.model_validate(start)
    waiting = Waiting(sign_in)
    waiting.start()
    return sign_in, waiting, start


def browser(start: dict[str, Any], **query: str) -> requests.Response:
    return requests.get(start["redirect_uri"], params=query, timeout=patience(5))


def test_the_hub_says_what_it_offers_and_an_older_one_offers_passwords(hub: SmallHub) -> None:
    assert ask_offer(Transport(hub.url)) == Offer(openid=True, openid_zh="用行内账号登录", openid_en="Bank account")
    with small_hub(SmallHub(answer=lambda _asked: refusal(404, "not_found"))) as older:
        assert ask_offer(Transport(older.url)) == Offer()


def test_the_browsers_answer_becomes_a_proof(hub: SmallHub) -> None:
    _, waiting, start = begun(hub)
    page = browser(start, code="c-1", state=start["state"], iss="https://login.bank.example")
    assert page.status_code == 200 and "返回坐席工作台" in page.text
    assert waiting.ended().proven == Proven("zhang", "sealed")
    told = OpenIdReturn.model_validate(hub.asked[-1].body)
    assert (told.code, told.nonce, told.seat, told.issuer) == (
        "c-1",
        start["nonce"],
        "A-12",
        "https://login.bank.example",
    )
    assert told.verifier not in str(start), "the verifier was told before the code came"
    with pytest.raises(requests.ConnectionError):
        browser(start, code="c-2", state=start["state"])


def test_what_comes_without_the_right_state_is_nobodys_answer(hub: SmallHub) -> None:
    _, waiting, start = begun(hub)
    assert browser(start, code="evil", state="guessed").status_code == 404
    assert browser(start).status_code == 404
    other = start["redirect_uri"].replace("signed-in", "other")
    assert requests.get(other, params={"state": start["state"]}, timeout=patience(5)).status_code == 404
    rebound = requests.get(
        start["redirect_uri"],
        params={"code": "evil", "state": start["state"]},
        headers={"Host": "evil.example"},
        timeout=patience(5),
    )
    assert rebound.status_code == 404
    assert waiting.is_alive()
    browser(start, code="right", state=start["state"])
    assert waiting.ended().proven is not None
    assert hub.asked[-1].body["code"] == "right"


def test_cancel_ends_the_waiting_and_frees_the_port(hub: SmallHub) -> None:
    sign_in, waiting, start = begun(hub)
    sign_in.cancel()
    error = waiting.ended().error
    assert error is not None and error.error_id == "openid_cancelled"
    with socket.create_server(("127.0.0.1", urlsplit(start["redirect_uri"]).port)):
        pass


def test_cancel_before_it_has_begun_opens_nothing(hub: SmallHub) -> None:
    sign_in = BrowserSignIn(Transport(hub.url), "A-12")
    sign_in.cancel()
    with pytest.raises(HubRefused, match="openid_cancelled"):
        sign_in.begin()
    assert not hub.asked


def test_a_lost_browser_does_not_hang(hub: SmallHub) -> None:
    sign_in = BrowserSignIn(Transport(hub.url), "A-12")
    sign_in.begin()
    # A connection that says nothing keeps nobody from ending.
    with socket.create_connection(("127.0.0.1", urlsplit(hub.asked[-1].body["redirect_uri"]).port)):
        begun_at = time.monotonic()
        with pytest.raises(HubRefused, match="openid_refused"):
            sign_in.wait(0.2)
        assert time.monotonic() - begun_at < patience(5)


def test_refused_in_the_browser_is_said(hub: SmallHub) -> None:
    _, waiting, start = begun(hub)
    page = browser(start, error="access_denied", state=start["state"])
    assert "登录未成功" in page.text
    error = waiting.ended().error
    assert error is not None and error.error_id == "openid_refused"


def test_only_a_page_of_the_web_is_opened() -> None:
    with small_hub(SmallHub(answer=lambda _asked: (200, {"url": "file:///etc/passwd"}))) as hub:
        sign_in = BrowserSignIn(Transport(hub.url), "A-12")
        with pytest.raises(HubFault):
            sign_in.begin()
        port = urlsplit(hub.asked[-1].body["redirect_uri"]).port
        until(lambda: _is_free(port), "the port to be free")


def _is_free(port: int | None) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port or 0)) != 0
