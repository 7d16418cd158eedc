"""Customers from the bank's own list (CSV or workbook with a line of headings), as often as one likes.

The whole list is read and checked before anything is written; then it is stored batch by batch, each with its entry in the audit
trail (hub/kit/batches.py). What one batch has stored is found unchanged when the list is loaded again.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.customers.keys import refresh_keys
from agent_desk.hub.customers.service import customer_words
from agent_desk.hub.kit import batches, phone_numbers
from agent_desk.hub.kit.batches import Account, Progress
from agent_desk.hub.kit.centre import area_code
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.user_files import (
    RowFault,
    Table,
    TableRow,
    UserFileFault,
    birthday,
    identity_number,
    mangled,
    number_text,
    read_table,
    rounded,
)
from agent_desk.models.customers import Branch, ContactPoint, Customer

NEEDED: Final = ("number", "name")
COLUMNS: Final[Mapping[str, Sequence[str]]] = {
    "number": ("客户号", "客户编号", "customer number", "customer no."),
    "name": ("姓名", "客户姓名", "客户名称"),
    "gender": ("性别", "sex"),
    "born_on": ("出生日期", "生日", "birthday", "date of birth"),
    "identity_number": ("证件号码", "证件号", "身份证号", "身份证号码"),
    "branch": ("网点", "开户网点", "机构", "机构号"),
    "level": ("客户等级", "等级"),
    "care_flags": ("关怀标记", "关怀标识"),
    "address": ("地址", "联系地址"),
    "mobile": ("手机", "手机号", "手机号码", "移动电话"),
    "landline": ("固定电话", "座机", "电话"),
    "mail": ("邮箱", "电子邮箱", "电子邮件", "e-mail", "email"),
}
"""The columns, each with the headings that people give it."""
SOURCE: Final = "core_bank"
_BATCH: Final = 500
_GENDERS: Final = {
    **dict.fromkeys(("male", "m", "男", "男性", "先生"), "male"),
    **dict.fromkeys(("female", "f", "女", "女性", "女士"), "female"),
    "": "",
}


@dataclass(slots=True)
class Loaded:
    """What a load did, or has done when it is interrupted: `account` of the usable rows; `bad`: the rows that were left out, by
    line; `blank`: empty lines."""

    account: Account = field(default_factory=Account)
    bad: list[RowFault] = field(default_factory=list)
    blank: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    branches: frozenset[str]
    levels: frozenset[str]
    flags: frozenset[str]
    today: date
    area_code: str


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    facts: dict[str, Any]
    points: tuple[tuple[str, str, str | None], ...]
    """Kind, value, extension."""
    unsaid: frozenset[str]
    """Columns of which this row says nothing, since it is shorter than the headings."""


def load_customers(
    database: Database,
    file: Path,
    unit_of: Callable[[Session], Unit],
    today: date,
    loaded: Loaded,
    progress: Progress = lambda _done, _of: None,
) -> None:
    """Load the file in batches, each in one transaction. A known number takes over what is different; a row that cannot
    be used is left out and listed. `unit_of` makes a unit of work of a session; `today`: the centre's day;
    `loaded` is filled in.

    Raises UserFileFault (nothing was loaded), Interrupted from whatever stops it on its way.
    """
    with database.read() as db:
        words = customer_words(db)
        known = _Known(
            frozenset(db.scalars(select(Branch.code))),
            frozenset(one.code for one in words.levels),
            frozenset(one.code for one in words.care_flags),
            today,
            area_code(db),
        )
    table = read_table(file, COLUMNS, NEEDED)
    rows = _rows(table, known)
    loaded.bad, loaded.blank = sorted(table.bad, key=lambda one: one.line), table.blank

    def store(db: Session, batch: Sequence[_Row], account: Account) -> None:
        _store(db, batch, account)
        told: dict[str, Any] = {
            "rows": account.of,
            "done": account.done,
            "added": account.added,
            "changed": account.changed,
        }
        if batch:
            told |= {"first_line": batch[0].line, "last_line": batch[-1].line}
        unit_of(db).audit("customers.import", "customer", file.name, **told, bad=len(loaded.bad))

    loaded.account = batches.in_batches(database, rows, _BATCH, store, progress)


def _rows(table: Table, known: _Known) -> list[_Row]:
    """Return the rows that can be stored; the others are noted in the table."""
    seen: set[str] = set()
    spoilt = {column: rounded(table, column) for column in ("number",)}
    found = []
    for read in table.rows:
        try:
            for column, lines in spoilt.items():
                if read.line in lines:
                    raise mangled(column)
            row = _row(read, known, table.columns)
            number = row.facts["number"]
            if number in seen:
                raise UserFileFault(f"客户号“{number}”出现多次", f"number '{number}' stands there twice")
        except UserFileFault as fault:
            table.bad.append(RowFault(read.line, fault.zh, fault.en))
            continue
        seen.add(number)
        found.append(row)
    return found


def _row(read: TableRow, known: _Known, columns: Sequence[str]) -> _Row:
    """Raises UserFileFault with the reason; it names no value of a customer but the number."""
    said = read.cells
    if any(name not in said for name in NEEDED):
        raise UserFileFault("字段比标题行少", "has not as many fields as the header")
    for name in NEEDED:
        if not said[name]:
            raise UserFileFault(f"“{name}”为空", f"'{name}' is empty")
    facts: dict[str, Any] = {"number": number_text("number", said["number"]), "name": said["name"]}
    if "identity_number" in said:
        facts["identity_number"] = identity_number("identity_number", said["identity_number"]) or None
    if "address" in said:
        facts["address"] = said["address"]
    _checked(said, facts, known)
    points = {value: (kind, value, extension) for kind, value, extension in _points(said, known)}
    return _Row(read.line, facts, tuple(points.values()), frozenset(columns) - said.keys())


def _checked(said: Mapping[str, str], facts: dict[str, Any], known: _Known) -> None:
    if "gender" in said:
        if (gender := said["gender"].casefold()) not in _GENDERS:
            raise UserFileFault("“gender”须为 male、female 或为空", "'gender' is male, female or empty")
        facts["gender"] = _GENDERS[gender]
    if "born_on" in said:
        facts["born_on"] = birthday("born_on", said["born_on"], known.today) if said["born_on"] else None
    if "branch" in said:
        if said["branch"] and said["branch"] not in known.branches:
            raise UserFileFault(f"没有网点“{said['branch']}”", f"there is no branch '{said['branch']}'")
        facts["branch_code"] = said["branch"] or None
    if said.get("level"):
        if said["level"] not in known.levels:
            raise UserFileFault(f"没有等级“{said['level']}”", f"there is no level '{said['level']}'")
        facts["level"] = said["level"]
    if "care_flags" in said:
        facts["care_flags"] = list(filter(None, re.split(r"[\s,;、，；/|]+", said["care_flags"])))
        strange = [one for one in facts["care_flags"] if one not in known.flags]
        if strange:
            raise UserFileFault(f"没有关怀标记“{strange[0]}”", f"there is no care flag '{strange[0]}'")


def _points(said: Mapping[str, str], known: _Known) -> Iterator[tuple[str, str, str | None]]:
    for kind in ("mobile", "landline"):
        if not said.get(kind):
            continue
        given = number_text(kind, said[kind])
        number = phone_numbers.canonical(given, area=known.area_code)
        if number.e164 is None and kind == "landline" and given.isdecimal():
            # A spreadsheet has taken the 0 off: 1062770334 for 010 6277 0334.
            number = phone_numbers.canonical(f"0{given}")
        if number.e164 is None:
            raise UserFileFault(f"“{kind}”不是电话号码", f"'{kind}' is not a telephone number")
        yield kind, number.e164, number.extension
    if said.get("mail"):
        mail = unicodedata.normalize("NFKC", said["mail"]).lower()
        if mail.count("@") != 1 or re.search(r"\s", mail):
            raise UserFileFault("“mail”不是邮箱地址", "'mail' is not an address")
        yield "mail", mail, None


def _store(db: Session, batch: Sequence[_Row], account: Account) -> None:
    numbers = [row.facts["number"] for row in batch]
    there = db.scalars(select(Customer).where(Customer.number.in_(numbers)).with_for_update())
    found = {one.number: one for one in there}
    for row in batch:
        _store_one(db, row, found.get(row.facts["number"]), account)


def _store_one(db: Session, row: _Row, customer: Customer | None, account: Account) -> None:
    added = customer is None
    if customer is None:
        customer = Customer(**{"care_flags": [], **row.facts})
        db.add(customer)
        db.flush()
    different = {name: value for name, value in row.facts.items() if getattr(customer, name) != value}
    for name, value in different.items():
        setattr(customer, name, value)
    changed = bool(different) | _store_points(db, customer, row)
    if added or changed:
        if not added:
            customer.version += 1
        refresh_keys(db, customer)
    account.count(added, changed)


def _store_points(db: Session, customer: Customer, row: _Row) -> bool:
    """Add or verify these; the bank's own that are not in the file any more go, what others noted stays."""
    held = {one.value: one for one in db.scalars(select(ContactPoint).where(ContactPoint.customer_id == customer.id))}
    changed = False
    for kind, value, extension in row.points:
        point = held.get(value)
        if point is None:
            db.add(
                ContactPoint(
                    customer_id=customer.id, kind=kind, value=value, extension=extension, verified=True, source=SOURCE
                )
            )
            changed = True
        elif not point.verified or (point.kind, point.extension) != (kind, extension):
            point.verified, point.kind, point.extension, point.source = True, kind, extension, SOURCE
            changed = True
    named = {value for _, value, _ in row.points}
    for value, point in held.items():
        if point.source == SOURCE and value not in named and point.kind not in row.unsaid:
            db.delete(point)
            changed = True
    return changed
