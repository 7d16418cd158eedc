"""People of a real directory sign in at a running hub: made, joined, with the rights of today, or not at all."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyotp
import pytest
from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.people.directory import watch
from agent_desk.hub.serve import HubThread
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import Person
from tests.directory.conftest import Give
from tests.directory.slapd import HUB, HUB_SECRET, LOCKS_AFTER, RIGHT, SUFFIX, Slapd
from tests.fixtures.people import PASSWORD, Client, Staff
from tests.fixtures.waiting import promised, until

pytestmark = pytest.mark.directory


@pytest.fixture
def settings(settings: Settings, slapd: Slapd) -> Settings:
    return with_directory(settings, slapd.url, slapd)


def with_directory(settings: Settings, url: str, slapd: Slapd) -> Settings:
    return replace(
        settings,
        directory=url,
        directory_user=HUB,
        directory_secret=HUB_SECRET,
        directory_authorities=slapd.authorities,
    )


def said(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("error", {}).get("id", "")


def person_of(database: Database, login: str) -> Person | None:
    with database.read() as db:
        found = db.scalar(select(Person).where(Person.login == login))
        if found is not None:
            db.expunge(found)
        return found


def test_somebody_is_made_at_the_first_sign_in_with_the_roles_of_their_groups(
    client: Client, gives: Give, people_are_made: None, database: Database
) -> None:
    gives("agents", "agent")
    answer = client.sign_in("ZHANG", RIGHT)
    assert answer.status_code == 200, answer.text
    me = answer.json()["person"]
    assert (me["login"], me["name"], me["roles"]) == ("zhang", "张三", ["agent"])
    assert "calls.take" in me["permissions"]
    made = person_of(database, "zhang")
    assert made is not None and made.password_hash is None
    with database.read() as db:
        done = db.scalars(select(AuditEntry.action).where(AuditEntry.entity_id == str(made.id))).all()
    assert "people.made_by_directory" in done


def test_who_is_not_to_be_made_or_has_no_role_is_told_so(client: Client, gives: Give, database: Database) -> None:
    assert said(client.sign_in("zhang", RIGHT)) == (403, "no_role_here")
    gives("agents", "agent")
    assert said(client.sign_in("zhang", RIGHT)) == (403, "not_here")
    assert person_of(database, "zhang") is None


def test_somebody_without_a_password_here_is_joined_by_their_login_and_stays_joined_when_it_changes(
    client: Client, admin: Client, gives: Give, slapd: Slapd
) -> None:
    gives("agents", "agent")
    added = admin.post("/api/people", {"login": "zhang", "name": "张老三", "agent_code": "1001", "roles": []})
    assert added.status_code == 200, added.text
    me = client.sign_in("zhang", RIGHT).json()["person"]
    assert (me["id"], me["agent_code"], me["roles"]) == (added.json()["id"], "1001", ["agent"])
    slapd.rename("zhang", "zhang.san")
    slapd.put_into("agents", "zhang.san")
    again = client.sign_in("zhang.san", RIGHT, takeover=True)
    assert again.status_code == 200, again.text
    assert again.json()["person"]["id"] == added.json()["id"]


def test_a_wrong_password_an_unknown_name_and_a_locked_account_are_answered_alike(
    client: Client, gives: Give, people_are_made: None, slapd: Slapd
) -> None:
    gives("agents", "agent")
    for _ in range(LOCKS_AFTER):
        slapd.directory().proved("lock", "wrong")
    slapd.disable("li")
    asked = {
        "wrong": client.sign_in("zhang", "wrong"),
        "unknown": client.sign_in("nobody", "wrong"),
        "locked": client.sign_in("lock", RIGHT),
        "disabled": client.sign_in("li", RIGHT),
        "empty": client.sign_in("wang", ""),
    }
    told = {name: (*said(one), one.json()["error"]["sentence"]) for name, one in asked.items()}
    assert set(told.values()) == {told["wrong"]}
    assert told["wrong"][:2] == (401, "wrong_credentials")


def test_rights_are_those_of_today_at_each_sign_in(
    client: Client, gives: Give, people_are_made: None, slapd: Slapd
) -> None:
    gives("agents", "agent")
    gives("leaders", "supervisor")
    assert client.sign_in("zhang", RIGHT).json()["person"]["roles"] == ["agent"]
    slapd.put_into("leaders", "zhang", "li")
    assert client.sign_in("zhang", RIGHT, takeover=True).json()["person"]["roles"] == ["agent", "supervisor"]
    slapd.put_into("agents", "lock")
    slapd.put_into("leaders", "li")
    assert said(client.sign_in("zhang", RIGHT, takeover=True)) == (403, "no_role_here")
    assert client.get("/api/people/me").json()["person"]["roles"] == [], "what was lost is lost at once"


def test_rights_are_read_anew_by_the_hub_and_who_is_disabled_is_signed_out(
    client: Client, gives: Give, people_are_made: None, slapd: Slapd, hub: HubThread, database: Database
) -> None:
    gives("agents", "agent")
    gives("leaders", "supervisor")
    client.sign_in("zhang", RIGHT)
    slapd.put_into("leaders", "zhang", "li")
    assert watch.read_everybody(hub.hub_context) == 1
    assert client.get("/api/people/me").json()["person"]["roles"] == ["agent", "supervisor"]
    slapd.disable("zhang")
    watch.read_everybody(hub.hub_context)
    assert said(client.get("/api/people/me")) == (401, "session_expired")
    assert said(client.sign_in("zhang", RIGHT)) == (401, "wrong_credentials")
    slapd.enable("zhang")
    assert client.sign_in("zhang", RIGHT).status_code == 200
    slapd.remove("zhang")
    watch.read_everybody(hub.hub_context)
    gone = person_of(database, "zhang")
    assert gone is not None and not gone.active
    assert client.get("/api/people/me").status_code == 401


def test_who_was_made_inactive_here_does_not_come_back_by_the_directory(
    client: Client, admin: Client, gives: Give, people_are_made: None, hub: HubThread
) -> None:
    gives("agents", "agent")
    me = client.sign_in("zhang", RIGHT).json()["person"]
    row = admin.get(f"/api/people/{me['id']}").json()
    form = {"name": row["name"], "roles": row["roles"], "active": False, "version": row["version"]}
    assert admin.ask("PUT", f"/api/people/{me['id']}", form).status_code == 200
    watch.read_everybody(hub.hub_context)
    assert said(client.sign_in("zhang", RIGHT)) == (401, "wrong_credentials")


def test_the_hubs_limits_count_for_the_directory_too_and_spare_its_lock(
    client: Client, gives: Give, people_are_made: None, slapd: Slapd
) -> None:
    gives("agents", "agent")
    answers = [said(client.sign_in("zhang", f"wrong-{number}"))[1] for number in range(8)]
    assert "sign_in_delayed" in answers


def test_the_second_factor_counts_for_the_directory_too(
    client: Client, admin: Client, gives: Give, people_are_made: None
) -> None:
    gives("agents", "agent")
    now = admin.get("/api/settings/values/sign_in").json()
    rules = {"value": now["value"] | {"second_factor_roles": ["agent"]}, "version": now["version"]}
    assert admin.ask("PUT", "/api/settings/values/sign_in", rules).status_code == 200
    wanted = client.sign_in("zhang", RIGHT)
    assert said(wanted) == (403, "second_factor_needed")
    totp = pyotp.TOTP(wanted.json()["error"]["values"]["secret"])
    assert said(client.sign_in("zhang", "wrong", code=totp.now())) == (401, "wrong_credentials")
    assert client.sign_in("zhang", RIGHT, code=totp.now()).status_code == 200
    assert said(client.sign_in("zhang", RIGHT, takeover=True))[1] == "code_needed"


def test_the_password_of_the_directory_unlocks_the_seat(
    client: Client, gives: Give, people_are_made: None, slapd: Slapd
) -> None:
    gives("agents", "agent")
    client.sign_in("zhang", RIGHT)
    assert said(client.post("/api/people/me/unlock", {"password": "wrong"})) == (401, "wrong_credentials")
    assert client.post("/api/people/me/unlock", {"password": RIGHT}).status_code == 200
    slapd.stop()
    assert said(client.post("/api/people/me/unlock", {"password": RIGHT})) == (503, "directory_down")


def test_the_day_the_directory_is_down(
    client: Client, admin: Client, gives: Give, people_are_made: None, slapd: Slapd, hub: HubThread
) -> None:
    gives("agents", "agent")
    client.sign_in("zhang", RIGHT)
    slapd.stop()
    refused = Client(hub.url).sign_in("li", RIGHT)
    assert said(refused) == (503, "directory_down")
    assert client.get("/api/people/me").status_code == 200, "nobody who is signed in loses anything"
    assert Client(hub.url).sign_in("root", takeover=True).status_code == 200
    with pytest.raises(watch.DirectoryAway):
        watch.read_everybody(hub.hub_context)
    assert client.get("/api/people/me").status_code == 200


# ---------------------------------------------------------------------- a directory that hangs


@pytest.fixture
def silent() -> Iterator[int]:
    """A server that takes connections and never says a word."""
    kept: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0), backlog=100) as server:

        def take() -> None:
            while True:
                try:
                    kept.append(server.accept()[0])
                except OSError:
                    return

        threading.Thread(target=take, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        for one in kept:
            one.close()


@pytest.fixture
def hanging(settings: Settings, silent: int, slapd: Slapd) -> Settings:
    return with_directory(settings, f"ldaps://127.0.0.1:{silent}/{SUFFIX}", slapd)


def test_a_directory_that_hangs_slows_nobody_else(hanging: Settings, databases: Any, staff: Staff) -> None:
    staff.person("root", "security_administrator")
    with databases.lent() as database, HubThread(hanging, database=database) as hub:
        root = Client(hub.url)
        root.sign_in("root")
        asked: list[tuple[int, str]] = []
        outsiders = [
            threading.Thread(target=lambda name=f"p{number}": asked.append(said(Client(hub.url).sign_in(name, RIGHT))))
            for number in range(20)
        ]
        for one in outsiders:
            one.start()
        # They hang now, or are refused; meanwhile others work, and sign in with passwords of the hub's own.
        begun = time.monotonic()
        while any(one.is_alive() for one in outsiders) and time.monotonic() - begun < 3:
            at = time.monotonic()
            assert root.get("/api/people/me").status_code == 200
            assert Client(hub.url).sign_in("root", PASSWORD, takeover=True, seat="seat of root").status_code == 200
            root.sign_in("root", takeover=True)
            assert time.monotonic() - at < promised(2)
        until(lambda: not any(one.is_alive() for one in outsiders), "the outsiders' answers", within_s=40)
        assert {error for _, error in asked} <= {"directory_down", "sign_in_delayed", "busy"}
        assert "directory_down" in {error for _, error in asked}
        at = time.monotonic()
        assert said(Client(hub.url).sign_in("one.more", RIGHT))[0] in (503, 429)
        assert time.monotonic() - at < promised(12)
