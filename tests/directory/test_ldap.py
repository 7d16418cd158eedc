"""The gateway at a real slapd: who is let in, who is not, and a directory that does not answer."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from ldap3 import NONE, Connection, Server

from agent_desk.hub.gateways.directory.connect import directory_from_url
from agent_desk.hub.gateways.directory.protocol import DirectoryAway, group_key
from tests.directory.slapd import GROUPS, HUB, HUB_SECRET, LOCKS_AFTER, PEOPLE, RIGHT, SUFFIX, Slapd, free_port
from tests.fixtures.certificates import issued
from tests.fixtures.waiting import promised

pytestmark = pytest.mark.directory


def test_a_right_password_tells_name_and_groups(slapd: Slapd) -> None:
    person = slapd.directory().proved("zhang", RIGHT)
    assert person is not None
    assert (person.login, person.name, person.active) == ("zhang", "张三", True)
    # The groups of the seed have no memberOf: it is the groups that name their members.
    assert person.groups == (group_key(f"cn=agents,{GROUPS}"),)
    assert person.subject == slapd.directory().found("zhang").subject  # type: ignore[union-attr]


def test_groups_come_from_the_entry_and_from_the_groups(slapd: Slapd) -> None:
    slapd.put_into("quality", "zhang", "li")
    person = slapd.directory().found("zhang")
    assert person is not None
    assert person.groups == (group_key(f"cn=agents,{GROUPS}"), group_key(f"cn=quality,{GROUPS}"))


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("zhang", "wrong"),
        ("zhang", ""),
        ("zhang", "\0"),
        ("zhang", RIGHT * 100),
        ("nobody", RIGHT),
        ("*", RIGHT),
        ("z*", RIGHT),
        ("zhang)(uid=*", RIGHT),
        ("zhang\0", RIGHT),
        ("", RIGHT),
    ],
)
def test_nobody_else_is_let_in(slapd: Slapd, login: str, password: str) -> None:
    assert slapd.directory().proved(login, password) is None


def test_who_is_locked_by_wrong_passwords_or_an_administrator_is_answered_like_a_wrong_password(slapd: Slapd) -> None:
    directory = slapd.directory()
    assert [directory.proved("lock", "wrong") for _ in range(LOCKS_AFTER)] == [None] * LOCKS_AFTER
    assert directory.proved("lock", RIGHT) is None
    slapd.disable("zhang")
    assert directory.proved("zhang", RIGHT) is None
    disabled = directory.found("zhang")
    assert disabled is not None and not disabled.active
    slapd.enable("zhang")
    assert directory.proved("zhang", RIGHT) is not None


@pytest.mark.parametrize("typed", ["ZHANG", " zhang ", "ｚｈａｎｇ", "zh\u200bang"])
def test_a_login_is_taken_as_people_type_it(slapd: Slapd, typed: str) -> None:
    person = slapd.directory().proved(typed, RIGHT)
    assert person is not None and person.login == "zhang"


def test_two_people_of_one_login_are_nobody(slapd: Slapd) -> None:
    with slapd._root() as line:
        line.add(f"cn=other,{PEOPLE}", ["inetOrgPerson"], {"cn": "other", "sn": "o", "uid": "zhang"})
    assert slapd.directory().proved("zhang", RIGHT) is None
    assert slapd.directory().found("zhang") is None


def test_people_are_read_anew_by_what_names_them_for_ever(slapd: Slapd) -> None:
    directory = slapd.directory()
    zhang, li = directory.found("zhang"), directory.found("li")
    assert zhang is not None and li is not None
    slapd.put_into("agents", "li")
    slapd.remove("zhang")
    anew = directory.read_anew([zhang.subject, li.subject])
    assert anew[zhang.subject] is None
    now = anew[li.subject]
    assert now is not None
    assert now.groups == (group_key(f"cn=agents,{GROUPS}"), group_key(f"cn=leaders,{GROUPS}"))


def test_starttls_lets_in_and_a_plain_bind_is_refused_by_the_server_too(slapd: Slapd) -> None:
    encrypted = slapd.directory(f"ldap://127.0.0.1:{slapd.plain}/{SUFFIX}")
    assert encrypted.proved("zhang", RIGHT) is not None
    plain = slapd.directory(f"ldap://127.0.0.1:{slapd.plain}/{SUFFIX}?tls=none")
    with pytest.raises(DirectoryAway, match="confidentialityRequired"):
        plain.proved("zhang", RIGHT)
    line = Connection(Server("127.0.0.1", port=slapd.plain, get_info=NONE), f"uid=zhang,{PEOPLE}", RIGHT)
    assert not line.bind()
    line.unbind()


def test_a_server_that_nobody_vouches_for_or_of_another_name_never_hears_a_password(
    slapd: Slapd, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    others = issued(tmp_path / "other", "other")
    for url in (slapd.url, f"ldap://127.0.0.1:{slapd.plain}/{SUFFIX}"):
        stranger = directory_from_url(url, user=HUB, secret=HUB_SECRET, authorities=str(others))
        with pytest.raises(DirectoryAway):
            stranger.proved("zhang", RIGHT)
    with pytest.raises(DirectoryAway):
        slapd.directory(f"ldaps://localhost:{slapd.encrypted}/{SUFFIX}").proved("zhang", RIGHT)


def test_the_hubs_own_account_refused_is_the_directory_away_not_a_wrong_password(slapd: Slapd) -> None:
    directory = directory_from_url(slapd.url, user=HUB, secret="old", authorities=slapd.authorities)
    with pytest.raises(DirectoryAway, match="account of the hub"):
        directory.proved("zhang", RIGHT)


def test_a_dead_server_is_passed_over(slapd: Slapd) -> None:
    both = slapd.directory(f"ldaps://127.0.0.1:{free_port()},127.0.0.1:{slapd.encrypted}/{SUFFIX}")
    assert both.proved("zhang", RIGHT) is not None
    slapd.stop()
    with pytest.raises(DirectoryAway):
        both.proved("zhang", RIGHT)


@pytest.fixture
def silent() -> Iterator[int]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept: list[socket.socket] = []

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


@pytest.mark.parametrize("address", ["ldaps://127.0.0.1:{port}/" + SUFFIX, "ldap://127.0.0.1:{port}/" + SUFFIX])
def test_a_server_that_is_silent_costs_seconds_and_no_more(silent: int, address: str) -> None:
    begun = time.monotonic()
    with pytest.raises(DirectoryAway):
        directory_from_url(address.format(port=silent)).proved("zhang", RIGHT)
    assert time.monotonic() - begun < promised(9)
