"""Signing in with the browser, the whole way: seat, hub, a real OpenID provider, and back to the seat's own port."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from agent_desk.desk.kit.browser_sign_in import BrowserSignIn, Proven, ask_offer
from agent_desk.desk.kit.errors import HubFault, HubRefused
from agent_desk.desk.kit.transport import Transport
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.people.directory import proofs
from agent_desk.hub.serve import HubThread
from tests.directory.openid_provider import CLIENT, REDIRECT, Browser, Provider, SeatSide, challenge_of
from tests.directory.test_sign_in import said
from tests.fixtures.people import Client
from tests.fixtures.waiting import patience

pytestmark = pytest.mark.directory
SEAT = "A-12"


@pytest.fixture
def settings(settings: Settings, provider: Provider) -> Settings:
    return replace(settings, openid=provider.issuer, openid_client=CLIENT)


@pytest.fixture
def roles(admin: Client, people_are_made: None) -> None:
    """What two groups of the provider give."""
    for group, role in (("hotline-agents", "agent"), ("hotline-leaders", "supervisor")):
        form = {"source": "openid", "name": group, "role": role}
        assert admin.post("/api/people/directory/groups", form).status_code == 200


def proven(hub: HubThread, login: str = "zhang", seat: str = SEAT) -> Proven:
    """Go the whole way of the browser, as the desk does."""
    sign_in = BrowserSignIn(Transport(hub.url), seat)
    back = Browser().go(sign_in.begin(), login)
    assert requests.get(back, timeout=patience(5)).status_code == 200
    return sign_in.wait(patience(10))


def sign_in_with(hub: HubThread, proof: Proven, seat: str = SEAT, **more: object) -> tuple[Client, requests.Response]:
    client = Client(hub.url)
    return client, client.sign_in(proof.login, "", proof=proof.proof, seat=seat, **more)


def test_the_hub_offers_it_by_the_banks_own_name(hub: HubThread) -> None:
    offer = ask_offer(Transport(hub.url))
    assert (offer.openid, offer.directory, offer.openid_en) == (True, False, "Sign in with the bank's account")


def test_somebody_signs_in_with_the_browser_and_gets_what_their_groups_give(hub: HubThread, roles: None) -> None:
    client, answer = sign_in_with(hub, proven(hub, "li"))
    assert answer.status_code == 200, answer.text
    me = answer.json()["person"]
    assert (me["login"], me["name"], me["roles"]) == ("li", "李四", ["supervisor"])
    assert client.get("/api/people/me").status_code == 200


def test_a_proof_opens_one_session_at_its_own_seat_in_time(hub: HubThread, roles: None) -> None:
    first = proven(hub)
    assert said(sign_in_with(hub, first, seat="B-1")[1]) == (401, "wrong_credentials")
    assert sign_in_with(hub, first)[1].status_code == 200
    assert said(sign_in_with(hub, first, takeover=True)[1]) == (401, "wrong_credentials")
    second = proven(hub)
    taken = sign_in_with(hub, second)
    assert said(taken[1]) == (409, "seat_taken")
    assert sign_in_with(hub, second, takeover=True)[1].status_code == 200, (
        "the proof lasts for the question of takeover"
    )
    third = proven(hub)
    clock = hub.hub_context.clock
    hub.hub_context.clock = lambda: clock() + 2 * proofs.LASTS
    assert said(sign_in_with(hub, third, takeover=True)[1]) == (401, "wrong_credentials")
    hub.hub_context.clock = clock
    forged = Proven("root", third.proof[:-4] + "AAAA")
    assert said(sign_in_with(hub, forged)[1])[0] in (401, 429)


def test_a_proof_is_its_own_persons_whatever_name_is_typed_beside_it(hub: HubThread, roles: None) -> None:
    _, answer = sign_in_with(hub, Proven("root", proven(hub).proof))
    assert answer.json()["person"]["login"] == "zhang"


def test_who_has_a_password_of_the_hubs_own_is_not_entered_by_the_browser(
    hub: HubThread, admin: Client, roles: None
) -> None:
    added = admin.post("/api/people", {"login": "zhang", "name": "张三", "roles": ["security_administrator"]}).json()
    assert admin.post(f"/api/people/{added['id']}/one-time-password").status_code == 200
    assert said(sign_in_with(hub, proven(hub))[1]) == (401, "wrong_credentials")


def test_the_code_of_another_sign_in_is_refused(hub: HubThread, roles: None) -> None:
    transport, seat = Transport(hub.url), SeatSide()
    start = {
        "redirect_uri": REDIRECT,
        "state": seat.state,
        "nonce": seat.nonce,
        "challenge": challenge_of(seat.verifier),
    }
    url = requests.post(f"{hub.url}/api/people/sign-in/openid", json=start, timeout=patience(10)).json()["url"]
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert (query["code_challenge_method"], query["response_type"], query["state"]) == ("S256", "code", seat.state)
    back = seat.came_back(Browser().go(url, "zhang"))
    stolen = BrowserSignIn(transport, SEAT)
    stolen.begin()
    stolen._take({"code": back["code"], "iss": back["iss"]})
    with pytest.raises(HubRefused, match="openid_refused"):
        stolen.wait(patience(5))


def test_a_redirect_elsewhere_is_refused(hub: HubThread) -> None:
    start = {"redirect_uri": "https://evil.example/x", "state": "s" * 16, "nonce": "n" * 16, "challenge": "c" * 43}
    answer = requests.post(f"{hub.url}/api/people/sign-in/openid", json=start, timeout=patience(10))
    assert said(answer) == (401, "openid_refused")


def test_a_hub_without_a_provider_says_so(hub: HubThread, settings: Settings) -> None:
    hub.hub_context.directories.openid = None
    assert not ask_offer(Transport(hub.url)).openid
    with pytest.raises(HubFault, match="directory_down"):
        BrowserSignIn(Transport(hub.url), SEAT).begin()


def anew(hub: HubThread, login: str = "zhang", seat: str = SEAT, browser: Browser | None = None) -> Proven:
    """Sign in once more, as a locked seat asks for it."""
    sign_in = BrowserSignIn(Transport(hub.url), seat, anew=True)
    back = (browser or Browser()).go(sign_in.begin(), login)
    assert requests.get(back, timeout=patience(5)).status_code == 200
    return sign_in.wait(patience(10))


def unlocked(client: Client, proof: Proven) -> requests.Response:
    return client.post("/api/people/me/unlock", {"proof": proof.proof})


def test_who_has_no_password_unlocks_the_seat_by_signing_in_anew(hub: HubThread, roles: None) -> None:
    client, answer = sign_in_with(hub, proven(hub))
    assert answer.json()["unlock_by"] == ["browser"] == client.get("/api/people/me").json()["unlock_by"]
    assert said(client.post("/api/people/me/unlock", {"password": ""})) == (401, "wrong_credentials")
    fresh = anew(hub)
    assert unlocked(client, fresh).json() == {"done": True}
    assert said(unlocked(client, fresh)) == (401, "wrong_credentials"), "it counts once"


def test_what_the_browser_remembers_unlocks_nothing(hub: HubThread, roles: None) -> None:
    client, _ = sign_in_with(hub, proven(hub))
    assert said(unlocked(client, proven(hub))) == (401, "wrong_credentials"), "nobody was asked anew"


def test_nobody_elses_sign_in_and_no_other_seats_unlocks(hub: HubThread, roles: None) -> None:
    client, _ = sign_in_with(hub, proven(hub))
    assert said(unlocked(client, anew(hub, "li"))) == (401, "wrong_credentials")
    assert said(unlocked(client, anew(hub, seat="B-1"))) == (401, "wrong_credentials")
    assert said(client.post("/api/people/me/unlock", {"proof": "made up"})) == (401, "wrong_credentials")
    assert unlocked(client, anew(hub)).ok


def test_the_provider_asks_again_although_the_browser_is_signed_in_there(hub: HubThread, roles: None) -> None:
    browser = Browser()
    sign_in = BrowserSignIn(Transport(hub.url), SEAT)
    assert requests.get(browser.go(sign_in.begin(), "zhang"), timeout=patience(5)).ok
    client, answer = sign_in_with(hub, sign_in.wait(patience(10)))
    assert answer.ok
    again = BrowserSignIn(Transport(hub.url), SEAT, anew=True)
    page = browser.session.get(again.begin(), timeout=patience(10))
    assert 'name="login"' in page.text, "it does not go on with what it remembers"
    again.cancel()
    again.close()
    assert unlocked(client, anew(hub, browser=browser)).ok
