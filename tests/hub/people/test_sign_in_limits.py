"""Guessing at the door: slowed down by name, address and all together, and nobody who belongs here is shut out by it."""

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from agent_desk.hub.kit import security
from agent_desk.hub.kit.database import Database
from agent_desk.hub.people import limits
from agent_desk.hub.serve import HubThread
from agent_desk.models.people import KnownSeat, Person, SignInLimit
from tests.fixtures.outsiders import Outsider
from tests.fixtures.people import CHEAP, PASSWORD, Client, Staff


def error(answer: Any) -> tuple[int, str, str, int | None]:
    """Everything that an outsider can see of a refusal, but the request's id."""
    said = answer.json()["error"]
    values = {name: value for name, value in said["values"].items() if name != "request_id"}
    return answer.status_code, said["id"], said["sentence"], values.get("tries_left", values.get("seconds"))


def test_a_known_seat_is_let_through_while_the_name_is_attacked_and_so_is_the_administrator(
    hub: HubThread, staff: Staff
) -> None:
    for login, role in (("a1001", "agent"), ("sysadmin", "security_administrator")):
        staff.person(login, role)
        secret = Client(hub.url).sign_in(login).json()["seat_secret"]
        assert len(secret) >= 32
        outsider = Client(hub.url)
        answers = [error(outsider.sign_in(login, f"guess {at}"))[1] for at in range(8)]
        assert answers[-1] == "sign_in_delayed"
        assert error(outsider.sign_in(login, PASSWORD))[1] == "sign_in_delayed", "right, from a strange seat: waits"
        right = Client(hub.url).sign_in(login, PASSWORD, seat_secret=secret, takeover=True)
        assert right.status_code == 200
        assert right.json()["seat_secret"] == "", "the seat keeps the one it has"


def test_the_secret_of_a_seat_is_one_persons_and_does_not_guess_without_end(hub: HubThread, staff: Staff) -> None:
    staff.person("a1001", "agent")
    staff.person("a1002", "agent")
    mine = Client(hub.url).sign_in("a1001").json()["seat_secret"]
    thief = Outsider(hub.url, "127.0.0.7")
    for _ in range(5):
        last = thief.sign_in("a1002", seat_secret=mine)
    assert error(last)[1] == "sign_in_delayed", "a secret of somebody else opens nothing"
    thief = Outsider(hub.url, "127.0.0.8")
    for _ in range(5):
        last = thief.sign_in("a1001", seat_secret=mine)
    assert error(last)[1] == "sign_in_delayed", "who has stolen a seat gets no more guesses than anybody"


def test_one_address_slows_a_name_down_for_itself_alone(hub: HubThread, staff: Staff) -> None:
    staff.person("a1001", "agent")
    outsider = Outsider(hub.url, "127.0.0.9")
    for _ in range(12):
        outsider.sign_in("a1001")
    assert error(outsider.sign_in("a1001", PASSWORD))[1] == "sign_in_delayed"
    assert Client(hub.url).sign_in("a1001", PASSWORD).ok


def test_one_guess_at_each_of_many_names_meets_the_limit(hub: HubThread, staff: Staff) -> None:
    for at in range(5):
        staff.person(f"b{at}", "agent")
    answers = [error(Client(hub.url).sign_in(f"b{at}", "Summer-2026")) for at in range(20)]
    assert {one[0] for one in answers} == {401, 429}
    assert answers[-1][:2] == (429, "sign_in_delayed")


def test_guesses_at_one_name_from_many_addresses_meet_the_limit(hub: HubThread, staff: Staff) -> None:
    staff.person("a1001", "agent")
    answers = [error(Outsider(hub.url, f"127.0.1.{at}").sign_in("a1001"))[1] for at in range(1, 31)]
    assert answers[:5] == ["wrong_credentials"] * 5 and answers[-1] == "sign_in_delayed"


def test_everybody_together_meets_a_limit_that_known_seats_do_not(hub: HubThread, staff: Staff) -> None:
    staff.person("a1001", "agent")
    secret = Client(hub.url).sign_in("a1001").json()["seat_secret"]
    answers = [error(Outsider(hub.url, f"127.0.2.{at % 250 + 1}").sign_in(f"name{at}"))[1] for at in range(110)]
    assert answers[0] == "wrong_credentials" and "sign_in_delayed" in answers
    assert Client(hub.url).sign_in("a1001", PASSWORD, seat_secret=secret, takeover=True).ok


def test_delays_grow_and_are_forgotten() -> None:
    limit = limits.LIMITS["pair"]
    assert [limits.delay(limit, failures) for failures in (1, 4, 5, 6, 7, 40)] == [0, 0, 10, 20, 40, 900]


def test_a_delay_ends_by_itself_and_a_right_password_ends_the_counting(hub: HubThread, staff: Staff) -> None:
    staff.person("a1001", "agent")
    client = Client(hub.url)
    for _ in range(5):
        client.sign_in("a1001", "wrong")
    hub.hub_context.clock = lambda: datetime.now(UTC) + timedelta(seconds=11)
    assert client.sign_in("a1001", PASSWORD).ok
    assert error(client.sign_in("a1001", "wrong"))[3] == 4


@pytest.mark.parametrize("kind", ["unknown", "without a password", "not active"])
def test_a_name_cannot_be_told_by_words_or_counts(hub: HubThread, staff: Staff, database: Database, kind: str) -> None:
    staff.person("known", "agent")
    staff.person("other", "agent")
    with database.write() as db:
        if kind == "without a password":
            db.add(Person(login="nobody", name="甲", name_en="A"))
        if kind == "not active":
            db.add(
                Person(login="nobody", name="甲", name_en="A", active=False, password_hash=security.hash_password("x"))
            )
    told = []
    for login, address in (("known", "127.0.0.21"), ("nobody", "127.0.0.22")):
        outsider = Outsider(hub.url, address)
        told.append([error(outsider.sign_in(login)) for _ in range(7)])
    for known, unknown in zip(*told, strict=True):
        assert known[:3] == unknown[:3]
        assert known[3] is not None and unknown[3] is not None and abs(known[3] - unknown[3]) <= (known[0] == 429)


def test_a_name_cannot_be_told_by_the_time(hub: HubThread, staff: Staff, database: Database) -> None:
    """Both at real costs, one after the other, and the middle one of many: a name without a hash takes somebody's."""
    staff.person("known", "agent")
    security.use_costs(security.COSTS)
    try:
        with database.write() as db:
            db.scalars(select(Person)).one().password_hash = security.hash_password("another")
    finally:
        security.use_costs(CHEAP)
    took: dict[str, list[float]] = {"known": [], "nobody": []}
    for at in range(12):
        for login, times in took.items():
            outsider = Outsider(hub.url, f"127.0.3.{at * 2 + (login == 'known') + 1}")
            begun = time.perf_counter()
            assert outsider.sign_in(login).status_code == 401
            times.append(time.perf_counter() - begun)
    known, unknown = (sorted(times)[len(times) // 2] for times in took.values())
    assert 0.4 < known / unknown < 2.5, (known, unknown)


def test_guesses_at_once_are_no_more_than_guesses_one_after_the_other(hub: HubThread, staff: Staff) -> None:
    staff.person("a1001", "agent")
    with ThreadPoolExecutor(20) as hands:
        answers = list(hands.map(lambda at: error(Client(hub.url).sign_in("a1001", f"g{at}"))[1], range(20)))
    assert answers.count("wrong_credentials") == 4


@pytest.mark.parametrize("typed", ["A1001", " a1001 ", "ａ１００１", "a10​01", "Ａ1001", "﻿a1001"])
def test_a_name_is_compared_as_people_type_it(hub: HubThread, staff: Staff, typed: str) -> None:
    staff.person("a1001", "agent")
    assert Client(hub.url).sign_in(typed, PASSWORD).json()["person"]["login"] == "a1001"


def test_typing_a_name_otherwise_gives_no_more_guesses(hub: HubThread, staff: Staff) -> None:
    staff.person("a1001", "agent")
    client = Client(hub.url)
    for typed in ("a1001", "A1001", "ａ1001", "a​1001", "a1001 "):
        last = client.sign_in(typed, "wrong")
    assert error(last)[1] == "sign_in_delayed"


@pytest.mark.parametrize("twin", ["A1001", "ａ1001", "a​1001", "a1001 "])
def test_no_two_people_have_names_that_only_look_different(database: Database, staff: Staff, twin: str) -> None:
    staff.person("a1001", "agent")
    with pytest.raises(IntegrityError), database.write() as db:
        db.add(Person(login=twin, name="乙", name_en="B"))


def test_the_database_compares_names_as_the_limits_do(database: Database) -> None:
    words = [
        "A1001",
        "ａ１００１",
        "a\u200b1",
        "\ufeffx",
        " x\t",
        "ﬁ",
        "Ⅷ",
        "ｅ\u0301",
        "\u00adq",
        "x\u2060y",
        "\u3000Z\u3000",
    ]
    with database.read() as db:
        keys = {word: db.scalar(select(func.login_key(word))) for word in words}
    assert keys["ａ１００１"] == "a1001" and keys["\u3000Z\u3000"] == "z"
    for word, key in keys.items():
        assert limits.name_digest(word) == hashlib.sha256(key.encode()).hexdigest(), word


def test_a_hash_of_other_costs_is_made_anew_at_the_sign_in(hub: HubThread, staff: Staff, database: Database) -> None:
    person = staff.person("a1001", "agent")
    security.use_costs(security.COSTS)
    try:
        assert Client(hub.url).sign_in("a1001").ok
    finally:
        security.use_costs(CHEAP)
    with database.read() as db:
        assert "$m=19456,t=2,p=1$" in (db.get_one(Person, person.id).password_hash or "")
    assert Client(hub.url).sign_in("a1001", takeover=True).ok, "it is still the same password"


def test_nothing_that_was_typed_is_in_the_limits(hub: HubThread, staff: Staff, database: Database) -> None:
    Client(hub.url).sign_in("My-Secret-1", "My-Secret-1")
    with database.read() as db:
        rows = db.scalars(select(SignInLimit)).all()
        assert len(rows) == 4
        assert not any("secret" in f"{row.key} {row.login_digest}".lower() for row in rows)


def test_the_secret_of_a_seat_is_not_in_the_database(hub: HubThread, staff: Staff, database: Database) -> None:
    staff.person("a1001", "agent")
    secret = Client(hub.url).sign_in("a1001").json()["seat_secret"]
    with database.read() as db:
        row = db.scalars(select(KnownSeat)).one()
        assert secret not in repr(row.secret_digest)
        found = db.connection().exec_driver_sql(
            "SELECT count(*) FROM known_seat t WHERE t::text LIKE %s", (f"%{secret}%",)
        )
        assert found.scalar() == 0
