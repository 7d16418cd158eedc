"""The second factor over HTTP: needed by role, each code once, recovery codes, encrypted at rest, taken away by an administrator."""

import secrets
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.files import keys
from agent_desk.hub.kit.files.keys import Keyring
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import RecoveryCode, SecondFactor
from tests.fixtures.outsiders import Outsider
from tests.fixtures.people import PASSWORD, Client, Staff
from tests.fixtures.second_factor import require_second_factor


def taken_up(hub: HubThread, login: str) -> tuple[str, list[str], Client]:
    """Return the secret, the recovery codes and the client of somebody who has just taken their factor up."""
    client = Client(hub.url)
    asked = client.sign_in(login).json()["error"]
    assert asked["id"] == "second_factor_needed"
    secret = asked["values"]["secret"]
    assert client.sign_in(login).json()["error"]["values"]["secret"] == secret, "the one on the telephone stays"
    now = hub.hub_context.now()
    answer = client.sign_in(login, code=pyotp.TOTP(secret).at(now)).json()
    assert client.token is not None
    return secret, answer["recovery_codes"], client


@pytest.fixture
def at(hub: HubThread) -> None:
    """The hub's clock stands at the beginning of a step, so that no test meets the change of one."""
    now = hub.hub_context.now()
    still = now - timedelta(seconds=now.timestamp() % 30 - 1)
    hub.hub_context.clock = lambda: still


def test_a_role_that_needs_a_factor_gets_in_by_it_alone(hub: HubThread, staff: Staff, at: None) -> None:
    staff.person("admin1", "security_administrator")
    staff.person("a1001", "agent")
    require_second_factor(hub, "security_administrator")
    assert Client(hub.url).sign_in("a1001").ok, "another role does without"
    secret, codes, _ = taken_up(hub, "admin1")
    assert len(set(codes)) == 10
    client = Client(hub.url)
    assert client.sign_in("admin1", takeover=True).json()["error"]["id"] == "code_needed"
    assert client.sign_in("admin1", takeover=True, code="123").json()["error"]["id"] == "wrong_code"
    moved = hub.hub_context.now() + timedelta(seconds=30)
    hub.hub_context.clock = lambda: moved
    assert client.sign_in("admin1", takeover=True, code=pyotp.TOTP(secret).at(moved)).ok
    assert Outsider(hub.url, "127.0.0.41").sign_in("admin1", "wrong", code=codes[0]).json()["error"]["id"] == (
        "wrong_credentials"
    ), "the password comes first"


def test_a_code_opens_once_and_an_old_one_never(hub: HubThread, staff: Staff, at: None) -> None:
    staff.person("admin1", "security_administrator")
    require_second_factor(hub, "security_administrator")
    secret, _, client = taken_up(hub, "admin1")
    now, totp = hub.hub_context.now(), pyotp.TOTP(secret)
    for moment in (now, now - timedelta(seconds=30), now - timedelta(seconds=60), now + timedelta(seconds=90)):
        assert client.sign_in("admin1", takeover=True, code=totp.at(moment)).json()["error"]["id"] == "wrong_code"


def test_a_code_that_did_not_get_in_is_not_used_up(hub: HubThread, staff: Staff, at: None) -> None:
    staff.person("admin1", "security_administrator")
    require_second_factor(hub, "security_administrator")
    secret, _, _ = taken_up(hub, "admin1")
    code = pyotp.TOTP(secret).at(hub.hub_context.now() + timedelta(seconds=30))
    client = Client(hub.url)
    assert client.sign_in("admin1", code=code).json()["error"]["id"] == "seat_taken"
    assert client.sign_in("admin1", code=code, takeover=True).ok


def test_a_recovery_code_opens_once_however_it_is_typed(hub: HubThread, staff: Staff, at: None) -> None:
    staff.person("admin1", "security_administrator")
    require_second_factor(hub, "security_administrator")
    _, codes, client = taken_up(hub, "admin1")
    assert client.sign_in("admin1", takeover=True, code=codes[3].lower().replace("-", " ")).ok
    assert client.sign_in("admin1", takeover=True, code=codes[3]).json()["error"]["id"] == "wrong_code"


def test_codes_cannot_be_guessed_without_end(hub: HubThread, staff: Staff, at: None) -> None:
    staff.person("admin1", "security_administrator")
    require_second_factor(hub, "security_administrator")
    taken_up(hub, "admin1")
    thief = Outsider(hub.url, "127.0.0.42")
    ids = [thief.sign_in("admin1", PASSWORD, code=f"{number:06}").json()["error"]["id"] for number in range(7)]
    assert ids[0] == "wrong_code" and ids[-1] == "sign_in_delayed"


def test_the_secret_and_the_codes_are_not_in_the_database(
    hub: HubThread, staff: Staff, database: Database, at: None
) -> None:
    staff.person("admin1", "security_administrator")
    require_second_factor(hub, "security_administrator")
    secret, codes, _ = taken_up(hub, "admin1")
    with database.read() as db:
        row = db.scalars(select(SecondFactor)).one()
        assert secret.encode() not in row.sealed_secret
        assert len(db.scalars(select(RecoveryCode)).all()) == 10
        tables = db.connection().exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for table in tables.scalars().all():
            for word in (secret, codes[0]):
                found = db.connection().exec_driver_sql(
                    f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', (f"%{word}%",)
                )
                assert found.scalar() == 0, table


def test_a_rotation_of_the_keys_takes_the_secrets_along(
    hub: HubThread, settings: Settings, staff: Staff, database: Database, at: None
) -> None:
    staff.person("admin1", "security_administrator")
    require_second_factor(hub, "security_administrator")
    secret, _, client = taken_up(hub, "admin1")
    newer = replace(settings, file_key=f"{secrets.token_hex(32)},{settings.file_key}")
    keys.rotate(database, Keyring.of(newer))
    with database.read() as db:
        assert db.scalars(select(SecondFactor)).one().key_id == Keyring.of(newer).ids[0]
    hub.hub_context.settings = newer
    moved = hub.hub_context.now() + timedelta(seconds=30)
    hub.hub_context.clock = lambda: moved
    assert client.sign_in("admin1", takeover=True, code=pyotp.TOTP(secret).at(moved)).ok


def test_who_has_lost_the_telephone_gets_another_from_an_administrator(hub: HubThread, staff: Staff, at: None) -> None:
    person = staff.person("a1001", "agent")
    staff.person("admin1", "security_administrator")
    require_second_factor(hub, "agent")
    first, _, _ = taken_up(hub, "a1001")
    administrator = Client(hub.url)
    administrator.sign_in("admin1")
    assert administrator.get(f"/api/people/{person.id}").json()["second_factor"]
    reset = administrator.post(f"/api/people/{person.id}/reset-second-factor", {"reason": "telephone lost"})
    assert reset.ok and not reset.json()["second_factor"]
    with staff.database.read() as db:
        of = select(AuditEntry.reason).where(AuditEntry.action == "people.second_factor_reset")
        assert db.scalars(of).all() == ["telephone lost"]
    asked = Client(hub.url).sign_in("a1001", takeover=True).json()["error"]
    assert asked["id"] == "second_factor_needed" and asked["values"]["secret"] != first
