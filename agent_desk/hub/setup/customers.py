"""Customers from the bank's own list (CSV with a header line), as often as one likes."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.customers.keys import refresh_keys
from agent_desk.hub.customers.service import customer_words
from agent_desk.hub.kit import phone_numbers
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.setup.centre import Stored
from agent_desk.models.customers import Branch, ContactPoint, Customer
from agent_desk.schemas.kit.text import cleaned

NEEDED: Final = ("number", "name")
COLUMNS: Final = (
    *NEEDED,
    "gender",
    "born_on",
    "identity_number",
    "branch",
    "level",
    "care_flags",
    "address",
    "mobile",
    "landline",
    "mail",
)
_BATCH: Final = 500
_GENDERS: Final = ("", "male", "female")
SOURCE: Final = "core_bank"
_NUMBERS: Final = ("number", "identity_number", "mobile", "landline")
_MANGLED: Final = re.compile(r"[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+|[0-9]+\.[0-9]+")
"""What a spreadsheet makes of a long number."""


class CustomersFault(Exception):
    """The file cannot be used at all; the sentence says why."""


@dataclass(slots=True)
class Loaded(Stored):
    """What a load did; `bad` holds line, reason of each row that was left out."""

    rows: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    branches: frozenset[str]
    levels: frozenset[str]
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Row:
    facts: dict[str, Any]
    points: tuple[tuple[str, str, str | None], ...]
    """Kind, value, extension."""


def load_customers(database: Database, file: Path, unit_of: Any) -> Loaded:
    """Load the file in batches, each in one transaction. A known number takes over what is different; a row that cannot
    be used is left out and listed. `unit_of` makes a unit of work of a session. Raises CustomersFault."""
    loaded = Loaded()
    with database.read() as db:
        words = customer_words(db)
        known = _Known(
            frozenset(db.scalars(select(Branch.code))),
            frozenset(one.code for one in words.levels),
            frozenset(one.code for one in words.care_flags),
        )
    batch: list[_Row] = []
    for row in _rows(file, known, loaded):
        batch.append(row)
        if len(batch) == _BATCH:
            _store(database, batch, loaded)
            batch = []
    _store(database, batch, loaded)
    with database.write() as db:
        unit: Unit = unit_of(db)
        unit.audit(
            "customers.import",
            "customer",
            file.name,
            rows=loaded.rows,
            added=loaded.added,
            changed=loaded.changed,
            bad=len(loaded.bad),
        )
    return loaded


def _rows(file: Path, known: _Known, loaded: Loaded) -> Iterator[_Row]:
    seen: set[str] = set()
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            _check_header(reader.fieldnames or (), file)
            for read in reader:
                loaded.rows += 1
                try:
                    row = _row(read, known)
                    if row.facts["number"] in seen:
                        raise ValueError(f"number '{row.facts['number']}' stands there twice")
                except ValueError as fault:
                    loaded.bad.append((reader.line_num, str(fault)))
                    continue
                seen.add(row.facts["number"])
                yield row
    except OSError as fault:
        raise CustomersFault(f"{file}: cannot be read: {fault.strerror}.") from fault
    except (csv.Error, UnicodeDecodeError) as fault:
        raise CustomersFault(f"{file}: is not a CSV file in UTF-8: {fault}.") from fault


def _check_header(names: Any, file: Path) -> None:
    missing, strange = [one for one in NEEDED if one not in names], [one for one in names if one not in COLUMNS]
    if missing or strange:
        wrong = [f"column '{one}' is missing" for one in missing] + [f"column '{one}' is not known" for one in strange]
        raise CustomersFault(f"{file}: {'; '.join(wrong)}. Columns: {', '.join(COLUMNS)}.")


def _row(read: Mapping[str | None, Any], known: _Known) -> _Row:
    """Raises ValueError with the reason; it names no value of a customer but the number."""
    if None in read or None in read.values():
        raise ValueError("has not as many fields as the header")
    said = {str(name): str(value).strip() for name, value in read.items()}
    for name, value in said.items():
        if cleaned(value) != value:
            raise ValueError(f"'{name}' holds characters that no text has")
        if name in _NUMBERS and (_MANGLED.fullmatch(value) or _rounded(name, value)):
            raise ValueError(f"'{name}' is no number any more: was the file opened in a spreadsheet?")
    for name in NEEDED:
        if not said[name]:
            raise ValueError(f"'{name}' is empty")
    facts: dict[str, Any] = {"number": said["number"], "name": said["name"]}
    for name in ("identity_number", "address"):
        if name in said:
            facts[name] = said[name] or (None if name == "identity_number" else "")
    _checked(said, facts, known)
    return _Row(facts, tuple(_points(said)))


def _rounded(name: str, value: str) -> bool:
    """Return whether an identity number's last digits are zeros because a spreadsheet keeps fifteen."""
    if name != "identity_number" or not re.fullmatch(r"[0-9]{15}000", value):
        return False
    return sum(int(digit) << (17 - place) for place, digit in enumerate(value)) % 11 != 1


def _checked(said: Mapping[str, str], facts: dict[str, Any], known: _Known) -> None:
    if "gender" in said:
        if said["gender"] not in _GENDERS:
            raise ValueError("'gender' is male, female or empty")
        facts["gender"] = said["gender"]
    if "born_on" in said:
        try:
            facts["born_on"] = date.fromisoformat(said["born_on"]) if said["born_on"] else None
        except ValueError:
            raise ValueError("'born_on' is not a date like 1980-04-30") from None
    if "branch" in said:
        if said["branch"] and said["branch"] not in known.branches:
            raise ValueError(f"there is no branch '{said['branch']}'")
        facts["branch_code"] = said["branch"] or None
    if said.get("level"):
        if said["level"] not in known.levels:
            raise ValueError(f"there is no level '{said['level']}'")
        facts["level"] = said["level"]
    if "care_flags" in said:
        facts["care_flags"] = said["care_flags"].split()
        strange = [one for one in facts["care_flags"] if one not in known.flags]
        if strange:
            raise ValueError(f"there is no care flag '{strange[0]}'")


def _points(said: Mapping[str, str]) -> Iterator[tuple[str, str, str | None]]:
    for kind in ("mobile", "landline"):
        if not said.get(kind):
            continue
        number = phone_numbers.canonical(said[kind])
        if number.e164 is None and kind == "landline" and said[kind].isdecimal():
            # A spreadsheet has taken the 0 off: 1062770334 for 010 6277 0334.
            number = phone_numbers.canonical(f"0{said[kind]}")
        if number.e164 is None:
            raise ValueError(f"'{kind}' is not a telephone number")
        yield kind, number.e164, number.extension
    if said.get("mail"):
        if said["mail"].count("@") != 1:
            raise ValueError("'mail' is not an address")
        yield "mail", said["mail"].lower(), None


def _store(database: Database, batch: list[_Row], loaded: Loaded) -> None:
    if not batch:
        return
    with database.write() as db:
        found = {
            one.number: one
            for one in db.scalars(
                select(Customer).where(Customer.number.in_([row.facts["number"] for row in batch])).with_for_update()
            )
        }
        for row in batch:
            _store_one(db, row, found.get(row.facts["number"]), loaded)


def _store_one(db: Session, row: _Row, customer: Customer | None, loaded: Loaded) -> None:
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
    loaded.count(added, changed)


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
        if point.source == SOURCE and value not in named:
            db.delete(point)
            changed = True
    return changed
