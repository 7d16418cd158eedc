"""Values of fields: what each type takes and how it is kept, and whether a condition holds. Texts throughout: "" is nothing.

A choice and a branch are kept by their code; a person, a customer, a call and a file of the case by their id; a date as 2026-12-01, a
moment in ISO 8601 with its zone, money and a number in plain digits with a point. Pure.
"""

import re
import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from agent_desk.schemas.cases.kinds.definition import Condition, FieldSpec

LONGEST: Final = 4000
SHORT: Final = 200
CHOSEN: Final = frozenset({"choice", "person", "branch", "customer", "call", "file"})
"""Types whose value is a key, and whose words come with it."""
_MONEY: Final = re.compile(r"-?[0-9]{1,13}(\.[0-9]{1,2})?")
_NUMBER: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_TELEPHONE: Final = re.compile(r"\+?[0-9][0-9 \-()]{1,24}[0-9]")


def fault_in(field: FieldSpec, value: str) -> str:
    """Return what is wrong with a value, as a word of `words.FAULTS`; "" where it is one of the field's kind, or nothing."""
    if not value:
        return ""
    if field.type != "text" and ("\n" in value or len(value) > SHORT):
        return "string_too_long"
    if len(value) > LONGEST:
        return "string_too_long"
    return "" if _takes(field, value) else "not_this_kind"


def _takes(field: FieldSpec, value: str) -> bool:
    match field.type:
        case "choice":
            return any(one.code == value for one in field.words)
        case "money":
            return _MONEY.fullmatch(value) is not None
        case "number":
            return _NUMBER.fullmatch(value) is not None
        case "telephone":
            return _TELEPHONE.fullmatch(value) is not None
        case "date":
            return _is_day(value)
        case "moment":
            return moment_of(value) is not None
        case "person" | "customer" | "call" | "file":
            return is_id(value)
    return True


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_id(value: str) -> bool:
    """Return whether a text is the id of a person, a customer, a call or a file."""
    try:
        return str(uuid.UUID(value)) == value
    except ValueError:
        return False


def moment_of(value: str) -> datetime | None:
    """Return a kept moment; None for a text that is none, or has no zone."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def holds(condition: Condition, fields: Mapping[str, FieldSpec], values: Mapping[str, str]) -> bool:
    """Return whether a condition holds of these values. A field that is empty is neither at least nor at most anything."""
    value = values.get(condition.field, "")
    match condition.op:
        case "filled":
            return bool(value)
        case "empty":
            return not value
        case "is":
            return value == condition.value
        case "is_not":
            return value != condition.value
    field = fields.get(condition.field)
    if field is None or not value:
        return False
    left, right = _ordered(field, value), _ordered(field, condition.value)
    if left is None or right is None:
        return False
    return bool(left >= right if condition.op == "at_least" else left <= right)


def _ordered(field: FieldSpec, value: str) -> Decimal | None:
    """Return what a value is compared by: a number, or the seconds of a day or moment; None where it has no order."""
    if field.type in ("money", "number"):
        try:
            return Decimal(value)
        except InvalidOperation:
            return None
    if field.type == "date" and _is_day(value):
        return Decimal(date.fromisoformat(value).toordinal())
    at = moment_of(value) if field.type == "moment" else None
    return Decimal(str(at.timestamp())) if at is not None else None


def missing(fields: Iterable[FieldSpec], values: Mapping[str, str], also: Iterable[str] = ()) -> list[str]:
    """Return the codes of fields that must be filled (at opening, or named by `also`) and are not, in order."""
    wanted = set(also)
    return [one.code for one in fields if (one.required or one.code in wanted) and not values.get(one.code)]
