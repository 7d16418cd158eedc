"""What the places of a letter hold for one case: facts of it in the letter's language, nothing computed by a template."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select

from agent_desk.hub.cases import clock
from agent_desk.hub.cases.kinds import versions, views
from agent_desk.hub.cases.terms import term_table
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import CaseEvent, Complaint
from agent_desk.models.customers import Customer
from agent_desk.models.kinds import KindCase
from agent_desk.schemas.cases.papers.filling import FIELD
from agent_desk.schemas.cases.papers.records import Language
from agent_desk.schemas.cases.records import AxisWord
from agent_desk.schemas.people.settings import CENTRE

_ZH: Final[Language] = "zh"


def of_complaint(unit: Unit, one: Complaint, language: Language) -> dict[str, str]:
    """Return what is known of a complaint; the complainant by the full name, since the letter is theirs."""
    terms = term_table(unit.db)
    customer = unit.db.get(Customer, one.customer_id) if one.customer_id is not None else None
    decided_at = unit.db.scalar(
        select(CaseEvent.at)
        .where(
            CaseEvent.complaint_id == one.id,
            CaseEvent.kind == "transition",
            CaseEvent.detail["to"].astext == "decided",
        )
        .order_by(CaseEvent.at.desc())
        .limit(1)
    )

    def term(axis: AxisWord, key: str) -> str:
        found = terms.ref(axis, key)
        return found.name_zh if language == _ZH else found.name_en or found.name_zh

    last = clock.last_day(one.due_at, unit.zone)
    waits = clock.awaits_told(unit.db, one) is not None
    longer = clock.law_on(unit.db, one.received_at, unit.zone).extension_days if waits else 0
    return {
        **_common(unit, language),
        "number": one.number,
        "complainant": one.complainant or (customer.name if customer is not None else ""),
        "received_on": _day(unit, one.received_at, language),
        "due_on": _said(last, language),
        # It counts once the complainant was told, which is what the letter does.
        "extended_to": _said(last + timedelta(days=longer), language) if one.case_class == "extended" else "",
        "business": term("business", one.business),
        "cause": term("cause", one.cause),
        "wish": term("wish", one.wish),
        "decision": one.resolution,
        "decided_on": _day(unit, decided_at, language) if decided_at is not None else "",
    }


def of_case(unit: Unit, case: KindCase, language: Language) -> dict[str, str]:
    """Return what is known of a register's case: a customer by the full name, other fields as they are shown."""
    kind = versions.of_case(unit.db, case)
    chosen = views.Names.of(unit, [case]).chosen(kind, case.fields)
    state = kind.states_by_code[case.state]
    found = {
        **_common(unit, language),
        "number": case.number,
        "title": case.title,
        "state": state.name_zh if language == _ZH else state.name_en,
        "opened_on": _day(unit, case.opened_at, language),
        "due_on": _day(unit, case.due_at, language) if case.due_at is not None else "",
    }
    for field in kind.fields:
        value = case.fields.get(field.code, "")
        word = chosen.get(field.code)
        if field.type == "customer" and value:
            customer = unit.db.get(Customer, uuid.UUID(value))
            value = customer.name if customer is not None else ""
        elif word is not None:
            value = word.zh if language == _ZH else word.en
        elif field.type == "date" and value:
            value = _said(date.fromisoformat(value), language)
        elif field.type == "moment" and value:
            value = _day(unit, datetime.fromisoformat(value), language)
        found[f"{FIELD}{field.code}"] = value
    return found


def _common(unit: Unit, language: Language) -> Mapping[str, str]:
    centre = settings_in_force.read(unit.db, CENTRE, unit.now)
    return {
        "bank": centre.name_zh if language == _ZH else centre.name_en or centre.name_zh,
        "today": _said(unit.today, language),
    }


def _day(unit: Unit, at: datetime, language: Language) -> str:
    return _said(at.astimezone(unit.zone).date(), language)


def _said(day: date, language: Language) -> str:
    return (
        f"{day.year}年{day.month}月{day.day}日" if language == _ZH else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    )


_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
