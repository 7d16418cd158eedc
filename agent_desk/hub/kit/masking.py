"""The one place that decides what leaves the hub masked: the policy table, and every value's way through it.

Defaults are those of the domain, section 6; an administrator may edit the table. A field without a rule is hidden whole:
forgetting one must never show it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.masking_rules import mask, mask_name, mask_telephone
from agent_desk.models.kit import MaskRule
from agent_desk.schemas.customers.records import MaskField
from agent_desk.schemas.kit import personal_numbers
from agent_desk.schemas.kit.free_text import EVERY
from agent_desk.schemas.kit.personal_numbers import NumberKind

Row = tuple[str, bool, str, int, int]
_HIDDEN: Final = "****"
_REMOVED: Final = "***"
_ALL: Final = 64
_LEAST_HIDDEN: Final = 3
"""So many digits of a telephone are hidden, however short it is."""
_SHORT_NUMBER: Final = 6
"""Numbers of so few digits are services and extensions, nobody's personal data."""

DEFAULTS: Final[tuple[Row, ...]] = (
    ("telephone", False, "digits", 3, 4),
    ("telephone", True, "digits", 3, 4),
    ("card", False, "digits", 6, 4),
    ("card", True, "digits", 6, 4),
    ("account", False, "digits", 0, 4),
    ("account", True, "digits", 4, 4),
    ("identity", False, "digits", 1, 1),
    ("identity", True, "digits", 3, 4),
    ("name", False, "name", 0, 0),
    ("name", True, "name", 0, 0),
    ("address", False, "digits", 6, 0),
    ("address", True, "digits", 9, 0),
    ("mail", False, "mail", 1, 0),
    ("mail", True, "mail", 2, 0),
)
"""field, verified, kind, head, tail. Telephone, card, identity and name: domain, section 6; the others in their spirit."""

EXAMPLES: Final[Mapping[str, str]] = {
    "telephone": "+8613800001234",
    "card": "6200001234567890123",
    "account": "9010100012345678",
    "identity": "110101190001010015",
    "name": "王小明",
    "address": "齐川市云台区府前大街88号3单元501",
    "mail": "xiaoming@example.com",
}
"""Made-up values on which an administrator sees what a rule does."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How one field is shown: `kind` digits, name, mail, clear or hidden; `head` and `tail` characters stay."""

    kind: str
    head: int = 0
    tail: int = 0

    def show(self, field: MaskField, value: str) -> str:
        """Return the value as it may be shown; empty stays empty."""
        if not value or self.kind == "clear":
            return _readable(field, value)
        return _SHOW.get(self.kind, _hide)(self, field, value)


class Masks:
    """The policy in force. Made per request by `masks_of`, or from rows that came with another query."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rules = {(field, verified): Rule(kind, head, tail) for field, verified, kind, head, tail in rows}

    def show(self, field: MaskField, value: str | None, verified: bool = False) -> str:
        """`value` as it may leave the hub, for a call that is verified for this customer or not."""
        if not value:
            return ""
        return self._rules.get((field, verified), Rule("hidden")).show(field, value)

    def telephone(self, value: str, verified: bool = False) -> str:
        """Return a number in its one form (E.164 or short)."""
        return self.show("telephone", value, verified)

    def name(self, value: str, verified: bool = False) -> str:
        """Return a person's name."""
        return self.show("name", value, verified)

    def tail(self, field: MaskField) -> int:
        """Return how many last characters of a number everybody sees, whether a call is verified or not."""
        rule = self._rules.get((field, False), Rule("hidden"))
        return {"clear": _ALL, "digits": rule.tail}.get(rule.kind, 0)

    def words(self, text: str, kinds: frozenset[NumberKind] = EVERY) -> str:
        """Return free text with the numbers in it masked: of these kinds."""
        return personal_numbers.masked(text, self.number, kinds)

    def number(self, kind: NumberKind, digits: str) -> str:
        """Return a number that was found in free text."""
        return _REMOVED if kind == "secret" else self.show(kind, digits)


class TextMask:
    """The mask of typed text for one answer, as the encoder takes it. The policy is read where there is something to mask."""

    def __init__(self, db: Session) -> None:
        self._db, self._masks = db, cast(Masks | None, None)

    def __call__(self, text: str, kinds: frozenset[NumberKind] = EVERY) -> str:
        """Return the text with numbers of these kinds masked."""
        return personal_numbers.masked(text, self.number, kinds)

    def number(self, kind: NumberKind, digits: str) -> str:
        """Return a number that was found in free text."""
        if self._masks is None:
            self._masks = masks_of(self._db)
        return self._masks.number(kind, digits)


def masks_of(db: Session) -> Masks:
    """Return the policy in force; one query."""
    return masks_from(db.scalar(select(masks_column())))


def masks_column() -> ScalarSelect[Any]:
    """Return the policy as one JSON column of another query, so that a screen pop need not ask twice."""
    row = func.jsonb_build_array(MaskRule.field, MaskRule.verified, MaskRule.kind, MaskRule.head, MaskRule.tail)
    return select(func.jsonb_agg(row)).scalar_subquery()


def masks_from(rows: list[list[Any]] | None) -> Masks:
    """Return the policy from `masks_column`."""
    return Masks((field, verified, kind, head, tail) for field, verified, kind, head, tail in rows or ())


def seed_masks(db: Session, now: datetime | None = None) -> None:
    """Give a new database the default policy; rules that exist stay as the administrator made them."""
    known = {(field, verified) for field, verified in db.execute(select(MaskRule.field, MaskRule.verified))}
    for field, verified, kind, head, tail in DEFAULTS:
        if (field, verified) not in known:
            db.add(
                MaskRule(field=field, verified=verified, kind=kind, head=head, tail=tail, changed_at=now or utc_now())
            )


def holds_personal_number(text: str) -> bool:
    """Return whether free text holds what looks like an identity, card or telephone number."""
    return bool(personal_numbers.find(text))


def _national(value: str) -> str:
    """As people in China read it: 13800138000, 053112345678; a foreign number as it is."""
    if not value.startswith("+86"):
        return value
    digits = value[3:]
    return digits if digits.startswith("1") else f"0{digits}"


def _readable(field: MaskField, value: str) -> str:
    return _national(value) if field == "telephone" else value


def _digits(rule: Rule, field: MaskField, value: str) -> str:
    if field != "telephone":
        return mask(value, rule.head, rule.tail)
    if value.isdecimal() and len(value) <= _SHORT_NUMBER:
        return value
    national = _national(value)
    # Of a number that came without its area code no more is shown than keeps it hidden.
    return mask_telephone(national, max(0, min(rule.head, len(national) - rule.tail - _LEAST_HIDDEN)), rule.tail)


def _mail(rule: Rule, field: MaskField, value: str) -> str:
    """Return the first `head` and last `tail` characters before the @, and the house behind it."""
    local, at, hub_context = value.rpartition("@")
    if not at:
        return _HIDDEN
    tail = local[len(local) - rule.tail :] if 0 < rule.tail < len(local) - rule.head else ""
    return f"{local[: min(rule.head, len(local) - 1)]}***{tail}@{hub_context}"


def _hide(rule: Rule, field: MaskField, value: str) -> str:
    return _HIDDEN


def _name(rule: Rule, field: MaskField, value: str) -> str:
    return mask_name(value)


_SHOW: Final[Mapping[str, Callable[[Rule, MaskField, str], str]]] = {
    "digits": _digits,
    "name": _name,
    "mail": _mail,
    "hidden": _hide,
}
