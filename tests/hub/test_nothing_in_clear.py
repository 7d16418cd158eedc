"""After a stretch of work: no table but those meant for them and no line of the log holds a card, an identity number or a PIN."""

import logging
import uuid

import pytest
from sqlalchemy import inspect, text

from agent_desk.hub.kit import log
from agent_desk.hub.kit.database import Database
from tests.fixtures.customers import CARD, IDENTITY, MOBILE, contact, one_customer
from tests.fixtures.people import Client, Staff
from tests.hub.customers.test_endpoints import in_call_with

PIN = "836251#"
MEANT = {
    ("customer", "identity_number"),
    ("holding", "number"),
    ("contact_point", "value"),
    ("customer_key", "value"),
    ("call", "caller"),
}
"""Where the bank's own data lies. Telephones stand in calls as well, since that is what a call is."""
SECRETS = {"card": CARD, "identity number": IDENTITY, "telephone": MOBILE[3:], "PIN": PIN[:-1]}


def places(database: Database) -> set[tuple[str, str, str]]:
    """Where which secret stands in the database: what it is, table and column."""
    found = set()
    with database.read() as db:
        look = inspect(db.connection())
        for table in look.get_table_names():
            for column in look.get_columns(table):
                values = db.scalars(text(f'SELECT DISTINCT "{column["name"]}"::text FROM "{table}"')).all()
                found |= {
                    (what, table, column["name"])
                    for what, secret in SECRETS.items()
                    if any(secret in value for value in values if value)
                }
    return found


@pytest.mark.expects_log
def test_a_stretch_of_work_leaves_nothing_in_clear(
    client: Client, staff: Staff, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    owner = one_customer(database)
    with database.write() as db:
        contact(db, owner, "call", 1, title="挂失", words="客户来电")
    agent = staff.person("a1001", "agent", agent_code="1001")
    client.sign_in("a1001")
    call = in_call_with(database, owner.id, agent)
    at = f"/api/customers/{owner.id}"
    for secret in (CARD, IDENTITY, MOBILE[3:], f"{owner.number} {CARD}"):
        assert client.get("/api/customers", q=secret).status_code == 200
    client.get(at, call_id=call)
    client.get(f"{at}/timeline")
    for field in ("identity_number", "name", "address"):
        revealed = {"field": field, "reason_code": "confirm", "reason_text": f"核对 {CARD} {IDENTITY} {MOBILE[3:]}"}
        assert client.post(f"{at}/reveal", revealed).status_code == 200
    for note in (CARD, f"CVV 123 {CARD}", " ".join(IDENTITY)):
        assert client.ask("PUT", f"{at}/note", {"note": note, "version": 1}).status_code == 422
    assert client.ask("PUT", f"{at}/note", {"note": f"x{chr(0)}{CARD}", "version": 1}).status_code == 422
    for digits in (PIN, PIN):
        assert client.post(f"/api/calls/{call}/dtmf", {"digits": digits}).status_code == 200
    client.post("/api/calls/dial", {"number": MOBILE[3:]})
    client.get(f"/api/customers/{uuid.uuid4()}")
    client.post(f"{at}/contact-points", {"value": MOBILE[3:]})

    elsewhere = {one for one in places(database) if one[1:] not in MEANT}
    assert elsewhere == set()
    assert ("card", "holding", "number") in places(database), "the walk finds what is there"
    # The test's own client says what it asks for.
    ours = [record for record in caplog.records if not record.name.startswith("urllib3")]
    lines = "\n".join(log.Lines().format(record) for record in ours)
    told = {line[:120] for line in lines.splitlines() for secret in SECRETS.values() if secret in line}
    assert told == set()
