"""The gateway at a real OpenID provider: PKCE, nonce, issuer, audience, clocks and keys."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from agent_desk.hub.gateways.directory import openid
from agent_desk.hub.gateways.directory.address import OpenIdSettings
from agent_desk.hub.gateways.directory.openid import OpenIdProvider
from agent_desk.hub.gateways.directory.protocol import Callback, DirectoryAway, DirectoryPerson
from tests.directory.openid_provider import CLIENT, REDIRECT, Browser, Provider, SeatSide, challenge_of
from tests.directory.slapd import free_port

pytestmark = pytest.mark.directory


def gateway(provider: Provider, **changed: str) -> OpenIdProvider:
    return OpenIdProvider(replace(OpenIdSettings(issuer=provider.issuer, client=CLIENT), **changed))


def came_back(hub: OpenIdProvider, login: str = "zhang") -> Callback:
    """Go the browser's way; what the seat then holds."""
    seat = SeatSide()
    url = hub.authorization_url(
        redirect_uri=REDIRECT, state=seat.state, nonce=seat.nonce, challenge=challenge_of(seat.verifier)
    )
    said = seat.came_back(Browser().go(url, login))
    return Callback(
        code=said["code"], verifier=seat.verifier, nonce=seat.nonce, redirect_uri=REDIRECT, issuer=said.get("iss")
    )


def test_who_signs_in_is_told_with_name_and_groups(provider: Provider) -> None:
    hub = gateway(provider)
    assert hub.proved(came_back(hub, "li")) == DirectoryPerson("li", "li", "李四", ("everybody", "hotline-leaders"))


def test_a_code_counts_once_and_with_its_own_verifier_nonce_and_issuer(provider: Provider) -> None:
    hub = gateway(provider)
    back = came_back(hub)
    assert hub.proved(back) is not None
    assert hub.proved(back) is None
    for changed in ({"verifier": "x" * 50}, {"nonce": "another"}, {"issuer": "http://127.0.0.1:1"}, {"issuer": None}):
        assert hub.proved(replace(came_back(hub), **changed)) is None
    assert hub.proved(replace(came_back(hub), code="made-up")) is None


def test_a_token_for_another_client_or_of_another_time_is_nobodys(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub, seat = gateway(provider), SeatSide()
    # What the provider really signs for this client, looked at by a hub that is another client.
    taken: list[str] = []
    monkeypatch.setattr(hub, "_claims", lambda token, nonce: taken.append(token))
    assert hub.proved(came_back(hub)) is None
    monkeypatch.undo()
    (token,) = taken
    other = gateway(provider, client="another")
    with pytest.raises(openid.JoseError):
        other._claims(token, seat.nonce)
    clock = time.time()
    for shifted in (clock + 7200, clock - 7200):
        monkeypatch.setattr(openid.time, "time", lambda at=shifted: at)
        with pytest.raises(openid.JoseError):
            hub._claims(token, seat.nonce)


def test_somebody_without_a_login_name_is_nobody(provider: Provider) -> None:
    hub = gateway(provider)
    assert hub.proved(came_back(hub, "nameless")) is None


@pytest.mark.parametrize(
    "redirect",
    ["http://bank.example/signed-in", "https://127.0.0.1/signed-in", "http://localhost:5/x", "http://127.0.0.1/x"],
)
def test_the_browser_is_sent_back_to_the_persons_own_machine_alone(provider: Provider, redirect: str) -> None:
    with pytest.raises(ValueError, match="redirect"):
        gateway(provider).authorization_url(redirect_uri=redirect, state="s", nonce="n", challenge="c")


@pytest.fixture
def other_provider(provider_installed: None) -> Iterator[Provider]:
    one = Provider()
    yield one
    one.stop()


def test_a_client_with_a_secret_and_claims_that_only_userinfo_tells(other_provider: Provider) -> None:
    other_provider.start(conform=True, secret="bank-secret-bank-secret")
    hub = gateway(other_provider, secret="bank-secret-bank-secret")
    person = hub.proved(came_back(hub))
    assert person is not None
    assert (person.login, person.name, person.groups) == ("zhang", "张三", ("hotline-agents",))
    wrong = gateway(other_provider, secret="not-the-bank-secret")
    with pytest.raises(DirectoryAway, match="invalid_client"):
        wrong.proved(came_back(wrong))


def test_keys_are_fetched_anew_when_the_provider_has_others(
    other_provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    other_provider.start(kid="first")
    hub = gateway(other_provider)
    assert hub.proved(came_back(hub)) is not None
    other_provider.stop()
    other_provider.start(kid="second")
    # Not at every token with a made-up key id.
    assert hub.proved(came_back(hub)) is None
    monkeypatch.setattr(openid, "KEYS_AGAIN_S", 0.0)
    assert hub.proved(came_back(hub)) is not None


def test_a_provider_that_is_not_there_is_away() -> None:
    hub = OpenIdProvider(OpenIdSettings(issuer=f"http://127.0.0.1:{free_port()}", client=CLIENT))
    with pytest.raises(DirectoryAway):
        hub.authorization_url(redirect_uri=REDIRECT, state="s", nonce="n", challenge="c")


def test_a_provider_of_another_name_is_not_believed(provider: Provider) -> None:
    with pytest.raises(DirectoryAway, match="another issuer"):
        gateway(provider, issuer=provider.issuer + "/").authorization_url(
            redirect_uri=REDIRECT, state="s", nonce="n", challenge="c"
        )


def test_a_provider_elsewhere_is_asked_encrypted_alone() -> None:
    with pytest.raises(ValueError, match="https"):
        OpenIdProvider(OpenIdSettings(issuer="http://login.bank.example", client=CLIENT))
