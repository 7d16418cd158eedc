"""Finding a customer: by a fragment of name, pinyin, initials or customer number, by the last digits that the mask shows, or by
a whole telephone, card or identity number.

A lookup answers nothing that the mask hides (docs/decisions/0042): a tail longer than the mask shows and the beginning of a
telephone are no keys, whole numbers are for who may see them in clear, and nothing hidden is tried against a customer who is
known already. How often somebody looks up is counted and limited (`access`).

Whole keys and beginnings of keys are found by the index first; only when they are too few are keys searched inside (with
a trigram index where the server offers one).
"""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, NamedTuple, cast

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from agent_desk.hub.customers import access, rules
from agent_desk.hub.customers.rules import Fragment, Reach
from agent_desk.hub.customers.views import Views, view_columns
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.masking import masks_of
from agent_desk.hub.kit.masking_rules import COMPOUND_SURNAMES
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.customers import Branch, Contact, ContactPoint, Customer, CustomerKey, Holding
from agent_desk.schemas.customers.operations import REVEAL
from agent_desk.schemas.customers.records import KeyKind, LookupAnswer, LookupHit, Matched

VIEW = "customers.view"
Quality = Literal["exact", "prefix", "inside"]
QUALITIES: tuple[Quality, ...] = ("exact", "prefix", "inside")
_KIND_ORDER: tuple[KeyKind, ...] = ("number", "name", "phone", "identity_tail", "card_tail", "initials", "pinyin")


class _Found(NamedTuple):
    """One key that matched one fragment."""

    fragment: Fragment
    kind: KeyKind
    value: str
    quality: Quality


def find(unit: Unit, typed: str = "", limit: int = 20) -> LookupAnswer:
    """Look up, and write down the kind and length of what was typed: never the words, which are personal data themselves.

    Raises TooManyRequests for who looks up more, or in another way, than work with customers asks for.
    """
    fragments = rules.fragments_of(typed)
    whole, within = unit.me.may(REVEAL), scope.customer(unit, scope.reach(unit, VIEW))
    answer = lookup(unit.db, typed, unit.today, limit=max(1, min(limit, 50)), whole=whole, within=within)
    if not answer.hint:
        access.looked_up(unit, fragments, len(answer.items))
    return answer


def lookup(
    db: Session,
    typed: str,
    today: date,
    limit: int = 20,
    *,
    whole: bool = True,
    within: ColumnElement[bool] | None = None,
) -> LookupAnswer:
    """Customers within reach (None: all) for what was typed, best first: exact before beginning before inside; five queries or six.

    `today`: the centre's day, by which ages are told.

    `whole`: whole telephone, card and identity numbers are keys.
    """
    fragments = rules.fragments_of(typed)
    if not rules.long_enough(typed):
        return LookupAnswer(hint="too_short")
    sought = _Sought.of(db, fragments, whole)
    ids = _ranked(db, sought, limit + 1, within, inside=False)
    if len(ids) <= limit:
        ids = _ranked(db, sought, limit + 1, within, inside=True)
    shown = ids[:limit]
    if not shown:
        return LookupAnswer()
    return LookupAnswer(items=_hits(db, sought, shown, today), more=len(ids) > limit)


_Way = tuple[ColumnElement[bool], ColumnElement[int]]


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is looked for, and what may be answered. `mixed`: names together with numbers."""

    fragments: list[Fragment]
    reach: Reach
    mixed: bool

    @classmethod
    def of(cls, db: Session, fragments: Sequence[Fragment], whole: bool) -> "_Sought":
        masks = masks_of(db)
        card = min(masks.tail("card"), masks.tail("account"))
        reach = Reach(masks.tail("telephone"), card, masks.tail("identity"), whole)
        if len(fragments) == 1:
            return cls(list(fragments), reach, mixed=False)
        # A customer number says who it is: what else was typed must not be tried against this customer.
        known = _numbered(db, fragments)
        if known is not None:
            return cls([known], reach, mixed=False)
        only_names = all(one.is_name for one in fragments)
        numberless = [replace(one, inside=tuple(kind for kind in one.inside if kind != "number")) for one in fragments]
        return cls(numberless, reach, mixed=not only_names)

    def ways(self, fragment: Fragment, inside: bool) -> list[_Way]:
        """Return the ways a fragment finds keys: which ones, and how good that is (0 exact, 1 beginning, 2 inside, times kind).

        Each way is a query of its own, so that each walks its own stretch of the index.
        """
        named = self._whole_names(fragment) if self.mixed else _anywhere(fragment, inside)
        numbers = (self._number(fragment, kind) for kind in fragment.numbers)
        return [*named, *(one for one in numbers if one is not None)]

    def _whole_names(self, fragment: Fragment) -> list[_Way]:
        """Beside a number, of names only what the mask shows or the whole: else each letter of it could be tried in turn."""
        value, text = CustomerKey.value, fragment.text
        found = value == text
        if "name" in fragment.inside and (len(text) == 1 or text in COMPOUND_SURNAMES):
            found = value.startswith(text, autoescape=True)
        if not fragment.inside:
            return []
        return [(and_(CustomerKey.kind.in_(fragment.inside), found), literal(0))]

    def _number(self, fragment: Fragment, kind: KeyKind) -> _Way | None:
        text, value = fragment.part(kind), CustomerKey.value
        rank = literal(_KIND_ORDER.index(kind))
        if kind == "phone":
            if self.reach.is_tail(kind, text):
                return and_(CustomerKey.kind == kind, value.endswith(text, autoescape=True)), rank
            return (and_(CustomerKey.kind == kind, value == text), rank) if self.reach.is_whole(kind, text) else None
        if self.reach.is_tail(kind, text):
            return and_(CustomerKey.kind == kind, value == text), rank
        if not self.reach.is_whole(kind, text):
            return None
        return and_(CustomerKey.kind == kind, value == fragment.tail, _owned(kind, text)), rank


def _numbered(db: Session, fragments: Sequence[Fragment]) -> Fragment | None:
    """Return the fragment that is a customer's number or part of one; None where none is."""
    for one in fragments:
        if "number" in one.inside and any(sign.isdigit() for sign in one.text):
            held = CustomerKey.value.contains(one.text, autoescape=True)
            if db.scalar(select(select(CustomerKey).where(CustomerKey.kind == "number", held).exists())):
                return replace(one, numbers=())
    return None


def _anywhere(fragment: Fragment, inside: bool) -> list[_Way]:
    if not fragment.inside:
        return []
    value, text = CustomerKey.value, fragment.text
    kind_order = case({kind: at for at, kind in enumerate(_KIND_ORDER)}, value=CustomerKey.kind)
    begins = value.startswith(text, autoescape=True)
    part = value.contains(text, autoescape=True) if inside else begins
    quality = case((value == text, 0), (begins, 1), else_=2)
    return [(and_(CustomerKey.kind.in_(fragment.inside), part), quality * len(_KIND_ORDER) + kind_order)]


def _owned(kind: KeyKind, text: str) -> ColumnElement[bool]:
    """Return whether the number itself is the customer's: its last digits alone are not enough."""
    if kind == "identity_tail":
        number = func.lower(Customer.identity_number) == text
        return exists().where(Customer.id == CustomerKey.customer_id, number)
    number = func.lower(Holding.number) == text
    return exists().where(Holding.customer_id == CustomerKey.customer_id, number)


def _ranked(
    db: Session, sought: _Sought, limit: int, within: ColumnElement[bool] | None, *, inside: bool
) -> list[uuid.UUID]:
    """Ids of the customers in whom every fragment is found, best first, then by number."""
    ways = [sought.ways(fragment, inside) for fragment in sought.fragments]
    if not all(ways):
        return []
    parts = [_part(one) for one in ways]
    wanted: Select[Any] = select(Customer.id) if within is None else select(Customer.id).where(within)
    for part in parts:
        wanted = wanted.join(part, part.c.customer_id == Customer.id)
    total = sum((part.c.rank for part in parts[1:]), parts[0].c.rank)
    return list(db.scalars(wanted.order_by(total, Customer.number).limit(limit)))


def _part(ways: list[_Way]) -> Subquery:
    """Customers in whom one fragment is found, with the best rank of each."""
    found = [select(CustomerKey.customer_id, rank.label("rank")).where(condition) for condition, rank in ways]
    every = union_all(*found).subquery()
    best = func.min(every.c.rank).label("rank")
    return select(every.c.customer_id, best).group_by(every.c.customer_id).subquery()


def _hits(db: Session, sought: _Sought, ids: list[uuid.UUID], today: date) -> list[LookupHit]:
    opened = (
        select(func.count())
        .where(Contact.customer_id == Customer.id, Contact.open)
        .correlate(Customer)
        .scalar_subquery()
        .label("opened")
    )
    rows = db.execute(
        select(Customer, Branch, opened, *view_columns())
        .outerjoin(Branch, Branch.code == Customer.branch_code)
        .where(Customer.id.in_(ids))
    ).all()
    views = Views.of_columns(rows[0].masks, rows[0].words)
    found = _found(db, sought, ids)
    points, holdings = _numbers(db, ids, found)
    hits = {}
    for customer, branch, count, _, _ in rows:
        shown = _Shown(views, customer, points[customer.id], holdings[customer.id])
        matched = [shown.matched(one) for one in _best(found[customer.id])]
        told = views.in_list(customer, branch, False, today) | {"telephone": shown.first_telephone()}
        hits[customer.id] = LookupHit(**told, matched=matched, open_count=count)
    return [hits[customer_id] for customer_id in ids if customer_id in hits]


def _found(db: Session, sought: _Sought, ids: list[uuid.UUID]) -> dict[uuid.UUID, list[_Found]]:
    """Return which keys of these customers matched, for saying why they are here."""
    conditions = or_(
        *(condition for fragment in sought.fragments for condition, _ in sought.ways(fragment, inside=True))
    )
    rows = db.execute(
        select(CustomerKey.customer_id, CustomerKey.kind, CustomerKey.value)
        .where(CustomerKey.customer_id.in_(ids), conditions)
        .order_by(CustomerKey.kind, CustomerKey.value)
    )
    found: dict[uuid.UUID, list[_Found]] = defaultdict(list)
    for customer_id, kind, value in rows:
        for fragment in sought.fragments:
            if quality := _quality(fragment, kind, value):
                found[customer_id].append(_Found(fragment, cast(KeyKind, kind), value, quality))
    return found


def _quality(fragment: Fragment, kind: str, value: str) -> Quality | None:
    if kind == "phone" and kind in fragment.numbers:
        return "exact" if value.endswith(fragment.part(kind)) else None
    if kind in fragment.numbers:
        return "exact" if value == fragment.tail else None
    if kind not in fragment.inside or fragment.text not in value:
        return None
    if value == fragment.text:
        return "exact"
    return "prefix" if value.startswith(fragment.text) else "inside"


def _best(found: list[_Found]) -> list[_Found]:
    """Return the best key per fragment and kind: a telephone matches in both its forms, and is one reason."""
    best: dict[tuple[str, str], _Found] = {}
    for one in sorted(found, key=lambda one: (QUALITIES.index(one.quality), _KIND_ORDER.index(one.kind))):
        best.setdefault((one.fragment.text, one.kind), one)
    return list(best.values())


def _numbers(
    db: Session, ids: list[uuid.UUID], found: dict[uuid.UUID, list[_Found]]
) -> tuple[dict[uuid.UUID, list[ContactPoint]], dict[uuid.UUID, list[Holding]]]:
    """Telephones, those that the bank has checked first; and holdings, only where one is the reason."""
    points: dict[uuid.UUID, list[ContactPoint]] = defaultdict(list)
    holdings: dict[uuid.UUID, list[Holding]] = defaultdict(list)
    by_card = [owner for owner, ones in found.items() if any(one.kind == "card_tail" for one in ones)]
    for point in db.scalars(
        select(ContactPoint)
        .where(ContactPoint.customer_id.in_(ids), ContactPoint.kind != "mail")
        .order_by(ContactPoint.verified.desc(), ContactPoint.value)
    ):
        points[point.customer_id].append(point)
    if by_card:
        for holding in db.scalars(select(Holding).where(Holding.customer_id.in_(by_card)).order_by(Holding.number)):
            holdings[holding.customer_id].append(holding)
    return points, holdings


class _Shown:
    """What matched, as it may be shown."""

    def __init__(self, views: Views, customer: Customer, points: list[ContactPoint], holdings: list[Holding]) -> None:
        self._views, self._customer, self._points, self._holdings = views, customer, points, holdings

    def first_telephone(self) -> str:
        """Return the first telephone, masked; empty where none is known."""
        return self._views.contact_value(self._points[0], False).text if self._points else ""

    def matched(self, one: _Found) -> Matched:
        """Return the masked text of the key's source, with the range to highlight."""
        show = {
            "number": self._number,
            "phone": self._phone,
            "name": self._name,
            "identity_tail": self._identity,
            "card_tail": self._card,
        }.get(one.kind, self._sound)
        text, (start, length) = show(one.fragment)
        return Matched(kind=one.kind, text=text, start=start, length=length, quality=one.quality)

    def _number(self, fragment: Fragment) -> tuple[str, tuple[int, int]]:
        return self._customer.number, rules.find_in(self._customer.number, fragment.text)

    def _phone(self, fragment: Fragment) -> tuple[str, tuple[int, int]]:
        part = fragment.part("phone")
        for point in self._points:
            keys = rules.phone_keys(point.value)
            if any(key.endswith(part) for key in keys):
                text = self._views.contact_value(point, False).text
                national = next((key for key in keys if len(key) == len(text)), keys[-1])
                return text, rules.find_in_telephone(national, keys[0], part)
        return "", (0, 0)

    def _name(self, fragment: Fragment) -> tuple[str, tuple[int, int]]:
        text = self._views.masks.name(self._customer.name)
        start, length = rules.find_in(rules.squeeze(self._customer.name), fragment.text)
        return text, rules.clip(start, length, len(text))

    def _sound(self, fragment: Fragment) -> tuple[str, tuple[int, int]]:
        """Pinyin and initials: the name itself is highlighted, since a syllable has no place in characters."""
        text = self._views.masks.name(self._customer.name)
        return text, (0, len(text))

    def _identity(self, fragment: Fragment) -> tuple[str, tuple[int, int]]:
        text = self._views.masks.show("identity", self._customer.identity_number)
        return text, _end(text, fragment)

    def _card(self, fragment: Fragment) -> tuple[str, tuple[int, int]]:
        for holding in self._holdings:
            if rules.squeeze(holding.number).endswith(fragment.text):
                text = self._views.holding_number(holding, False).text
                return text, _end(text, fragment)
        return "", (0, 0)


def _end(text: str, fragment: Fragment) -> tuple[int, int]:
    length = min(len(text), len(fragment.text))
    return len(text) - length, length
