"""Numbers that people quote: a prefix, the day, and a count of the day: TS20261123-0001."""

from datetime import date
from typing import Any

from sqlalchemy import Integer, func, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session


def following(db: Session, numbers: InstrumentedAttribute[Any], prefix: str, day: date, *, lock: int) -> str:
    """Return the next number of a day in a column of numbers. `lock`: first half of the advisory lock under which they are drawn.

    Unique under any number of hubs, since the day's numbers are drawn one after the other; what is rolled back leaves no mark, what is
    deleted leaves a gap.
    """
    db.execute(text("SELECT pg_advisory_xact_lock(:one, :two)"), {"one": lock, "two": day.toordinal()})
    begins = f"{prefix}{day:%Y%m%d}-"
    count = func.split_part(numbers, "-", 2).cast(Integer)
    last = db.scalar(select(func.max(count)).where(numbers.startswith(begins, autoescape=True)))
    return f"{begins}{(last or 0) + 1:04d}"
