"""How large the bank and its branches were: outlets and personal customers, against which complaints are set as the regulator does."""

from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo

from sqlalchemy.orm import Session

from agent_desk.hub.cases.rules import day_begins
from agent_desk.hub.kit import settings_in_force
from agent_desk.schemas.cases.settings import SIZES, BankSizes


@dataclass(frozen=True, slots=True)
class Size:
    """Outlets and personal customers; 0 where it was not said."""

    outlets: int = 0
    customers: int = 0


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of the whole bank, and of its branches by their codes."""

    whole: Size = field(default_factory=Size)
    branches: dict[str, Size] = field(default_factory=dict)


def sizes(db: Session, last: date, zone: tzinfo) -> Sizes:
    """Return the sizes in force on the last day of a period; where none was entered by then, the first that was."""
    end = day_begins(last + timedelta(days=1), zone) - timedelta(seconds=1)
    stored = db.scalar(settings_in_force.stored(SIZES, end)) or settings_in_force.first(db, SIZES)
    return of_record(SIZES.read(stored))


def of_record(record: BankSizes) -> Sizes:
    """Return what a record of the setting says; without numbers of the whole bank, the branches together are it."""
    branches: dict[str, Size] = {}
    for line in record.branches:
        code, _, numbers = line.partition("=")
        outlets, _, customers = numbers.partition("/")
        branches[code.strip()] = Size(int(outlets), int(customers))
    return Sizes(
        Size(
            record.outlets or sum(one.outlets for one in branches.values()),
            record.customers or sum(one.customers for one in branches.values()),
        ),
        branches,
    )
