"""The calls of a case: heard by whoever works on it, and the one made to whom it is about; each is written down with the case."""

import uuid
from typing import Final

from fastapi.responses import Response
from sqlalchemy import select

from agent_desk.hub.calls import service as calls
from agent_desk.hub.cases import recusal
from agent_desk.hub.cases.kinds import versions
from agent_desk.hub.cases.papers import owners
from agent_desk.hub.cases.papers.errors import NobodyToCall
from agent_desk.hub.cases.papers.owners import Owner
from agent_desk.hub.kit.errors import NotPermitted
from agent_desk.hub.kit.files.content_type import WAV
from agent_desk.hub.kit.files.response import StoredFileResponse
from agent_desk.hub.kit.phone_numbers import canonical
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.customers import ContactPoint
from agent_desk.models.kinds import KindCase
from agent_desk.schemas.calls.recordings import Recording
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.cases.papers.operations import LISTEN

_TELEPHONES: Final = ("mobile", "landline")


def recordings(unit: Unit, owner: str, owner_id: uuid.UUID) -> list[Recording]:
    """Return the recordings of a case's calls. Raises NotFound, NotPermitted, Recused."""
    return calls.recordings_of(unit, _calls(unit, _heard(unit, owner, owner_id)))


def sound(unit: Unit, owner: str, owner_id: uuid.UUID, recording_id: uuid.UUID) -> Response:
    """Return the sound of one of them; it is written down with the case. Raises NotFound, NotPermitted, Recused, NoSound."""
    case = _heard(unit, owner, owner_id)
    return StoredFileResponse(calls.sound_of(unit, _calls(unit, case), recording_id, case.number), WAV)


def call_from_case(unit: Unit, owner: str, owner_id: uuid.UUID) -> Asked:
    """Call whom a case is about. Raises NotFound, NotPermitted, Recused, NobodyToCall, and as dialling does."""
    case = owners.require(unit, owner, owner_id)
    if not case.may_attach:
        raise NotPermitted(permission=LISTEN)
    if case.complaint is not None:
        recusal.require_record(unit, case.complaint)
    number, customer_id = _number(unit, case)
    found = canonical(number)
    if found.dialable is None:
        raise NobodyToCall()
    return calls.begin(unit, unit.hub.exchange, found, customer_id, {"case": case.number})[1]


def _heard(unit: Unit, owner: str, owner_id: uuid.UUID) -> Owner:
    """Return a case whose calls the caller may hear: who works on it, without an interest of their own."""
    case = owners.require(unit, owner, owner_id)
    if not case.may_attach:
        raise NotPermitted(permission=LISTEN)
    if case.complaint is not None:
        recusal.require(unit, case.complaint)
    return case


def _calls(unit: Unit, case: Owner) -> set[uuid.UUID]:
    if case.complaint is not None:
        return {case.complaint.call_id} if case.complaint.call_id is not None else set()
    return {uuid.UUID(value) for value in _values(unit, case, "call")}


def _values(unit: Unit, case: Owner, type_: str) -> list[str]:
    row = unit.db.get_one(KindCase, case.id)
    kind = versions.of_case(unit.db, row)
    return [row.fields[one.code] for one in kind.fields if one.type == type_ and row.fields.get(one.code)]


def _number(unit: Unit, case: Owner) -> tuple[str, uuid.UUID | None]:
    """Return the number that was left with a case, else the customer's first checked one. Raises NobodyToCall."""
    if case.complaint is not None:
        said, customer_id = case.complaint.caller, case.complaint.customer_id
    else:
        said = next(iter(_values(unit, case, "telephone")), "")
        customer_id = unit.db.get_one(KindCase, case.id).customer_id
    if said:
        return said, customer_id
    known = (
        select(ContactPoint.value)
        .where(ContactPoint.customer_id == customer_id, ContactPoint.kind.in_(_TELEPHONES))
        .order_by(ContactPoint.verified.desc(), ContactPoint.kind.desc())
        .limit(1)
    )
    found = unit.db.scalar(known) if customer_id is not None else None
    if found is None:
        raise NobodyToCall()
    return found, customer_id
