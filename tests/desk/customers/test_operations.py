"""The seat's requests about customers, against a running hub."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agent_desk.desk.customers import operations
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.drafted_form import fields_of
from agent_desk.desk.kit.errors import HubRefused
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.desk.kit.outbox_file import OutboxFile
from agent_desk.desk.kit.sentences import sentence
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.customers import Customer
from agent_desk.schemas.customers.records import ContactPointForm, CustomerCard
from tests.fixtures.customers import IDENTITY, MOBILE, contact, customer
from tests.fixtures.people import ADMINISTRATORS, Client, Staff


@pytest.fixture
def owner(database: Database) -> Customer:
    """A customer with a complaint and a call behind them."""
    with database.write() as db:
        made = customer(db, note="Speak slowly.")
        contact(db, made, "call", 1)
        contact(db, made, "message", 2)
        contact(db, made, "complaint", 3, open=True)
    return made


@pytest.fixture
def api(hub: HubThread, staff: Staff) -> Api:
    """A seat whose person may do everything."""
    staff.person("both", "agent", *ADMINISTRATORS)
    client = Client(hub.url)
    client.sign_in("both")
    made = Api(hub.url)
    made.set_token(client.token)
    return made


def test_a_customer_is_found_read_and_asked_for_a_field_in_clear(api: Api, owner: Customer) -> None:
    (hit,) = operations.find(api, "138 0013 8000").items
    card = operations.card(api, hit.customer_id)
    assert (card.number, card.open_count) == ("C000123", 1)
    reasons = operations.words(api).reveal_reasons
    assert card.identity_number is not None
    clear = operations.reveal(api, card.customer_id, card.identity_number.field, reasons[0].code, "客户来网点核对")
    assert (clear.value, clear.show_ms) == (IDENTITY, 30_000)


def test_the_time_line_comes_by_kind_and_by_page(api: Api, owner: Customer) -> None:
    first = operations.timeline(api, owner.id, limit=1)
    assert [item.kind for item in (*first.open_matters, *first.items)] == ["complaint", "call"]
    assert [item.kind for item in operations.timeline(api, owner.id, after=first.next).items] == ["message"]
    some = operations.timeline(api, owner.id, kinds=["message", "note"])
    assert [item.kind for item in some.items] == ["message"]


def test_a_stale_note_gives_the_card_as_it_is(api: Api, owner: Customer, qtbot: QtBot, tmp_path: Path) -> None:
    outbox = Outbox(api, OutboxFile(tmp_path / "outbox.sqlite"), sentence, autostart=False)
    assert operations.save_note(outbox, owner.id, "First.", 1).version == 2
    with pytest.raises(HubRefused) as refused:
        operations.save_note(outbox, owner.id, "Second.", 1)
    current = CustomerCard.model_validate(refused.value.values["current"])
    assert (current.note, current.version) == ("First.", 2)
    with pytest.raises(HubRefused) as refused:
        operations.save_note(outbox, owner.id, f"Call {MOBILE[3:]}", 2)
    assert "current" not in refused.value.values
    assert fields_of(refused.value) == {"note": "personal_number"}
    assert outbox.pending() == []
    outbox.close()


def test_flags_and_numbers_are_added(api: Api, owner: Customer) -> None:
    card = operations.save_care_flags(api, owner.id, ["hearing"], 1)
    assert [flag.code for flag in card.care_flags] == ["hearing"]
    card = operations.add_contact_point(api, owner.id, ContactPointForm(value="139 0000 1111"))
    assert [point.value.text for point in card.contact_points] == ["138****8000", "139****1111"]
    with pytest.raises(HubRefused) as refused:
        operations.add_contact_point(api, owner.id, ContactPointForm(value="95577"))
    assert fields_of(refused.value) == {"value": "not_a_number"}


def test_the_mask_policy_is_read_and_changed(api: Api, owner: Customer) -> None:
    rule = next(one for one in operations.masks(api).rules if one.field == "telephone" and not one.verified)
    operations.change_masks(api, [rule.model_copy(update={"kind": "hidden"})])
    assert operations.card(api, owner.id).contact_points[0].value.text == "****"
