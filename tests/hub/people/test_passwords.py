"""Which passwords may be chosen, who changes them, and how long one that was given is good."""

from datetime import timedelta

import pytest

from agent_desk.hub.kit.database import Database
from agent_desk.hub.people.passwords import guessable
from agent_desk.hub.serve import HubThread
from agent_desk.models.people import Person
from tests.fixtures.people import PASSWORD, Client, Staff
from tests.fixtures.second_factor import sign_in_rules

GUESSED_FIRST = (
    "1234567890",
    "aaaaaaaaaa",
    "          ",
    "password123",
    "qwertyuiop",
    "1qaz2wsx3edc",
    "iloveyou1314",
    "woaini1314",
    "Passw0rd2026!",
    "Summer2026!",
    "19900101abc",
    "wangxiao2026",
    "abcdefghijkl",
    "11223344556677",
)


@pytest.mark.parametrize("password", GUESSED_FIRST)
def test_a_password_that_is_guessed_first_is_not_taken(client: Client, staff: Staff, password: str) -> None:
    staff.person("wangxiao", "agent")
    client.sign_in("wangxiao")
    refused = client.post("/api/people/me/password", {"old": PASSWORD, "new": password})
    assert refused.status_code == 422 and refused.json()["error"]["id"] in ("weak_password", "guessable_password")
    assert Client(client.url).sign_in("wangxiao", takeover=True).ok, "the old one stays"


@pytest.mark.parametrize(
    "password", ["Green-Kettle-42", "梅雨里的第三张车票", "tV9#kq2Lm-x", "correct horse battery staple"]
)
def test_a_password_that_nobody_guesses_is_taken(password: str) -> None:
    assert not guessable(password, ["a1001", "王晓"])


def test_a_person_changes_their_own_password(client: Client, staff: Staff, hub: HubThread) -> None:
    staff.person("a1001", "agent")
    client.sign_in("a1001")
    wrong = client.post("/api/people/me/password", {"old": "not it", "new": "Green-Kettle-42"})
    assert (wrong.status_code, wrong.json()["error"]["id"]) == (401, "wrong_credentials")
    assert client.post("/api/people/me/password", {"old": PASSWORD, "new": "Green-Kettle-42"}).json() == {"done": True}
    assert client.get("/api/people/me").ok, "the sign-in goes on"
    other = Client(hub.url)
    assert other.sign_in("a1001", PASSWORD, takeover=True).status_code == 401
    assert other.sign_in("a1001", "Green-Kettle-42", takeover=True).ok


def test_a_stolen_token_does_not_guess_the_password_without_end(client: Client, staff: Staff) -> None:
    staff.person("a1001", "agent")
    client.sign_in("a1001")
    ids = [client.post("/api/people/me/unlock", {"password": f"g{at}"}).json()["error"]["id"] for at in range(5)]
    assert ids == ["wrong_credentials"] * 4 + ["sign_in_delayed"]
    assert client.post("/api/people/me/unlock", {"password": PASSWORD}).json()["error"]["id"] == "sign_in_delayed"


@pytest.mark.parametrize(("hours", "opens"), [(23, True), (25, False)])
def test_a_password_that_was_given_runs_out(hub: HubThread, staff: Staff, hours: int, opens: bool) -> None:
    staff.person("admin1", "security_administrator")
    person = staff.person("a1001", "agent")
    administrator = Client(hub.url)
    administrator.sign_in("admin1")
    given = administrator.post(f"/api/people/{person.id}/one-time-password").json()["password"]
    later = hub.hub_context.now() + timedelta(hours=hours)
    hub.hub_context.clock = lambda: later
    answer = Client(hub.url).sign_in("a1001", given, new_password="Green-Kettle-42")
    assert answer.ok if opens else answer.json()["error"]["id"] == "one_time_password_expired"


def test_how_long_it_is_good_is_the_banks_to_say(hub: HubThread, staff: Staff, database: Database) -> None:
    person = staff.person("a1001", "agent")
    sign_in_rules(hub, one_time_hours=2, lock_after_min=7)
    with database.write() as db:
        row = db.get_one(Person, person.id)
        row.password_once, row.password_given_at = True, hub.hub_context.now() - timedelta(hours=3)
    assert Client(hub.url).sign_in("a1001").json()["error"]["id"] == "one_time_password_expired"
    staff.person("a1002", "agent")
    assert Client(hub.url).sign_in("a1002").json()["lock_after_min"] == 7
