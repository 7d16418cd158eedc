"""The forecast of today at a seat: it moves on with every interval that is over."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, datetime

from agent_desk.desk.figures.day_watch import DayWatch
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.feed import Request
from agent_desk.schemas.planning import operations as ops
from agent_desk.schemas.planning.records import Forecast


def forecast(api: Api, minutes: int) -> Forecast:
    """Return what today is expected to bring, by 15 or 30 minutes."""
    return api.ask(ops.forecast.request("15" if minutes == 15 else "30"))


class ForecastWatch(DayWatch[Forecast]):
    """Keeps the forecast of one board; a past day has none."""

    def question(self, minutes: int, day: date | None) -> Request[Forecast] | None:
        """Return the forecast of today."""
        return None if day is not None else lambda api: forecast(api, minutes)

    def period(self, now: datetime, minutes: int) -> Hashable:
        """Return the interval that runs."""
        return int(now.timestamp()) // (minutes * 60)
