"""How much of the past is made up, and from when to when."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from agent_desk.demo.data.roster import DAY_BEGINS_AT_HOUR

ONE_CLICK: Final = ("a1001", "a1009", "a1015", "a1019")
"""Agents kept for people: one of each team, so that two seats side by side need not take each other over. They have worked
today, so that nobody's own day is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedPlan:
    """What to seed. The same plan gives the same rows. Raises ValueError for a plan without anybody in it."""

    now: datetime
    """Up to when calls of the past are made: the moment of seeding, aware."""
    seed: int = 1
    days: int = 90
    customers: int = 5000
    calls_per_day: float = 480.0
    complaints: int = 350
    agents: int = 24
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))

    def __post_init__(self) -> None:
        if self.days < 1 or self.customers < 1 or self.agents < 1 or self.now.tzinfo is None:
            raise ValueError("A seed needs a day, a customer, an agent, and a time with its zone.")

    @property
    def today(self) -> date:
        """The centre's date."""
        return self.now.astimezone(self.zone).date()

    def operational_days(self) -> list[date]:
        """Return the operational days from `days` days ago on, the one that runs now last."""
        hours = timedelta(hours=DAY_BEGINS_AT_HOUR)
        last = (self.now.astimezone(self.zone) - hours).date()
        first = self.today - timedelta(days=self.days)
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]

    def begin_at(self, day: date) -> datetime:
        """Return when an operational day begins."""
        return datetime(day.year, day.month, day.day, DAY_BEGINS_AT_HOUR, tzinfo=self.zone)

    def begin_ms(self, day: date) -> int:
        """Return the same in milliseconds since 1970."""
        return int(self.begin_at(day).timestamp() * 1000)

    @property
    def now_ms(self) -> int:
        """Now, in milliseconds since 1970."""
        return int(self.now.astimezone(UTC).timestamp() * 1000)
